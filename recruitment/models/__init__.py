"""Campaigns, applications with their papers, councils with their votes."""

from recruitment.models.applications import Application, ApplicationPaper
from recruitment.models.campaigns import Campaign, CampaignLine
from recruitment.models.councils import Council, CouncilMember, CouncilSession, Vote
from recruitment.models.intake import Receipt, SupplementRequest
from recruitment.models.opinions import Opinion, OpinionRequest

__all__ = [
    "Application",
    "ApplicationPaper",
    "Campaign",
    "CampaignLine",
    "Council",
    "CouncilMember",
    "CouncilSession",
    "Opinion",
    "OpinionRequest",
    "Receipt",
    "SupplementRequest",
    "Vote",
]
