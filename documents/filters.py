"""Conditions of the lists of papers."""

import django_filters as filters
from django.utils import timezone

from communes.models import Agency, Commune
from communes.unit_filters import CommuneFilter, ScopedFilter
from documents.choices import ABBREVIATIONS, DocumentState, DocumentType, Origin, PostingPlace, PostingState
from documents.models import Document, NumberBook, Posting
from pages.filters import ListFilter


def _communes(request):
    return Commune.objects.visible_to(request.user).order_by("province_id", "official_order")


def _agencies(request):
    return Agency.objects.visible_to(request.user).order_by("commune_id", "kind")


def _books(request):
    return NumberBook.objects.visible_to(request.user).select_related("agency")


class DocumentFilter(ListFilter):
    """Conditions of the register of papers."""

    search_hint = "Số, ký hiệu hoặc trích yếu (không cần dấu)"

    type = filters.ChoiceFilter(label="Loại", choices=DocumentType.choices)
    year = filters.NumberFilter(label="Năm ký", field_name="signed_on__year")
    state = filters.ChoiceFilter(label="Trạng thái", choices=DocumentState.choices)
    origin = filters.ChoiceFilter(label="Nguồn", choices=Origin.choices)
    commune = filters.ModelChoiceFilter(label="Xã, phường", queryset=_communes)
    agency = filters.ModelChoiceFilter(label="Cơ quan ban hành", queryset=_agencies)
    book = filters.ModelChoiceFilter(label="Sổ", queryset=_books)
    scan = filters.BooleanFilter(label="Thiếu bản quét", method="without_scan")

    mine = filters.BooleanFilter(label="Tôi soạn, ghi nhận", method="written_by_me")

    class Meta:
        model = Document
        fields: list[str] = []

    def written_by_me(self, rows, name, value):
        """Drafted or recorded by who looks."""
        return rows.filter(created_by=self.request.user) if value else rows

    def without_scan(self, rows, name, value):
        """Recorded from paper, the scan still to come."""
        return rows.awaiting_scan() if value else rows


class OutgoingFilter(ListFilter):
    """Conditions of the register of outgoing papers: of one agency and year."""

    search_hint = "Số, ký hiệu hoặc trích yếu (không cần dấu)"

    agency = filters.ModelChoiceFilter(label="Cơ quan", queryset=_agencies)
    year = filters.NumberFilter(label="Năm", field_name="signed_on__year")
    type = filters.ChoiceFilter(label="Loại", choices=[(kind.value, kind.label) for kind in ABBREVIATIONS])
    unsent = filters.BooleanFilter(label="Chưa chuyển", method="not_sent")

    class Meta:
        model = Document
        fields: list[str] = []

    def not_sent(self, rows, name, value):
        """Papers whose day of sending is not written down."""
        return rows.unsent() if value else rows


class BookFilter(ListFilter):
    """Conditions of the list of number books."""

    search_path = "agency__name"
    search_hint = "Tên cơ quan"

    year = filters.NumberFilter(label="Năm")
    type = filters.ChoiceFilter(label="Loại", choices=DocumentType.choices)

    class Meta:
        model = NumberBook
        fields: list[str] = []

    def search(self, rows, name, text):
        """By the agency's name, as typed."""
        return rows.filter(agency__name__icontains=text.strip())


class PostingFilter(ScopedFilter):
    """Conditions of the list of places."""

    search_hint = "Nơi niêm yết (không cần dấu)"
    quiet = ("q", "tinh_trang")

    don_vi = CommuneFilter(field_name="document__commune")
    tinh_trang = filters.ChoiceFilter(label="Tình trạng", choices=PostingState.choices, method="of_state")
    noi = filters.ChoiceFilter(label="Loại nơi", field_name="place", choices=PostingPlace.choices)

    class Meta:
        model = Posting
        fields: list[str] = []

    def of_state(self, rows, name, state):
        """So far today."""
        return rows.in_state(state, timezone.localdate())
