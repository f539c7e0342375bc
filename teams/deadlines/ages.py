"""Members who reach the age from which a decision is needed."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse

from contracts.registry import DeadlineSource, DueItem, deadline_sources
from contracts.roles import Role
from law.values import RuleBook
from teams.models import Membership
from vietnam.dates import birthday, latest_birth

#: How long before the birthday it is brought up, in days.
AHEAD = 60


def members_reaching_limit(on: date) -> Iterable[DueItem]:
    """Members whose birthday of the age limit lies within the next 60 days (Luật 30/2023, Điều 13, khoản 1)."""
    rule = RuleBook(on, prefix="recruit.age_max").get("recruit.age_max")
    if rule is None:
        return
    years = rule.value
    born_after, born_until = latest_birth(years, on), latest_birth(years, on + timedelta(days=AHEAD))
    rows = Membership.objects.in_force(on).filter(
        person__birth_date__gt=born_after, person__birth_date__lte=born_until, person__birth_is_year=False
    )
    for row in rows.select_related("person", "team__commune"):
        yield DueItem(
            key=f"{row.pk}:{years}",
            title=f"{row.person.full_name}, {row.get_position_display()} {row.team}, đủ {years} tuổi",
            due_on=birthday(row.person.birth_date, years),
            commune=row.team.commune_id,
            province=row.team.commune.province_id,
            roles=(Role.OFFICER, Role.CHIEF),
            rule=f"Trên {years} tuổi cần Chủ tịch UBND xã quyết định ({rule.citation})",
            url=reverse("teams:membership", args=[row.pk]),
            action="Xem hồ sơ",
        )


deadline_sources.add(DeadlineSource("teams.age", "Thành viên đến giới hạn tuổi", members_reaching_limit))
