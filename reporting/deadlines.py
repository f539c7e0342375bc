"""What falls due: the reports that are expected."""

from collections.abc import Iterable
from datetime import date

from contracts.registry import DeadlineSource, DueItem, deadline_sources
from contracts.roles import Role
from reporting.choices import DutyState
from reporting.models import ReportDuty
from reporting.services.closing import DUTIES, deadline_key
from vietnam.dates import format_date

_ACTIONS = {
    DutyState.NOT_STARTED: "Lập báo cáo",
    DutyState.DRAFT: "Soạn tiếp",
    DutyState.RETURNED: "Sửa báo cáo",
}


def reports_due(on: date) -> Iterable[DueItem]:
    """Expected reports of communes whose period has begun and that are not handed in."""
    rows = ReportDuty.objects.of_communes().missing().filter(period__first_day__lte=on)
    return map(due_item, rows.select_related("regime", "period"))


def due_item(duty: ReportDuty) -> DueItem:
    """The expected report as something that falls due."""
    returned = duty.state == DutyState.RETURNED
    return DueItem(
        key=deadline_key(duty),
        title=f"Báo cáo {duty.period.label.lower()}{' bị trả lại' if returned else ''}",
        due_on=duty.due_on,
        commune=duty.commune_id or "",
        province=duty.province_id,
        roles=(Role.OFFICER,),
        rule=f"Chốt số liệu hết ngày {format_date(duty.period.last_day)} ({duty.regime.citation})",
        url=duty.get_absolute_url(),
        action=_ACTIONS.get(DutyState(duty.state), "Mở"),
        started_on=duty.period.last_day,
    )


deadline_sources.add(DeadlineSource(DUTIES, "Báo cáo phải lập", reports_due))
