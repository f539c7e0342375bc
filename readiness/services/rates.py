"""Writes of the province's levels of support."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import audit
from audit.snapshots import snapshot
from communes.choices import AgencyKind
from communes.models import Agency, Commune, Province
from communes.services.communes import commune_touch
from contracts.policy import require
from documents.choices import DocumentType
from documents.services import document_find_or_record
from readiness import policies
from readiness.choices import RateKind, RateMethod
from readiness.models import AllowanceRate
from vietnam.dates import format_date


@transaction.atomic
def rate_set(
    *,
    actor,
    province: Province,
    kind: RateKind,
    started_on: date,
    paper: dict[str, Any] | None = None,
    **facts,
) -> AllowanceRate:
    """Give a level from a day on; the level of the same thing that holds until then ends on that day.

    `paper` is the provincial council's resolution typed from the original. Duty money with other days (night, holiday,
    heavy work) is another thing and stays. `ValidationError` where a later level stands already.
    """
    require(policies.can_write_rates(actor, province.code))
    rate = AllowanceRate(province=province, kind=kind, started_on=started_on, **facts)
    _check(rate)
    _make_room(actor, rate)
    if paper:
        agency = Agency.objects.get(commune=None, province=province, kind=AgencyKind.PROVINCE_COMMITTEE)
        rate.decision = document_find_or_record(
            actor=actor, agency=agency, type=DocumentType.RESOLUTION, **paper
        )
    rate.full_clean()
    rate.save()
    audit(actor, "readiness.rate.set", rate)
    _touch(province)
    return rate


@transaction.atomic
def rate_end(*, actor, rate: AllowanceRate, ended_on: date) -> AllowanceRate:
    """End a level: from that day on it is not paid."""
    require(policies.can_write_rates(actor, rate.province_id))
    if rate.ended_on:
        raise ValidationError({"ended_on": f"Mức này đã hết hiệu lực từ {format_date(rate.ended_on)}."})
    before = snapshot(rate)
    rate.ended_on = ended_on
    if ended_on <= rate.started_on:
        raise ValidationError({"ended_on": f"Ngày kết thúc phải sau ngày {format_date(rate.started_on)}."})
    rate.save()
    audit(actor, "readiness.rate.end", rate, before=before)
    _touch(rate.province)
    return rate


def _check(rate: AllowanceRate) -> None:
    errors: dict[str, str] = {}
    if rate.kind == RateKind.BASIC and not rate.position:
        errors["position"] = "Mức hỗ trợ hằng tháng đặt riêng cho từng chức danh. Chọn chức danh."
    if rate.kind != RateKind.BASIC and rate.position:
        errors["position"] = "Khoản này không phân theo chức danh. Bỏ chức danh."
    marks = (rate.for_night, rate.for_holiday, rate.for_heavy)
    if rate.kind == RateKind.DUTY and not any(marks):
        errors["for_night"] = "Đánh dấu ít nhất một loại: ban đêm, ngày nghỉ, việc nặng nhọc."
    if rate.kind != RateKind.DUTY and any(marks):
        errors["for_night"] = "Chỉ khoản bồi dưỡng mới chọn ban đêm, ngày nghỉ, việc nặng nhọc."
    if rate.method == RateMethod.PERCENT and not rate.paid_in:
        errors["paid_in"] = "Tính theo phần trăm thì ghi mức đóng làm căn cứ, ví dụ 105.300."
    if rate.monthly_days is not None and rate.kind not in (RateKind.DUTY, RateKind.AREA):
        errors["monthly_days"] = "Chỉ khoản tính theo ngày mới có số ngày tối đa."
    if errors:
        raise ValidationError(errors)


def _make_room(actor, rate: AllowanceRate) -> None:
    for other in _same_thing(rate):
        if other.started_on >= rate.started_on:
            raise ValidationError(
                {
                    "started_on": f"Khoản này đã có mức từ {format_date(other.started_on)}. Chọn ngày sau đó, hoặc kết "
                    "thúc mức kia."
                }
            )
        before = snapshot(other)
        other.ended_on = rate.started_on
        other.save()
        audit(actor, "readiness.rate.end", other, before=before)


def _same_thing(rate: AllowanceRate) -> list[AllowanceRate]:
    """Levels of the same thing that would hold beside it."""
    rows = AllowanceRate.objects.filter(province=rate.province, kind=rate.kind, position=rate.position)
    rows = rows.overlapping(rate.started_on, None)
    if rate.kind != RateKind.DUTY:
        return list(rows)
    names = ("for_night", "for_holiday", "for_heavy")
    shared = [row for row in rows if any(getattr(row, name) and getattr(rate, name) for name in names)]
    if partly := [
        row for row in shared if any(getattr(row, name) and not getattr(rate, name) for name in names)
    ]:
        raise ValidationError(
            {
                "for_night": f"Mức đang có “{partly[0].words}” còn tính cho {partly[0].occasions}. Kết thúc mức "
                "đó trước, rồi đặt lại từng loại."
            }
        )
    return shared


def _touch(province: Province) -> None:
    codes = Commune.objects.filter(province=province, allowance_sheets__isnull=False)
    commune_touch(set(codes.values_list("code", flat=True)))
