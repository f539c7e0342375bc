"""What follows a commune into its successor: its teams, by the hamlets they cover, with their members and quotas."""

from collections.abc import Iterable
from datetime import date

from contracts.registry import HamletFollower, Placement, hamlet_followers, placements
from teams.models import TeamHamlet
from teams.services.moving import post_holders_moved, teams_moved


def hamlets_of_teams(owners: set[int], on: date) -> Iterable[tuple[int, int]]:
    """Pairs of team and hamlet on that day."""
    return TeamHamlet.objects.in_force(on).filter(team_id__in=owners).values_list("team_id", "hamlet_id")


placements.add(
    Placement(
        "teams", "teams.Team", "teams.TeamPlacement", "team", hamlets=hamlets_of_teams, follow=teams_moved
    )
)
hamlet_followers.add(HamletFollower("teams.posts", post_holders_moved))
