"""Deadlines are collected from every app: new ones are written down, changed ones follow, those gone are closed.

They follow from registers whose every change is in the audit, so they write no entries of their own.
"""

import logging
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from audit.models import Entry
from contracts.registry import DeadlineSource, DueItem, deadline_sources
from reporting.choices import DeadlineState
from reporting.models import Collection, Deadline
from reporting.services.closing import deadline_new, deadline_take
from reporting.services.ladder import reminders_write

logger = logging.getLogger(__name__)

_FIELDS = (
    "title", "rule", "due_on", "started_on", "province_code", "commune_code", "roles", "url", "action", "state",
    "closed_at",
)  # fmt: skip
_BATCH = 500


def deadlines_follow(on: date) -> bool:
    """Collect what falls due and write down who is to be reminded, once for each state of the data and each day: where
    nothing was written since, nothing can have become due or done. False where there was nothing to do."""
    last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    if Collection.objects.filter(day=on, last_entry=last).exists():
        return False
    deadlines_collect(on)
    reminders_write(on)
    Collection.objects.bulk_create(
        [Collection(day=on, last_entry=last)], update_conflicts=True, unique_fields=["day"],
        update_fields=["last_entry"],
    )  # fmt: skip
    return True


def deadlines_collect(on: date) -> None:
    """Ask every source what is open on that day. A source that fails is logged and its deadlines stay as they were."""
    for source in deadline_sources:
        try:
            items = list(source.collect(on))
        except Exception:
            logger.exception("deadlines of %s could not be collected", source.code)
            continue
        settle(source, items)


@transaction.atomic
def settle(source: DeadlineSource, items: Iterable[DueItem]) -> None:
    """Let the deadlines of the source be these and no others."""
    wanted = {item.key: item for item in items}
    rows = Deadline.objects.filter(source=source.code)
    known = {row.key: row for row in rows.open()}
    closed = rows.filter(key__in=[key for key in wanted if key not in known])
    known |= {row.key: row for row in closed}
    gone = [row.pk for key, row in known.items() if key not in wanted]
    rows.open().filter(pk__in=gone).update(state=DeadlineState.DONE, closed_at=timezone.now())
    changed = [row for key, item in wanted.items() if (row := known.get(key)) and deadline_take(row, item)]
    Deadline.objects.bulk_update(changed, _FIELDS, batch_size=_BATCH)
    new = [deadline_new(source.code, item) for key, item in wanted.items() if key not in known]
    Deadline.objects.bulk_create(new, batch_size=_BATCH, ignore_conflicts=True)
