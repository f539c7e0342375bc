"""Every write of legal parameters and of the calendar."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction

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

    Raises `ValidationError` if the code is unknown, the value is of another type than the one before, or a later
    value already stands.
    """
    require(policies.can_edit_parameter(actor, province.code if province else ""))
    known = Parameter.objects.filter(code=code).order_by("started_on").last()
    if known is None:
        raise ValidationError({"code": f"Không có tham số “{code}”. Chọn một mã trong danh mục."})
    if known.value is not None and type(known.value) is not type(value):
        raise ValidationError({"value": "Giá trị phải cùng kiểu với giá trị đang dùng (số, chữ hoặc danh sách)."})
    same = Parameter.objects.filter(code=code, province=province)
    later = same.filter(started_on__gte=started_on).order_by("started_on").first()
    if later:
        raise ValidationError(
            {"started_on": f"Đã có giá trị từ {format_date(later.started_on)}. Chọn ngày sau ngày đó."}
        )
    for current in same.overlapping(started_on, None):
        before = snapshot(current)
        current.ended_on = started_on
        current.save(update_fields=["ended_on"])
        audit(actor, "law.parameter.set", current, before=before)
    row = Parameter(
        code=code, label=label or known.label, value=value, unit=unit or known.unit, citation=citation,
        certainty=certainty, note=note, province=province, started_on=started_on,
    )  # fmt: skip
    row.full_clean()
    row.save()
    audit(actor, "law.parameter.set", row)
    return row


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


@transaction.atomic
def parameters_load(path: Path = SHIPPED) -> int:
    """Add the shipped parameters that are not there yet; what an administrator changed stays. Gives how many."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))["parameters"]
    known = set(Parameter.objects.values_list("code", flat=True))
    rows = [Parameter(**entry) for entry in entries if entry["code"] not in known]
    for row in rows:
        row.full_clean(exclude=["value"])
        row.save()
        audit(None, "law.parameter.load", row)
    return len(rows)
