"""Who may do what in recruitment (roles.md): the police prepare, UBND signs, the chairman decides."""

from communes.models import Commune
from contracts.policy import Answer, Denied, holds
from contracts.roles import REGISTRARS, Role
from recruitment.choices import OPEN_STATES, STEPS, CampaignState
from recruitment.models import Application, Campaign


def can_prepare(user, commune: Commune) -> Answer:
    """Draft campaigns, take applications, record the council's result."""
    return holds(user, *REGISTRARS, commune=commune.code, province=commune.province_id)


def can_step(user, campaign: Campaign, code: str) -> Answer:
    """May the campaign take this step now, and may this user make it?"""
    step = STEPS[code]
    answer = holds(user, *step.roles, commune=campaign.commune_id, province=campaign.commune.province_id)
    if answer and campaign.state not in step.before:
        now = CampaignState(campaign.state).label.lower()
        return Denied(f"“{step.label}” chưa tới lượt hoặc đã qua: đợt này {now} ({step.rule}).")
    return answer


def can_edit_campaign(user, campaign: Campaign) -> Answer:
    """The plan is changed while it is a draft; afterwards a new plan is needed."""
    answer = can_prepare(user, campaign.commune)
    if answer and campaign.state != CampaignState.DRAFT:
        return Denied("Kế hoạch đã phê duyệt nên không sửa được. Muốn tuyển thêm, lập đợt mới.")
    return answer


def can_receive(user, campaign: Campaign) -> Answer:
    """Applications are taken while the campaign receives them."""
    answer = can_prepare(user, campaign.commune)
    if answer and campaign.state != CampaignState.RECEIVING:
        return Denied("Đợt này không ở bước nhận hồ sơ. Ghi phê duyệt kế hoạch và bắt đầu nhận hồ sơ trước.")
    return answer


def can_work_on(user, application: Application) -> Answer:
    """Facts and papers are completed until the list of candidates is closed."""
    answer = can_prepare(user, application.campaign.commune)
    if answer and application.state not in OPEN_STATES:
        return Denied(f"Hồ sơ {application.get_state_display().lower()}, không sửa được nữa.")
    return answer


def can_see_papers(user) -> Answer:
    """Partners see their own tasks, not applicants."""
    if user.role_codes <= {Role.PARTNER}:
        return Denied("Cơ quan phối hợp cho ý kiến theo danh sách được gửi, không xem hồ sơ dự tuyển.")
    return holds(user, *Role)
