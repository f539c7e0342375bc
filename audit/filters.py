"""Conditions of the audit of a unit: act, person, days, unit."""

from datetime import datetime, time, timedelta

import django_filters as filters
from django.db.models import Q
from django.utils import timezone

from audit.acts import known_acts
from audit.models import Entry
from pages.filters import DayFilter, ListFilter


def _moment(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class EntryFilter(ListFilter):
    """Which entries of the unit."""

    search_hint = "Tên người làm hoặc đối tượng"

    act = filters.ChoiceFilter(
        label="Việc", choices=lambda: sorted(known_acts().items(), key=lambda item: item[1])
    )
    first_day = DayFilter(label="Từ ngày", method="since")
    last_day = DayFilter(label="Đến hết ngày", method="until")
    commune = filters.CharFilter(label="Mã xã", field_name="commune_code")

    class Meta:
        model = Entry
        fields: list[str] = []

    def search(self, rows, name, text):
        """Entries of that person or about that object; every word must be there."""
        for word in text.split():
            rows = rows.filter(Q(actor_name__icontains=word) | Q(subject_name__icontains=word))
        return rows

    def since(self, rows, name, day):
        """Written on that day or later, local time."""
        return rows.filter(at__gte=_moment(day))

    def until(self, rows, name, day):
        """Written on that day or before, local time."""
        return rows.filter(at__lt=_moment(day + timedelta(days=1)))
