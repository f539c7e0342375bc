"""Conditions of this app's lists."""

import django_filters as filters
from django.db.models import F, Q
from django.utils import timezone

from reporting.choices import HANDED_IN, DutyState
from reporting.models import ReportDuty
from targets.models import Period
from teams.filters.scope import CommuneFilter, ScopedFilter


def periods_of(request):
    """The periods in which the user's reports are expected, newest first."""
    if request is None:
        return Period.objects.none()
    duties = ReportDuty.objects.visible_to(request.user)
    return Period.objects.visible_to(request.user).filter(pk__in=duties.values("period"))


class LateChoices:
    """What lateness means on a list."""

    LATE, OVERDUE, ON_TIME = "gui-muon", "qua-han", "dung-han"
    choices = ((LATE, "Gửi muộn"), (OVERDUE, "Quá hạn chưa gửi"), (ON_TIME, "Gửi đúng hạn"))


#: States, and two that gather several.
SENT, MISSING = "da-gui", "chua-gui"
STATES = ((SENT, "Đã gửi"), (MISSING, "Chưa gửi"), *DutyState.choices)


class DutyFilter(ScopedFilter):
    """Conditions of the list of reports."""

    search_path = "commune__search_key"
    search_hint = "Tên xã, phường"

    ky = filters.ModelChoiceFilter(field_name="period", label="Kỳ", queryset=periods_of)
    trang_thai = filters.ChoiceFilter(label="Trạng thái", choices=STATES, method="by_state")
    han = filters.ChoiceFilter(label="So với hạn", choices=LateChoices.choices, method="by_lateness")
    tra_lai = filters.BooleanFilter(label="Đã từng bị trả lại", method="returned")
    don_vi = CommuneFilter(field_name="commune")

    class Meta:
        model = ReportDuty
        fields: list[str] = []

    def by_state(self, rows, name, wanted):
        """In that state; handed in, or not."""
        if wanted == MISSING:
            return rows.missing()
        return rows.filter(state__in=HANDED_IN if wanted == SENT else [wanted])

    def by_lateness(self, rows, name, wanted):
        """Handed in late, not handed in and over the day, or in time; the first submission counts."""
        late = Q(signed_at__date__gt=F("due_on"))
        if wanted == LateChoices.OVERDUE:
            return rows.overdue(timezone.localdate())
        return (
            rows.filter(late) if wanted == LateChoices.LATE else rows.filter(signed_at__date__lte=F("due_on"))
        )

    def returned(self, rows, name, wanted):
        """Returned at least once, or never."""
        return rows.filter(returns__gt=0) if wanted else rows.filter(returns=0)
