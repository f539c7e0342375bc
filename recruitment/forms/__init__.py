"""What officers type about campaigns, applications, councils and decisions."""

from recruitment.forms.applications import (
    AgeRefusalForm,
    ApplicationForm,
    AppraiseForm,
    PaperRowsMixin,
    ReasonForm,
    SupplementForm,
)
from recruitment.forms.campaigns import CampaignForm, PlanForm
from recruitment.forms.council import SEATS, CouncilChangeForm, CouncilForm, SeatForm, SessionPlanForm
from recruitment.forms.decisions import (
    REFUSE,
    DecideForm,
    PositionsForm,
    SignForm,
    SubmissionForm,
    SubmitForm,
    VerdictMixin,
)
from recruitment.forms.sessions import (
    MinutesForm,
    ReplacementForm,
    SessionCorrectForm,
    SessionForm,
    WishesForm,
)

__all__ = [
    "AgeRefusalForm",
    "ApplicationForm",
    "AppraiseForm",
    "CampaignForm",
    "CouncilChangeForm",
    "CouncilForm",
    "DecideForm",
    "MinutesForm",
    "PaperRowsMixin",
    "PlanForm",
    "PositionsForm",
    "REFUSE",
    "ReasonForm",
    "ReplacementForm",
    "SEATS",
    "SeatForm",
    "SessionCorrectForm",
    "SessionForm",
    "SessionPlanForm",
    "SignForm",
    "SubmissionForm",
    "SubmitForm",
    "SupplementForm",
    "VerdictMixin",
    "WishesForm",
]
