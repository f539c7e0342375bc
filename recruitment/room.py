"""How many people a campaign may still plan for: what the quotas of the teams and of the commune leave on a day.

Seats that another campaign with an approved plan is filling are taken (Luật 30/2023, Điều 14, khoản 4; Điều 17,
khoản 1).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from communes.models import Commune, Hamlet
from recruitment.choices import CampaignState
from recruitment.models import Campaign, CampaignLine
from teams.models import Membership, Quota, Team, TeamHamlet
from vietnam.dates import format_date

#: While its seats are promised: the plan stands, and the chairman has not decided.
FILLING = (
    CampaignState.APPROVED, CampaignState.POSTED, CampaignState.RECEIVING, CampaignState.LISTED, CampaignState.COUNCIL,
)  # fmt: skip


@dataclass(frozen=True)
class TeamRoom:
    """What a team's quota leaves: people in service, the quota (None: not set), seats other campaigns are filling."""

    team: Team
    members: int
    quota: int | None
    planned: int
    hamlets: Sequence[Hamlet] = ()

    @property
    def left(self) -> int:
        """How many more may be planned for; 0 where the quota is used up or not set."""
        return max((self.quota or 0) - self.members - self.planned, 0)

    def words(self) -> str:
        """The count in words."""
        told = f"{self.members} người trên định mức {self.quota}"
        return f"{told}, đợt khác đang tuyển {self.planned}" if self.planned else told


def filling_beside(commune: Commune, campaign: Campaign | None) -> QuerySet[CampaignLine]:
    """Quotas of the commune's other campaigns that are being filled."""
    rows = CampaignLine.objects.filter(campaign__commune=commune, campaign__state__in=FILLING)
    return rows.exclude(campaign=campaign.pk) if campaign is not None and campaign.pk else rows


def rooms(teams: QuerySet[Team], commune: Commune, campaign: Campaign | None, on: date) -> list[TeamRoom]:
    """What each of these teams may still get on that day; three queries, however many teams."""
    beside = filling_beside(commune, campaign).order_by().values("team")
    planned = dict(beside.annotate(n=Sum("count")).values_list("team", "n"))
    rows = list(teams.with_strength(on))
    hamlets = hamlets_of_teams(rows, on)
    return [
        TeamRoom(team, team.members, team.quota, planned.get(team.pk, 0), hamlets.get(team.pk, ()))
        for team in rows
    ]


def hamlets_of_teams(teams: Iterable[Team], on: date) -> dict[int, list[Hamlet]]:
    """The hamlets in the charge of each team (its key) on that day, by name."""
    found: dict[int, list[Hamlet]] = {}
    links = TeamHamlet.objects.in_force(on).filter(team__in=[team.pk for team in teams])
    for link in links.select_related("hamlet").order_by("hamlet__sort_key", "hamlet_id"):
        found.setdefault(link.team_id, []).append(link.hamlet)
    return found


def refusals(
    campaign: Campaign, wanted: Mapping[Team, int], teams: Collection[TeamRoom] | None = None
) -> list[str]:
    """Why the campaign may not have these quotas on its opening day, a sentence each; [] where it may."""
    on, counts = campaign.opens_on, {team.pk: count for team, count in wanted.items()}
    if teams is None:
        teams = rooms(Team.objects.filter(pk__in=counts), campaign.commune, campaign, on)
    found = [words for one in teams if (words := _of_team(campaign, one, counts[one.team.pk], on))]
    return found or _of_commune(campaign, sum(counts.values()), on)


def _of_team(campaign: Campaign, one: TeamRoom, count: int, on: date) -> str:
    if one.team.commune_id != campaign.commune_id:
        return f"{one.team} thuộc xã khác."
    if one.quota is None:
        return f"{one.team} chưa có định mức. Đặt định mức của Tổ trước."
    if count <= one.left:
        return ""
    return f"{one.team} có {one.words()} vào ngày {format_date(on)}, chỉ còn thiếu {one.left}; không đặt được {count}."


def _of_commune(campaign: Campaign, count: int, on: date) -> list[str]:
    """The province's number for the whole commune: one team's surplus uses up another's seats."""
    commune = campaign.commune
    line = Quota.objects.filter(commune=commune, team=None).in_force(on).first()
    if line is None:
        return []
    members = Membership.objects.in_force(on).filter(team__commune=commune).count()
    planned = filling_beside(commune, campaign).aggregate(n=Sum("count"))["n"] or 0
    left = max(line.members - members - planned, 0)
    if count <= left:
        return []
    beside = f", đợt khác đang tuyển {planned}" if planned else ""
    return [
        f"Cả xã có {members} người trên định mức {line.members} của UBND tỉnh vào ngày {format_date(on)}{beside}, "
        f"chỉ còn thiếu {left}; không đặt được {count} (Luật 30/2023, Điều 14, khoản 4)."
    ]
