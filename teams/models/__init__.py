"""People, teams, memberships, quotas, clusters in a member's charge, posts of hamlets, review of teams."""

from teams.models.leaving import DutyRefusal, LeavingPaper, WrittenReminder
from teams.models.memberships import ClusterAssignment, Membership
from teams.models.people import KINH, Person
from teams.models.posts import HamletPost
from teams.models.proposals import Proposal, ProposalLine
from teams.models.publishing import LeaderListing
from teams.models.quota_rules import QuotaBand, QuotaRule
from teams.models.quotas import Quota
from teams.models.regulations import Regulation, RegulationPart
from teams.models.reviews import MemberReview, ReviewRound, ReviewWorker, TeamReview
from teams.models.teams import Team, TeamHamlet, TeamPlacement
from teams.models.transfers import TransferAnswer, TransferRequest

__all__ = [
    "ClusterAssignment",
    "DutyRefusal",
    "HamletPost",
    "KINH",
    "LeaderListing",
    "LeavingPaper",
    "MemberReview",
    "Membership",
    "Person",
    "Proposal",
    "ProposalLine",
    "Quota",
    "QuotaBand",
    "QuotaRule",
    "Regulation",
    "RegulationPart",
    "ReviewRound",
    "ReviewWorker",
    "Team",
    "TeamHamlet",
    "TeamPlacement",
    "TeamReview",
    "TransferAnswer",
    "TransferRequest",
    "WrittenReminder",
]
