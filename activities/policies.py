"""Who may write activities, assessments, commendations and discipline (roles.md)."""

from contracts.policy import ALLOWED, Answer, Denied, holds
from contracts.registry import subject_kinds
from contracts.roles import REGISTRARS, REVIEWERS, Role, Scope, is_only_partner


def can_write(user, *, province: str, commune: str = "", subject_kind: str = "") -> Answer:
    """A commune's rows by its registrars, the province's own by its reviewers; rows about a whole commune by both."""
    if not commune:
        return holds(user, *REVIEWERS, province=province)
    if subject_kind in subject_kinds and subject_kinds.get(subject_kind).is_unit:
        return holds(user, *REGISTRARS, *REVIEWERS, commune=commune, province=province)
    return holds(user, *REGISTRARS, commune=commune, province=province)


def can_write_record(user, record) -> Answer:
    """May the user correct or cancel this row? Cancelled ones stay as they are."""
    province, commune = record.unit_codes()
    answer = can_write(user, province=province, commune=commune, subject_kind=record.subject_kind)
    if answer and record.is_cancelled:
        return Denied("Bản ghi này đã hủy nên không sửa được. Ghi lại bản đúng.")
    return answer


def can_add(user) -> Answer:
    """May the user add to the registers of their own unit at all?"""
    answer = holds(user, *REGISTRARS, *REVIEWERS)
    if answer and user.scope == Scope.COUNTRY:
        return Denied("Sổ hoạt động, thi đua do xã và tỉnh ghi. Nhắc đơn vị đó bổ sung.")
    return answer


def can_discipline(user) -> Answer:
    """Discipline of who serves is written by communes: whose people they are."""
    answer = holds(user, *REGISTRARS)
    if answer and user.commune_id is None:
        return Denied("Sổ kỷ luật do Công an xã ghi. Nhắc xã đó bổ sung.")
    return answer


def can_see_ground(user, assessment=None) -> Answer:
    """On what ground somebody must be replaced is for those who keep the register and those who review it, of this
    assessment or at all."""
    province, commune = assessment.unit_codes() if assessment is not None else ("", "")
    return holds(user, *REGISTRARS, *REVIEWERS, commune=commune, province=province)


def can_see_people(user) -> Answer:
    """Partner agencies see teams and hamlets, not people."""
    if is_only_partner(user):
        return Denied(
            "Cơ quan phối hợp xem được Tổ, thôn và việc của mình, không xem kỷ luật của từng người."
        )
    return ALLOWED if user.is_authenticated else holds(user, *Role)
