"""Campaigns, applications with their papers, councils with their votes, the papers drawn up for them, serving
members proposed for other positions."""

from recruitment.models.applications import Application, ApplicationPaper
from recruitment.models.campaigns import Campaign, CampaignLine, Extension
from recruitment.models.councils import Council, CouncilMember
from recruitment.models.intake import Receipt, SupplementRequest
from recruitment.models.opinions import Opinion, OpinionRequest
from recruitment.models.papers import CampaignPaper
from recruitment.models.positions import PositionProposal
from recruitment.models.sessions import (
    ApplicationWish,
    BallotCounter,
    CouncilSession,
    Replacement,
    SessionAttendance,
    SessionPlan,
    Vote,
)

__all__ = [
    "Application",
    "ApplicationPaper",
    "ApplicationWish",
    "BallotCounter",
    "Campaign",
    "CampaignLine",
    "CampaignPaper",
    "Council",
    "CouncilMember",
    "CouncilSession",
    "Extension",
    "Opinion",
    "OpinionRequest",
    "PositionProposal",
    "Receipt",
    "Replacement",
    "SessionAttendance",
    "SessionPlan",
    "SupplementRequest",
    "Vote",
]
