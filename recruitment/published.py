"""What anybody may read of a commune's recruitment: the notice while it matters, and who was recognised. Nothing more.

Of people: name, year of birth, team, position, and the decision. Who was refused or did not pass stands nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse

from communes.letterheads import of_unit
from communes.models import Commune
from documents.models import Document
from law.values import RuleBook
from recruitment.choices import ApplicationState, CampaignState, PaperKind
from recruitment.eligibility import criteria
from recruitment.models import Application, Campaign, CampaignLine
from teams.choices import Position

DAYS = "recruit.public_days"


@dataclass(frozen=True)
class PublicNotice:
    """A campaign as the public reads it."""

    title: str
    opens_on: date
    closes_on: date
    filing_place: str
    plan: Document
    quotas: list[CampaignLine]
    papers: list[str]
    standards: list[str]


@dataclass(frozen=True)
class PublicResult:
    """One person who was recognised."""

    full_name: str
    birth_year: int | None
    team: str
    position: str
    decision: str
    signed_on: date


class PublicPage:
    """What is public of one commune on one day; a fixed number of queries."""

    def __init__(self, commune: Commune, today: date):
        self.commune, self.today = commune, today
        self.rules = RuleBook(today, commune.province_id, prefix="recruit.")
        self.since = today - timedelta(days=self.rules.value(DAYS))

    def notices(self) -> list[PublicNotice]:
        """Of campaigns whose plan is approved, until so many days after the window closed."""
        rows = Campaign.objects.public(self.commune.pk).exclude(state=CampaignState.DRAFT)
        shown = rows.filter(closes_on__gte=self.since, plan__isnull=False).select_related("plan")
        shown = shown.prefetch_related("lines__team", "lines__hamlet").order_by("-opens_on", "-pk")
        return [self._notice(one) for one in shown if one.plan.is_valid]

    def _notice(self, campaign: Campaign) -> PublicNotice:
        papers = [str(PaperKind(kind).label) for kind in self.rules.value("recruit.papers")]
        return PublicNotice(
            campaign.title, campaign.opens_on, campaign.closes_on, campaign.filing_place, campaign.plan,
            list(campaign.lines.all()), papers, [of_unit(words, self.commune) for words in criteria().values()],
        )  # fmt: skip

    def results(self) -> list[PublicResult]:
        """Those recognised by a valid decision signed in the last so many days."""
        return list(self._results())

    def _results(self) -> Iterator[PublicResult]:
        rows = Application.objects.filter(
            campaign__in=Campaign.objects.public(self.commune.pk), state=ApplicationState.RECOGNISED,
            recognition__signed_on__gte=self.since,
        ).select_related("person", "line__team", "recognition")  # fmt: skip
        for one in rows.without_secrets().order_by("-recognition__signed_on", "person__sort_key", "pk"):
            if one.recognition.is_valid:
                born = one.person.birth_date
                yield PublicResult(
                    one.person.full_name, born.year if born else None, str(one.line.team),
                    str(Position(one.position).label), one.recognition.symbol, one.recognition.signed_on,
                )  # fmt: skip


def published_commune(code: str) -> Commune | None:
    """The commune with that code, where it has put a campaign on its public page."""
    if not Campaign.objects.public(code).exists():
        return None
    return Commune.objects.select_related("province").get(pk=code)


def public_address(commune: str) -> str:
    """The whole address of the commune's public page (its five-digit code)."""
    return settings.PUBLIC_ADDRESS + reverse("recruitment:public", args=[commune])
