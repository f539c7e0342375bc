"""Who may draw up the papers of a campaign, print its sheets and sign its drafts (roles.md)."""

from contracts.policy import ALLOWED, Answer, Denied, holds
from contracts.roles import REGISTRARS, REVIEWERS, Role
from documents.models import Document
from documents.policies import can_issue
from recruitment.models import Application, Campaign, CampaignPaper
from recruitment.papers.facts import Facts
from recruitment.papers.over_age import DECISION as OVER_AGE
from recruitment.papers.over_age import lacks_proposal
from recruitment.papers.specs import PaperSpec, spec_of
from recruitment.policies.applications import can_take
from recruitment.policies.campaigns import can_prepare, can_step, council_is_due
from teams.policies import can_reveal
from vietnam.dates import format_date


def can_draft_paper(user, spec: PaperSpec, facts: Facts, standing: CampaignPaper | None) -> Answer:
    """May the user draw up this paper now? `standing` is the one of that kind that is there already."""
    campaign = facts.campaign
    answer = can_prepare(user, campaign.commune)
    if not answer:
        return answer
    if spec.is_sheet:
        return Denied(f"{spec.label} in thẳng từ sổ, không soạn thành văn bản. Bấm “In”.")
    if standing is not None:
        state = standing.document.get_state_display().lower()
        return Denied(
            f"{spec.label} đã có ({state}). Mở văn bản đó để sửa, hoặc thay thế, thu hồi rồi soạn lại."
        )
    if not spec.is_repeated and (held := spec.held(facts)):
        return Denied(f"Đã ghi {held}, nên không soạn nữa. Mở văn bản để xem.")
    return can_fill(spec, facts)


def can_fill(spec: PaperSpec, facts: Facts) -> Answer:
    """Does the register have what the paper says?"""
    lacking = spec.lacks(facts)
    return Denied(lacking) if lacking else ALLOWED


def can_print_sheet(user, spec: PaperSpec, facts: Facts) -> Answer:
    """May the user print this sheet now? Those about one applicant hold what lists do not show."""
    commune = facts.campaign.commune
    readers = (*REGISTRARS, *REVIEWERS, Role.LEADER) if spec.is_personal else tuple(Role)
    answer = holds(user, *readers, commune=commune.code, province=commune.province_id)
    return answer and can_fill(spec, facts)


def can_take_sheet(user, spec: PaperSpec, facts: Facts) -> Answer:
    """May the user take the sheet out? One that tells of what is encrypted only who may reveal it (roles.md)."""
    if spec.is_secret and not (answer := can_reveal(user, facts.application.person)):
        return answer
    return can_print_sheet(user, spec, facts)


def can_make_session_papers(user, campaign: Campaign) -> Answer:
    """May the user have all papers of the council's session drawn up and printed?"""
    answer = can_prepare(user, campaign.commune)
    if answer and not hasattr(campaign, "council"):
        return Denied(
            "Chưa có Hội đồng xét tuyển. Ghi quyết định thành lập Hội đồng trước (TT 14/2024, Điều 3)."
        )
    if answer and not Facts(campaign).listed:
        return Denied("Danh sách dự tuyển chưa chốt nên chưa có gì để in cho phiên họp (TT 14/2024, Điều 3).")
    return answer


def can_sign_plan(user, campaign: Campaign, draft: Document | None) -> Answer:
    """May the leader approve the plan in the product, by issuing the draft that the police prepared?"""
    return can_step(user, campaign, "sign_plan") and _may_issue(user, draft)


def can_sign_extension(user, campaign: Campaign, draft: Document | None) -> Answer:
    """May the leader extend the window in the product, by issuing the plan that the police drafted?"""
    return can_step(user, campaign, "sign_extension") and _may_issue(user, draft)


def can_sign_council(user, campaign: Campaign, draft: Document | None) -> Answer:
    """May the leader set the council up in the product, by issuing the decision that the police drafted?"""
    return _leads(user, campaign) and council_is_due(campaign) and _may_issue(user, draft)


def can_sign_list(user, campaign: Campaign, draft: Document | None) -> Answer:
    """May the leader approve the list of candidates in the product, by issuing the decision that the police drafted?"""
    return can_step(user, campaign, "sign_list") and _may_issue(user, draft)


def can_sign_over_age(user, application: Application, draft: Document | None) -> Answer:
    """May the chairman let somebody over the limit of age apply, by issuing the decision that the police drafted upon
    their signed proposal?"""
    answer = can_take(user, application, "sign_over_age")
    return (
        answer
        and can_fill(spec_of(OVER_AGE), Facts(application.campaign, application))
        and _may_issue(user, draft)
    )


def can_refuse_over_age(user, application: Application) -> Answer:
    """May the chairman refuse what the police proposed for somebody over the limit of age?"""
    answer, facts = can_take(user, application, "refuse_over_age"), Facts(application.campaign, application)
    if answer and (on := application.over_age_refused_on):
        return Denied(
            f"Chủ tịch UBND xã đã không cho phép ngày {format_date(on)}; chỉ thay đổi bằng quyết định ký sau (Luật "
            "30/2023, Điều 13, khoản 1)."
        )
    if answer and (lacking := lacks_proposal(facts)):
        return Denied(lacking)
    return answer


def _leads(user, campaign: Campaign) -> Answer:
    commune = campaign.commune
    return holds(user, Role.LEADER, commune=commune.code, province=commune.province_id)


def _may_issue(user, draft: Document | None) -> Answer:
    """There is a draft, and it is not one that the user alone drew up while somebody else could sign it."""
    if draft is None:
        return Denied("Công an xã chưa soạn văn bản này trong hệ thống. Ký bản giấy rồi Công an xã ghi lại, "
                      "hoặc đề nghị soạn ở mục “Văn bản của đợt”.")  # fmt: skip
    return can_issue(user, draft)
