"""The minutes that things change hands by, and the plans that classes follow."""

from communes.choices import AgencyKind
from communes.models import Agency, Commune, Province
from documents.choices import DocumentType
from documents.models import Document
from documents.services import document_find_or_record

#: A paper as `documents.forms.PaperFields` gives it, one that is registered already, or none.
Paper = Document | dict | None


def minutes_of(actor, commune: Commune, paper: Paper) -> Document | None:
    """The minutes of the commune police, recorded where they were typed."""
    if not isinstance(paper, dict):
        return paper
    agency = Agency.objects.get(commune=commune, kind=AgencyKind.COMMUNE_POLICE)
    return document_find_or_record(
        actor=actor, agency=agency, type=DocumentType.MINUTES, commune=commune, **paper
    )


def plan_of(actor, province: Province, commune: Commune | None, paper: Paper) -> Document | None:
    """The plan of the commune police, or of the province's office for a class of the province."""
    if not isinstance(paper, dict):
        return paper
    kind = AgencyKind.COMMUNE_POLICE if commune else AgencyKind.PROVINCE_OFFICE
    agency = Agency.objects.get(province=province, commune=commune, kind=kind)
    return document_find_or_record(
        actor=actor, agency=agency, type=DocumentType.PLAN, commune=commune, **paper
    )
