"""A person's photo, and their consent that the telephone number is public."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from contracts.policy import require
from documents.content import accept
from jobs.services import file_chunks, file_expire, store_file
from teams import policies
from teams.choices import ConsentWay
from teams.models import Person
from vietnam.dates import format_date

MOST_BYTES = 5 * 1024 * 1024


@transaction.atomic
def photo_set(*, actor, person: Person, version: int | None, upload) -> Person:
    """Keep a photo of the person encrypted, as it is; the one before it is wiped."""
    require(policies.can_edit_person(actor, person))
    found = accept(upload, ("jpeg", "png"), most=MOST_BYTES, field="photo").type
    file = store_file(
        actor=actor, name=f"anh-{person.pk}{found.endings[0]}", content=upload.chunks(), purpose="teams.photo",
        content_type=found.content_type, commune=person.home_commune_id, province=person.home_commune.province_id,
    )  # fmt: skip
    return _exchange(actor, person, version, file)


@transaction.atomic
def photo_remove(*, actor, person: Person, version: int | None) -> Person:
    """Take the photo away; its content is wiped."""
    require(policies.can_edit_person(actor, person))
    if person.photo is None:
        raise ValidationError("Hồ sơ này chưa có ảnh.")
    return _exchange(actor, person, version, None)


def photo_chunks(*, actor, person: Person):
    """The clear photo for one who may see the person; None where there is none (any more)."""
    require(policies.can_see_masked(actor))
    return file_chunks(person.photo) if person.photo and person.photo.wiped_at is None else None


@transaction.atomic
def phone_consent_set(*, actor, person: Person, version: int | None, since: date, way: ConsentWay) -> Person:
    """Record that the person agrees to their number being public, since when and how they said so.

    Agreed freely, informed, never presumed (Luật 91/2025/QH15, Điều 9)."""
    require(policies.can_edit_person(actor, person))
    if not person.phone:
        raise ValidationError({"since": "Hồ sơ chưa có số điện thoại. Ghi số trước."})
    if since > timezone.localdate():
        raise ValidationError({"since": "Ngày đồng ý ở sau hôm nay. Kiểm tra lại."})
    before = snapshot(person)
    person.claim_version(version)
    person.phone_public_since, person.phone_consent_way, person.phone_private_since = since, way, None
    person.save()
    audit(actor, "teams.person.consent", person, before=before)
    return person


@transaction.atomic
def phone_consent_withdraw(*, actor, person: Person, version: int | None, on: date) -> Person:
    """Record that the person took the consent back: from that day on the number is public no longer."""
    require(policies.can_edit_person(actor, person))
    if person.phone_public_since is None or person.phone_private_since:
        raise ValidationError("Người này chưa đồng ý công khai số điện thoại, hoặc đã rút lại.")
    if on < person.phone_public_since:
        raise ValidationError(
            {"on": f"Người này đồng ý từ {format_date(person.phone_public_since)}. Chọn ngày từ đó trở đi."}
        )
    before = snapshot(person)
    person.claim_version(version)
    person.phone_private_since = on
    person.save()
    audit(actor, "teams.person.consent", person, before=before)
    return person


def _exchange(actor, person: Person, version: int | None, file) -> Person:
    before, old = snapshot(person), person.photo
    person.claim_version(version)
    person.photo = file
    person.save()
    audit(actor, "teams.person.photo", person, before=before)
    if old is not None:
        file_expire(actor=actor, file=old)
    return person
