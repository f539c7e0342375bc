"""Refusals that carry their reason: `Allowed`, `Denied`, `require`.

A policy is a plain function `can_<act>(user, subject) -> Allowed | Denied`. A page greys its button with the
reason, the service raises it: one rule, two faces.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from contracts.roles import Role, Scope


@dataclass(frozen=True)
class Allowed:
    """Truthy: the act is allowed. `note` says what will be remarked, e.g. "một người thực hiện"."""

    note: str = ""
    reason = ""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True)
class Denied:
    """Falsy: the act is refused. `reason` is Vietnamese, names the rule and says how to mend it."""

    reason: str
    note = ""

    def __bool__(self) -> bool:
        return False


Answer = Allowed | Denied
ALLOWED = Allowed()


class PolicyDenied(PermissionDenied):
    """A service was asked for something the policy refuses; answered as 403 with the reason."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def require(answer: Answer) -> Answer:
    """Give the answer back if it allows; raise `PolicyDenied` with its reason if not."""
    if not answer:
        raise PolicyDenied(answer.reason)
    return answer


def first_denied(*answers: Answer) -> Answer:
    """The first refusal among the answers, else the last permission: all must hold."""
    for answer in answers:
        if not answer:
            return answer
    return answers[-1] if answers else ALLOWED


def holds(user, *roles: Role, commune: str = "", province: str = "") -> Answer:
    """Whether the user holds one of the roles today, for that unit (five- or two-digit code).

    A country user reaches every unit; a province user their province, and communes only through a province
    role; a commune user their commune and what it took over in a merger.
    """
    if not (user.is_authenticated and user.is_active):
        return Denied("Bạn chưa đăng nhập. Đăng nhập rồi làm lại.")
    if not user.role_codes.intersection(roles):
        wanted = ", ".join(str(Role(role).label) for role in roles)
        return Denied(f"Việc này dành cho: {wanted}. Tài khoản của bạn không giữ vai trò đó.")
    if commune and not _reaches_commune(user, commune, province):
        return Denied("Việc này thuộc đơn vị khác. Chuyển cho cán bộ của đơn vị đó.")
    if province and not commune and user.scope != Scope.COUNTRY and user.province_id != province:
        return Denied("Việc này thuộc tỉnh khác. Chuyển cho cán bộ của tỉnh đó.")
    return ALLOWED


def _reaches_commune(user, commune: str, province: str) -> bool:
    if user.scope == Scope.COUNTRY:
        return True
    if user.scope == Scope.PROVINCE:
        return not province or user.province_id == province
    return commune in user.commune_ids
