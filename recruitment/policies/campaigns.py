"""Who may do what with campaigns and their council."""

from communes.models import Commune
from contracts.policy import ALLOWED, Answer, Denied, holds
from contracts.roles import REGISTRARS, Role
from law.values import Rule, rule
from recruitment.choices import CampaignState
from recruitment.models import Campaign
from recruitment.paths import STEPS
from recruitment.postings import RULE, named, places_lacking
from vietnam.dates import format_date

#: Whether the council may meet only on an approved list of candidates.
LIST_APPROVAL = "recruit.list_approval_required"


def can_prepare(user, commune: Commune) -> Answer:
    """Draft campaigns, take applications, record the council's result."""
    return holds(user, *REGISTRARS, commune=commune.code, province=commune.province_id)


def can_step(user, campaign: Campaign, code: str) -> Answer:
    """May the campaign take this step now, and may this user make it?"""
    return holds_step(user, campaign, code) and step_is_due(campaign, code)


def holds_step(user, campaign: Campaign, code: str) -> Answer:
    """Is this step the user's, in whichever state the campaign is?"""
    roles = STEPS[code].roles
    return holds(user, *roles, commune=campaign.commune_id, province=campaign.commune.province_id)


def step_is_due(campaign: Campaign, code: str) -> Answer:
    """Has the campaign come so far that this step may follow, whoever makes it?"""
    step = STEPS[code]
    if campaign.state not in step.before:
        now = CampaignState(campaign.state).label.lower()
        return Denied(f"“{step.label}” chưa tới lượt hoặc đã qua: đợt này {now} ({step.rule}).")
    if code == "post" and (lacking := places_lacking(campaign)):
        return Denied(
            f"Kế hoạch chưa niêm yết ở: {named(lacking)} ({RULE}). Ghi niêm yết từng nơi ở trang kế hoạch."
        )
    if code in ("approve_list", "sign_list") and campaign.list_approval:
        return Denied(f"Danh sách dự tuyển đã được phê duyệt: {campaign.list_approval}.")
    if code == "council" and (needed := _approval_needed(campaign)):
        return Denied(
            f"Danh sách dự tuyển chưa được UBND xã phê duyệt ({needed.citation}). Ghi phê duyệt danh sách trước."
        )
    if code == "submit" and campaign.submitted_on:
        return Denied(f"Kết quả đã trình ngày {format_date(campaign.submitted_on)}.")
    if code == "submit" and campaign.council.session.minutes_id is None:
        return Denied(
            "Chưa ghi biên bản kết quả (Mẫu 04). Ghi biên bản trước khi trình (TT 14/2024, Điều 4)."
        )
    if code in ("sign", "decide") and campaign.submitted_on is None:
        return Denied("Chưa trình Chủ tịch UBND xã. Ghi ngày trình kết quả trước (TT 14/2024, Điều 4).")
    return ALLOWED


def _approval_needed(campaign: Campaign) -> Rule | None:
    """The rule that the list must be approved before the council meets; None where it is, or none asks for it."""
    if campaign.list_approval_id:
        return None
    found = rule(LIST_APPROVAL, on=campaign.closes_on, province=campaign.commune.province_id)
    return found if found.value else None


def can_edit_campaign(user, campaign: Campaign) -> Answer:
    """The plan is changed while it is a draft; afterwards a new plan is needed."""
    answer = can_prepare(user, campaign.commune)
    if answer and campaign.state != CampaignState.DRAFT:
        return Denied("Kế hoạch đã phê duyệt nên không sửa được. Muốn tuyển thêm, lập đợt mới.")
    return answer


def can_prepare_own(user) -> Answer:
    """May the user draft a campaign for their own commune? Provinces look, communes recruit."""
    answer = holds(user, *REGISTRARS)
    if answer and user.commune is None:
        return Denied("Đợt tuyển chọn do Công an xã lập. Nhắc xã đó lập đợt.")
    return answer and can_prepare(user, user.commune)


def can_set_council(user, campaign: Campaign) -> Answer:
    """The council is set up once the plan stands and before it meets."""
    answer = can_prepare(user, campaign.commune)
    return answer and council_is_due(campaign)


def council_is_due(campaign: Campaign) -> Answer:
    """Has the campaign come so far that its council may be set up, whoever does it?"""
    if campaign.state in (
        CampaignState.DRAFT,
        CampaignState.COUNCIL,
        CampaignState.DECIDED,
        CampaignState.CLOSED,
    ):
        now = CampaignState(campaign.state).label.lower()
        return Denied(f"Hội đồng thành lập sau khi phê duyệt kế hoạch, trước khi họp; đợt này {now}.")
    if hasattr(campaign, "council"):
        return Denied(
            "Đợt này đã có Hội đồng. Thay người bằng quyết định thay đổi thành viên, không lập Hội đồng thứ hai."
        )
    return ALLOWED


def can_publish(user, campaign: Campaign) -> Answer:
    """The commune's registrars put an approved campaign on the public page and take it off."""
    answer = can_prepare(user, campaign.commune)
    if answer and campaign.state == CampaignState.DRAFT:
        return Denied("Kế hoạch chưa phê duyệt nên chưa công khai được. Ghi phê duyệt kế hoạch trước.")
    return answer


def can_read_campaign_files(user, campaign: Campaign) -> Answer:
    """What hangs on a campaign is about no single applicant: whoever sees the campaign."""
    return holds(user, *Role, commune=campaign.commune_id, province=campaign.commune.province_id)


def can_attach_to_campaign(user, campaign: Campaign) -> Answer:
    """Who prepares it, until it is closed."""
    answer = can_prepare(user, campaign.commune)
    if answer and campaign.state == CampaignState.CLOSED:
        return Denied("Đợt tuyển chọn đã kết thúc nên không thêm, gỡ tệp. Tệp mới thì gắn vào đợt sau.")
    return answer
