"""Who asks for opinions on applicants, and who gives them (roles.md: partners, on the list sent to them)."""

from communes.choices import AgencyKind
from contracts.policy import Answer, Denied, holds
from contracts.roles import REGISTRARS, Role
from recruitment.choices import OPEN_STATES, ApplicationState, CampaignState, OpinionSource
from recruitment.models import Campaign
from recruitment.policies.campaigns import can_prepare

#: Applicants on whom opinions are asked: until the council has voted.
ASKED_STATES = (*OPEN_STATES, ApplicationState.LISTED)
_WHILE = (CampaignState.RECEIVING, CampaignState.LISTED)
_SOURCES = {AgencyKind.FRONT: OpinionSource.FRONT, AgencyKind.HAMLETS: OpinionSource.HAMLET}


def can_request_opinions(user, campaign: Campaign) -> Answer:
    """The police send the list while applications are taken, and until the council has voted."""
    answer = can_prepare(user, campaign.commune)
    return answer and _in_time(campaign, answer)


def can_give_opinion(user, campaign: Campaign, source: OpinionSource | None = None) -> Answer:
    """A partner for the own agency to which the list was sent; the police for whoever answered on paper."""
    commune = campaign.commune
    answer = holds(user, *REGISTRARS, Role.PARTNER, commune=commune.code, province=commune.province_id)
    if answer and not user.role_codes.intersection(REGISTRARS):
        if not campaign.opinion_requests.filter(agency=user.agency_id).exists():
            return Denied("Danh sách của đợt này chưa gửi cho cơ quan bạn. Hỏi Công an xã.")
        if source is not None and source != source_of(user):
            return Denied("Bạn chỉ ghi ý kiến của cơ quan mình.")
    return answer and _in_time(campaign, answer)


def source_of(user) -> OpinionSource:
    """As whose opinion a partner's answer counts."""
    kind = user.agency.kind if user.agency else ""
    return _SOURCES.get(kind, OpinionSource.AGENCY)


def _in_time(campaign: Campaign, answer: Answer) -> Answer:
    if campaign.state not in _WHILE:
        now = CampaignState(campaign.state).label.lower()
        return Denied(f"Chỉ lấy ý kiến từ khi nhận hồ sơ đến trước khi Hội đồng họp; đợt này {now}.")
    return answer
