"""Drafts of reports and decisions: filled again from their proposal, signed on its page, where that is a step."""

from django.db.models import Q
from django.utils import timezone

from contracts.registry import PaperSource, paper_sources
from documents.composing import Filling
from documents.models import Document
from teams.models import Proposal
from teams.papers.decisions import DISSOLUTION_DECISION, LEAVING_DECISION, decision_filling
from teams.papers.reports import DISSOLUTION_REPORT, LEAVING_REPORT, report_filling


def _proposal(document: Document) -> Proposal:
    rows = Proposal.objects.select_related("commune", "team", "report")
    return rows.get(Q(report=document) | Q(drafted=document))


def _fill(document: Document) -> Filling:
    return report_filling(_proposal(document), timezone.localdate())


def _fill_decision(document: Document) -> Filling:
    proposal = _proposal(document)
    return decision_filling(proposal, proposal.joined_lines(), None)


def _sign_url(document: Document) -> str:
    return _proposal(document).get_absolute_url()


paper_sources.add(
    PaperSource(LEAVING_REPORT, _fill, _sign_url),
    PaperSource(DISSOLUTION_REPORT, _fill, _sign_url),
    PaperSource(LEAVING_DECISION, _fill_decision, _sign_url),
    PaperSource(DISSOLUTION_DECISION, _fill_decision, _sign_url),
)
