"""Drafts of recruitment's papers: from which records they are filled again, which are signed in a step of the path."""

from contracts.registry import PaperSource, paper_sources
from documents.composing import Filling
from documents.models import Document
from recruitment.models import CampaignPaper
from recruitment.papers.facts import Facts, ProposedExtension
from recruitment.papers.specs import all_specs, is_step, spec_of


def _row(document: Document) -> CampaignPaper:
    joined = CampaignPaper.objects.select_related("campaign__commune", "application__person", "member")
    return joined.get(document=document)


def _fill(document: Document) -> Filling:
    row = _row(document)
    facts = Facts(
        row.campaign, row.application, row.member, row.given.get("seats", ()),
        extension=ProposedExtension.given(row.given),
    )  # fmt: skip
    return spec_of(row.kind).fill(facts)


def _sign_url(document: Document) -> str:
    """The page of the application or the campaign, where signing is one of its steps: more follows from it than a
    number."""
    row = _row(document)
    return (row.application or row.campaign).get_absolute_url() if is_step(spec_of(row.kind)) else ""


paper_sources.add(*(PaperSource(spec.code, _fill, _sign_url) for spec in all_specs() if not spec.is_sheet))
