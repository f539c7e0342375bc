"""A report is signed and handed in, returned or approved."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.choices import NoticeKind
from accounts.models import User
from accounts.services.notices import notice_send
from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from contracts.policy import require
from contracts.roles import REGISTRARS
from documents.choices import DocumentState, DocumentType
from documents.models import Document
from documents.policies import can_prepare
from documents.services import document_draft, document_replace, document_sign
from reporting import papers, policies
from reporting.checks import checks
from reporting.choices import DutyState, ReportState
from reporting.models import Report, ReportDuty, ReportFigure, ReportSection
from reporting.services.closing import deadline_close
from reporting.services.drafting import figures_of, sections_of, shown_codes
from reporting.services.producing import produce_enqueue


@transaction.atomic
def report_sign(*, actor, report: Report, version: int | None = None, today: date | None = None) -> Report:
    """Sign: the paper gets number, day and hash, and the report is handed in by that.

    Only once the period is over, with figures taken after its close and no finding that stands in the way. A version
    that follows a returned one replaces its paper.
    """
    today = today or timezone.localdate()
    answer = require(policies.can_sign(actor, report, today))
    figures, sections = figures_of(report), sections_of(report)
    shown = shown_codes(report.duty.regime.outline_id)
    if bad := [check for check in checks(report, figures, sections, shown) if check.tone == "bad"]:
        raise ValidationError([f"{check.title}: {check.text}" for check in bad])
    before = snapshot(report)
    report.claim_version(version)
    report.document = _issue(
        actor, report, papers.blocks_of(report, figures, sections, shown, actor.title), today
    )
    report.state, report.signed_by, report.signed_at = ReportState.SIGNED, actor, _moment(today)
    report.sole_performer = bool(answer.note)
    report.save()
    audit(actor, "reporting.report.sign", report, before=before, reason=answer.note)
    _move(actor, report.duty, "reporting.report.sign", DutyState.SIGNED, first_signed_at=report.signed_at)
    deadline_close(report.duty)
    produce_enqueue(actor=actor, report=report)
    return report


def _moment(today: date):
    """Now; where the day is another one (by hand, in tests), that day at this time."""
    now = timezone.localtime()
    return now.replace(year=today.year, month=today.month, day=today.day)


def _issue(actor, report: Report, blocks, today: date) -> Document:
    commune = report.duty.commune
    agency = papers.agency_of(commune)
    draft = document_draft(
        actor=actor, agency=agency, type=DocumentType.REPORT, title=papers.title_of(report), blocks=blocks,
        recipients=papers.recipients_of(report), commune=commune, drafter=_drafter(report, actor, agency),
    )  # fmt: skip
    paper = document_sign(actor=actor, document=draft, signed_on=today)
    last = report.duty.reports.exclude(pk=report.pk).filter(document__state=DocumentState.ISSUED).first()
    if last:
        reason = f"Công an tỉnh trả lại: {last.return_comment}"[:250]
        document_replace(actor=actor, document=last.document, by=paper, reason=reason)
    return paper


def _drafter(report: Report, actor, agency) -> User:
    """Who prepared the paper: the drafter, or whoever worked on it beside the signer; the signer where neither still
    holds a role here."""
    for user in (report.drafted_by, report.edited_by):
        if user is not None and user.pk != actor.pk and can_prepare(user, agency):
            return user
    return actor


def _move(
    actor, duty: ReportDuty, act: str, state: DutyState, *, first_signed_at=None, returned: bool = False
):
    before = snapshot(duty)
    duty.state = state
    duty.signed_at = duty.signed_at or first_signed_at
    duty.returns += returned
    duty.save()
    audit(actor, act, duty, before=before)


@transaction.atomic
def report_return(*, actor, report: Report, comment: str) -> Report:
    """Return the report with a comment; gives the new draft with the same content. An approved one is opened again."""
    require(policies.can_return(actor, report))
    comment = comment.strip()
    if not comment:
        raise ValidationError(
            {"comment": "Ghi góp ý để đơn vị biết cần sửa gì. Nêu mục và nội dung cần sửa."}
        )
    before = snapshot(report)
    report.claim_version(None)
    was_approved = report.state == ReportState.APPROVED
    report.state = ReportState.REPLACED if was_approved else ReportState.RETURNED
    report.return_comment, report.decided_by, report.decided_at = comment, actor, timezone.now()
    report.save()
    audit(actor, "reporting.report.return", report, before=before, reason=comment[:250])
    draft = _same_again(actor, report)
    _move(actor, report.duty, "reporting.report.return", DutyState.RETURNED, returned=True)
    notice_send(
        users=_registrars(report.duty), kind=NoticeKind.REPORT,
        title=f"Công an tỉnh trả lại {_named(report)}: {comment}", url=report.get_absolute_url(),
    )  # fmt: skip
    return draft


def _same_again(actor, report: Report) -> Report:
    """A new draft with the same figures and wording, by the same drafter."""
    draft = Report.objects.create(
        duty=report.duty, number=report.number + 1, drafted_by=report.drafted_by, edited_by=report.edited_by,
        figures_at=report.figures_at,
    )  # fmt: skip
    copies: list = [
        ReportFigure(
            report=draft, indicator=f.indicator, value=f.value, previous=f.previous, last_year=f.last_year,
            computed=f.computed, reason=f.reason,
        )
        for f in figures_of(report)
    ]  # fmt: skip
    ReportFigure.objects.bulk_create(copies)
    texts = [
        ReportSection(report=draft, section=row.section, drafted=row.drafted, text=row.text)
        for row in sections_of(report)
    ]
    ReportSection.objects.bulk_create(texts)
    audit_many(actor, "reporting.report.return", map(Change, [draft, *copies, *texts]))
    return draft


def report_approve(*, actor, report: Report) -> Report:
    """Approve a report that was handed in."""
    require(policies.can_approve(actor, report))
    reports_approve_many(actor=actor, reports=[report])
    report.refresh_from_db()
    return report


@transaction.atomic
def reports_approve_many(*, actor, reports: Collection[Report]) -> int:
    """Approve all of these that are handed in and wait; gives how many. Others among them are passed over, as when
    somebody else approved or returned them meanwhile."""
    for report in reports:
        require(policies.can_review(actor, report.duty))
    keys = [report.pk for report in reports]
    waiting = Report.objects.select_for_update().filter(pk__in=keys, state=ReportState.SIGNED)
    rows = list(waiting.select_related(None).order_by("pk"))
    duties = {
        duty.pk: duty
        for duty in ReportDuty.objects.filter(pk__in=[row.duty_id for row in rows]).select_related(
            "regime", "period", "commune", "province"
        )
    }
    changes = []
    for row in rows:
        row.duty = duties[row.duty_id]
        changes += [Change(row, snapshot(row)), Change(row.duty, snapshot(row.duty))]
        row.state, row.decided_by, row.decided_at = ReportState.APPROVED, actor, timezone.now()
        row.version += 1
        row.duty.state = DutyState.APPROVED
    Report.objects.bulk_update(rows, ["state", "decided_by", "decided_at", "version"], batch_size=200)
    ReportDuty.objects.bulk_update(duties.values(), ["state"], batch_size=200)
    audit_many(actor, "reporting.report.approve", changes)
    _tell_approved(rows)
    return len(rows)


def _tell_approved(rows: list[Report]) -> None:
    communes = {row.duty.commune_id for row in rows}
    people: dict[str, list[User]] = {}
    for user in User.objects.holding(list(REGISTRARS), timezone.localdate()).filter(commune__in=communes):
        people.setdefault(user.commune_id, []).append(user)
    for row in rows:
        notice_send(
            users=people.get(row.duty.commune_id, []), kind=NoticeKind.REPORT,
            title=f"Công an tỉnh đã duyệt {_named(row)}", url=row.get_absolute_url(),
        )  # fmt: skip


def _named(report: Report) -> str:
    return f"báo cáo {report.duty.period.label.lower()}"


def _registrars(duty: ReportDuty):
    return User.objects.holding(list(REGISTRARS), timezone.localdate()).filter(commune=duty.commune_id)
