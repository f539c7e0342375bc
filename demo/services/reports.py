"""Three months of reports in every state, written in bulk from the figures of the registers."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from audit.services import Change, audit_many
from communes.choices import AgencyKind
from communes.models import Agency
from contracts.measuring import Days
from contracts.registry import measures
from contracts.roles import Role
from demo.invent import Inventor
from demo.services.force import QUANG_TRACH
from demo.services.writing import BATCH, write_all
from documents.choices import DocumentType
from documents.layout.blocks import to_json
from documents.layout.signing import head_title
from documents.models import Document
from documents.services import bulk_issue
from reporting import papers
from reporting.checks import proposed, state
from reporting.choices import DutyState, ReportState
from reporting.models import OutlineSection, Regime, Report, ReportDuty, ReportFigure, ReportSection
from reporting.services.drafting import shown_codes
from reporting.services.periods import periods_open
from reporting.wording import by_code
from targets.measuring import measured
from targets.models import Indicator, Period
from vietnam.windows import previous, same_window_last_year, window_for

REGIME = "P-LL-THANG"
#: Of the month that has just closed: how many communes of ten stand where; the rest is approved.
NEWEST = {DutyState.SIGNED: 18, DutyState.RETURNED: 5, DutyState.DRAFT: 9, DutyState.NOT_STARTED: 5}
COMMENT = "Đề nghị kiểm tra lại số thành viên mới tuyển và nêu tên lớp tập huấn ở mục III (dữ liệu mẫu)."
Numbers = dict[str, dict[str, Decimal]]


@dataclass
class Month:
    """One period with all that is written for it."""

    period: Period
    present: Numbers
    before: Numbers
    year_before: Numbers
    reports: list[Report] = field(default_factory=list)
    figures: list[ReportFigure] = field(default_factory=list)
    sections: list[ReportSection] = field(default_factory=list)
    papers: list[Document] = field(default_factory=list)


class ReportWriter:
    """Writes the reports of one regime."""

    def __init__(self, province: str, inventor: Inventor, today: date):
        self.province, self.inventor, self.today = province, inventor, today
        self.regime = Regime.objects.select_related("outline").get(code=REGIME)
        self.shown = shown_codes(self.regime.outline_id)
        self.codes = list(dict.fromkeys(code for codes in self.shown.values() for code in codes))
        self.indicators = Indicator.objects.in_bulk(self.codes, field_name="code")
        self.outline = list(OutlineSection.objects.filter(outline=self.regime.outline))
        agencies = Agency.objects.filter(province_id=province, kind=AgencyKind.COMMUNE_POLICE)
        self.agencies = {agency.commune_id: agency for agency in agencies}
        chiefs = User.objects.holding(Role.CHIEF, today).filter(province_id=province)
        self.chiefs = {user.commune_id: user for user in chiefs}
        self.reviewer = User.objects.holding(Role.REVIEWER, today).filter(province_id=province).first()

    def write(self) -> None:
        """The three months that are closed, and the present one with nothing in it yet."""
        window = window_for(self.regime.period_kind, self.today)
        closed = [previous(window)]
        for _ in range(2):
            closed.insert(0, previous(closed[0]))
        for month in [*closed, window]:  # by its last day the month before can no longer be handed in on time
            periods_open(min(month.last_day, self.today))
        for month in closed:
            self._month(month, newest=month is closed[-1])

    def _month(self, window, *, newest: bool) -> None:
        duties = ReportDuty.objects.filter(
            regime=self.regime, province_id=self.province, period__code=window.code, commune__isnull=False
        )
        duties = list(duties.select_related("regime__outline", "period", "commune__province", "province"))
        month = Month(
            duties[0].period, self._numbers(window), self._numbers(previous(window)),
            self._numbers(same_window_last_year(window)),
        )  # fmt: skip
        for duty in duties:
            self._duty(month, duty, self._outcome(duty, newest=newest))
        self._store(month, duties)

    def _numbers(self, window) -> Numbers:
        """All figures of all communes over the window: one statement a register."""
        by_register = defaultdict(list)
        for code in self.codes:
            if code in measures:
                by_register[measures.get(code).register].append(code)
        found: Numbers = defaultdict(dict)
        span = Days(window.first_day, min(window.last_day, self.today))
        for register, codes in by_register.items():
            for commune, numbers in measured(register, span, list(self.agencies), codes).numbers.items():
                found[commune] |= numbers
        return found

    def _outcome(self, duty: ReportDuty, *, newest: bool) -> DutyState:
        if not newest:
            return DutyState.APPROVED
        if duty.commune_id == QUANG_TRACH:
            return DutyState.NOT_STARTED
        rest = 100 - sum(NEWEST.values())
        return self.inventor.random.choices([*NEWEST, DutyState.APPROVED], [*NEWEST.values(), rest])[0]

    def _duty(self, month: Month, duty: ReportDuty, outcome: DutyState) -> None:
        duty.state = outcome
        if outcome == DutyState.NOT_STARTED:
            return
        was_returned = outcome == DutyState.RETURNED or (
            outcome == DutyState.APPROVED and self.inventor.chance(0.06)
        )
        number = 1
        if was_returned:
            first = self._report(month, duty, number, ReportState.RETURNED)
            first.return_comment, first.decided_by = COMMENT, self.reviewer
            duty.returns, number = 1, 2
        last = {
            DutyState.APPROVED: ReportState.APPROVED, DutyState.SIGNED: ReportState.SIGNED,
            DutyState.DRAFT: ReportState.DRAFT, DutyState.RETURNED: ReportState.DRAFT,
        }[outcome]  # fmt: skip
        self._report(month, duty, number, last)
        signed = [report.signed_at for report in month.reports if report.duty is duty and report.signed_at]
        duty.signed_at = min(signed, default=None)

    def _report(self, month: Month, duty: ReportDuty, number: int, last: ReportState) -> Report:
        chief = self.chiefs.get(duty.commune_id)
        taken = self._moment(month.period.last_day + timedelta(days=1))
        report = Report(duty=duty, number=number, state=last, figures_at=taken, drafted_by=None)
        figures = [self._figure(month, report, code) for code in self.codes]
        stated = by_code(map(state, figures))
        sections = []
        for section in self.outline:
            text = proposed(section, stated, self.shown.get(section.pk, []))
            sections.append(ReportSection(report=report, section=section, drafted=text, text=text))
        if last != ReportState.DRAFT:
            report.signed_by, report.signed_at = chief, self._signed_at(duty, number)
            report.document = self._paper(report, figures, sections, chief)
            month.papers.append(report.document)
        if last in (ReportState.APPROVED, ReportState.RETURNED):
            report.decided_by = self.reviewer
            report.decided_at = min(report.signed_at + timedelta(hours=20), timezone.now())
        month.reports.append(report)
        month.figures += figures
        month.sections += sections
        return report

    def _figure(self, month: Month, report: Report, code: str) -> ReportFigure:
        commune = report.duty.commune_id
        value = month.present.get(commune, {}).get(code)
        return ReportFigure(
            report=report, indicator=self.indicators[code], value=value, computed=value,
            previous=month.before.get(commune, {}).get(code), last_year=month.year_before.get(commune, {}).get(code),
        )  # fmt: skip

    def _signed_at(self, duty: ReportDuty, number: int) -> datetime:
        """Mostly in time, one in ten late; a second version a day or two after the first."""
        late = self.inventor.chance(0.1)
        earliest = duty.period.last_day + timedelta(days=1)
        day = duty.due_on + timedelta(days=self.inventor.random.randint(1, 4)) if late else earliest
        if not late:
            day = self.inventor.day(earliest, duty.due_on)
        return self._moment(min(day + timedelta(days=number - 1), self.today))

    def _moment(self, day: date) -> datetime:
        minute = self.inventor.random.randint(0, 540)
        moment = datetime.combine(day, time(7, 30)) + timedelta(minutes=minute)
        return min(timezone.make_aware(moment), timezone.now())

    def _paper(self, report: Report, figures, sections, chief: User | None) -> Document:
        commune = report.duty.commune
        title = chief.title if chief else head_title(self.agencies[commune.pk])
        blocks = papers.blocks_of(report, figures, sections, self.shown, title)
        return Document(
            agency=self.agencies[commune.pk], commune=commune, province_id=self.province,
            type=DocumentType.REPORT, title=papers.title_of(report), blocks=to_json(blocks),
            recipients=report.duty.regime.outline.recipients, signed_on=timezone.localdate(report.signed_at),
            signer_name=chief.full_name if chief else "Người ký minh họa", signer_title=title,
        )  # fmt: skip

    def _store(self, month: Month, duties: list[ReportDuty]) -> None:
        """Papers first: they get their numbers in the order of their days."""
        bulk_issue(actor=None, documents=sorted(month.papers, key=lambda paper: paper.signed_on))
        act = "reporting.report.open"
        write_all((month.reports, act), (month.figures, act), (month.sections, act))
        changed = [duty for duty in duties if duty.state != DutyState.NOT_STARTED]
        ReportDuty.objects.bulk_update(changed, ["state", "signed_at", "returns"], batch_size=200)
        audit_many(None, act, [Change(duty) for duty in changed], batch=BATCH)
