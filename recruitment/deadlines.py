"""What falls due: a window that closes, results to submit, a decision to make."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q

from contracts.registry import DeadlineSource, DueItem, deadline_sources
from contracts.roles import Role
from recruitment.choices import ApplicationState, CampaignState
from recruitment.clocks import Clocks
from recruitment.models import Campaign, SessionPlan, SupplementRequest
from vietnam.dates import format_date

_POLICE = (Role.OFFICER, Role.CHIEF)
_WORDS = {
    "submit": ("Trình Chủ tịch UBND xã kết quả xét tuyển", _POLICE, "Ghi trình"),
    "decide": ("Quyết định công nhận người trúng tuyển", (*_POLICE, Role.LEADER), "Mở đợt"),
}


def windows_closing(on: date) -> Iterable[DueItem]:
    """Campaigns that receive applications: the window's last day, then the list of candidates is closed."""
    rows = Campaign.objects.filter(state=CampaignState.RECEIVING, opens_on__lte=on).select_related("commune")
    for campaign in rows:
        yield _item(
            campaign, "window", f"Nhận hồ sơ {campaign.title} đến hết {format_date(campaign.closes_on)}, rồi chốt "
            "danh sách dự tuyển", campaign.closes_on, campaign.opens_on, _POLICE,
            "Kế hoạch tuyển chọn; TT 14/2024/TT-BCA, Điều 3", "Mở đợt",
        )  # fmt: skip


def clocks_running(on: date) -> Iterable[DueItem]:
    """Results not yet submitted, decisions not yet made: 05 working days each; nobody chosen, nothing runs."""
    waiting = Q(applications__state__in=(ApplicationState.PASSED, ApplicationState.SUBMITTED))
    rows = Campaign.objects.filter(waiting, state=CampaignState.COUNCIL).distinct()
    clocks = Clocks()
    for campaign in rows.select_related("commune", "council__session__minutes"):
        due = clocks.running(campaign)
        words, roles, action = _WORDS[due.step]
        yield _item(
            campaign, due.step, f"{words}: {campaign.title}", due.on, due.since, roles, due.rule, action
        )


def sessions_planned(on: date) -> Iterable[DueItem]:
    """Councils that are going to meet: on the day the session is held and recorded, or moved."""
    rows = SessionPlan.objects.filter(council__session=None, council__campaign__state=CampaignState.LISTED)
    for plan in rows.select_related("council__campaign__commune"):
        yield _item(
            plan.council.campaign, "meet", f"Họp Hội đồng xét tuyển lúc {plan.starts_at:%H:%M} tại {plan.place}: "
            f"{plan.council.campaign.title}", plan.held_on, None, (*_POLICE, Role.LEADER),
            "TT 14/2024/TT-BCA, Điều 3", "Mở đợt",
        )  # fmt: skip


def supplements_due(on: date) -> Iterable[DueItem]:
    """Papers that were asked for and have not come, while the list of candidates is open; the latest request counts."""
    later = SupplementRequest.objects.filter(application=OuterRef("application")).filter(
        Q(asked_on__gt=OuterRef("asked_on")) | Q(asked_on=OuterRef("asked_on"), pk__gt=OuterRef("pk"))
    )
    rows = SupplementRequest.objects.filter(
        ~Exists(later), asked_on__lte=on, application__state=ApplicationState.INCOMPLETE,
        application__campaign__state=CampaignState.RECEIVING,
    )  # fmt: skip
    for row in rows.select_related("application__campaign__commune", "application__person"):
        one = row.application
        yield DueItem(
            key=f"{row.pk}:supplement", title=f"Bổ sung giấy tờ, {one}: {one.campaign.title}", due_on=row.due_on,
            commune=one.campaign.commune_id, province=one.campaign.commune.province_id, roles=_POLICE,
            rule="TT 14/2024/TT-BCA, Điều 3", url=one.get_absolute_url(), action="Mở hồ sơ", started_on=row.asked_on,
        )  # fmt: skip


def _item(campaign: Campaign, step, title, due_on, started_on, roles, rule, action) -> DueItem:
    return DueItem(
        key=f"{campaign.pk}:{step}", title=title, due_on=due_on, commune=campaign.commune_id,
        province=campaign.commune.province_id, roles=roles, rule=rule, url=campaign.get_absolute_url(),
        action=action, started_on=started_on,
    )  # fmt: skip


deadline_sources.add(
    DeadlineSource("recruitment.session", "Lịch họp Hội đồng xét tuyển", sessions_planned),
    DeadlineSource("recruitment.window", "Hạn nhận hồ sơ dự tuyển", windows_closing),
    DeadlineSource("recruitment.supplement", "Hạn bổ sung hồ sơ dự tuyển", supplements_due),
    DeadlineSource("recruitment.clock", "Hạn trình và quyết định tuyển chọn", clocks_running),
)
