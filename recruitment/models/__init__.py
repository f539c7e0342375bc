"""Campaigns, applications with their papers, councils with their votes."""

from recruitment.models.applications import Application, ApplicationPaper
from recruitment.models.campaigns import Campaign, CampaignLine
from recruitment.models.councils import Council, CouncilMember
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
    "Council",
    "CouncilMember",
    "CouncilSession",
    "Replacement",
    "SessionAttendance",
    "SessionPlan",
    "Vote",
]
