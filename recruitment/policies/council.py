"""Who may do what with councils, their sessions and what follows from the vote."""

from contracts.policy import Answer, Denied
from recruitment.choices import ApplicationState, CampaignState
from recruitment.models import Application, Campaign, CouncilSession
from recruitment.policies.applications import can_work_on
from recruitment.policies.campaigns import can_prepare

_RULE = "TT 14/2024, Điều 3"


def session_of(campaign: Campaign) -> CouncilSession | None:
    """The session of the campaign's council, if it has met."""
    return getattr(getattr(campaign, "council", None), "session", None)


def can_change_council(user, campaign: Campaign) -> Answer:
    """Seats are changed by a further decision until the council has met."""
    answer = can_prepare(user, campaign.commune)
    if not answer:
        return answer
    if not hasattr(campaign, "council"):
        return Denied("Đợt này chưa có Hội đồng. Ghi quyết định thành lập trước (TT 14/2024, Điều 3).")
    if session_of(campaign) or campaign.state in (CampaignState.DECIDED, CampaignState.CLOSED):
        return Denied("Hội đồng đã họp xét tuyển nên thành phần giữ nguyên như biên bản.")
    return answer


def can_plan_session(user, campaign: Campaign) -> Answer:
    """The session is planned, and moved, once there is a council and until it has met."""
    return can_change_council(user, campaign)


def can_record_minutes(user, campaign: Campaign) -> Answer:
    """The minutes follow the session; once recorded they stand."""
    answer = can_prepare(user, campaign.commune)
    session = session_of(campaign)
    if answer and session is None:
        return Denied(f"Hội đồng chưa họp. Ghi phiên họp trước, biên bản sau ({_RULE}).")
    if answer and session.minutes_id:
        return Denied("Đã ghi biên bản. Biên bản sai thì thay thế ở mục Văn bản.")
    return answer


def can_record_submission(user, campaign: Campaign) -> Answer:
    """The tờ trình may be recorded after the day it was put before the chairman; once recorded it stands."""
    answer = can_prepare(user, campaign.commune)
    session = session_of(campaign)
    if answer and (session is None or campaign.submitted_on is None):
        return Denied("Kết quả chưa trình Chủ tịch UBND xã. Ghi trình trước (TT 14/2024, Điều 4).")
    if answer and session.submission_id:
        return Denied("Đã ghi tờ trình. Tờ trình sai thì thay thế ở mục Văn bản.")
    return answer


def can_correct_session(user, campaign: Campaign) -> Answer:
    """What was recorded of a session is corrected by a named act until it is put before the chairman."""
    answer = can_prepare(user, campaign.commune)
    session = session_of(campaign)
    if not answer:
        return answer
    if session is None:
        return Denied("Hội đồng chưa họp nên chưa có kết quả để sửa. Ghi phiên họp trước.")
    if campaign.state != CampaignState.COUNCIL or campaign.submitted_on:
        return Denied(
            "Kết quả đã trình Chủ tịch UBND xã nên không sửa được. Có sai sót thì báo cáo Chủ tịch."
        )
    if session.votes.filter(application__state=ApplicationState.WITHDRAWN).exists():
        return Denied("Đã có người trúng tuyển thôi dự tuyển nên không sửa được kết quả bỏ phiếu nữa.")
    return answer


def can_step_back(user, application: Application) -> Answer:
    """Somebody who was chosen may step back until the chairman decides."""
    answer = can_prepare(user, application.campaign.commune)
    if not answer or application.state in (ApplicationState.PASSED, ApplicationState.SUBMITTED):
        return answer
    now = application.get_state_display().lower()
    return Denied(f"Chỉ ghi với người đã trúng tuyển và chưa có quyết định; hồ sơ này {now}.")


def can_replace(user, application: Application) -> Answer:
    """The next by votes moves up for somebody who was chosen and stepped back."""
    answer, campaign = can_prepare(user, application.campaign.commune), application.campaign
    if not answer:
        return answer
    vote = getattr(application, "vote", None)
    had_seat = (vote is not None and vote.is_chosen) or hasattr(application, "replaces")
    if application.state != ApplicationState.WITHDRAWN or not had_seat:
        return Denied("Chỉ thay người đã trúng tuyển rồi thôi dự tuyển. Ghi thôi dự tuyển trước.")
    if hasattr(application, "replaced_by"):
        return Denied(f"Đã có người thay: {application.replaced_by.joining.person}.")
    if campaign.state != CampaignState.COUNCIL:
        return Denied("Chủ tịch UBND xã đã quyết định nên không thay trong đợt này nữa. Lập đợt bổ sung.")
    return answer


def can_propose_positions(user, campaign: Campaign) -> Answer:
    """Positions are proposed (Mẫu 06) once the council has chosen somebody and until the result is submitted; without
    anybody chosen a change of positions is no matter of recruitment."""
    answer = can_prepare(user, campaign.commune)
    if not answer:
        return answer
    if campaign.state != CampaignState.COUNCIL or campaign.submitted_on:
        return Denied(
            "Chỉ đề nghị chức danh sau khi Hội đồng xét và trước khi trình Chủ tịch UBND xã (TT 14/2024, Điều 4)."
        )
    if not campaign.applications.filter(state=ApplicationState.PASSED).exists():
        return Denied(
            "Không ai trúng tuyển trong đợt này. Đổi chức danh người đang tham gia bằng quyết định ở trang thành viên."
        )
    return answer


def can_set_wishes(user, application: Application) -> Answer:
    """For which teams somebody stands is written down until the list of candidates is closed."""
    answer = can_work_on(user, application)
    if answer and application.campaign.lines.count() < 2:
        return Denied("Đợt này chỉ tuyển cho một Tổ nên không có nguyện vọng khác để ghi.")
    return answer
