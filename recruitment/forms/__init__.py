"""What officers type about campaigns, applications, councils and decisions."""

from recruitment.forms.applications import (
    ApplicationForm,
    AppraiseForm,
    PaperRowsMixin,
    ReasonForm,
    SupplementForm,
)
from recruitment.forms.campaigns import CampaignForm, PlanForm
from recruitment.forms.council import SEATS, CouncilChangeForm, CouncilForm, SeatForm, SessionPlanForm
from recruitment.forms.decisions import REFUSE, DecideForm, SignForm, SubmitForm, VerdictMixin
from recruitment.forms.sessions import (
    MinutesForm,
    ReplacementForm,
    SessionCorrectForm,
    SessionForm,
    WishesForm,
)

__all__ = [
    "ApplicationForm",
    "AppraiseForm",
    "CampaignForm",
    "CouncilChangeForm",
    "CouncilForm",
    "DecideForm",
    "MinutesForm",
    "PaperRowsMixin",
    "PlanForm",
    "REFUSE",
    "ReasonForm",
    "ReplacementForm",
    "SEATS",
    "SeatForm",
    "SessionCorrectForm",
    "SessionForm",
    "SessionPlanForm",
    "SignForm",
    "SubmitForm",
    "SupplementForm",
    "VerdictMixin",
    "WishesForm",
]
