"""What recruitment is counted for (catalogue: register recruitment; seed 002.V).

Dates are those of the records: receipt, appraisal, the council's session, the decision.
"""

from django.db.models import Count, Exists, F, OuterRef, Q, Sum

from contracts.registry import Measure, Register, Span, measures, registers
from law.values import value
from recruitment.choices import SELECTED_STATES, ApplicationState, CampaignState
from recruitment.models import Application, ApplicationPaper, CampaignLine

registers.add(
    Register(
        "recruitment", "Hồ sơ dự tuyển", Application, "campaign__commune_id",
        list_url="recruitment:application_list", paths={"hamlet": "line__hamlet__name"},
    ),
    Register(
        "recruitment_quotas", "Chỉ tiêu tuyển", CampaignLine, "campaign__commune_id",
        list_url="recruitment:line_list", paths={"hamlet": "hamlet__name"},
    ),
)  # fmt: skip

_outside = Q(received_on__gt=F("campaign__closes_on")) | Q(received_on__lt=F("campaign__opens_on"))
#: Came too late and was sent away: written down, never received.
LATE_REFUSED = Q(state=ApplicationState.REFUSED) & _outside
_received = ~LATE_REFUSED
_met_the_rules = Q(state__in=(ApplicationState.ELIGIBLE, ApplicationState.LISTED, *SELECTED_STATES)) | Q(
    vote__isnull=False
)


def _complete(span: Span) -> Q:
    """Every paper the law asks for is there and in order."""
    there = ApplicationPaper.objects.filter(application=OuterRef("pk"), problem="")
    whole = _received
    for kind in value("recruit.papers", on=span.last_day):
        whole &= Q(Exists(there.filter(kind=kind)))
    return whole


measures.add(
    Measure(
        "recruit_quota", "recruitment_quotas", Sum("count"), dated="campaign__opens_on",
        where=~Q(campaign__state=CampaignState.DRAFT),
    ),
    Measure("recruit_applications", "recruitment", Count("pk"), dated="received_on", where=_received),
    Measure("recruit_complete_dossiers", "recruitment", Count("pk"), dated="received_on", where=_complete),
    # Taken although outside the window. The product refuses to take them; rows brought in from elsewhere may tell.
    Measure("recruit_late_applications", "recruitment", Count("pk"), dated="received_on", where=_received & _outside),
    Measure("recruit_late_refused", "recruitment", Count("pk"), dated="received_on", where=LATE_REFUSED),
    Measure("recruit_eligible", "recruitment", Count("pk"), dated="appraised_on", where=_met_the_rules),
    Measure(
        "recruit_rejected", "recruitment", Count("pk"), dated="received_on",
        where=_received & Q(vote__isnull=True)
        & Q(state__in=(ApplicationState.INELIGIBLE, ApplicationState.REFUSED)),
    ),
    Measure(
        "recruit_selected", "recruitment", Count("pk"), dated="vote__session__held_on",
        where=Q(state__in=SELECTED_STATES),
    ),
    Measure(
        "recruit_recognised", "recruitment", Count("pk"), dated="recognition__signed_on",
        where=Q(state=ApplicationState.RECOGNISED),
    ),
)  # fmt: skip
