"""Which teams met in a month, as a condition on teams."""

import calendar
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast

from activities.choices import ActivityKind
from activities.models import Activity
from teams.models import Team


def month_of(day: date) -> tuple[date, date]:
    """First and last day of the calendar month."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def month_before(day: date) -> tuple[date, date]:
    """First and last day of the calendar month before."""
    return month_of(day.replace(day=1) - timedelta(days=1))


def own_key(path: str = "pk") -> Cast:
    """The row's key as the registers of activities keep it: text."""
    return Cast(OuterRef(path), CharField())


def meetings_of_team(first_day: date, last_day: date) -> QuerySet:
    """The meetings of the outer query's team within the days."""
    return Activity.objects.standing().filter(
        kind=ActivityKind.TEAM_MEETING, held_on__range=(first_day, last_day), subject_id=own_key(),
        subject_type=ContentType.objects.get_for_model(Team),
    )  # fmt: skip


def met(first_day: date, last_day: date) -> Exists:
    """The team met within the days."""
    return Exists(meetings_of_team(first_day, last_day))
