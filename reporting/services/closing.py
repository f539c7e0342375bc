"""Rows of deadlines: made from due items, brought up to date, closed at once when a report is handed in."""

from django.utils import timezone

from contracts.registry import DueItem
from reporting.choices import DeadlineState
from reporting.models import Deadline, ReportDuty

#: The source of expected reports among `contracts.registry.deadline_sources`.
DUTIES = "reporting.duties"


def deadline_key(duty: ReportDuty) -> str:
    """The key of an expected report: it opens again when it is returned, as the same deadline."""
    return str(duty.pk)


def deadline_close(duty: ReportDuty) -> None:
    """Close the deadline of that expected report. It follows from the signature, which is in the audit."""
    open_ones = Deadline.objects.open().filter(source=DUTIES, key=deadline_key(duty))
    open_ones.update(state=DeadlineState.DONE, closed_at=timezone.now())


def deadline_take(row: Deadline, item: DueItem) -> bool:
    """Let the row say what the item says; whether that changed it."""
    said = {
        "title": item.title[:250], "rule": item.rule[:250], "due_on": item.due_on, "started_on": item.started_on,
        "province_code": item.province, "commune_code": item.commune, "roles": [str(role) for role in item.roles],
        "url": item.url[:200], "action": item.action[:60], "state": DeadlineState.OPEN, "closed_at": None,
    }  # fmt: skip
    if all(getattr(row, name) == value for name, value in said.items()):
        return False
    for name, value in said.items():
        setattr(row, name, value)
    return True


def deadline_new(source: str, item: DueItem) -> Deadline:
    """A deadline from an item, not saved yet."""
    row = Deadline(source=source, key=item.key)
    deadline_take(row, item)
    return row
