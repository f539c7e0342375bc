"""What recruitment is counted for (catalogue: register recruitment; seed 002.V), and its plan as it is posted (002.VI).

Dates are those of the records: receipt, appraisal, the council's session, the decision.
"""

from collections.abc import Callable

from django.db.models import Count, Exists, F, OuterRef, Q, Sum

from contracts.registry import Measure, Register, Span, measures, registers
from documents.choices import HAMLET_PLACES, PostingPlace
from documents.models import Posting
from law.values import value
from recruitment.choices import SELECTED_STATES, ApplicationState, CampaignState
from recruitment.models import Application, ApplicationPaper, Campaign, CampaignLine
from recruitment.policies import can_see_papers

registers.add(
    Register(
        "recruitment", "Hồ sơ dự tuyển", Application, "campaign__commune_id",
        list_url="recruitment:application_list", may_open=can_see_papers, paths={"hamlet": "line__hamlet__name"},
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


def _hangs(*places: PostingPlace) -> Callable[[Span], Q]:
    """Plans of recruitment put up at such a place by the last day: of the commune's postings the first there, as the
    indicator asks whether it was done. Coming down later does not undo that the public was told."""

    def where(span: Span) -> Q:
        of_plans = Q(Exists(Campaign.objects.filter(plan=OuterRef("document"))))
        done = Q(posted_on__lte=span.last_day, place__in=places)
        same = Posting.objects.filter(done & of_plans, document__commune=OuterRef("document__commune"))
        of_hamlet = Q(hamlet=OuterRef("hamlet")) | Q(hamlet=None)
        return done & of_plans & ~Q(Exists(same.filter(of_hamlet, pk__lt=OuterRef("pk"))))

    return where


measures.add(
    Measure(
        "plan_posted_headquarters", "disclosures", Count("pk"), where=_hangs(PostingPlace.HEADQUARTERS)
    ),
    Measure("plan_posted_website", "disclosures", Count("pk"), where=_hangs(PostingPlace.WEBSITE)),
    # A hamlet counts once, though its house of culture and its community point both have the plan.
    Measure("hamlets_informed", "disclosures", Count("pk"), where=_hangs(*HAMLET_PLACES)),
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
