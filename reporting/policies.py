"""Who may do what with reports (roles.md): the officer drafts, the chief signs, the province returns and approves."""

from datetime import date

from accounts.duties import sole_performer
from contracts.policy import ALLOWED, Answer, Denied, first_denied, holds
from contracts.roles import REGISTRARS, REVIEWERS, Role, Scope
from reporting.choices import HANDED_IN, LIVING, DutyState, ReportState
from reporting.models import Report, ReportDuty
from vietnam.dates import format_date


def can_open(user, duty: ReportDuty, on: date) -> Answer:
    """May the user begin the report: from the first day of its period, for typing and drafting."""
    if duty.state != DutyState.NOT_STARTED:
        return Denied("Báo cáo này đã mở. Mở bàn soạn để làm tiếp.")
    if duty.period.first_day > on:
        return Denied(f"Kỳ báo cáo bắt đầu ngày {format_date(duty.period.first_day)}. Mở báo cáo từ ngày đó.")
    return _drafts(user, duty)


def can_edit(user, report: Report) -> Answer:
    """May the user change wording and figures? What is signed never changes: the province returns it."""
    if report.state != ReportState.DRAFT:
        state = report.get_state_display().lower()
        return Denied(
            f"Báo cáo đang là “{state}” nên không sửa được. Cần sửa thì đề nghị Công an tỉnh trả lại."
        )
    return _drafts(user, report.duty)


def can_sign(user, report: Report, on: date) -> Answer:
    """May the user sign and hand in: the chief, once the period is over, and not alone what they alone drafted."""
    if report.state != ReportState.DRAFT:
        return Denied("Báo cáo đã ký gửi. Mở văn bản để xem số và ngày ký.")
    return first_denied(
        holds(user, Role.CHIEF, **_unit(report.duty)),
        _is_final(report, on),
        sole_performer(None if report.edited_by_id else report.drafted_by, user, (Role.CHIEF,), on),
    )


def _is_final(report: Report, on: date) -> Answer:
    last_day = report.duty.period.last_day
    if on <= last_day:
        return Denied(
            f"Kỳ báo cáo chốt số liệu hết ngày {format_date(last_day)} ({report.duty.regime.citation}). "
            "Ký gửi từ ngày hôm sau."
        )
    return ALLOWED


def can_review(user, duty: ReportDuty) -> Answer:
    """May the user return or approve reports of this commune?"""
    return holds(user, *REVIEWERS, province=duty.province_id)


def can_approve(user, report: Report) -> Answer:
    """May the user approve it?"""
    if report.state != ReportState.SIGNED:
        return Denied("Chỉ duyệt được báo cáo đã ký gửi và đang chờ duyệt.")
    return can_review(user, report.duty)


def can_return(user, report: Report) -> Answer:
    """May the user return it; an approved one is opened again that way."""
    if report.state not in LIVING or report.state == ReportState.DRAFT:
        return Denied("Chỉ trả lại được báo cáo đã ký gửi hoặc đã duyệt.")
    return can_review(user, report.duty)


def can_remind(user, duty: ReportDuty, on: date) -> Answer:
    """May the user press the commune: not handed in, period over, once a day."""
    if duty.state in HANDED_IN:
        return Denied("Đơn vị đã gửi báo cáo này.")
    if duty.period.last_day >= on:
        return Denied(
            f"Kỳ báo cáo đến hết ngày {format_date(duty.period.last_day)} mới chốt. Đôn đốc từ hôm sau."
        )
    return can_review(user, duty)


def can_produce(user, report: Report) -> Answer:
    """May the user have PDF, Word and Excel made? Whoever works on it or reviews it."""
    reviews = can_review(user, report.duty)
    return reviews if reviews else _drafts(user, report.duty)


def can_see_bm1(user, province: str = "", commune: str = "") -> Answer:
    """Who sees and takes out BM1: a commune's people their commune, the province's all of it. It names members whose
    facts are lacking, so partners do not (roles.md)."""
    answer = holds(user, *SEES_PEOPLE, commune=commune, province=province)
    if answer and not commune and user.scope == Scope.COMMUNE:
        return Denied("Biểu của cả tỉnh do Công an tỉnh lập. Mở biểu của xã mình.")
    return answer


def _drafts(user, duty: ReportDuty) -> Answer:
    return holds(user, *REGISTRARS, **_unit(duty))


def _unit(duty: ReportDuty) -> dict[str, str]:
    return {"commune": duty.commune_id or "", "province": duty.province_id}


#: Who reads what names people: BM1, what the checks of the registers find.
SEES_PEOPLE = tuple(role for role in Role if role != Role.PARTNER)


def can_see_quality(user) -> Answer:
    """Everybody but partners, who see teams and hamlets, not people."""
    return holds(user, *SEES_PEOPLE)
