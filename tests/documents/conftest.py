"""What tests of papers share: the law's padding, the agencies of the world, a report to issue."""

from datetime import date
from pathlib import Path

import pytest

from communes.choices import AgencyKind
from contracts.registry import TemplateKind, template_kinds
from documents.choices import DocumentType
from documents.layout import Paragraph, Section
from documents.services import document_draft, document_issue, document_record
from tests.documents.building import report_blocks


@pytest.fixture(autouse=True)
def _under_law(law):
    """Papers follow the law as shipped."""


@pytest.fixture
def committee(world):
    """UBND xã Quảng Trạch."""
    return world.agency(world.commune_a, AgencyKind.PEOPLES_COMMITTEE)


@pytest.fixture
def police(world):
    """Công an xã Quảng Trạch."""
    return world.agency(world.commune_a, AgencyKind.COMMUNE_POLICE)


def draft_report(world, agency, **changes):
    """A draft of a short monthly report, written by An."""
    blocks = report_blocks(
        agency=agency,
        title="Kết quả công tác tháng 8 năm 2025",
        addressees=["Phòng PV01, Công an tỉnh Quảng Trị"],
        body=[Section(1, "TỔ CHỨC, QUÂN SỐ"), Paragraph("Toàn xã có 13 Tổ với 37 thành viên.")],
    )
    facts = {
        "actor": world.an,
        "agency": agency,
        "type": DocumentType.REPORT,
        "title": "Kết quả công tác tháng 8 năm 2025",
        "blocks": blocks,
        "recipients": ["Như trên", "Lưu: VT, CAX"],
    }
    return document_draft(**{**facts, **changes})


def issue(world, agency, *, signed_on=date(2025, 8, 15), actor=None, series="", **changes):
    """An issued report, signed by Chiến."""
    document = draft_report(world, agency, **changes)
    return document_issue(
        actor=actor or world.chien, document=document, signed_on=signed_on, signer_name="Trần Minh Chiến",
        signer_title="Trưởng Công an xã", series=series,
    )  # fmt: skip


def record(world, agency, **changes):
    """A signed decision of the agency, recorded by An."""
    facts = {
        "actor": world.an, "agency": agency, "type": DocumentType.DECISION, "symbol": "05/QĐ-UBND",
        "signed_on": date(2025, 8, 1), "title": "Về việc công nhận thành viên Tổ", "signer_name": "Phạm Thị Lê",
        "signer_title": "Chủ tịch UBND xã",
    }  # fmt: skip
    return document_record(**{**facts, **changes})


#: A template of tests alone: a decision on so many people, with a list and a condition.
TEMPLATE = "documents.test"
TEMPLATE_KIND = TemplateKind(
    TEMPLATE, "Quyết định thử", DocumentType.DECISION, "NĐ 30/2020, Phụ lục III, Mẫu 1.2",
    Path(__file__).parent / "wording.yaml", words={"số người": "Số người được công nhận"},
    tables={"danh sách": "Họ tên từng người"}, switches={"cấp phó": "Phó Chủ tịch ký"},
)  # fmt: skip


@pytest.fixture
def template(monkeypatch):
    """That template, as if an app offered it."""
    monkeypatch.setitem(template_kinds._items, TEMPLATE, TEMPLATE_KIND)
    return TEMPLATE_KIND
