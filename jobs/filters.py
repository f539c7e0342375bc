"""Conditions of the list of one's jobs."""

import django_filters as filters

from jobs.choices import JobState
from jobs.models import Job
from pages.filters import ListFilter


class JobFilter(ListFilter):
    """By state and by words of the title."""

    search_hint = "Tên việc"

    trang_thai = filters.ChoiceFilter(field_name="state", label="Trạng thái", choices=JobState.choices)

    class Meta:
        model = Job
        fields: list[str] = []

    def search(self, rows, name, text):
        """One's own jobs are few: plain contains, case aside."""
        return rows.filter(title__icontains=text.strip())
