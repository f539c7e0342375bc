"""Signs of life, and the tick of the clock."""

import logging
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from audit.choices import Source
from audit.context import origin
from contracts.registry import ticks
from jobs.choices import BEAT
from jobs.models import Heartbeat

logger = logging.getLogger(__name__)

#: Ticks closer together than this are one: two schedulers, or messages piled up while no worker ran.
TICK_APART = timedelta(seconds=30)
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def heartbeat(name: str, now: datetime) -> None:
    """Write down that this part of the installation is alive."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, at=now)], update_conflicts=True, unique_fields=["name"], update_fields=["at"]
    )


def tick_claim(now: datetime) -> bool:
    """Make this tick one's own; False if another was taken a moment ago. A clock set back does not stop ticks."""
    Heartbeat.objects.bulk_create([Heartbeat(name=BEAT, at=_NEVER)], ignore_conflicts=True)
    due = Heartbeat.objects.filter(Q(at__lte=now - TICK_APART) | Q(at__gt=now), name=BEAT)
    return due.update(at=now) == 1


def run_ticks(now: datetime) -> list[str]:
    """Do what every app does at each tick, in order; gives the codes of those that failed (their error is logged)."""
    failed = []
    for tick in sorted(ticks, key=lambda tick: (tick.order, tick.code)):
        try:
            with origin(Source.JOB, f"tick:{tick.code}"):
                tick.run(now)
        except Exception:
            logger.exception("tick %s failed", tick.code)
            failed.append(tick.code)
    return failed
