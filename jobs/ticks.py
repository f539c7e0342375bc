"""What this app does at every tick."""

from datetime import datetime

from django.utils import timezone

from contracts.registry import Tick, ticks
from jobs.services import expired_files_wipe, sweep


def _sweep(now: datetime) -> None:
    # Heartbeats are of this machine's time: `manage.py tick --on` plays another day, but kills no running job.
    sweep(timezone.now())


def _wipe(now: datetime) -> None:
    expired_files_wipe(timezone.now())


ticks.add(Tick("jobs.sweep", _sweep, order=10), Tick("jobs.wipe_files", _wipe, order=900))
