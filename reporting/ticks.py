"""What this app does at every tick."""

from datetime import datetime

from django.utils import timezone

from contracts.registry import Tick, ticks
from reporting.services.periods import periods_open


def _open_periods(now: datetime) -> None:
    periods_open(timezone.localdate(now))


ticks.add(Tick("reporting.periods", _open_periods, order=150))
