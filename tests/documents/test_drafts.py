"""What is done with a draft: its text changed by hand, filled again, issued or recorded, thrown away."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from audit.models import Entry
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from contracts.registry import PaperSource, paper_sources
from documents.choices import DocumentState
from documents.composing import Filling
from documents.editing.contents import body_of
from documents.layout import Paragraph, Signature, Table
from documents.models import Document
from documents.services import (
    document_discard,
    document_draft,
    document_issue,
    paper_draft,
    paper_refill,
    paper_reword,
)
from tests.audited import one_entry_per_object
from tests.documents.building import report_blocks
from tests.documents.conftest import TEMPLATE, draft_report

pytestmark = pytest.mark.django_db
TODAY = date(2025, 9, 10)
TABLE = Table(("Họ và tên", "Thôn"), (("Phan Văn Lộc", "Tô Xá"),), (60, 40), "ll")


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2025-09-10 09:00+07:00", tick=False):
        yield


@pytest.fixture
def draft(world, police) -> Document:
    """A report with a table, by An."""
    blocks = report_blocks(
        agency=police, title="Kết quả tháng 8", addressees=["Phòng PV01"],
        body=[Paragraph("Toàn xã có 13 Tổ."), TABLE, Paragraph("Đề nghị quan tâm.")],
    )  # fmt: skip
    return document_draft(
        actor=world.an,
        agency=police,
        type="bc",
        title="Kết quả tháng 8",
        blocks=blocks,
        recipients=["Như trên"],
    )


def reworded(world, draft, items=None, **changes):
    facts = {
        "title": "Kết quả tháng 8", "addressees": ["Phòng PV01"], "signing": ["TRƯỞNG CÔNG AN XÃ"],
        "recipients": ["Như trên"], "version": draft.version, "items": body_of(draft) if items is None else items,
    }  # fmt: skip
    return paper_reword(actor=world.an, document=draft, **{**facts, **changes})


def test_the_drafter_changes_texts_heading_and_foot(world, draft):
    items = body_of(draft)
    items[0] = {"kind": "paragraph", "text": "Toàn xã có 14 Tổ."}
    with one_entry_per_object():
        reworded(
            world, draft, items, title="Kết quả tháng 8 năm 2025", recipients=["Như trên", "Lưu: VT"],
            signing=["KT. TRƯỞNG CÔNG AN XÃ", "PHÓ TRƯỞNG CÔNG AN XÃ"], signer_name="Trần Minh Chiến",
        )  # fmt: skip
    draft.refresh_from_db()
    by_kind = {block["kind"]: block for block in draft.blocks if block["kind"] != "paragraph"}
    assert by_kind["heading"]["title"] == ["Kết quả tháng 8 năm 2025"]
    assert by_kind["signature"]["lines"] == ["KT. TRƯỞNG CÔNG AN XÃ", "PHÓ TRƯỞNG CÔNG AN XÃ"]
    assert by_kind["head"]["agency"] == ["CÔNG AN XÃ QUẢNG TRẠCH"]
    assert draft.blocks[4]["text"] == "Toàn xã có 14 Tổ."
    assert (draft.recipients, draft.signer_name) == (["Như trên", "Lưu: VT"], "Trần Minh Chiến")


@pytest.mark.parametrize("kind", ["table", "signature"])
def test_what_comes_from_the_records_is_neither_changed_nor_taken_out(world, draft, kind):
    without = [item for item in body_of(draft) if item["kind"] != kind]
    with pytest.raises(ValidationError, match="phải giữ nguyên"):
        reworded(world, draft, without)
    changed = [{**item, "rows": [["X", "Y"]]} if item["kind"] == "table" else item for item in body_of(draft)]
    with pytest.raises(ValidationError, match="phải giữ nguyên"):
        reworded(world, draft, changed)


def test_two_who_edit_at_once_do_not_overwrite_each_other(world, draft):
    reworded(world, Document.objects.get(pk=draft.pk), title="Một")
    with pytest.raises(StaleRecord):
        reworded(world, draft, title="Hai")


def test_what_is_issued_is_not_reworded_and_only_what_was_read_is_signed(world, draft):
    facts = {"signed_on": TODAY, "signer_name": "Trần Minh Chiến", "signer_title": "Trưởng Công an xã"}
    read = draft.version
    reworded(world, draft, title="Sửa sau khi đọc")
    with pytest.raises(StaleRecord):
        document_issue(actor=world.chien, document=draft, version=read, **facts)
    draft.refresh_from_db()
    document_issue(actor=world.chien, document=draft, version=draft.version, **facts)
    with pytest.raises(PolicyDenied, match="đã ban hành"):
        reworded(world, draft)


@pytest.fixture
def filled(world, committee, template, monkeypatch) -> Document:
    """A decision of a template whose record now tells of three people."""
    source = PaperSource(TEMPLATE, lambda document: Filling({"số người": "03"}))
    monkeypatch.setitem(paper_sources._items, TEMPLATE, source)
    facts = Filling({"số người": "02"})
    signing = ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    return paper_draft(
        actor=world.an, code=TEMPLATE, filling=facts, agency=committee, on=TODAY, signing=signing,
        signer_name="Võ Văn Phó",
    )  # fmt: skip


def test_filled_again_the_draft_says_what_the_record_says_and_keeps_who_signs(world, filled):
    items = [{"kind": "article", "text": "Sửa tay"}, *body_of(filled)[1:]]
    paper_reword(
        actor=world.an, document=filled, version=1, title="Tay", items=items, signing=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        recipients=[], signer_name="Võ Văn Phó",
    )  # fmt: skip
    with one_entry_per_object():
        paper_refill(actor=world.an, document=filled, version=2)
    filled.refresh_from_db()
    assert filled.title == "Về việc thử 03 người"
    assert {"kind": "article", "text": "Công nhận 03 người.", "title": ""} in filled.blocks
    foot = next(block for block in filled.blocks if block["kind"] == Signature.kind)
    assert (foot["lines"], filled.signer_name) == (["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "Võ Văn Phó")


def test_a_draft_without_a_source_is_not_filled_again(world, draft):
    with pytest.raises(PolicyDenied, match="không soạn từ hồ sơ"):
        paper_refill(actor=world.an, document=draft, version=1)


def test_a_draft_that_nothing_refers_to_is_thrown_away_and_the_audit_keeps_it(world, draft):
    with one_entry_per_object():
        document_discard(actor=world.an, document=draft, version=1, reason="Lập nhầm")
    assert not Document.objects.exists()
    entry = Entry.objects.get(act="documents.document.discard")
    assert (entry.reason, entry.before["title"]) == ("Lập nhầm", "Kết quả tháng 8")


def test_a_draft_that_others_point_to_is_kept_and_the_refusal_names_them(world, draft):
    draft.postings.create(place="police", place_name="Trụ sở Công an xã", due_on=TODAY)
    with pytest.raises(ValidationError, match="nơi niêm yết"):
        document_discard(actor=world.an, document=draft, version=1, reason="Lập nhầm")
    assert Document.objects.get().state == DocumentState.DRAFT


def test_throwing_away_wants_a_reason_the_right_and_a_draft(world, police, draft):
    with pytest.raises(ValidationError, match="lý do"):
        document_discard(actor=world.an, document=draft, version=1, reason=" ")
    with pytest.raises(PolicyDenied):
        document_discard(actor=world.le, document=draft, version=1, reason="x")
    issued = draft_report(world, police)
    document_issue(
        actor=world.chien,
        document=issued,
        signed_on=TODAY,
        signer_name="Trần Minh Chiến",
        signer_title="Trưởng",
    )
    with pytest.raises(PolicyDenied, match="đã ban hành"):
        document_discard(actor=world.an, document=issued, version=None, reason="x")
