"""Applicants by rules: a row each, a column for every rule of Điều 13, the papers and the priority criteria."""

from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from contracts.policy import Answer
from pages.tables import DROPS, INLINE, Column, DayColumn, NameColumn, RegisterTable, StateColumn
from pages.templatetags.pages import st
from recruitment.choices import APPLICATION_TONES, OUTCOME_TONES, ApplicationState, Outcome
from recruitment.eligibility import (
    LEGAL_FACTS,
    Finding,
    Grounds,
    catalogue,
    criteria,
    examine,
    lacking_papers,
    priorities,
    reference_date,
)
from recruitment.models import Application
from recruitment.opinion_lines import counts, said, tone
from teams.policies import can_reveal

#: Rules whose facts are of sentences and measures: shown to those only who may see them.
_SECRET = frozenset(code for code, _ in LEGAL_FACTS.values())
HIDDEN = "Đang che"
#: The rules as the heads of the columns name them; the catalogue's codes are the program's own.
HEADS = {
    "E01": "Nguyện vọng", "E02": "Tuổi", "E03": "Lý lịch", "E04": "Gia đình", "E05": "Truy cứu", "E06": "Án hình sự",
    "E07": "Biện pháp tư pháp", "E08": "Xử lý hành chính", "E09": "Xóa án tích", "E10": "Hết hạn xử lý",
    "E11": "Học vấn", "E12": "Cư trú", "E13": "Sinh sống", "E14": "Sức khỏe",
}  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """What the rules and the papers say of one applicant, as this user may see it."""

    findings: dict[str, Finding]
    lacking: list[str]
    may_see_facts: Answer

    def fact(self, finding: Finding) -> str:
        """The fact it was judged on, with its article."""
        fact = finding.fact if self.may_see_facts or finding.code not in _SECRET else HIDDEN
        return f"{fact} ({finding.citation})"


class Judge:
    """Judges the rows of a table, each once; applications come with papers, person and decision read."""

    def __init__(self, grounds: Grounds, user):
        self.grounds, self.user = grounds, user
        self._judged: dict[int, Judged] = {}

    def of(self, application: Application) -> Judged:
        """What the rules say of that row."""
        if application.pk not in self._judged:
            papers = {paper.kind: paper for paper in application.papers.all()}
            self._judged[application.pk] = Judged(
                {one.code: one for one in examine(application, self.grounds, papers)},
                list(lacking_papers(application, self.grounds, papers).values()),
                can_reveal(self.user, application.person),
            )
        return self._judged[application.pk]

    def reference(self, application: Application) -> str:
        """The day ages and terms are judged on."""
        return reference_date(application, self.grounds)


@cache
def _sign(outcome: Outcome) -> SafeString:
    """The outcome's label; of the many that are met, or wait to be verified, the sign alone, in words for who does not
    see it: eighteen columns of words are wider than a screen."""
    if outcome in (Outcome.PASS, Outcome.CHECK):
        return st(
            OUTCOME_TONES[outcome],
            format_html('<span class="visually-hidden">{}</span>', outcome.label),
            bare=True,
        )
    return st(OUTCOME_TONES[outcome], outcome.label)


class RuleColumn(Column):
    """What one rule says: the sign, and on opening it the fact and the article; in Excel in words."""

    empty_values = ()

    def __init__(self, code: str, words: str):
        super().__init__(
            verbose_name=HEADS[code], room=INLINE, orderable=False, attrs={"th": {"title": words}}
        )
        self.code = code

    def render(self, record, table):
        judged = table.judge.of(record)
        finding = judged.findings[self.code]
        sign = _sign(finding.outcome)
        return format_html(
            '<details class="why"><summary title="{0}"><span class="head-s">{3}</span> {1}</summary>'
            "<p><b>{2}.</b> {0}</p></details>",
            judged.fact(finding), sign, finding.criterion, HEADS[self.code],
        )  # fmt: skip

    def value(self, record, table):
        judged = table.judge.of(record)
        finding = judged.findings[self.code]
        if finding.outcome == Outcome.PASS:
            return str(finding.outcome.label)
        return f"{finding.outcome.label}: {judged.fact(finding)}"


class PapersColumn(Column):
    """Whether all papers are there and in order, or what is lacking."""

    empty_values = ()

    def render(self, record, table):
        lacking = table.judge.of(record).lacking
        if not lacking:
            return st("ok", "Đủ")
        return format_html(
            '<details class="why"><summary title="{0}">{1}</summary><p>{0}</p></details>', "; ".join(lacking),
            st("warn", f"Thiếu {len(lacking)}"),
        )  # fmt: skip

    def value(self, record, table):
        return "; ".join(table.judge.of(record).lacking) or "Đủ"


class PriorityColumn(Column):
    """How many priority criteria apply, and which."""

    numeric = True

    def render(self, record):
        held = priorities(record)
        if not held:
            return "0"
        return format_html(
            '<details class="why"><summary title="{1}">{0}</summary><p>{1}</p></details>',
            len(held), "; ".join(held.values()),
        )  # fmt: skip

    def value(self, record):
        held = priorities(record)
        return f"{len(held)}: {'; '.join(held.values())}" if held else "0"


class OpinionsColumn(Column):
    """How many agree and how many do not, and on opening it who; in Excel in words."""

    empty_values = ()

    def render(self, record):
        opinions = record.opinions.all()
        sign = st(tone(opinions), counts(opinions))
        if not opinions:
            return sign
        told = "; ".join(said(one) for one in opinions)
        return format_html(
            '<details class="why"><summary title="{0}">{1}</summary><p>{0}</p></details>', told, sign
        )

    def value(self, record):
        return "; ".join(said(one) for one in record.opinions.all()) or counts(())


class ReferenceColumn(DayColumn):
    """The day that ages and terms of the row are judged on."""

    empty_values = ()

    def render(self, record, table):
        return super().render(table.judge.reference(record))

    def value(self, record, table):
        return table.judge.reference(record)


def _application(row) -> str:
    return reverse("recruitment:application", args=[row.pk])


class RuleTable(RegisterTable):
    """Applicants of one campaign by rules."""

    person = NameColumn(
        _application, verbose_name="Họ và tên", accessor="person__full_name", order_by=("person__sort_key",)
    )
    team = Column(
        verbose_name="Dự tuyển vào", accessor="line__team", order_by=("line__team__sort_key",), room=INLINE
    )
    reference = ReferenceColumn(verbose_name="Tính đến ngày", room=DROPS, orderable=False)
    state = StateColumn(ApplicationState, APPLICATION_TONES, verbose_name="Trạng thái", room=INLINE)
    papers = PapersColumn(verbose_name="Giấy tờ", room=INLINE, orderable=False)
    opinions = OpinionsColumn(verbose_name="Ý kiến", accessor="pk", room=INLINE, orderable=False)
    priority = PriorityColumn(verbose_name="Ưu tiên", room=INLINE, order_by=("priority",))

    class Meta(RegisterTable.Meta):
        model = Application
        fields = ()
        sequence = ("person", "team", "reference", "state", "...", "papers", "opinions", "priority")

    def __init__(self, *args, judge: Judge, **kwargs):
        self.judge = judge
        rules = [(code, RuleColumn(code, words)) for code, words in criteria().items()]
        super().__init__(*args, extra_columns=rules, **kwargs)


def legend() -> list[tuple[str, str]]:
    """Heads of the columns with the words of the law and of the plan."""
    of_priority = "; ".join(one["criterion_vi"] for one in catalogue()["priority"])
    return [*((HEADS[code], words) for code, words in criteria().items()), ("Ưu tiên", of_priority)]
