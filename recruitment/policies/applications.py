"""Who may do what with applications."""

from communes.models import Commune
from contracts.policy import Answer, Denied, holds
from contracts.roles import REGISTRARS, REVIEWERS, Role
from recruitment.choices import OPEN_STATES, ApplicationState, CampaignState
from recruitment.models import Application, Campaign
from recruitment.policies.campaigns import can_prepare


def can_receive(user, campaign: Campaign) -> Answer:
    """Applications are taken while the campaign receives them."""
    answer = can_prepare(user, campaign.commune)
    if answer and campaign.state != CampaignState.RECEIVING:
        now = CampaignState(campaign.state).label.lower()
        return Denied(f"Chỉ nhận hồ sơ ở bước “Đang nhận hồ sơ”; đợt này {now} (TT 14/2024, Điều 3).")
    return answer


def can_import(user, commune: Commune) -> Answer:
    """Lists of applicants are brought in while a campaign of the commune takes applications."""
    answer = can_prepare(user, commune)
    if answer and not Campaign.objects.visible_to(user).receiving(commune.code).exists():
        return Denied("Xã không có đợt tuyển chọn nào đang nhận hồ sơ (TT 14/2024, Điều 3).")
    return answer


def can_refuse_late(user, campaign: Campaign) -> Answer:
    """Whoever came too late may be written down until the campaign ends, also after the list was closed."""
    answer = can_prepare(user, campaign.commune)
    if answer and campaign.state in (CampaignState.DRAFT, CampaignState.APPROVED, CampaignState.POSTED,
                                     CampaignState.CLOSED):  # fmt: skip
        return Denied("Chỉ ghi hồ sơ nộp muộn khi đợt đang chạy. Kiểm tra lại đợt.")
    return answer


def can_work_on(user, application: Application) -> Answer:
    """Facts and papers are completed until the list of candidates is closed."""
    answer = can_prepare(user, application.campaign.commune)
    if answer and application.state not in OPEN_STATES:
        return Denied(f"Hồ sơ {application.get_state_display().lower()}, không sửa được nữa.")
    if answer and application.campaign.state != CampaignState.RECEIVING:
        return Denied("Danh sách dự tuyển đã chốt nên hồ sơ không sửa được nữa (TT 14/2024, Điều 3).")
    return answer


def can_withdraw(user, application: Application) -> Answer:
    """An applicant may step back until the council has voted."""
    answer = can_prepare(user, application.campaign.commune)
    if answer and application.state in (ApplicationState.PASSED, ApplicationState.NOT_PASSED,
                                        ApplicationState.SUBMITTED):  # fmt: skip
        return Denied("Hội đồng đã bỏ phiếu với hồ sơ này nên không rút được. Ghi từ chối ở bước quyết định.")
    if answer and application.state not in (*OPEN_STATES, ApplicationState.LISTED):
        return Denied(f"Hồ sơ {application.get_state_display().lower()}, không rút được nữa.")
    return answer


def can_see_papers(user) -> Answer:
    """Partners see their own tasks, not applicants."""
    if user.role_codes <= {Role.PARTNER}:
        return Denied("Cơ quan phối hợp cho ý kiến theo danh sách được gửi, không xem hồ sơ dự tuyển.")
    return holds(user, *Role)


def can_read_files(user, application: Application) -> Answer:
    """Scans of an application hold health and record in full: who prepares, who decides, who reviews (roles.md)."""
    commune = application.campaign.commune
    return holds(
        user, *REGISTRARS, *REVIEWERS, Role.LEADER, commune=commune.code, province=commune.province_id
    )
