"""Forms of papers; `PaperFields` is what other registers put into theirs."""

from typing import Any

from django import forms
from django.conf import settings

from communes.models import Agency, Hamlet
from contracts.registry import AttachmentKind
from documents.choices import ABBREVIATIONS, DocumentType, PostingPlace
from documents.content import TYPES, size_text, spoken
from documents.models import Document
from pages.fields import VietDateField
from pages.forms import VietForm

#: What a field for a scan, or for a photo, takes.
SCAN_HINT = f"PDF, JPEG hoặc PNG, tối đa {size_text(settings.SCAN_BYTES)}"
PHOTO_HINT = f"JPEG hoặc PNG, tối đa {size_text(settings.SCAN_BYTES)}"
LATER = "Có thể gắn sau."


class PaperFields(VietForm):
    """A signed paper as typed from the original: number, day, what it is about, signer, scan.

    A form of another register inherits it and hands `paper_data` to its service, which calls
    `documents.services.document_find_or_record(actor=…, agency=…, type=…, **paper_data)`. With `paper_required`
    False the whole paper may be left out: `paper_data` is then None.
    """

    paper_required = True

    symbol = forms.CharField(label="Số, ký hiệu", max_length=60, help_text="Ví dụ: 05/QĐ-UBND.")
    signed_on = VietDateField(label="Ngày ký", help_text="Ngày ghi trên văn bản, ví dụ 05/02/2026.")
    title = forms.CharField(
        label="Trích yếu", max_length=300, help_text="Ví dụ: Về việc công nhận thành viên Tổ."
    )
    signer_name = forms.CharField(label="Người ký", max_length=100, help_text="Không ghi học hàm, học vị.")
    signer_title = forms.CharField(label="Chức vụ người ký", max_length=100)
    scan = forms.FileField(label="Bản quét có chữ ký, dấu", required=False, help_text=f"{SCAN_HINT}. {LATER}")

    PAPER = ("symbol", "signed_on", "title", "signer_name", "signer_title")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.paper_required:
            for name in self.PAPER:
                self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """A paper is given whole or not at all."""
        cleaned = super().clean() or self.cleaned_data
        if not self.paper_required and any(cleaned.get(name) for name in (*self.PAPER, "scan")):
            for name in self.PAPER:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "Đã ghi văn bản thì ghi đủ mục này, hoặc xóa trống cả văn bản.")
        return cleaned

    @property
    def paper_data(self) -> dict[str, Any] | None:
        """The arguments of the service that records the paper; None where none was given."""
        given = {name: self.cleaned_data.get(name) for name in (*self.PAPER, "scan")}
        return given if given["symbol"] or given["signed_on"] else None


class RecordedPaperForm(PaperFields):
    """Any signed paper enters the register."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label="Cơ quan ban hành")
    type = forms.ChoiceField(label="Loại văn bản", choices=DocumentType.choices)

    field_order = ("agency", "type", *PaperFields.PAPER, "scan")

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies
        self.fields["symbol"].required = False  # letters and certificates have none; the service knows which


class ScanForm(VietForm):
    """The scan that follows."""

    scan = forms.FileField(label="Bản quét có chữ ký, dấu", help_text=f"{SCAN_HINT}.")


class RecallForm(VietForm):
    """Why and from when a paper is taken back."""

    on = VietDateField(label="Thu hồi từ ngày")
    reason = forms.CharField(label="Lý do", max_length=250, help_text="Ghi số văn bản thu hồi nếu có.")


class ReplaceForm(VietForm):
    """By which paper another is replaced."""

    by = forms.ModelChoiceField(Document.objects.none(), label="Văn bản thay thế")
    reason = forms.CharField(label="Lý do", max_length=250, help_text="Ví dụ: sai trích yếu, sai họ tên.")

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["by"].queryset = candidates


class _BookForm(VietForm):
    """Which number book of one's agencies."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label="Cơ quan")
    type = forms.ChoiceField(
        label="Loại văn bản", choices=[(kind.value, kind.label) for kind in ABBREVIATIONS]
    )
    series = forms.CharField(
        label="Chuỗi số riêng", max_length=20, required=False,
        help_text="Chỉ khi Hội đồng, Ban dùng dấu của cơ quan và lấy số riêng, ví dụ HĐXT.",
    )  # fmt: skip

    def __init__(self, *args, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies


class BookContinueForm(_BookForm):
    """Go on from a paper book."""

    year = forms.IntegerField(label="Năm")
    last_number = forms.IntegerField(
        label="Số đã cấp gần nhất trên sổ giấy", min_value=0,
        help_text="Văn bản tiếp theo ban hành trong hệ thống lấy số sau số này.",
    )  # fmt: skip


class ReserveForm(_BookForm):
    """Hold a number for a paper that is still to be signed."""

    on = VietDateField(label="Giữ cho ngày", help_text="Ngày sẽ ghi trên văn bản, không sau hôm nay.")
    purpose = forms.CharField(
        label="Giữ cho văn bản",
        max_length=300,
        help_text="Ví dụ: Về việc công nhận thành viên Tổ, bản giấy đang ký.",
    )
    unit = forms.CharField(
        label="Đơn vị soạn thảo, lĩnh vực", max_length=20, required=False,
        help_text="Chỉ với công văn, viết tắt: VP, CAX cho 12/UBND-VP, 12/UBND-CAX (NĐ 30/2020, Phụ lục I, II.3).",
    )  # fmt: skip


class GiveUpForm(VietForm):
    """Why a held number is given up."""

    reason = forms.CharField(
        label="Lý do", max_length=250, help_text="Sổ đăng ký ghi lý do này ở cột Ghi chú."
    )


class DeliveryForm(VietForm):
    """How a paper was sent."""

    keeper = forms.CharField(
        label="Đơn vị, người nhận bản lưu", max_length=100, required=False, help_text="Ví dụ: VT, CA."
    )
    copies = forms.IntegerField(label="Số lượng bản", min_value=1, max_value=9999, required=False)
    sent_on = VietDateField(
        label="Ngày chuyển",
        required=False,
        help_text="Trong ngày ký, chậm nhất ngày làm việc tiếp theo (Điều 18).",
    )
    recipients = forms.CharField(
        label="Nơi nhận", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một nơi, như trên văn bản giấy.",
    )  # fmt: skip
    received_by = forms.CharField(
        label="Ký nhận",
        max_length=150,
        required=False,
        help_text="Người nhận, hoặc số phiếu gửi, trục liên thông.",
    )

    field_order = ("recipients", "keeper", "copies", "sent_on", "received_by")

    def __init__(self, *args, recorded: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not recorded:  # issued here: its Nơi nhận is part of what was signed
            del self.fields["recipients"]

    def clean_recipients(self) -> list[str]:
        """One recipient a line."""
        return self.cleaned_data["recipients"].splitlines()


class AttachmentForm(VietForm):
    """A file for a record, and what it is."""

    title = forms.CharField(label="Tên giấy tờ", max_length=150)
    file = forms.FileField(
        label="Tệp", widget=forms.FileInput,
        error_messages={
            "required": "Chưa chọn tệp. Chọn tệp trên máy rồi gửi lại.",
            "empty": "Tệp trống (0 byte) nên không lưu. Kiểm tra tệp trên máy rồi chọn lại.",
        },
    )  # fmt: skip

    def __init__(self, *args, kind: AttachmentKind, most: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.titles = kind.titles
        self.fields["title"].help_text = kind.hint
        if kind.titles:
            self.fields["title"].widget.attrs["list"] = "ten-giay-to"
        self.fields["file"].help_text = f"Nhận {spoken(kind.types)}, tối đa {size_text(most)} một tệp."
        endings = (ending for code in kind.types for ending in TYPES[code].endings)
        self.fields["file"].widget.attrs["accept"] = ",".join(endings)


class AttachmentRemoveForm(VietForm):
    """Why a file is taken away."""

    reason = forms.CharField(
        label="Lý do gỡ", max_length=250, help_text="Ví dụ: đính kèm nhầm hồ sơ, bản quét mờ."
    )


class PlaceForm(VietForm):
    """A place where a paper must be posted."""

    place = forms.ChoiceField(
        label="Loại nơi", choices=PostingPlace.choices,
        help_text="TT 14/2024, Điều 3; trang thông tin điện tử theo kế hoạch của UBND xã.",
    )  # fmt: skip
    place_name = forms.CharField(
        label="Nơi niêm yết", max_length=150, help_text="Ví dụ: Nhà văn hóa thôn Thanh Lương."
    )
    hamlet = forms.ModelChoiceField(
        Hamlet.objects.none(), label="Thôn, tổ dân phố", required=False,
        help_text="Bắt buộc với nhà văn hóa, điểm sinh hoạt cộng đồng.",
    )  # fmt: skip
    due_on = VietDateField(
        label="Hạn niêm yết", help_text="Niêm yết ngay sau khi ban hành (TT 14/2024, Điều 3)."
    )

    def __init__(self, *args, hamlets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hamlet"].queryset = hamlets


class PostForm(VietForm):
    """The paper was put up."""

    posted_on = VietDateField(label="Niêm yết từ ngày")
    posted_by = forms.CharField(
        label="Người niêm yết",
        max_length=100,
        help_text="Họ tên hoặc bộ phận, ví dụ: Phòng Văn hóa - Xã hội.",
    )
    photo = forms.FileField(
        label="Ảnh niêm yết", required=False,
        help_text=f"{PHOTO_HINT}; với trang điện tử là ảnh chụp màn hình.",
    )  # fmt: skip


class PhotoForm(VietForm):
    """The photo that follows."""

    photo = forms.FileField(label="Ảnh niêm yết", help_text=f"{PHOTO_HINT}.")


class TakeDownForm(VietForm):
    """The paper came down."""

    taken_down_on = VietDateField(label="Ngày gỡ")


class RemovePostingForm(VietForm):
    """Why a place is struck out."""

    reason = forms.CharField(
        label="Lý do", max_length=250, help_text="Ví dụ: thôn không có điểm sinh hoạt cộng đồng riêng."
    )
