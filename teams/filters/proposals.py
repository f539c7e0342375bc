"""Conditions of the list of proposals."""

import django_filters as filters

from pages.filters import DayFilter
from teams.choices import ProposalKind, ProposalState
from teams.filters.scope import CommuneFilter, ScopedFilter
from teams.models import Proposal

#: Drafts and what waits for the chairman, together.
OPEN = "mo"


class ProposalFilter(ScopedFilter):
    """By where it stands, what it is for, whom it names."""

    search_hint = "Họ tên, Tổ (không cần dấu)"

    trang_thai = filters.ChoiceFilter(
        label="Trạng thái", choices=[(OPEN, "Đang mở"), *ProposalState.choices], method="by_state"
    )
    loai = filters.ChoiceFilter(label="Đề xuất", field_name="kind", choices=ProposalKind.choices)
    don_vi = CommuneFilter(field_name="commune")
    tu_ngay = DayFilter(label="Trình từ ngày", field_name="submitted_on", lookup_expr="gte")
    den_ngay = DayFilter(label="Trình đến ngày", field_name="submitted_on", lookup_expr="lte")

    class Meta:
        model = Proposal
        fields: list[str] = []

    def search(self, rows, name, text):
        """People and teams."""
        return rows.named(text)

    def by_state(self, rows, name, state):
        """Open ones, or those in one state."""
        return rows.open() if state == OPEN else rows.filter(state=state)
