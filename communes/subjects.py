"""Units that meetings, assessments and commendations may be about: hamlets and whole communes."""

from datetime import date

from django.urls import reverse

from communes.models import Commune, Hamlet
from contracts.registry import SubjectKind, subject_kinds


def hamlets(user, on: date):
    """Hamlets in being on that day."""
    return Hamlet.objects.visible_to(user).in_force(on).select_related("commune").order_by("sort_key", "pk")


def communes(user, on: date):
    """Communes in being on that day."""
    return Commune.objects.visible_to(user).in_force(on).order_by("official_order", "pk")


subject_kinds.add(
    SubjectKind(
        "hamlet", "Thôn, tổ dân phố", "communes.Hamlet", True, hamlets, name=str,
        url=lambda row: reverse("communes:hamlet_detail", args=[row.pk]), commune=lambda row: row.commune,
        assessments=("safe_area", "cultural"),
    ),
    SubjectKind(
        "commune", "Xã, phường, đặc khu", "communes.Commune", True, communes, name=str,
        url=lambda row: reverse("communes:commune_detail", args=[row.pk]), commune=lambda row: row, is_unit=True,
        assessments=("safe_area", "cultural", "new_rural"),
    ),
)  # fmt: skip
