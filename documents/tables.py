"""Columns of the lists of papers."""

from django.urls import reverse

from documents.choices import STATE_TONES, DocumentState
from documents.models import Document, NumberBook
from pages.tables import (
    DROPS,
    INLINE,
    Column,
    DayColumn,
    FigureColumn,
    NameColumn,
    RegisterTable,
    StateColumn,
)


class DocumentTable(RegisterTable):
    """Papers, newest first."""

    name = NameColumn(
        lambda row: row.get_absolute_url(),
        verbose_name="Số, ký hiệu",
        accessor="name",
        order_by=("symbol",),
        room="fit",
    )
    type = Column(verbose_name="Loại", accessor="get_type_display", order_by=("type",), room=INLINE)
    title = Column(verbose_name="Trích yếu")
    signed_on = DayColumn(verbose_name="Ngày ký", room=INLINE)
    agency = Column(verbose_name="Cơ quan ban hành", room=DROPS)
    commune = Column(verbose_name="Xã, phường", room=DROPS, hidden=True)
    signer_name = Column(verbose_name="Người ký", room=DROPS, hidden=True)
    state = StateColumn(DocumentState, STATE_TONES, verbose_name="Trạng thái", room=INLINE)
    origin = Column(
        verbose_name="Nguồn", accessor="get_origin_display", order_by=("origin",), room=DROPS, hidden=True
    )

    class Meta(RegisterTable.Meta):
        model = Document
        fields = ("name", "type", "title", "signed_on", "agency", "commune", "signer_name", "state", "origin")


class BookTable(RegisterTable):
    """Number books with the last number given."""

    name = NameColumn(
        lambda row: f"{reverse('documents:list')}?book={row.pk}", verbose_name="Sổ", accessor="label",
        order_by=("-year", "type"),
    )  # fmt: skip
    agency = Column(verbose_name="Cơ quan", room=INLINE)
    last_number = Column(verbose_name="Số đã cấp gần nhất", room=INLINE)
    issued = FigureColumn(
        lambda row: f"{reverse('documents:list')}?book={row.pk}",
        verbose_name="Văn bản trong hệ thống",
        room=INLINE,
    )
    last_day = DayColumn(verbose_name="Ngày ký gần nhất", room=DROPS)

    class Meta(RegisterTable.Meta):
        model = NumberBook
        fields = ("name", "agency", "last_number", "issued", "last_day")
