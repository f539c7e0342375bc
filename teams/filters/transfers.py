"""Conditions of the list of requests to take somebody over."""

import django_filters as filters

from pages.filters import ListFilter
from teams.choices import TransferState
from teams.models import TransferRequest


class TransferFilter(ListFilter):
    """By the name as typed, and by where it stands."""

    search_hint = "Họ tên đã ghi (không cần dấu)"

    trang_thai = filters.ChoiceFilter(label="Trạng thái", choices=TransferState.choices, method="by_state")

    class Meta:
        model = TransferRequest
        fields: list[str] = []

    def by_state(self, rows, name, state):
        """Waiting, accepted, refused, withdrawn."""
        if state == TransferState.WAITING:
            return rows.waiting()
        if state == TransferState.WITHDRAWN:
            return rows.filter(withdrawn_on__isnull=False)
        return rows.filter(answer__is_accepted=state == TransferState.ACCEPTED)
