"""A wording shown as a paper before any record fills it."""

from datetime import date

from communes.choices import AgencyKind
from communes.models import Agency
from contracts.registry import TemplateKind
from documents.choices import DocumentState
from documents.composing import Wording, drawn
from documents.layout.blocks import to_json
from documents.models import Document

#: Agencies of a commune that does not exist.
_SAMPLES = {
    AgencyKind.PEOPLES_COMMITTEE: {"name": "Ủy ban nhân dân xã Bình Minh", "symbol": "UBND", "place": "Bình Minh"},
    AgencyKind.COMMUNE_POLICE: {
        "name": "Công an xã Bình Minh", "parent_name": "Công an tỉnh", "symbol": "CAX", "place": "Bình Minh",
    },
    AgencyKind.PROVINCE_OFFICE: {
        "name": "Phòng nghiệp vụ", "parent_name": "Công an tỉnh", "symbol": "PV01", "place": "Tỉnh lỵ",
    },
}  # fmt: skip


def specimen_paper(kind: TemplateKind, wording: Wording, on: date) -> Document:
    """A draft of that wording that is nowhere kept, of an invented commune."""
    known = AgencyKind(kind.agency)
    agency = Agency(kind=known, **_SAMPLES.get(known, _SAMPLES[AgencyKind.PEOPLES_COMMITTEE]))
    made = drawn(kind, wording, agency=agency, on=on)
    return Document(
        agency=agency, type=kind.type, state=DocumentState.DRAFT, title=made.title, blocks=to_json(made.blocks),
        recipients=list(made.recipients), signer_name="[Họ và tên người ký]",
    )  # fmt: skip
