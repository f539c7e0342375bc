"""Writes of roles: granting, ending, delegating. All are dated; what was once in force is never deleted."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts import policies
from accounts.choices import NoticeKind
from accounts.models import RoleGrant, User
from accounts.services.notices import notice_send
from audit.services import audit
from audit.snapshots import snapshot
from contracts.policy import require
from contracts.roles import REGISTRARS, ROLES_OF_SCOPE, Role
from vietnam.dates import format_date


def wrong_roles(user: User, roles: list[str]) -> list[str]:
    """Why these roles together do not fit the user's unit; nothing where they do."""
    errors = [
        f"Vai trò “{Role(role).label}” không có ở phạm vi {user.get_scope_display().lower()}."
        for role in roles
        if role not in ROLES_OF_SCOPE[user.scope]
    ]
    if Role.PARTNER in roles and user.agency is None:
        errors.append("Vai trò cơ quan phối hợp cần ghi rõ cơ quan của người dùng.")
    if Role.LEADER in roles and set(REGISTRARS) & set(roles):
        # Luật 30/2023: Công an xã đề nghị, Chủ tịch UBND xã quyết định; the two are never one person.
        errors.append(
            "Một người không vừa giữ vai trò Công an xã vừa giữ vai trò lãnh đạo UBND xã "
            "(Luật 30/2023, Điều 14, 16: Công an xã đề nghị, Chủ tịch UBND xã quyết định)."
        )
    return errors


@transaction.atomic
def role_grant(
    *, actor, user: User, role: str, started_on: date, ended_on: date | None = None, basis: str = ""
) -> RoleGrant:
    """Give a user a role from a day on; `ended_on` is the first day on which it is no longer held."""
    require(policies.can_manage_user(actor, user))
    _check_grant(user, role, started_on, ended_on)
    grant = RoleGrant(user=user, role=role, started_on=started_on, ended_on=ended_on, basis=basis.strip())
    grant.full_clean()
    grant.save()
    audit(actor, "accounts.role.grant", grant)
    if role == Role.ADMIN and not user.is_staff:
        before = snapshot(user)
        user.is_staff = True
        user.save(update_fields=["is_staff"])
        audit(actor, "accounts.role.grant", user, before=before)
    return grant


@transaction.atomic
def role_end(*, actor, grant: RoleGrant, ended_on: date | None = None, today: date | None = None) -> None:
    """End a role, and the delegations of it; without a day, from today.

    One that has not been in force for a day by then is taken back: the audit alone keeps it.
    """
    require(policies.can_end_grant(actor, grant))
    today = today or timezone.localdate()
    ended_on = ended_on or today
    if grant.ended_on is not None and grant.ended_on <= ended_on:
        raise ValidationError({"ended_on": f"Vai trò đã kết thúc từ ngày {format_date(grant.ended_on)}."})
    if ended_on <= grant.started_on < today:
        raise ValidationError(
            {"ended_on": f"Ngày kết thúc phải sau ngày bắt đầu {format_date(grant.started_on)}."}
        )
    delegations = RoleGrant.objects.none()
    if grant.delegated_by_id is None:
        delegations = RoleGrant.objects.filter(delegated_by=grant.user, role=grant.role)
    for row in [grant, *delegations.overlapping(ended_on, None)]:
        _end(actor, row, ended_on)


def _end(actor, grant: RoleGrant, ended_on: date) -> None:
    before = snapshot(grant)
    if ended_on <= grant.started_on:
        audit(actor, "accounts.role.end", grant, before=before, after={})
        grant.delete()
        return
    grant.ended_on = ended_on
    grant.save(update_fields=["ended_on"])
    audit(actor, "accounts.role.end", grant, before=before)


@transaction.atomic
def role_delegate(
    *, actor: User, user: User, role: str, started_on: date, ended_on: date, basis: str
) -> RoleGrant:
    """Hand a role one holds by right to a colleague of the same unit, for a time, by a paper. One keeps it as well."""
    require(policies.can_delegate(actor, role))
    if not basis.strip():
        raise ValidationError({"basis": "Ghi văn bản ủy quyền: số, ngày."})
    if user.pk == actor.pk or not user.is_active:
        raise ValidationError({"user": "Chọn một người khác đang dùng hệ thống trong đơn vị."})
    if (user.scope, user.province_id, user.commune_id) != (actor.scope, actor.province_id, actor.commune_id):
        raise ValidationError({"user": "Chỉ ủy quyền trong cùng đơn vị."})
    own = actor.grants.filter(role=role, delegated_by=None, started_on__lte=started_on)
    if not any(grant.ended_on is None or grant.ended_on >= ended_on for grant in own):
        raise ValidationError(
            {
                "role": "Bạn không giữ vai trò này (không kể được ủy quyền) trong cả thời gian đó. Chọn lại ngày."
            }
        )
    _check_grant(user, role, started_on, ended_on)
    grant = RoleGrant(
        user=user,
        role=role,
        started_on=started_on,
        ended_on=ended_on,
        basis=basis.strip(),
        delegated_by=actor,
    )
    grant.full_clean()
    grant.save()
    audit(actor, "accounts.role.delegate", grant)
    notice_send(
        users=[user],
        kind=NoticeKind.ACCOUNT,
        title=f"{actor.full_name} ủy quyền cho bạn vai trò {grant.get_role_display()} "
        f"từ {format_date(started_on)} đến hết {format_date(grant.last_day)}",
    )
    return grant


def _check_grant(user: User, role: str, started_on: date, ended_on: date | None) -> None:
    if ended_on is not None and ended_on <= started_on:
        raise ValidationError({"ended_on": "Ngày kết thúc phải sau ngày bắt đầu. Kiểm tra lại hai ngày."})
    around = list(user.grants.overlapping(started_on, ended_on))
    if same := next((grant for grant in around if grant.role == role), None):
        raise ValidationError(
            {"role": f"{user} đã giữ vai trò này từ {format_date(same.started_on)}. Kết thúc dòng đó trước."}
        )
    if errors := wrong_roles(user, [role, *(grant.role for grant in around)]):
        raise ValidationError({"role": errors})
