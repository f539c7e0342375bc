"""Writes of the months' allowance sheets: drafted, recomputed, checked, returned, locked."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.models import Commune
from communes.services.communes import commune_touch
from contracts.policy import require
from readiness import policies
from readiness.choices import SheetState
from readiness.models import AllowanceLine, AllowanceSheet
from readiness.reckoning import COMPUTED, insured_of, reckon
from teams.models import Membership


@transaction.atomic
def sheet_draft(*, actor, commune: Commune, month: date, today: date | None = None) -> AllowanceSheet:
    """Draft the commune's sheet of a month from the registers and the province's levels.

    Who gets support for insurance is taken over from the latest sheet before it.
    """
    require(policies.can_draft_sheet(actor, commune))
    month = month.replace(day=1)
    if month > (today or timezone.localdate()):
        raise ValidationError({"month": "Tháng này chưa đến. Chọn tháng đã bắt đầu."})
    sheet = AllowanceSheet(commune=commune, month=month, drafted_by=actor)
    sheet.full_clean()
    lines = reckon(commune, month, _insured_before(commune, month))
    if not lines:
        raise ValidationError(
            {"month": "Tháng này xã chưa có thành viên nào. Kiểm tra danh sách thành viên."}
        )
    sheet.total = sum(line.total for line in lines)
    sheet.save()
    audit(actor, "readiness.sheet.draft", sheet)
    _add(actor, "readiness.sheet.draft", sheet, lines)
    commune_touch({commune.code})
    return sheet


@transaction.atomic
def sheet_recompute(*, actor, sheet: AllowanceSheet, version: int | None) -> int:
    """Take what the registers say now into a draft; adjustments, insurance and supplementary lines stay. Gives how many
    lines were added, changed or dropped."""
    require(policies.can_edit_sheet(actor, sheet))
    sheet.claim_version(version)
    old = {line.membership_id: line for line in sheet_lines(sheet) if line.corrects_id is None}
    new = {line.membership_id: line for line in fresh_lines(sheet)}
    gone = [line for key, line in old.items() if key not in new]
    for line in gone:
        audit(actor, "readiness.sheet.recompute", line, before=snapshot(line), after={})
    AllowanceLine.objects.filter(pk__in=[line.pk for line in gone]).delete()
    changes = []
    for key, line in old.items():
        if key in new and any(getattr(line, name) != getattr(new[key], name) for name in COMPUTED):
            changes.append(Change(line, snapshot(line)))
            for name in COMPUTED:
                setattr(line, name, getattr(new[key], name))
            line.add_up()
    _save(actor, "readiness.sheet.recompute", changes)
    added = [line for key, line in new.items() if key not in old]
    _add(actor, "readiness.sheet.recompute", sheet, added)
    _retotal(actor, "readiness.sheet.recompute", sheet)
    return len(gone) + len(changes) + len(added)


@transaction.atomic
def sheet_insure(
    *, actor, sheet: AllowanceSheet, version: int | None, social: Collection[int], health: Collection[int]
) -> int:
    """Say which lines (by key) get support for voluntary social insurance and for health insurance."""
    require(policies.can_edit_sheet(actor, sheet))
    sheet.claim_version(version)
    lines = [line for line in sheet_lines(sheet) if line.corrects_id is None]
    before = {line.pk: snapshot(line) for line in lines}
    for line in lines:
        line.has_social, line.has_health = line.pk in social, line.pk in health
    new = {line.membership_id: line for line in reckon(sheet.commune, sheet.month, insured_of(lines))}
    changes = []
    for line in lines:
        for name in ("has_social", "social", "has_health", "health"):
            setattr(line, name, getattr(new[line.membership_id], name) if line.membership_id in new else 0)
        line.add_up()
        if snapshot(line) != before[line.pk]:
            changes.append(Change(line, before[line.pk]))
    _save(actor, "readiness.sheet.insurance", changes)
    _retotal(actor, "readiness.sheet.insurance", sheet)
    return len(changes)


@transaction.atomic
def line_adjust(
    *, actor, line: AllowanceLine, version: int | None, adjustment: int, adjustment_reason: str
) -> AllowanceLine:
    """Add to or take from one member's money, saying why."""
    require(policies.can_edit_sheet(actor, line.sheet))
    line.sheet.claim_version(version)
    before = snapshot(line)
    line.adjustment, line.adjustment_reason = adjustment, adjustment_reason.strip()
    if not line.adjustment:
        line.adjustment_reason = ""
    elif not line.adjustment_reason:
        raise ValidationError({"adjustment_reason": "Điều chỉnh thì ghi lý do, để người kiểm tra đối chiếu."})
    line.add_up()
    if line.total < 0 and line.corrects_id is None:
        raise ValidationError({"adjustment": "Trừ quá số được hưởng. Phần còn lại ghi vào bảng tháng sau."})
    line.save()
    audit(actor, "readiness.sheet.adjust", line, before=before)
    _retotal(actor, "readiness.sheet.adjust", line.sheet)
    return line


@transaction.atomic
def supplement_add(
    *, actor, sheet: AllowanceSheet, version: int | None, corrects: AllowanceSheet, membership: Membership,
    amount: int, reason: str,
) -> AllowanceLine:  # fmt: skip
    """Make good in this draft what a locked sheet of an earlier month got wrong for a member."""
    require(policies.can_edit_sheet(actor, sheet))
    errors = {}
    if corrects.state != SheetState.LOCKED or corrects.month >= sheet.month:
        errors["corrects"] = (
            "Chỉ bổ sung cho bảng đã khóa của tháng trước. Bảng chưa khóa thì sửa ngay bảng đó."
        )
    if corrects.commune_id not in sheet.commune.covers:
        errors["corrects"] = "Bảng này của xã khác."
    if membership.team.commune_id != sheet.commune_id:
        errors["membership"] = "Người này thuộc xã khác."
    if not amount:
        errors["amount"] = "Ghi số tiền bổ sung; số âm là thu lại."
    if not reason.strip():
        errors["reason"] = "Ghi lý do bổ sung, để người kiểm tra đối chiếu."
    if errors:
        raise ValidationError(errors)
    sheet.claim_version(version)
    line = AllowanceLine(
        membership=membership, corrects=corrects, full_name=membership.person.full_name,
        position=membership.position, team_name=str(membership.team), adjustment=amount,
        adjustment_reason=reason.strip(),
    )  # fmt: skip
    line.add_up()
    _add(actor, "readiness.sheet.supplement", sheet, [line])
    _retotal(actor, "readiness.sheet.supplement", sheet)
    return line


@transaction.atomic
def supplement_remove(*, actor, line: AllowanceLine, version: int | None) -> None:
    """Take a supplementary line out of a draft."""
    require(policies.can_edit_sheet(actor, line.sheet))
    if line.corrects_id is None:
        raise ValidationError("Dòng này tính từ sổ, không bỏ được. Sửa sổ thành viên rồi tính lại.")
    line.sheet.claim_version(version)
    audit(actor, "readiness.sheet.unsupplement", line, before=snapshot(line), after={})
    line.delete()
    _retotal(actor, "readiness.sheet.unsupplement", line.sheet)


@transaction.atomic
def sheet_check(
    *, actor, sheet: AllowanceSheet, version: int | None, today: date | None = None
) -> AllowanceSheet:
    """Confirm the figures of a draft; by another than the drafter where there is one."""
    today = today or timezone.localdate()
    answer = require(policies.can_check_sheet(actor, sheet, today))
    before = snapshot(sheet)
    sheet.claim_version(version)
    sheet.state, sheet.checked_by, sheet.checked_on = SheetState.CHECKED, actor, today
    sheet.sole_performer = bool(answer.note)
    return _moved(actor, "readiness.sheet.check", sheet, before, answer.note)


@transaction.atomic
def sheet_return(*, actor, sheet: AllowanceSheet, version: int | None, reason: str) -> AllowanceSheet:
    """Open a checked sheet again, saying what is to be mended."""
    require(policies.can_return_sheet(actor, sheet))
    if not reason.strip():
        raise ValidationError({"reason": "Ghi cần sửa gì, để người lập biết."})
    before = snapshot(sheet)
    sheet.claim_version(version)
    sheet.state, sheet.checked_by, sheet.checked_on = SheetState.DRAFT, None, None
    sheet.sole_performer = False
    return _moved(actor, "readiness.sheet.return", sheet, before, reason.strip()[:250])


@transaction.atomic
def sheet_lock(
    *, actor, sheet: AllowanceSheet, version: int | None, today: date | None = None
) -> AllowanceSheet:
    """Close a checked sheet for good: it is what is paid."""
    require(policies.can_lock_sheet(actor, sheet))
    before = snapshot(sheet)
    sheet.claim_version(version)
    sheet.state, sheet.locked_by, sheet.locked_on = SheetState.LOCKED, actor, today or timezone.localdate()
    return _moved(actor, "readiness.sheet.lock", sheet, before, "")


# ── Reading ──────────────────────────────────────────────────────────────────
def sheet_lines(sheet: AllowanceSheet) -> list[AllowanceLine]:
    """The lines of a sheet in order: by team and name as drafted, supplementary lines last."""
    rows = list(sheet.lines.select_related("membership__person", "membership__team", "corrects"))
    for row in rows:
        row.sheet = sheet
    rows.sort(key=lambda row: (row.corrects_id is not None, row.membership.team.sort_key,
                               row.membership.person.sort_key, row.membership.started_on, row.pk))  # fmt: skip
    return rows


def fresh_lines(sheet: AllowanceSheet) -> list[AllowanceLine]:
    """What the registers give for the sheet now."""
    own = sheet.lines.filter(corrects__isnull=True).select_related("membership")
    insured = _insured_before(sheet.commune, sheet.month) | insured_of(own)
    return reckon(sheet.commune, sheet.month, insured)


# ── Steps ────────────────────────────────────────────────────────────────────
def _insured_before(commune: Commune, month: date) -> dict[int, tuple[bool, bool]]:
    """By the latest sheet before that month; nobody where there is none."""
    last = AllowanceSheet.objects.filter(commune=commune, month__lt=month).order_by("-month").first()
    return insured_of(last.lines.filter(corrects__isnull=True).select_related("membership")) if last else {}


def _add(actor, act: str, sheet: AllowanceSheet, lines: list[AllowanceLine]) -> None:
    for line in lines:
        line.sheet = sheet
    AllowanceLine.objects.bulk_create(lines, batch_size=200)
    audit_many(actor, act, [Change(line) for line in lines])


def _save(actor, act: str, changes: list[Change]) -> None:
    names = [*COMPUTED, "total"]
    AllowanceLine.objects.bulk_update([change.subject for change in changes], names, batch_size=200)
    audit_many(actor, act, changes)


def _retotal(actor, act: str, sheet: AllowanceSheet) -> None:
    """Keep the sheet's total that of its lines."""
    total = sheet.lines.aggregate(n=Sum("total"))["n"] or 0
    if total != sheet.total:
        before = snapshot(sheet)
        sheet.total = total
        sheet.save()
        audit(actor, act, sheet, before=before)
    commune_touch({sheet.commune_id})


def _moved(actor, act: str, sheet: AllowanceSheet, before, reason: str) -> AllowanceSheet:
    sheet.save()
    audit(actor, act, sheet, before=before, reason=reason)
    commune_touch({sheet.commune_id})
    return sheet
