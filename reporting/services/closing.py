"""What is handed in falls due no more, at once and not only at the next collection."""

from django.utils import timezone

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
