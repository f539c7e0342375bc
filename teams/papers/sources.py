"""Drafts of the reports: filled again from their proposal, signed on its page, where presenting is the same step."""

from django.utils import timezone

from contracts.registry import PaperSource, paper_sources
from documents.composing import Filling
from documents.models import Document
from teams.models import Proposal
from teams.papers.reports import DISSOLUTION_REPORT, LEAVING_REPORT, report_filling


def _proposal(document: Document) -> Proposal:
    return Proposal.objects.select_related("commune", "team").get(report=document)


def _fill(document: Document) -> Filling:
    return report_filling(_proposal(document), timezone.localdate())


def _sign_url(document: Document) -> str:
    return _proposal(document).get_absolute_url()


paper_sources.add(
    PaperSource(LEAVING_REPORT, _fill, _sign_url), PaperSource(DISSOLUTION_REPORT, _fill, _sign_url)
)
