"""Teams that have not met this month."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from contracts.registry import DeadlineSource, DueItem, deadline_sources
from contracts.roles import Role
from law.values import RuleBook
from teams.meetings import met, month_before, month_of
from teams.models import Team
from vietnam.dates import format_date

#: How many days of a new month a team that missed the last one is still asked for it.
LATE = 15


def teams_without_meeting(on: date) -> Iterable[DueItem]:
    """Teams in being that have not met in this month; in its first days also those that missed the month before."""
    rule = RuleBook(on, prefix="meeting.team_due_day").get("meeting.team_due_day")
    if rule is None:
        return
    months = [month_of(on)]
    if on.day <= LATE:
        months.append(month_before(on))
    for first, last in months:
        due = first.replace(day=min(int(rule.value), last.day))
        rows = Team.objects.in_force(on).in_force(min(last, on)).exclude(met(first, last))
        for team in rows.select_related("commune"):
            yield DueItem(
                key=f"{team.pk}:{first:%Y-%m}",
                title=f"{team} chưa sinh hoạt tháng {first.month}/{first.year}",
                due_on=due,
                commune=team.commune_id,
                province=team.commune.province_id,
                roles=(Role.OFFICER, Role.CHIEF),
                rule=f"Sinh hoạt hằng tháng, hạn {format_date(due)} ({rule.citation})",
                url=f"{reverse('activities:new', args=['team_meeting'])}?ve=team:{team.pk}",
                action="Ghi sinh hoạt",
                started_on=first,
            )


deadline_sources.add(DeadlineSource("teams.meeting", "Sinh hoạt hằng tháng của Tổ", teams_without_meeting))
