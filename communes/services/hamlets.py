"""Writes of hamlets, their clusters, yearly facts and legal areas."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes import policies
from communes.models import AreaStatus, Cluster, Commune, Hamlet, HamletPlacement, HamletYear
from communes.services.communes import commune_touch
from contracts.policy import require
from vietnam.dates import format_date
from vietnam.names import clean_name

_FIRST_YEAR = 2000


@transaction.atomic
def hamlet_create(
    *, actor, commune: Commune, name: str, kind: str, started_on: date, note: str = ""
) -> Hamlet:
    """Enter a thôn or tổ dân phố of a commune, in being from that day on."""
    require(policies.can_edit_commune(actor, commune))
    if wrong := hamlet_start_error(commune, started_on):
        raise ValidationError({"started_on": wrong})
    hamlet = Hamlet(commune=commune, name=clean_name(name), kind=kind, started_on=started_on, note=note)
    hamlet.fill_keys()
    hamlet.full_clean()
    hamlet.save()
    placement = HamletPlacement.objects.create(hamlet=hamlet, commune=commune, started_on=started_on)
    audit(actor, "communes.hamlet.create", hamlet)
    audit(actor, "communes.hamlet.create", placement)
    commune_touch([commune.pk])
    return hamlet


@transaction.atomic
def hamlet_update(
    *, actor, hamlet: Hamlet, version: int | None, name: str, kind: str, note: str = ""
) -> Hamlet:
    """Correct a hamlet's name, kind or note; `StaleRecord` if somebody saved it since `version`."""
    require(policies.can_edit_commune(actor, hamlet.commune))
    before = snapshot(hamlet)
    hamlet.claim_version(version)
    hamlet.name, hamlet.kind, hamlet.note = clean_name(name), kind, note
    hamlet.fill_keys()
    hamlet.full_clean()
    hamlet.save()
    audit(actor, "communes.hamlet.update", hamlet, before=before)
    commune_touch([hamlet.commune_id])
    return hamlet


@transaction.atomic
def hamlet_end(*, actor, hamlet: Hamlet, version: int | None, ended_on: date, reason: str) -> Hamlet:
    """End a hamlet: merged, dissolved, or entered by mistake. Its clusters and areas end with it.

    `ended_on` is the first day on which it is no more. Where hamlets become one, end the old and enter the new.
    """
    require(policies.can_edit_commune(actor, hamlet.commune))
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do hoặc văn bản quy định, ví dụ: Nghị quyết sáp nhập thôn."})
    _check_end(hamlet, ended_on)
    before = snapshot(hamlet)
    hamlet.claim_version(version)
    hamlet.ended_on = ended_on
    hamlet.full_clean()
    hamlet.save()
    audit(actor, "communes.hamlet.end", hamlet, before=before, reason=reason)
    for rows in (hamlet.placements.open(), hamlet.clusters.open(), hamlet.areas.open()):
        _end_rows(actor, rows, ended_on, reason)
    commune_touch([hamlet.commune_id])
    return hamlet


def _end_rows(actor, rows, ended_on: date, reason: str) -> None:
    changes = []
    for row in rows.select_related("hamlet__commune"):
        if row.started_on >= ended_on:
            raise ValidationError(
                {"ended_on": f"“{row}” bắt đầu ngày {format_date(row.started_on)}. Chọn ngày sau ngày đó."}
            )
        changes.append(Change(row, snapshot(row)))
        row.ended_on = ended_on
    rows.model.objects.bulk_update([change.subject for change in changes], ["ended_on"])
    audit_many(actor, "communes.hamlet.end", changes, reason=reason)


def _check_end(row, ended_on: date) -> None:
    if row.ended_on is not None:
        raise ValidationError({"ended_on": f"“{row}” đã kết thúc từ ngày {format_date(row.ended_on)}."})
    if ended_on <= row.started_on:
        raise ValidationError(
            {"ended_on": f"Ngày kết thúc phải sau ngày bắt đầu {format_date(row.started_on)}."}
        )


def hamlet_year_errors(
    year: int, households: int | None, population: int | None, last: int
) -> dict[str, str]:
    """What is wrong with the figures of a year, by field; `last` is the present year."""
    if not _FIRST_YEAR <= year <= last:
        return {"year": f"Năm phải từ {_FIRST_YEAR} đến {last}."}
    if households and population is not None and population < households:
        return {
            "population": f"Số nhân khẩu ({population}) ít hơn số hộ ({households}). Kiểm tra lại hai số."
        }
    return {}


def hamlet_start_error(commune: Commune, started_on: date) -> str:
    """Why a hamlet of this commune cannot have begun that day; "" where it can."""
    if commune.is_in_force(started_on):
        return ""
    return f"{commune} không tồn tại ngày {format_date(started_on)}. Kiểm tra lại ngày."


@transaction.atomic
def hamlet_year_set(
    *,
    actor,
    hamlet: Hamlet,
    year: int,
    households: int | None,
    population: int | None,
    today: date | None = None,
) -> HamletYear:
    """Write the households and population of a year; a second call for the same year corrects it."""
    require(policies.can_edit_commune(actor, hamlet.commune))
    errors = hamlet_year_errors(year, households, population, (today or timezone.localdate()).year)
    if errors:
        raise ValidationError(errors)
    if households is None and population is None:
        raise ValidationError("Ghi ít nhất một số: số hộ hoặc số nhân khẩu.")
    row = HamletYear.objects.filter(hamlet=hamlet, year=year).first()
    before = snapshot(row) if row else None
    row = row or HamletYear(hamlet=hamlet, year=year)
    row.households, row.population = households, population
    row.full_clean()
    row.save()
    audit(actor, "communes.hamlet_year.set", row, before=before)
    commune_touch([hamlet.commune_id])
    return row


@transaction.atomic
def cluster_create(
    *, actor, hamlet: Hamlet, name: str, started_on: date, households: int | None = None
) -> Cluster:
    """Form a cụm dân cư of a hamlet, to be looked after by one member of the team."""
    require(policies.can_edit_commune(actor, hamlet.commune))
    if not hamlet.is_in_force(started_on):
        raise ValidationError(
            {"started_on": f"{hamlet} không tồn tại ngày {format_date(started_on)}. Kiểm tra lại ngày."}
        )
    cluster = Cluster(hamlet=hamlet, name=clean_name(name), households=households, started_on=started_on)
    cluster.full_clean()
    cluster.save()
    audit(actor, "communes.cluster.create", cluster)
    commune_touch([hamlet.commune_id])
    return cluster


@transaction.atomic
def cluster_end(*, actor, cluster: Cluster, ended_on: date) -> Cluster:
    """End a cụm dân cư; `ended_on` is the first day on which it is no more."""
    require(policies.can_edit_commune(actor, cluster.hamlet.commune))
    _check_end(cluster, ended_on)
    before = snapshot(cluster)
    cluster.ended_on = ended_on
    cluster.save(update_fields=["ended_on"])
    audit(actor, "communes.cluster.end", cluster, before=before)
    commune_touch([cluster.hamlet.commune_id])
    return cluster


@transaction.atomic
def area_status_set(
    *, actor, commune: Commune, kind: str, basis: str, started_on: date, hamlet: Hamlet | None = None
) -> AreaStatus:
    """Record that a commune, or one hamlet of it, lies in a legal area from that day, by that act."""
    require(policies.can_edit_commune(actor, commune))
    if hamlet is not None and hamlet.commune_id != commune.pk:
        raise ValidationError({"hamlet": f"{hamlet} không thuộc {commune}."})
    same = AreaStatus.objects.filter(commune=commune, hamlet=hamlet, kind=kind)
    if known := same.overlapping(started_on, None).first():
        raise ValidationError(
            {"kind": f"“{known}” đã ghi từ ngày {format_date(known.started_on)}. Kết thúc dòng đó trước."}
        )
    area = AreaStatus(commune=commune, hamlet=hamlet, kind=kind, basis=basis, started_on=started_on)
    area.full_clean()
    area.save()
    audit(actor, "communes.area.set", area)
    commune_touch([commune.pk])
    return area


@transaction.atomic
def area_status_end(*, actor, area: AreaStatus, ended_on: date) -> AreaStatus:
    """End a legal area; `ended_on` is the first day on which it is no more."""
    require(policies.can_edit_commune(actor, area.commune))
    _check_end(area, ended_on)
    before = snapshot(area)
    area.ended_on = ended_on
    area.save(update_fields=["ended_on"])
    audit(actor, "communes.area.end", area, before=before)
    commune_touch([area.commune_id])
    return area
