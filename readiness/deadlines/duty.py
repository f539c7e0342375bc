"""What falls due: next month's duty rosters, last month's allowance sheet.

No law asks for either; they remind communes that keep these registers here, and nobody else.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse

from communes.models import Commune
from contracts.records import in_force
from contracts.registry import DeadlineSource, DueItem, deadline_sources
from contracts.roles import Role
from law.values import RuleBook
from readiness.choices import SheetState
from readiness.models import AllowanceSheet, DutyRoster
from teams.models import Team
from vietnam.windows import following, previous, window_for

_POLICE = (Role.OFFICER, Role.CHIEF)
_ONE_DAY = timedelta(days=1)


def rosters_missing(on: date) -> Iterable[DueItem]:
    """Communes whose teams lack a roster: this month's, and from the law parameter's day on next month's."""
    rule = RuleBook(on, prefix="duty.roster_day").get("duty.roster_day")
    if rule is None:
        return
    window = window_for("calendar_month", on)
    for month in (window, following(window)) if on.day >= rule.value else (window,):
        first = month.first_day
        has = DutyRoster.objects.filter(team=OuterRef("pk"), month=first)
        began = DutyRoster.objects.filter(team__commune=OuterRef("commune_id"), month__lt=first)
        lacking = Team.objects.filter(in_force(first), ~Exists(has), Exists(began)).order_by()
        for row in lacking.values("commune_id", "commune__province_id").annotate(teams=Count("pk")):
            yield DueItem(
                key=f"{row['commune_id']}:{first:%Y-%m}",
                title=f"Lập lịch trực tháng {first:%m/%Y}: {row['teams']} Tổ chưa có",
                due_on=first - _ONE_DAY, commune=row["commune_id"], province=row["commune__province_id"],
                roles=_POLICE, rule=rule.citation, url=f"{reverse('readiness:roster_list')}?thang={first:%m/%Y}",
                action="Lập lịch", started_on=first - _ONE_DAY * 7,
            )  # fmt: skip


def sheets_open(on: date) -> Iterable[DueItem]:
    """Sheets of past months that are not locked, and last month's where it is not even drafted."""
    rule = RuleBook(on, prefix="allowance.lock_day").get("allowance.lock_day")
    if rule is None:
        return
    window = window_for("calendar_month", on)
    rows = AllowanceSheet.objects.filter(month__lt=window.first_day).exclude(state=SheetState.LOCKED)
    for sheet in rows.select_related("commune"):
        step = "Kiểm tra" if sheet.state == SheetState.DRAFT else "Khóa"
        yield _item(sheet.commune, sheet.month, f"{step} bảng chi chế độ", sheet.get_absolute_url(), rule)
    last = previous(window).first_day
    sheets = AllowanceSheet.objects.filter(commune=OuterRef("pk"))
    late = Commune.objects.existing_on(on).filter(
        Exists(sheets.filter(month__lt=last)), ~Exists(sheets.filter(month=last))
    )
    for commune in late:
        yield _item(commune, last, "Lập bảng chi chế độ", reverse("readiness:sheet_new"), rule)


def _item(commune: Commune, month: date, what: str, url: str, rule) -> DueItem:
    after = following(window_for("calendar_month", month))
    due_on = after.first_day + _ONE_DAY * (int(rule.value) - 1)
    return DueItem(
        key=f"{commune.pk}:{month:%Y-%m}", title=f"{what} tháng {month:%m/%Y}", due_on=due_on, commune=commune.pk,
        province=commune.province_id, roles=_POLICE, rule=rule.citation, url=url, action="Mở bảng",
        started_on=after.first_day,
    )  # fmt: skip


deadline_sources.add(
    DeadlineSource("readiness.roster", "Lịch trực chưa lập", rosters_missing),
    DeadlineSource("readiness.sheet", "Bảng chi chế độ chưa khóa", sheets_open),
)
