"""What officers type about campaigns, applications, councils and decisions."""

from recruitment.forms.applications import (
    ApplicationForm,
    AppraiseForm,
    PaperRowsMixin,
    ReasonForm,
    SupplementForm,
)
from recruitment.forms.campaigns import CampaignForm, PlanForm
from recruitment.forms.council import SEATS, CouncilForm, SessionForm
from recruitment.forms.decisions import REFUSE, DecideForm, SignForm, SubmitForm, VerdictMixin

__all__ = [
    "ApplicationForm",
    "AppraiseForm",
    "CampaignForm",
    "CouncilForm",
    "DecideForm",
    "PaperRowsMixin",
    "PlanForm",
    "REFUSE",
    "ReasonForm",
    "SEATS",
    "SessionForm",
    "SignForm",
    "SubmitForm",
    "SupplementForm",
    "VerdictMixin",
]
