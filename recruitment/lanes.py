"""The board of a campaign: which states stand in which lane, how many in each, and the first of them."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce, RowNumber

from recruitment.choices import (
    APPLICATION_TONES,
    ENDED_STATES,
    OUTCOME_TONES,
    ApplicationState,
    Outcome,
    PaperKind,
)
from recruitment.eligibility import Grounds, examine, lacking_papers
from recruitment.models import Application, Campaign, SupplementRequest
from vietnam.calendar import Clock

_S = ApplicationState
#: The lanes by code: heading, what is to be done there, the states that stand in it.
LANES = {
    "thieu": ("Thiếu giấy tờ", "Báo ngay cho người nộp", (_S.INCOMPLETE,)),
    "tham-dinh": ("Thẩm định", "Công an xã, trước khi chốt danh sách", (_S.RECEIVED, _S.ELIGIBLE, _S.INELIGIBLE)),
    "danh-sach": ("Danh sách dự tuyển", "Chờ Hội đồng xét", (_S.LISTED,)),
    "da-xet": ("Trúng tuyển", "Trình trong 05 ngày làm việc (TT 14/2024, Điều 4)", (_S.PASSED,)),
    "da-trinh": ("Đã trình Chủ tịch", "Quyết định trong 05 ngày làm việc (Điều 4)", (_S.SUBMITTED,)),
    "ket-thuc": (
        "Kết thúc", "Công nhận, không trúng tuyển, từ chối, rút", (_S.RECOGNISED, _S.NOT_PASSED, *ENDED_STATES[::-1])
    ),
}  # fmt: skip
#: The papers as a card names them.
_SHORT = {
    PaperKind.APPLICATION: "đơn (Mẫu 01)", PaperKind.CV: "sơ yếu lý lịch", PaperKind.HEALTH_CERTIFICATE: "giấy khám",
    PaperKind.DIPLOMA: "bằng cấp",
}  # fmt: skip
#: How many cards a lane shows; the others are a list away.
CARDS = 12
#: Where nothing more is waited for, so that days in the state say nothing.
_SETTLED = (_S.RECOGNISED, _S.NOT_PASSED, *ENDED_STATES)


@dataclass(frozen=True)
class Wanted:
    """What keeps an application from the list of candidates, in a few words with their tone."""

    label: str
    tone: str


def wanted_of(cards: list[Application], campaign: Campaign) -> dict[int, Wanted]:
    """What the papers and the rules still want of each of these, by key; three queries, however many. Who is eligible
    or fails a rule waits for nothing: the state says it."""
    judged = [one for one in cards if one.state in (_S.INCOMPLETE, _S.RECEIVED)]
    if not judged:
        return {}
    prefetch_related_objects(judged, "papers")
    grounds = Grounds(campaign.commune)
    found = {one.pk: _wanted(one, grounds) for one in judged}
    return {pk: wanted for pk, wanted in found.items() if wanted}


def _wanted(one: Application, grounds: Grounds) -> Wanted | None:
    papers = {paper.kind: paper for paper in one.papers.all()}
    if lacking := list(lacking_papers(one, grounds, papers)):
        if len(lacking) > 1:
            return Wanted(f"Thiếu {len(lacking)} giấy tờ", "warn")
        kind = lacking[0]
        return Wanted(f"{'Chưa hợp lệ:' if kind in papers else 'Thiếu'} {_SHORT[kind]}", "warn")
    if one.appraised_on is None:
        return Wanted("Chưa thẩm định", "ask")
    outcomes = {finding.outcome for finding in examine(one, grounds, papers)}
    for outcome in (Outcome.DECISION, Outcome.CHECK):
        if outcome in outcomes:
            return Wanted(str(outcome.label), OUTCOME_TONES[outcome])
    return None


@dataclass
class Card:
    """One application on the board, how many days it has been in its state, and the clock that runs on it."""

    application: Application
    today: date
    clock: Clock | None = None
    wanted: Wanted | None = None

    @property
    def tone(self) -> str:
        """Of what is wanted, else of its state."""
        return self.wanted.tone if self.wanted else APPLICATION_TONES[self.application.state]

    @property
    def label(self) -> str:
        """What is wanted, else its state."""
        return self.wanted.label if self.wanted else self.application.get_state_display()

    @property
    def days(self) -> int | None:
        """Days in its state; None where nothing more is waited for."""
        if self.application.state in _SETTLED:
            return None
        return max((self.today - self.application.state_since).days, 0)

    @property
    def asked_until(self) -> date | None:
        """Until when its papers are to be supplemented; None where nobody was asked, or they came."""
        return self.application.supplement_due if self.application.state == _S.INCOMPLETE else None

    @property
    def look(self) -> str:
        """Its edge: late or soon where a clock runs on it, late where a supplement is overdue."""
        if self.asked_until and self.asked_until < self.today:
            return "is-late"
        return {"late": "is-late", "soon": "is-soon"}.get(self.clock.tone, "") if self.clock else ""


@dataclass
class Lane:
    """One column of the board: how many stand in it, the first of them, how many more there are."""

    code: str
    title: str
    note: str
    count: int
    cards: list[Card] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many it does not show."""
        return self.count - len(self.cards)


def per_row(rows: QuerySet, path: str, figure) -> Coalesce:
    """A figure of rows that hang on the listed row, 0 without any; a subquery, so that figures do not multiply."""
    grouped = rows.filter(**{path: OuterRef("pk")}).order_by().values(path).annotate(n=figure).values("n")
    return Coalesce(Subquery(grouped, output_field=IntegerField()), 0)


def with_counts(campaigns: QuerySet, applications: QuerySet[Application]) -> QuerySet:
    """Campaigns with how many of these applications are in each state, counted by the database in their own statement:
    see `counts_of`."""
    counted = {
        f"n_{state.value}": per_row(applications.filter(state=state), "campaign", Count("pk"))
        for state in ApplicationState
    }
    return campaigns.annotate(**counted)


def counts_of(campaign: Campaign) -> Counter:
    """How many applications by state; after `with_counts`."""
    return Counter({state.value: getattr(campaign, f"n_{state.value}") for state in ApplicationState})


def first_of_each_lane(rows: QuerySet[Application]) -> QuerySet[Application]:
    """The first cards of each lane, who waits longest first."""
    lane = Case(*(When(state__in=states, then=Value(code)) for code, (_, _, states) in LANES.items()))
    waiting = (F("state_since").asc(), F("person__sort_key").asc(), F("pk").asc())
    place = Window(RowNumber(), partition_by=[lane], order_by=waiting)
    first = rows.order_by().annotate(place=place).filter(place__lte=CARDS)
    asked = SupplementRequest.objects.filter(application=OuterRef("pk")).order_by("-asked_on", "-pk")
    shown = Application.objects.filter(pk__in=first.values("pk"))
    return shown.annotate(supplement_due=Subquery(asked.values("due_on")[:1])).order_by(*waiting)
