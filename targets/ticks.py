"""What this app does at every tick."""

from datetime import datetime

from django.utils import timezone

from contracts.registry import Tick, ticks
from targets.services.figures import figures_refresh_all


def _refresh(now: datetime) -> None:
    figures_refresh_all(timezone.localdate(now))


ticks.add(Tick("targets.figures", _refresh, order=200))
