"""Campaigns, applications with their papers, councils with their votes."""

from recruitment.models.applications import Application, ApplicationPaper
from recruitment.models.campaigns import Campaign, CampaignLine
from recruitment.models.councils import Council, CouncilMember, CouncilSession, Vote

__all__ = [
    "Application",
    "ApplicationPaper",
    "Campaign",
    "CampaignLine",
    "Council",
    "CouncilMember",
    "CouncilSession",
    "Vote",
]
