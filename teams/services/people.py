"""Writes of people."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.models import Commune
from communes.services.communes import commune_touch
from contracts.encryption import digest
from contracts.policy import require
from law.values import RuleBook
from teams import policies
from teams.models import Person
from vietnam.dates import PartialDate
from vietnam.ids import citizen_id_clean, citizen_id_error, citizen_id_warnings, phone_clean, phone_error
from vietnam.names import clean_name

#: What a user may ask to see in full, with the words for it.
SECRETS = {
    "citizen_id": "số định danh, CCCD",
    "phone": "điện thoại",
    "ethnic_group": "dân tộc, tôn giáo",
    "bank_account": "tài khoản ngân hàng",
    "health_note": "sức khỏe",
    "legal_record": "án tích, xử lý hành chính",
}
HELD_ELSEWHERE = "Số định danh này đã có trong hệ thống. Gửi đề nghị tiếp nhận?"
#: Code of that refusal: pages offer the request where they meet it.
HELD_CODE = "held_elsewhere"


@transaction.atomic
def person_create(*, actor, commune: Commune, full_name: str, **facts) -> Person:
    """Register a person with that home commune. `facts` are fields of `Person`.

    A birth date may be a `PartialDate` (year alone). `ValidationError` names each wrong field; a CCCD held by
    another commune is refused without saying which.
    """
    require(policies.can_register(actor, commune))
    person = Person(home_commune=commune)
    _fill(person, {"full_name": full_name, **facts})
    _check(person, actor)
    person.save()
    audit(actor, "teams.person.create", person)
    return person


@transaction.atomic
def person_update(*, actor, person: Person, version: int | None, **facts) -> Person:
    """Correct a person's facts; `StaleRecord` if somebody else saved them since."""
    require(policies.can_edit_person(actor, person))
    before = snapshot(person)
    person.claim_version(version)
    _fill(person, facts)
    _check(person, actor)
    person.save()
    audit(actor, "teams.person.update", person, before=before)
    commune_touch({person.home_commune_id})
    return person


@transaction.atomic
def person_reveal(*, actor, person: Person, field: str, purpose: str) -> str:
    """Show one masked fact in full, and record who looked, at what, and why."""
    require(policies.can_reveal(actor, person))
    if field not in SECRETS:
        raise ValidationError("Không có mục này.")
    if not purpose.strip():
        raise ValidationError({"purpose": "Ghi mục đích xem, ví dụ: đối chiếu hồ sơ cấp giấy chứng nhận."})
    audit(actor, "teams.person.reveal", person, reason=f"{SECRETS[field]}: {purpose.strip()}", fields=False)
    if field == "ethnic_group":
        return ", ".join(part for part in (person.get_ethnic_group_display(), person.religion) if part)
    return getattr(person, field)


@transaction.atomic
def person_rehome(*, actor, person: Person, commune: Commune) -> None:
    """Let the person's home follow their open membership; called by services that checked the right to do so.

    Where they live in the new commune is asked anew: their hamlet stays with the old one."""
    if person.home_commune_id == commune.code:
        return
    before = snapshot(person)
    person.home_commune = commune
    if person.hamlet and person.hamlet.commune_id != commune.code:
        person.hamlet = None
    person.save(update_fields=["home_commune", "hamlet"])
    audit(actor, "teams.person.home", person, before=before)


@transaction.atomic
def people_bulk_create(*, actor, people: Iterable[Person], batch: str) -> list[Person]:
    """Write many checked people at once (import, demo), one audit entry each."""
    rows = list(people)
    for commune in {row.home_commune for row in rows}:
        if actor is not None:
            require(policies.can_register(actor, commune))
    for row in rows:
        row.fill_keys()
    Person.objects.bulk_create(rows, batch_size=1000)
    audit_many(actor, "teams.person.create", [Change(row) for row in rows], batch=batch)
    return rows


def person_doubts(person: Person) -> list[str]:
    """What looks doubtful but is no reason to refuse: CCCD against birth date and sex."""
    birth = (
        PartialDate(person.birth_date.year)
        if person.birth_is_year and person.birth_date
        else person.birth_date
    )
    return citizen_id_warnings(person.citizen_id, birth, person.sex or None)


def _fill(person: Person, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        if name == "birth_date":
            _fill_birth(person, value)
        elif name == "full_name":
            person.full_name = clean_name(value)
        elif name == "citizen_id":
            person.citizen_id = citizen_id_clean(value).text
        elif name == "phone":
            person.phone = phone_clean(value).text
        else:
            setattr(person, name, value)


def _fill_birth(person: Person, value: date | PartialDate | None) -> None:
    person.birth_is_year = isinstance(value, PartialDate)
    if isinstance(value, PartialDate):
        today = timezone.localdate()
        month, day = map(int, RuleBook(today, prefix="person.").value("person.birthday_of_year").split("-"))
        value = value.as_date(month, day)
    person.birth_date = value


def _check(person: Person, actor) -> None:
    errors: dict[str, str | ValidationError] = {}
    if not person.full_name:
        errors["full_name"] = "Nhập họ và tên."
    if wrong := citizen_id_error(person.citizen_id):
        errors["citizen_id"] = wrong
    elif person.citizen_id and (held := _holder(person)):
        errors["citizen_id"] = _held(held, actor)
    if wrong := phone_error(person.phone):
        errors["phone"] = wrong
    if wrong := _age_error(person):
        errors["birth_date"] = wrong
    if person.hamlet and person.hamlet.commune_id != person.home_commune_id:
        errors["hamlet"] = "Thôn này thuộc xã khác. Chọn thôn của xã mình."
    if errors:
        raise ValidationError(errors)
    person.full_clean(exclude=["citizen_id_digest"], validate_constraints=False)


def _holder(person: Person) -> Person | None:
    return Person.objects.filter(citizen_id_digest=digest(person.citizen_id)).exclude(pk=person.pk).first()


def _held(holder: Person, actor) -> ValidationError:
    """Within one's own unit the double is named; elsewhere nothing is said of who and where."""
    if Person.objects.visible_to(actor).filter(pk=holder.pk).exists():
        return ValidationError(
            f"Số định danh này là của {holder.full_name}, đã có trong sổ của xã. Mở hồ sơ đó để dùng."
        )
    return ValidationError(HELD_ELSEWHERE, code=HELD_CODE)


def _age_error(person: Person) -> str:
    if person.birth_date is None:
        return ""
    today = timezone.localdate()
    if person.birth_date > today:
        return "Ngày sinh ở sau hôm nay. Kiểm tra lại năm."
    rules = RuleBook(today, prefix="roster.")
    youngest, oldest = rules.value("roster.age_min"), rules.value("roster.age_max")
    age = person.age_on(today)
    if not youngest <= age <= oldest:
        return f"Tính ra {age} tuổi, ngoài khoảng {youngest}–{oldest} tuổi. Kiểm tra lại ngày sinh."
    return ""
