"""What a measure counts, as a condition: the same one computes the figure and filters the list that opens it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Aggregate, Q, QuerySet

from contracts.records import in_force
from contracts.registry import Measure, Register, Span, measures, registers


@dataclass(frozen=True)
class Days:
    """A stretch of days, both ends included."""

    first_day: date
    last_day: date


def condition(measure: Measure, span: Span) -> Q:
    """The rows that the measure counts over the span, as a filter on its register."""
    register = registers.get(measure.register)
    chosen = Q()
    if measure.at:
        day = span.last_day if measure.at == "close" else span.first_day - timedelta(days=1)
        chosen &= _in_force(register, day)
    if measure.dated:
        chosen &= Q(**{f"{measure.dated}__gte": span.first_day, f"{measure.dated}__lte": span.last_day})
    where = measure.where(span) if callable(measure.where) else measure.where
    return chosen & where if where is not None else chosen


def aggregate(measure: Measure, span: Span) -> Aggregate:
    """The measure's aggregate, unfiltered; some depend on the days (a quota in force at the close)."""
    return measure.aggregate if isinstance(measure.aggregate, Aggregate) else measure.aggregate(span)


def counted_rows(queryset: QuerySet, code: str, span: Span) -> QuerySet:
    """The rows behind a figure, within a queryset that is already scoped. `KeyError` for an unknown measure."""
    return queryset.filter(condition(measures.get(code), span))


def _in_force(register: Register, day: date) -> Q:
    prefix = register.start.removesuffix("started_on")
    return in_force(day, prefix)
