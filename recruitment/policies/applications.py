"""Who may do what with applications."""

from communes.models import Commune
from contracts.policy import Answer, Denied, holds
from contracts.roles import REGISTRARS, REVIEWERS, Role, is_only_partner
from recruitment.choices import VOTED_STATES, ApplicationState, CampaignState
from recruitment.models import Application, Campaign
from recruitment.paths import APPLICATION_STEPS, ApplicationStep
from recruitment.policies.campaigns import can_prepare


def can_begin(user, campaign: Campaign, code: str) -> Answer:
    """May an application of this campaign begin by that step (`receive`, `late`), and may this user take it?"""
    step = APPLICATION_STEPS[code]
    answer = _holds(user, campaign, step)
    if answer and campaign.state not in step.campaign:
        return _elsewhere(campaign, step)
    return answer


def can_take(user, application: Application, code: str) -> Answer:
    """May the application take this step of its path now, and may this user make it?"""
    step = APPLICATION_STEPS[code]
    answer = _holds(user, application.campaign, step)
    if answer and application.state not in step.before:
        return _passed(application, step)
    if answer and application.campaign.state not in step.campaign:
        return _elsewhere(application.campaign, step)
    return answer


def _holds(user, campaign: Campaign, step: ApplicationStep) -> Answer:
    return holds(user, *step.roles, commune=campaign.commune_id, province=campaign.commune.province_id)


def _passed(application: Application, step: ApplicationStep) -> Denied:
    """The application has gone on; who was voted on is refused by the chairman, not withdrawn."""
    now = ApplicationState(application.state)
    if step.code == "withdraw" and now in VOTED_STATES:
        return Denied("Hội đồng đã bỏ phiếu với hồ sơ này nên không rút được. Ghi từ chối ở bước quyết định.")
    return Denied(f"Hồ sơ {now.label.lower()}, {step.refusal} ({step.rule}).")


def _elsewhere(campaign: Campaign, step: ApplicationStep) -> Denied:
    now = CampaignState(campaign.state).label.lower()
    why = step.campaign_refusal or f"“{step.label}” chưa tới lượt hoặc đã qua"
    return Denied(f"{why}; đợt này {now} ({step.rule}).")


def can_receive(user, campaign: Campaign) -> Answer:
    """Applications are taken while the campaign receives them."""
    return can_begin(user, campaign, "receive")


def can_import(user, commune: Commune) -> Answer:
    """Lists of applicants are brought in while a campaign of the commune takes applications."""
    answer = can_prepare(user, commune)
    if answer and not Campaign.objects.visible_to(user).receiving(commune.code).exists():
        return Denied("Xã không có đợt tuyển chọn nào đang nhận hồ sơ (TT 14/2024, Điều 3).")
    return answer


def can_refuse_late(user, campaign: Campaign) -> Answer:
    """Whoever came too late may be written down until the campaign ends, also after the list was closed."""
    return can_begin(user, campaign, "late")


def can_work_on(user, application: Application) -> Answer:
    """Facts, papers and files are completed until the list of candidates is closed."""
    return can_take(user, application, "supplement")


def can_see_papers(user) -> Answer:
    """Partners see their own tasks, not applicants."""
    if is_only_partner(user):
        return Denied("Cơ quan phối hợp cho ý kiến theo danh sách được gửi, không xem hồ sơ dự tuyển.")
    return holds(user, *Role)


def can_read_files(user, application: Application) -> Answer:
    """Scans of an application hold health and record in full: who prepares, who decides, who reviews (roles.md)."""
    commune = application.campaign.commune
    return holds(
        user, *REGISTRARS, *REVIEWERS, Role.LEADER, commune=commune.code, province=commune.province_id
    )
