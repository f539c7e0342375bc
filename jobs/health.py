"""Is the installation alive? Answered without login, so it tells nothing but that."""

import logging
from datetime import datetime, timedelta

import redis
from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from jobs.choices import BEAT, WORKER
from jobs.models import Heartbeat

logger = logging.getLogger(__name__)

#: How old a sign of life may be.
YOUNGEST = {WORKER: timedelta(seconds=30), BEAT: timedelta(seconds=150)}
OK, DOWN = "ok", "down"


def health(now: datetime) -> dict:
    """The state of each part; `status` is "ok" if all are, else "degraded" and `failed` names the parts."""
    beats = _heartbeats()
    parts = {"database": DOWN if beats is None else OK, "broker": OK if _broker_answers() else DOWN}
    for name, age in YOUNGEST.items():
        at = (beats or {}).get(name)
        parts[name] = OK if at and now - at < age else DOWN
    failed = [name for name, state in parts.items() if state != OK]
    tick = (beats or {}).get(BEAT)
    report = {
        "status": "degraded" if failed else OK,
        **parts,
        "last_tick": timezone.localtime(tick).isoformat(timespec="seconds") if tick else None,
        "version": settings.VERSION,
    }
    return {**report, "failed": failed} if failed else report


def _heartbeats() -> dict[str, datetime] | None:
    """The last signs of life; None if the database does not answer."""
    try:
        return dict(Heartbeat.objects.values_list("name", "at"))
    except DatabaseError:
        logger.warning("health: the database does not answer", exc_info=True)
        return None


def _broker_answers() -> bool:
    """Whether Redis answers within a second."""
    url = settings.REDIS_URL.replace("redis+socket://", "unix://", 1)
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1) as client:
            return bool(client.ping())
    except (redis.RedisError, OSError):
        return False
