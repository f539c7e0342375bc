"""Teams that met in a month (catalogue: teams_meeting_this_month, T002-13)."""

import calendar
from datetime import date, timedelta

from django.db.models import Count, Q

from contracts.registry import Measure, Span, measures
from teams.meetings import met


def _last_month(span: Span) -> tuple[date, date]:
    """The month that ends with the span, or the span itself where it is shorter: a window from the 15th to the 14th is
    a month as well."""
    last = span.last_day
    ahead = last + timedelta(days=1)
    year, month = divmod(ahead.year * 12 + ahead.month - 2, 12)
    first = date(year, month + 1, min(ahead.day, calendar.monthrange(year, month + 1)[1]))
    return max(first, span.first_day), last


def _met(span: Span) -> Q:
    return Q(met(*_last_month(span)))


measures.add(
    Measure("teams_meeting_this_month", "protection_teams", Count("pk"), at="close", where=_met),
    Measure("teams_not_met_this_month", "protection_teams", Count("pk"), at="close", where=lambda span: ~_met(span)),
)  # fmt: skip
