"""Forms of what is done with a draft."""

from django import forms

from documents.forms import LATER, SCAN_HINT
from pages.fields import VietDateField
from pages.forms import VietForm


class IssueForm(VietForm):
    """Who signs, on which day; the number comes from the book."""

    signed_on = VietDateField(label="Ngày ký", help_text="Không sớm hơn ngày của số cấp gần nhất trong sổ.")
    signer_name = forms.CharField(label="Người ký", max_length=100, help_text="Không ghi học hàm, học vị.")
    signer_title = forms.CharField(label="Chức vụ người ký", max_length=100)


class DraftRecordForm(VietForm):
    """A draft was printed, signed and numbered on paper."""

    symbol = forms.CharField(
        label="Số, ký hiệu", max_length=60, required=False, help_text="Như trên bản ký, ví dụ 05/QĐ-UBND."
    )
    signed_on = VietDateField(label="Ngày ký")
    signer_name = forms.CharField(label="Người ký", max_length=100, help_text="Không ghi học hàm, học vị.")
    signer_title = forms.CharField(label="Chức vụ người ký", max_length=100)
    scan = forms.FileField(
        label="Bản quét có chữ ký, dấu",
        required=False,
        help_text=f"{SCAN_HINT}. {LATER}",
    )


class DiscardForm(VietForm):
    """Why a draft is thrown away."""

    reason = forms.CharField(label="Lý do", max_length=250, help_text="Ví dụ: lập nhầm, đã có bản khác.")
