"""Campaigns, applications with their papers, councils with their votes, the papers drawn up for them."""

from recruitment.models.applications import Application, ApplicationPaper
from recruitment.models.campaigns import Campaign, CampaignLine
from recruitment.models.councils import Council, CouncilMember, CouncilSession, Vote
from recruitment.models.papers import CampaignPaper

__all__ = [
    "Application",
    "ApplicationPaper",
    "Campaign",
    "CampaignLine",
    "CampaignPaper",
    "Council",
    "CouncilMember",
    "CouncilSession",
    "Vote",
]
