"""Where a paper must be posted, that it was posted and taken down (TT 14/2024/TT-BCA, Điều 3; seed 002.VI)."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from contracts.policy import require
from documents import policies
from documents.choices import HAMLET_PLACES, PostingPlace
from documents.models import Document, Posting
from documents.places import Place
from documents.services.checks import touch
from documents.services.scans import store_photo
from jobs.services import file_chunks, file_expire
from vietnam.dates import format_date
from vietnam.names import clean_name, fold


@transaction.atomic
def posting_plan(
    *, actor, document: Document, places: Sequence[Place], due_on: date, planner=None
) -> list[Posting]:
    """Set at which places the paper must be posted, until when; places that it has already are left as they are.

    `planner` is who prepared the paper where another person's act, as the chairman's signature, brings its places along
    (default: the actor); may they, decides.
    """
    require(policies.can_plan_postings(planner or actor, document))
    known = set(document.postings.values_list("place", "search_key"))
    new = [place for place in places if (place.kind, fold(clean_name(place.name))) not in known]
    postings = [_planned(document, place, due_on) for place in new]
    audit_many(actor, "documents.posting.plan", [Change(posting) for posting in postings])
    touch(document)
    return postings


@transaction.atomic
def posting_add(*, actor, document: Document, place: Place, due_on: date) -> Posting:
    """One more place for the paper; `ValidationError` where it has that place already."""
    added = posting_plan(actor=actor, document=document, places=[place], due_on=due_on)
    if not added:
        raise ValidationError(
            {"place_name": f"{document} đã có nơi “{place.name}”. Mở dòng đó ở mục Niêm yết của văn bản."}
        )
    return added[0]


def _planned(document: Document, place: Place, due_on: date) -> Posting:
    if due_on < document.signed_on:
        raise ValidationError(
            {"due_on": f"Hạn niêm yết phải từ ngày ký {format_date(document.signed_on)} trở đi."}
        )
    if place.hamlet is not None and place.hamlet.commune_id != document.commune_id:
        raise ValidationError({"hamlet": f"{place.hamlet} thuộc xã khác. Chọn thôn của xã có văn bản."})
    if place.hamlet is None and place.kind in HAMLET_PLACES:
        raise ValidationError(
            {"hamlet": f"{PostingPlace(place.kind).label} là của từng thôn (TT 14/2024, Điều 3). Chọn thôn."}
        )
    if place.hamlet is not None and place.kind not in HAMLET_PLACES:
        raise ValidationError(
            {"hamlet": f"{PostingPlace(place.kind).label} là nơi chung của xã. Để trống thôn, tổ dân phố."}
        )
    posting = Posting(
        document=document, place=place.kind, place_name=clean_name(place.name), hamlet=place.hamlet, due_on=due_on
    )  # fmt: skip
    posting.full_clean()
    posting.save()
    return posting


@transaction.atomic
def posting_record(
    *, actor, posting: Posting, version: int | None, posted_on: date, posted_by: str, photo=None
) -> Posting:
    """Record that the paper hangs at this place since that day: who put it up, an uploaded photo or None."""
    require(policies.can_post(actor, posting))
    before = snapshot(posting)
    _check_day("posted_on", "Ngày niêm yết", posted_on, posting.document.signed_on, "ngày ký văn bản")
    if not clean_name(posted_by):
        raise ValidationError({"posted_by": "Thiếu người niêm yết. Ghi họ tên hoặc bộ phận đã niêm yết."})
    posting.claim_version(version)
    posting.posted_on, posting.posted_by = posted_on, clean_name(posted_by)
    if photo is not None:
        posting.photo = store_photo(actor=actor, upload=photo, document=posting.document)
    return _saved(actor, posting, before, "documents.posting.record")


@transaction.atomic
def posting_photo_attach(*, actor, posting: Posting, version: int | None, photo) -> Posting:
    """Attach the photo that came after the posting was recorded; a photo once attached is not exchanged."""
    require(policies.can_attach_photo(actor, posting))
    before = snapshot(posting)
    posting.claim_version(version)
    posting.photo = store_photo(actor=actor, upload=photo, document=posting.document)
    return _saved(actor, posting, before, "documents.posting.photo")


@transaction.atomic
def posting_take_down(*, actor, posting: Posting, version: int | None, taken_down_on: date) -> Posting:
    """Record the day the paper came down; how long it must hang the sources do not say."""
    require(policies.can_take_down(actor, posting))
    before = snapshot(posting)
    _check_day("taken_down_on", "Ngày gỡ", taken_down_on, posting.posted_on, "ngày niêm yết")
    posting.claim_version(version)
    posting.taken_down_on = taken_down_on
    return _saved(actor, posting, before, "documents.posting.take_down")


@transaction.atomic
def posting_remove(*, actor, posting: Posting, reason: str) -> Document:
    """Strike out a place that was written down by mistake; the audit keeps what stood there, and the reason."""
    require(policies.can_remove_posting(actor, posting))
    if not reason.strip():
        raise ValidationError(
            {"reason": "Ghi lý do bỏ nơi niêm yết, ví dụ: thôn không có điểm sinh hoạt cộng đồng riêng."}
        )
    document, photo = posting.document, posting.photo
    audit(
        actor, "documents.posting.remove", posting, before=snapshot(posting), after={}, reason=reason.strip()
    )
    posting.delete()
    if photo is not None:
        file_expire(actor=actor, file=photo)
    touch(document)
    return document


def photo_download(*, actor, posting: Posting) -> Iterator[bytes]:
    """The clear content of the photo for one who sees the posting, written down in the audit."""
    audit(actor, "documents.posting.download", posting, reason=posting.photo.name, fields=False)
    return file_chunks(posting.photo)


def _check_day(field: str, label: str, day: date, earliest: date, since: str) -> None:
    today = timezone.localdate()
    if day > today:
        raise ValidationError(
            {field: f"{label} {format_date(day)} sau hôm nay {format_date(today)}. Ghi đúng ngày đã làm."}
        )
    if day < earliest:
        raise ValidationError(
            {field: f"{label} {format_date(day)} trước {since} {format_date(earliest)}. Xem lại ngày."}
        )


def _saved(actor, posting: Posting, before: dict, act: str) -> Posting:
    posting.full_clean()
    posting.save()
    audit(actor, act, posting, before=before)
    touch(posting.document)
    return posting
