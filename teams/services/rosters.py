"""Rosters taken out: made by a worker row by row, written down under who took them and, with full numbers, why."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import audit
from communes.models import Commune, Province
from contracts.policy import require
from jobs.models import Job
from jobs.services import RunningJob, job_enqueue, store_file
from pages.lists import EXCEL
from teams import policies
from teams.models import Membership, Team
from teams.rosters.rows import RosterOf, RosterRow, letterhead, roster_rows
from teams.rosters.workbook import roster_workbook
from vietnam.dates import format_date

KIND = "teams.roster"
#: How long the file is kept: it holds what is otherwise hidden.
KEPT = timedelta(days=1)


def roster_of(*, actor, on: date, province: str, commune: str = "", team: int | None = None) -> RosterOf:
    """The team, commune or province for one who sees it; `ValidationError` if it is not there.

    A commune's people have their own commune where they name none."""
    require(policies.can_see_masked(actor))
    if team:
        row = Team.objects.visible_to(actor).select_related("commune__province").filter(pk=team).first()
        found = row and RosterOf(row.commune.province, on, row.commune, row)
    elif commune or actor.commune_id:
        rows = Commune.objects.visible_to(actor).select_related("province")
        unit = rows.filter(pk=commune or actor.commune_id).first()
        found = unit and RosterOf(unit.province, on, unit)
    else:
        whole = Province.objects.visible_to(actor).filter(pk=actor.province_id or province).first()
        found = whole and RosterOf(whole, on)
    if not found:
        raise ValidationError("Không thấy Tổ, xã hoặc tỉnh này. Chọn lại từ danh sách.")
    return found


def roster_enqueue(*, actor, of: RosterOf, purpose: str = "") -> Job:
    """Have the Excel made; with a purpose CCCD, ethnic group and religion are full, and the purpose is kept."""
    require(policies.can_see_masked(actor))
    province, commune = of.codes()
    full = bool(purpose.strip())
    if full:
        require(policies.can_take_full_roster(actor, province=province, commune=commune))
    params = {
        "on": of.on.isoformat(), "province": province, "commune": commune, "team": of.team.pk if of.team else None,
        "purpose": purpose.strip(),
    }  # fmt: skip
    what = f"{of.team.pk if of.team else ''}:{commune or province}:{of.on}"
    return job_enqueue(
        actor=actor, kind=KIND, key=f"roster:{what}:{'full' if full else 'masked'}", params=params,
        commune=commune, province=province, title=f"Danh sách trích ngang {of.name}",
    )  # fmt: skip


def roster_produce(job: RunningJob) -> None:
    """The handler of `teams.roster`: acts with the owner's rights of this moment."""
    asked = job.params
    of = roster_of(
        actor=job.owner, on=date.fromisoformat(asked["on"]), province=asked["province"], commune=asked["commune"],
        team=asked["team"],
    )  # fmt: skip
    full = bool(asked["purpose"])
    if full:
        province, commune = of.codes()
        require(policies.can_take_full_roster(job.owner, province=province, commune=commune))
    content, count = roster_workbook(of, letterhead(of), _counted(job, of, full))
    _keep(job, of, content, count, asked["purpose"])


@transaction.atomic
def _keep(job: RunningJob, of: RosterOf, content: bytes, count: int, purpose: str) -> None:
    """The file and the entry that it was taken, both or neither."""
    told = f"{of.name}, ngày {format_date(of.on)}, {count} người"
    reason = f"{told}; số đầy đủ: {purpose}" if purpose else told
    audit(job.owner, "teams.roster.take", of.team or of.commune or of.province, reason=reason, fields=False)
    job.attach(
        store_file(
            actor=job.owner, name=f"Trích ngang {of.name} {of.on}.xlsx", content=content, content_type=EXCEL,
            purpose=KIND, commune=job.commune_code, province=job.province_code, expires_at=timezone.now() + KEPT,
        )
    )  # fmt: skip


def _counted(job: RunningJob, of: RosterOf, full: bool) -> Iterator[RosterRow]:
    """The rows, each reported as it passes."""
    total = (
        Membership.objects.visible_to(job.owner).in_force(of.on).filter(team__commune__province=of.province)
    )
    if of.commune:
        total = total.filter(team__commune=of.commune)
    if of.team:
        total = total.filter(team=of.team)
    job.advance(0, total.count(), "người")
    for row in roster_rows(job.owner, of, full=full):
        yield row
        job.advance(row.place)
