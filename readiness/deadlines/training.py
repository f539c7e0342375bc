"""Classes that were planned and whose day comes."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from contracts.registry import DeadlineSource, DueItem, deadline_sources
from contracts.roles import Role
from readiness.models import Training


def classes_planned(on: date) -> Iterable[DueItem]:
    """Planned classes: on their day they are held, moved or called off."""
    for row in Training.objects.planned().select_related("commune"):
        yield DueItem(
            key=f"{row.pk}:hold",
            title=f"{row.get_kind_display()} dự kiến: {row.title}",
            due_on=row.held_on,
            commune=row.commune_id or "",
            province=row.province_id,
            roles=(Role.OFFICER, Role.CHIEF) if row.commune_id else (Role.REVIEWER,),
            rule="Kế hoạch mở lớp (TT 14/2024/TT-BCA, Điều 6)",
            url=reverse("readiness:training", args=[row.pk]),
            action="Ghi lớp đã mở",
        )


deadline_sources.add(DeadlineSource("readiness.training", "Lớp tập huấn dự kiến", classes_planned))
