"""What every paper must satisfy, whichever way it comes in."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from communes.models import Agency, Commune
from communes.services.communes import commune_touch
from documents.models import Document
from vietnam.dates import format_date
from vietnam.names import clean_name

#: The first papers of the State: anything older is a slip of the keyboard.
OLDEST = date(1945, 9, 2)


def check_signed_on(signed_on: date) -> None:
    """Refuse a day of signature that lies in the future or cannot be meant."""
    today = timezone.localdate()
    if signed_on > today:
        raise ValidationError(
            {
                "signed_on": f"Ngày ký {format_date(signed_on)} sau hôm nay {format_date(today)}. "
                "Ghi đúng ngày trên văn bản."
            }
        )
    if signed_on < OLDEST:
        raise ValidationError({"signed_on": f"Ngày ký {format_date(signed_on)} không hợp lý. Xem lại năm."})


def check_title(title: str) -> str:
    """The title with clean spaces; refused when empty."""
    title = clean_name(title)
    if not title:
        raise ValidationError({"title": "Thiếu trích yếu. Ghi nội dung văn bản như “Về việc công nhận…”."})
    return title


def touch(*documents: Document) -> None:
    """Tell the figures of the papers' communes that a register changed; the last statement of a service."""
    commune_touch(document.commune_id for document in documents if document.commune_id)


def unit_of(agency: Agency, commune: Commune | None) -> Commune | None:
    """The commune whose register holds a paper of the agency; None for a paper of the province."""
    if commune is None:
        return agency.commune
    if agency.province_id != commune.province_id or agency.commune_id not in (None, commune.code):
        raise ValidationError(
            {"agency": f"{agency} không thuộc {commune}. Chọn cơ quan của xã hoặc của tỉnh."}
        )
    return commune
