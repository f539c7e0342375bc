"""Official papers: whatever is signed is a `Document`; whatever decides something is a foreign key to one. And files
that hang on records of any register."""

from datetime import date

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from communes.models import Agency, Commune, Hamlet, Province
from contracts.records import Versioned
from contracts.registry import AttachmentKind, attachment_kinds
from documents.choices import (
    NUMBERS_ONLY,
    DocumentState,
    DocumentType,
    Origin,
    PostingPlace,
    PostingState,
)
from documents.content import FileType, size_text, type_of
from documents.models_wordings import PaperTemplate as PaperTemplate
from documents.querysets import AttachmentQuerySet, DocumentQuerySet, NumberBookQuerySet, PostingQuerySet
from jobs.models import StoredFile
from vietnam.names import fold


class NumberBook(models.Model):
    """The running numbers of one agency for one type and year (NĐ 30/2020, Điều 15): 01/01–31/12, gap-free.

    `series` separates numbers that the head of the agency keeps apart, e.g. a council that uses the agency's seal.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="books", verbose_name="cơ quan")
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name="tỉnh")
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="xã, phường"
    )
    type = models.CharField("loại văn bản", max_length=8, choices=DocumentType.choices)
    series = models.CharField("chuỗi số riêng", max_length=20, blank=True)
    year = models.PositiveSmallIntegerField("năm")
    last_number = models.PositiveIntegerField("số đã cấp gần nhất", default=0)

    objects = NumberBookQuerySet.as_manager()

    class Meta:
        verbose_name = "sổ đăng ký văn bản đi"
        verbose_name_plural = "sổ đăng ký văn bản đi"
        ordering = ["-year", "agency_id", "type"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "type", "series", "year"], name="book_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.label}"

    @property
    def label(self) -> str:
        """The book's name without its agency."""
        own = f" ({self.series})" if self.series else ""
        return f"{self.get_type_display()}{own} năm {self.year}"

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_id, self.commune_id or ""


class Document(Versioned):
    """A paper: drafted and issued here, or signed on paper and recorded.

    `number` comes from the book where the paper is issued here; a recorded paper carries the number as written.
    `blocks` is its content as layout blocks (`documents.layout`), from which PDF, Word and preview are made. Once
    issued nothing of it changes any more: `content_sha256` is fixed in the same moment, `sha256` once a worker has
    made the PDF. `check_code` is what its QR code leads to. `ended_on` is the first day it no longer holds.
    `template_code` and `template_version` tell from which wording it was drawn up (`documents.composing`).

    A reserved number is a row without content: `title` says what it is held for, `signed_on` for which day. `keeper`,
    `copies`, `sent_on` and `received_by` are columns of the register of outgoing papers (Phụ lục IV) that are written
    when the paper is sent.
    """

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="documents", verbose_name="cơ quan ban hành"
    )
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name="tỉnh")
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="xã, phường"
    )
    type = models.CharField("loại văn bản", max_length=8, choices=DocumentType.choices)
    origin = models.CharField("nguồn", max_length=8, choices=Origin.choices)
    state = models.CharField("trạng thái", max_length=8, choices=DocumentState.choices)
    book = models.ForeignKey(
        NumberBook, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="sổ"
    )
    number = models.PositiveIntegerField("số thứ tự", null=True, blank=True)
    symbol = models.CharField("số, ký hiệu", max_length=60, blank=True, help_text="Ví dụ: 05/QĐ-UBND")
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    title = models.CharField("trích yếu", max_length=300)
    signer_name = models.CharField("người ký", max_length=100, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=100, blank=True)
    recipients = models.JSONField("nơi nhận", default=list, blank=True)
    blocks = models.JSONField("nội dung", default=list, blank=True)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="thay thế văn bản",
    )
    pdf = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản PDF"
    )
    word = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản Word"
    )
    scan = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bản quét có dấu"
    )
    sha256 = models.CharField("SHA-256 của bản PDF", max_length=64, blank=True)
    content_sha256 = models.CharField("SHA-256 của nội dung", max_length=64, blank=True)
    check_code = models.CharField("mã kiểm tra", max_length=22, unique=True, null=True, blank=True)
    ended_on = models.DateField("hết hiệu lực từ", null=True, blank=True)
    end_reason = models.CharField("lý do thay thế, thu hồi", max_length=250, blank=True)
    template_code = models.CharField("mẫu", max_length=40, blank=True)
    template_version = models.PositiveSmallIntegerField("bản của mẫu", default=0)
    keeper = models.CharField("đơn vị, người nhận bản lưu", max_length=100, blank=True)
    copies = models.PositiveSmallIntegerField("số lượng bản", null=True, blank=True)
    sent_on = models.DateField("ngày chuyển", null=True, blank=True)
    received_by = models.CharField("ký nhận", max_length=150, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người lập"
    )
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)
    search_key = models.CharField(max_length=420, editable=False, default="")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering = ["-signed_on", "-id"]
        indexes = [
            models.Index(fields=["commune", "-signed_on"], name="document_commune"),
            models.Index(fields=["province", "type", "-signed_on"], name="document_province"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "number"], condition=Q(number__isnull=False), name="document_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state=DocumentState.DRAFT) | Q(signed_on__isnull=False),
                name="document_signed_when_issued",
                violation_error_message="Văn bản đã ban hành phải có ngày ký.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=NUMBERS_ONLY) | Q(number__isnull=False, book__isnull=False),
                name="document_reserved_has_number",
                violation_error_message="Số giữ trước phải là một số của sổ.",
            ),
            models.UniqueConstraint(
                fields=["agency", "symbol", "signed_on"],
                condition=Q(state=DocumentState.ISSUED) & ~Q(symbol=""),
                name="document_symbol_once",
                violation_error_message="Văn bản có số, ký hiệu và ngày ký này đã có. Mở văn bản đó để dùng.",
            ),
        ]

    def __str__(self) -> str:
        named = self.get_type_display()
        return f"{named} số {self.symbol}" if self.symbol else f"{named}: {self.title}"

    def fill_keys(self) -> None:
        """Derive the search key; also called before bulk writes."""
        self.search_key = fold(f"{self.symbol} {self.get_type_display()} {self.title}")[:420]

    def save(self, *args, **kwargs):
        """Fill the search key, then save."""
        self.fill_keys()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The paper's page."""
        return reverse("documents:detail", args=[self.pk])

    @property
    def name(self) -> str:
        """How the paper is called in a list: its number, else what it is."""
        if self.symbol:
            return self.symbol
        return "Bản thảo" if self.state == DocumentState.DRAFT else self.get_type_display()

    @property
    def is_valid(self) -> bool:
        """Whether a register may rely on it."""
        return self.state == DocumentState.ISSUED

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_id, self.commune_id or ""


class Attachment(Versioned):
    """A file that hangs on a record of some register: a certificate, a photograph, a list handed in.

    `subject_kind` is the code of a `contracts.registry.AttachmentKind`, `subject_id` the record's key. The codes of the
    unit are those of the record when the file was added, for the audit; who may see it is asked of the record each
    time. `name` is what the file was called, `title` what the user says it is: both may tell of somebody's health, so
    that the audit keeps neither and the stored file has a neutral name. Taken away it stays, with the reason, and can
    be brought back.
    """

    audit_hidden = frozenset({"title", "name", "remove_reason"})

    subject_kind = models.CharField("loại hồ sơ", max_length=20)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+", verbose_name="bảng")
    subject_id = models.PositiveBigIntegerField("mã hồ sơ")
    title = models.CharField("tên giấy tờ", max_length=150)
    name = models.CharField("tên tệp", max_length=220)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="tệp")
    province_code = models.CharField("tỉnh", max_length=2, blank=True)
    commune_code = models.CharField("xã", max_length=5, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người đính kèm"
    )
    added_at = models.DateTimeField("đính kèm lúc", auto_now_add=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người gỡ",
    )
    removed_at = models.DateTimeField("gỡ lúc", null=True, blank=True)
    remove_reason = models.CharField("lý do gỡ", max_length=250, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp đính kèm"
        verbose_name_plural = "tệp đính kèm"
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="attachment_subject")]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True, remove_reason="")
                | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(remove_reason="")),
                name="attachment_removed_with_reason",
                violation_error_message="Gỡ tệp phải ghi người gỡ và lý do.",
            )
        ]

    def __str__(self) -> str:
        kind = attachment_kinds.get(self.subject_kind).label if self.subject_kind in attachment_kinds else ""
        return f"Tệp đính kèm số {self.pk}: {kind.lower()} số {self.subject_id}"

    @property
    def kind(self) -> AttachmentKind:
        """The rules of the records it hangs on."""
        return attachment_kinds.get(self.subject_kind)

    @property
    def type(self) -> FileType | None:
        """What its content was found to be."""
        return type_of(self.file.content_type)

    @property
    def size_text(self) -> str:
        """How large it is, as users read it."""
        return size_text(self.file.size)

    @property
    def is_removed(self) -> bool:
        """Taken away: nobody opens it until it is brought back."""
        return self.removed_at is not None

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.province_code, self.commune_code


class Posting(Versioned):
    """A place where a paper must be posted, and that it was: from which day to which, by whom, with a photo.

    `due_on` is the last day to put it up; `posted_on` is empty until then, `taken_down_on` the day it came down.
    (TT 14/2024/TT-BCA, Điều 3; seed 002.VI.2, 002.VI.6.)
    """

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="postings", verbose_name="văn bản niêm yết"
    )
    place = models.CharField("loại nơi", max_length=16, choices=PostingPlace.choices)
    place_name = models.CharField("nơi niêm yết", max_length=150)
    hamlet = models.ForeignKey(
        Hamlet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thôn, tổ dân phố"
    )
    due_on = models.DateField("hạn niêm yết")
    posted_on = models.DateField("niêm yết từ ngày", null=True, blank=True)
    taken_down_on = models.DateField("ngày gỡ", null=True, blank=True)
    posted_by = models.CharField("người niêm yết", max_length=100, blank=True)
    photo = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ảnh niêm yết"
    )
    search_key = models.CharField(max_length=160, editable=False, default="")

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = "nơi niêm yết"
        verbose_name_plural = "nơi niêm yết"
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["due_on"], condition=Q(posted_on=None), name="posting_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["document", "place", "search_key"], name="posting_place_once"),
            models.CheckConstraint(
                condition=Q(taken_down_on=None)
                | Q(posted_on__isnull=False, taken_down_on__gte=F("posted_on")),
                name="posting_days",
                violation_error_message="Ngày gỡ phải từ ngày niêm yết trở đi. Kiểm tra lại hai ngày.",
            ),
        ]

    def __str__(self) -> str:
        return self.place_name

    def save(self, *args, **kwargs):
        """Fill the search key, by which the same place is known again, then save."""
        self.search_key = fold(self.place_name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Its line on the paper's page."""
        return f"{self.document.get_absolute_url()}#niem-yet"

    def state_on(self, on: date) -> PostingState:
        """How far it is on that day; `PostingQuerySet.in_state` finds the same."""
        if self.taken_down_on:
            return PostingState.TAKEN_DOWN
        if self.posted_on:
            return PostingState.POSTED
        if not self.document.is_valid:
            return PostingState.LAPSED
        return PostingState.OVERDUE if self.due_on < on else PostingState.WAITING

    @property
    def state(self) -> PostingState:
        """How far it is today."""
        return self.state_on(timezone.localdate())

    def unit_codes(self) -> tuple[str, str]:
        """Province and commune for the audit."""
        return self.document.unit_codes()
