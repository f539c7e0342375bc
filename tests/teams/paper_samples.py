"""Every paper by which members are let go and teams dissolved, as a sample in its shipped wording."""

from datetime import date
from functools import partial

from communes.choices import AgencyKind
from contracts.registry import TemplateKind, template_kinds
from documents.choices import DocumentState, DocumentType
from documents.composing import Filling, compose, shipped
from documents.layout import Table
from documents.layout.blocks import to_json
from documents.models import Document
from documents.symbols import make_symbol
from tests.papers import sample

_AGENCY = {
    DocumentType.REPORT: AgencyKind.COMMUNE_POLICE,
    DocumentType.DECISION: AgencyKind.PEOPLES_COMMITTEE,
}
_TABLE = Table(
    ("STT", "Họ và tên", "Ngày sinh", "Chức danh", "Tổ"),
    (
        ("1", "Nguyễn Văn An", "05/06/1984", "Tổ viên", "Tổ Thanh Lương"),
        ("2", "Trần Thị Hường", "1990", "Tổ phó", "Tổ Tô Xá"),
    ),
    (8, 34, 18, 18, 22), "clccl",
)  # fmt: skip


def _paper(kind: TemplateKind, world) -> Document:
    """With all its switches on, each word said in a few of its own."""
    agency = world.agency(world.commune_a, _AGENCY[DocumentType(kind.type)])
    facts = Filling(
        {name: meaning[:60] for name, meaning in kind.words.items()} | {"tên xã": "xã Quảng Trạch"},
        dict.fromkeys(kind.tables, _TABLE),
        dict.fromkeys(kind.lists, ("Nguyễn Văn An: điểm a", "Trần Thị Hường: điểm b")), frozenset(kind.switches),
    )  # fmt: skip
    made = compose(kind, shipped(kind.file), facts, agency=agency, on=date(2026, 2, 5))
    return Document(
        agency=agency, province=agency.province, commune=agency.commune, type=kind.type, title=made.title,
        blocks=to_json(made.blocks), recipients=list(made.recipients), signed_on=date(2026, 2, 5),
        signer_name="Phạm Thị Lê", state=DocumentState.ISSUED, check_code="wK3n0aB1cD2eF3gH4iJ5kL",
        symbol=make_symbol(kind.type, 5, 2, agency.symbol),
    )  # fmt: skip


for one in template_kinds:
    if one.code.startswith("teams."):
        sample(f"Tổ: {one.label}")(partial(_paper, one))
