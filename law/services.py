"""Every write of legal parameters and of the calendar."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from audit.services import audit
from audit.snapshots import snapshot
from communes.models import Province
from contracts.policy import require
from law import policies
from law.choices import Certainty
from law.models import Parameter, SpecialDay
from vietnam.dates import format_date

SHIPPED = Path(__file__).parent / "data" / "parameters.yaml"


@transaction.atomic
def parameter_set(
    *,
    actor,
    code: str,
    value: Any,
    started_on: date,
    citation: str,
    certainty: str = Certainty.STATED,
    province: Province | None = None,
    label: str = "",
    unit: str = "",
    note: str = "",
) -> Parameter:
    """Give a parameter a new value from a day on; the value before it ends on that day.

    By a reviewer it is a draft, until `parameter_approve`. Raises `ValidationError` if the code is unknown, the value
    is of another type than the one before, or a later value already stands.
    """
    region = province.code if province else ""
    require(policies.can_draft_parameter(actor, region))
    known = Parameter.objects.filter(code=code).order_by("started_on").last()
    if known is None:
        raise ValidationError({"code": f"Không có tham số “{code}”. Chọn một mã trong danh mục."})
    if not _same_type(known.value, value):
        raise ValidationError(
            {"value": "Giá trị phải cùng kiểu với giá trị đang dùng (số, chữ hoặc danh sách)."}
        )
    row = Parameter(
        code=code, label=label or known.label, value=value, unit=unit or known.unit, citation=citation.strip(),
        certainty=certainty, note=note, province=province, started_on=started_on,
        is_draft=not policies.can_edit_parameter(actor, region),
    )  # fmt: skip
    row.full_clean(exclude=["value"])
    if not row.is_draft:
        _make_room(actor, row)
    row.save()
    audit(actor, "law.parameter.draft" if row.is_draft else "law.parameter.set", row)
    return row


@transaction.atomic
def parameter_approve(*, actor, parameter: Parameter) -> Parameter:
    """Put a draft in force from its day."""
    require(policies.can_edit_parameter(actor, parameter.province_id or ""))
    before = snapshot(parameter)
    _make_room(actor, parameter)
    if Parameter.objects.filter(pk=parameter.pk, is_draft=True).update(is_draft=False) != 1:
        raise ValidationError("Dự thảo này đã được xử lý. Mở lại trang để xem.")
    parameter.is_draft = False
    audit(actor, "law.parameter.set", parameter, before=before)
    return parameter


@transaction.atomic
def parameter_withdraw(*, actor, parameter: Parameter) -> None:
    """Throw a draft away; the audit keeps what it said. What was in force is never removed."""
    require(policies.can_draft_parameter(actor, parameter.province_id or ""))
    if not parameter.is_draft:
        raise ValidationError("Giá trị đã có hiệu lực thì không bỏ được. Đặt giá trị mới từ một ngày sau đó.")
    audit(actor, "law.parameter.withdraw", parameter, before=snapshot(parameter), after={})
    parameter.delete()


def _make_room(actor, row: Parameter) -> None:
    """End the value before on the first day of this one."""
    same = Parameter.objects.filter(code=row.code, province=row.province, is_draft=False)
    later = same.filter(started_on__gte=row.started_on).order_by("started_on").first()
    if later:
        raise ValidationError(
            {"started_on": f"Đã có giá trị từ {format_date(later.started_on)}. Chọn ngày sau ngày đó."}
        )
    for current in same.overlapping(row.started_on, None):
        before = snapshot(current)
        current.ended_on = row.started_on
        current.save(update_fields=["ended_on"])
        audit(actor, "law.parameter.set", current, before=before)


def _same_type(known: Any, value: Any) -> bool:
    def numeric(it: Any) -> bool:
        return isinstance(it, int | float) and not isinstance(it, bool)

    return known is None or type(known) is type(value) or (numeric(known) and numeric(value))


@transaction.atomic
def day_set(*, actor, day: date, kind: str, name: str, citation: str) -> SpecialDay:
    """Make a day off or a working day by decision; a second call for the same day corrects it."""
    require(policies.can_edit_calendar(actor))
    row = SpecialDay.objects.filter(day=day).first()
    before = snapshot(row) if row else None
    row = row or SpecialDay(day=day)
    row.kind, row.name, row.citation = kind, name, citation
    row.full_clean()
    row.save()
    audit(actor, "law.day.set", row, before=before)
    return row


@transaction.atomic
def day_remove(*, actor, row: SpecialDay) -> None:
    """Take a special day out of the table: the ordinary calendar holds again."""
    require(policies.can_edit_calendar(actor))
    audit(actor, "law.day.remove", row, before=snapshot(row), after={})
    row.delete()


@lru_cache(maxsize=4)
def _shipped(path: Path) -> list[dict]:
    """The entries of the file, read once a process: it is part of the program."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)["parameters"]  # noqa: S506


@transaction.atomic
def parameters_load(path: Path = SHIPPED) -> int:
    """Add the shipped parameters that are not there yet, and of those that are the values from later days: a change of
    the law comes with a new release. What an administrator set for that day or later stays. Gives how many."""
    rows = Parameter.objects.filter(province=None, is_draft=False)
    newest = dict(rows.values_list("code").annotate(Max("started_on")).order_by())
    added = 0
    for entry in sorted(_shipped(path), key=lambda one: one["started_on"]):
        row = Parameter(**entry)
        if row.code in newest:
            if row.started_on <= newest[row.code]:
                continue
            _make_room(None, row)
        row.full_clean(exclude=["value"])
        row.save()
        audit(None, "law.parameter.load", row)
        newest[row.code], added = row.started_on, added + 1
    return added
