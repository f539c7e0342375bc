"""Every paper of recruitment's path as a sample, filled from the campaign of Quảng Trạch 2025 and issued."""

from datetime import date
from functools import partial

from documents.choices import WITHOUT_NUMBER, DocumentState, DocumentType
from documents.models import Document
from documents.symbols import make_symbol
from recruitment.papers.specs import PaperSpec, all_specs
from teams.models import Membership
from tests.force import build_force
from tests.papers import sample
from tests.recruitment.conftest import Story, on
from tests.recruitment.telling import tell, told
from tests.world import load_law

_TOLD: dict[int, dict[str, Document]] = {}


def _papers(world) -> dict[str, Document]:
    """All of them; the story is told once for each world."""
    if id(world) not in _TOLD:
        load_law()
        with on(date(2025, 8, 20)):
            force = build_force(world)
            Membership.objects.filter(person__full_name="Nguyễn Văn An").delete()
            story = tell(Story(world, force))
        with on(date(2025, 9, 16)):
            _TOLD[id(world)] = told(story)
    return _TOLD[id(world)]


def _issued(spec: PaperSpec, world) -> Document:
    document = _papers(world)[spec.code]
    document.state = DocumentState.ISSUED
    kind = DocumentType(spec.template.type)
    if kind not in WITHOUT_NUMBER:
        document.symbol = make_symbol(kind, 5, 2, document.agency.symbol, spec.template.series)
        document.check_code = "wK3n0aB1cD2eF3gH4iJ5kL"
    return document


for one in all_specs():
    sample(f"Tuyển chọn: {one.label}")(partial(_issued, one))
