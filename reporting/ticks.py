"""What this app does at every tick."""

from datetime import datetime

from django.utils import timezone

from contracts.registry import Tick, ticks
from reporting.services.collecting import deadlines_follow
from reporting.services.delivering import reminders_send
from reporting.services.periods import periods_open


def _open_periods(now: datetime) -> None:
    periods_open(timezone.localdate(now))


def _follow_deadlines(now: datetime) -> None:
    deadlines_follow(timezone.localdate(now))


ticks.add(
    Tick("reporting.periods", _open_periods, order=150),
    Tick("reporting.deadlines", _follow_deadlines, order=300),
    Tick("reporting.reminders", reminders_send, order=310),
)
