"""Columns of the lists of papers."""

from django.urls import reverse

from documents.choices import POSTING_TONES, STATE_TONES, DocumentState, PostingState
from documents.models import Document, NumberBook, Posting
from pages.tables import (
    DROPS,
    INLINE,
    Column,
    DayColumn,
    FigureColumn,
    LinkColumn,
    NameColumn,
    NumberColumn,
    RegisterTable,
    StateColumn,
)
from pages.templatetags.pages import NOTHING
from vietnam.dates import format_date


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


class _ToldColumn(Column):
    """A cell that is put together from several fields of the row."""

    def __init__(self, tell, **kwargs):
        super().__init__(accessor="pk", orderable=False, **kwargs)
        self.tell = tell

    def render(self, record):
        return self.tell(record) or NOTHING

    def value(self, record, **kwargs):
        return self.tell(record)


def register_note(document: Document) -> str:
    """The column Ghi chú: what became of the number or of the paper."""
    ended = format_date(document.ended_on)
    notes = {
        DocumentState.RESERVED: "Giữ số, chưa có văn bản.",
        DocumentState.GIVEN_UP: f"Bỏ số ngày {ended}: {document.end_reason}",
        DocumentState.RECALLED: f"Thu hồi từ ngày {ended}: {document.end_reason}",
    }
    found = [notes.get(DocumentState(document.state), "")]
    if by := getattr(document, "replaced_by", None):
        found.append(f"Được thay bằng {by.symbol} ngày {format_date(by.signed_on)}.")
    if document.replaces:
        found.append(f"Thay cho {document.replaces.symbol} ngày {format_date(document.replaces.signed_on)}.")
    return " ".join(filter(None, found))


class OutgoingTable(RegisterTable):
    """The ten columns of the register of outgoing papers (NĐ 30/2020, Phụ lục IV)."""

    name = NameColumn(
        lambda row: row.get_absolute_url(), verbose_name="Số, ký hiệu", accessor="symbol",
        order_by=("type", "number"), room="fit",
    )  # fmt: skip
    signed_on = DayColumn(verbose_name="Ngày tháng", order_by=("signed_on", "number"), room=INLINE)
    title = _ToldColumn(
        lambda row: f"{row.get_type_display()}: {row.title}", verbose_name="Tên loại và trích yếu nội dung"
    )
    signer_name = Column(verbose_name="Người ký", room=INLINE)
    recipients = _ToldColumn(lambda row: "; ".join(row.recipients), verbose_name="Nơi nhận", room=DROPS)
    keeper = Column(verbose_name="Đơn vị, người nhận bản lưu", room=DROPS)
    copies = NumberColumn(verbose_name="Số lượng bản", room=DROPS)
    sent_on = DayColumn(verbose_name="Ngày chuyển", room=INLINE)
    received_by = Column(verbose_name="Ký nhận", room=DROPS)
    note = _ToldColumn(register_note, verbose_name="Ghi chú", room=INLINE)

    class Meta(RegisterTable.Meta):
        model = Document
        fields = ()


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


class PostingTable(RegisterTable):
    """Places where papers are posted."""

    place_name = NameColumn(
        lambda row: row.get_absolute_url(), verbose_name="Nơi niêm yết", order_by=("search_key",)
    )
    document = LinkColumn(
        lambda row: row.document.get_absolute_url(), verbose_name="Văn bản", order_by=("document__symbol",),
        room=INLINE,
    )  # fmt: skip
    commune = Column(
        verbose_name="Xã, phường", accessor="document__commune", order_by=("document__commune__official_order",),
        room=INLINE,
    )  # fmt: skip
    place = Column(verbose_name="Loại nơi", accessor="get_place_display", order_by=("place",), room=DROPS)
    hamlet = Column(verbose_name="Thôn, tổ dân phố", order_by=("hamlet__sort_key",), room=DROPS, hidden=True)
    due_on = DayColumn(verbose_name="Hạn", room=INLINE)
    posted_on = DayColumn(verbose_name="Từ ngày", room=INLINE)
    taken_down_on = DayColumn(verbose_name="Ngày gỡ", room=DROPS)
    posted_by = Column(verbose_name="Người niêm yết", room=DROPS)
    state = StateColumn(PostingState, POSTING_TONES, verbose_name="Tình trạng", room=INLINE, orderable=False)

    class Meta(RegisterTable.Meta):
        model = Posting
        fields = ()
