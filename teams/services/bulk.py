"""One field of many people at once: what would change, the change in one go, and taking it back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction

from communes.services.communes import commune_touch
from communes.services.taking_back import taking_back
from contracts.policy import require
from jobs.models import UndoLog
from jobs.services import undo_entries, undo_record
from jobs.services.bulk_writing import BulkWriter
from teams import policies
from teams.models import Person

#: What may be changed for many at once. Positions and teams are not: they have dates and decisions of their own.
BULK_FIELDS = (
    "hamlet", "residence_kind", "education", "ethnic_group", "religion", "is_party_member", "is_youth_union_member",
    "served_police", "served_army", "was_part_time_police", "has_prestige", "note",
)  # fmt: skip
#: How many people at once: a preview must be read by somebody.
MOST_PEOPLE = 500
UNDO_KIND = "teams.people.bulk"


@dataclass(frozen=True)
class BulkLine:
    """One person of the preview: the value now and then, or why not."""

    person: Person
    old: str
    new: str
    refusal: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether this line will be written."""
        return not self.refusal and self.old != self.new


def bulk_lines(
    user, people: Iterable[Person], field: str, value: Any, versions: Mapping[int, int] | None = None
) -> list[BulkLine]:  # fmt: skip
    """What would happen to each person; `versions` are those of an earlier preview."""
    shown = value_words(field, value)
    return [
        BulkLine(
            person, value_words(field, getattr(person, field)), shown,
            _refusal(user, person, field, value, (versions or {}).get(person.pk, person.version)),
        )
        for person in people
    ]  # fmt: skip


@transaction.atomic
def people_bulk_update(
    *, actor, people: Iterable[Person], field: str, value: Any, versions: Mapping[int, int]
) -> UndoLog:
    """Write one field of many people: all of them or nobody, one audit entry each, all with the batch's code.

    `versions` are those of the preview; whoever was changed since is refused by name, like everybody else to whom
    the value does not fit.
    """
    require(policies.can_register_own(actor))
    chosen = [person.pk for person in people]
    rows = list(
        Person.objects.filter(pk__in=chosen).select_related("home_commune").select_for_update(of=("self",))
    )
    if field not in BULK_FIELDS:
        raise ValidationError("Mục này không sửa hàng loạt được.")
    if not 0 < len(rows) <= MOST_PEOPLE:
        raise ValidationError(f"Mỗi lần sửa từ 1 đến {MOST_PEOPLE} người. Chia nhỏ danh sách rồi làm lại.")
    value = _clean(field, value)
    lines = bulk_lines(actor, rows, field, value, versions)
    if refused := [f"{line.person}: {line.refusal}" for line in lines if line.refusal]:
        raise ValidationError(refused)
    rows = [line.person for line in lines if line.is_changed]
    if not rows:
        raise ValidationError("Những người đã chọn đều đang có giá trị này. Không có gì để sửa.")
    writer = BulkWriter(actor, f"sua-{uuid4().hex[:12]}")
    writer.change("teams.person.bulk", [(row, {field: value}) for row in rows])
    commune_touch({row.home_commune_id for row in rows})
    return undo_record(
        actor=actor, kind=UNDO_KIND, title=f"{_label(field)} của {len(rows)} người", batch=writer.batch,
        rows=writer.undo_rows, commune=actor.commune_id or "", province=actor.province_id or "",
    )  # fmt: skip


def people_bulk_undo(actor, log: UndoLog) -> None:
    """Put the former values back; called by `undo_apply`, in its transaction. Each person may have moved since."""
    keys = [entry.pk for entry in undo_entries(log)]
    for person in Person.objects.filter(pk__in=keys).select_related("home_commune"):
        require(policies.can_edit_person(actor, person))
    taking_back("teams.person.undo")(actor, log)


def value_words(field: str, value: Any) -> str:
    """The value as a person reads it; "–" for none."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    choices = dict(Person._meta.get_field(field).flatchoices)
    return str(choices.get(value, value)) if value not in (None, "") else "–"


def _label(field: str) -> str:
    label = str(Person._meta.get_field(field).verbose_name)
    return label[:1].upper() + label[1:]


def _clean(field: str, value: Any) -> Any:
    """The value as the field takes it, checked once for all."""
    column = Person._meta.get_field(field)
    if column.is_relation:
        return value
    try:
        return column.clean(value, None)
    except ValidationError as error:
        raise ValidationError({"value": error.messages}) from error


def _refusal(user, person: Person, field: str, value: Any, version: int) -> str:
    if not (answer := policies.can_edit_person(user, person)):
        return answer.reason
    if person.version != version:
        return "vừa được người khác sửa, xem lại giá trị mới"
    if field == "hamlet" and value is not None and value.commune_id != person.home_commune_id:
        return f"hồ sơ thuộc {person.home_commune}, không có {value}"
    return ""
