"""What this app knows of a person's life: classes attended, things given and handed back."""

from django.urls import reverse

from contracts.registry import Event, TimelineSource, timelines
from readiness.models import Attendance, EquipmentIssue, PostAttendance
from vietnam.dates import format_date


def training(user, person) -> list[Event]:
    """Classes and drills."""
    rows = Attendance.objects.visible_to(user).filter(membership__person=person).select_related("training")
    by_post = PostAttendance.objects.visible_to(user).filter(post__person=person)
    return [
        Event(
            row.training.held_on,
            f"Dự {row.training.get_kind_display().lower()}: {row.training.title}",
            format_date(row.training.held_on)
            + (", được cấp chứng nhận" if getattr(row, "is_certified", False) else ""),
            reverse("readiness:training", args=[row.training_id]),
        )
        for row in (*rows, *by_post.select_related("training"))
    ]


def equipment(user, person) -> list[Event]:
    """Things given to the member and handed back."""
    found = []
    for row in EquipmentIssue.objects.visible_to(user).filter(membership__person=person):
        what = f"{row.get_kind_display()}{f', số {row.serial}' if row.serial else ''}"
        if row.ended_on:
            found.append(Event(row.ended_on, f"Trả lại: {what}", format_date(row.ended_on)))
        found.append(Event(row.started_on, f"Được cấp: {what}", format_date(row.started_on)))
    return found


timelines.add(
    TimelineSource("readiness.training", training), TimelineSource("readiness.equipment", equipment)
)
