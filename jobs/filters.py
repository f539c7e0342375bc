"""Conditions of the lists of jobs and imports."""

import django_filters as filters

from jobs.choices import ImportState, JobState
from jobs.models import ImportBatch, Job
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


class ImportFilter(ListFilter):
    """By state and by the file's name."""

    search_hint = "Tên tệp"

    trang_thai = filters.ChoiceFilter(field_name="state", label="Trạng thái", choices=ImportState.choices)

    class Meta:
        model = ImportBatch
        fields: list[str] = []

    def search(self, rows, name, text):
        """A commune's imports are few: plain contains, case aside."""
        return rows.filter(file__name__icontains=text.strip())
