"""Papers recorded from the original, replaced, recalled; who may; what the audit keeps; many at once."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from audit.models import Entry
from communes.choices import AgencyKind
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from documents.choices import DocumentState, DocumentType, Origin
from documents.forms import PaperFields
from documents.layout.blocks import to_json
from documents.models import Document, NumberBook
from documents.search import find
from documents.services import (
    DuplicatePaper,
    bulk_issue,
    bulk_record,
    document_edit,
    document_find_or_record,
    document_recall,
    document_replace,
    draft_record,
    number_reserve,
    render_request,
)
from tests.audited import one_entry_per_object
from tests.documents.building import report_blocks
from tests.documents.conftest import draft_report, issue, record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2025-09-10 09:00+07:00", tick=False):
        yield


def test_a_recorded_paper_holds_at_once_and_is_written_down_once(world, committee):
    with one_entry_per_object():
        paper = record(world, committee, symbol="Số 5 / QĐ–UBND")
    assert (paper.symbol, paper.number, paper.state, paper.origin) == (
        "5/QĐ-UBND", 5, DocumentState.ISSUED, Origin.RECORDED,
    )  # fmt: skip
    assert (paper.commune, paper.province, paper.created_by) == (world.commune_a, world.province, world.an)


@pytest.mark.parametrize("user", ["le", "phuc", "binh", "phu", "quang", "hai", "khanh"])
def test_only_officer_and_chief_of_the_commune_record_its_papers(world, committee, user):
    with pytest.raises(PolicyDenied):
        record(world, committee, actor=world.users[user])
    assert not Document.objects.exists()


def test_papers_of_the_province_are_recorded_there_or_by_the_commune_that_keeps_them(world):
    police = world.agency(None, AgencyKind.PROVINCE_POLICE)
    facts = {"type": DocumentType.PLAN, "symbol": "12/KH-CAT"}
    of_province = record(world, police, actor=world.phu, **facts)
    assert of_province.commune is None
    with pytest.raises(PolicyDenied):
        record(world, police, **{**facts, "symbol": "13/KH-CAT"})
    kept = record(world, police, commune=world.commune_a, **{**facts, "symbol": "14/KH-CAT"})
    assert kept.commune == world.commune_a


def test_an_agency_of_another_commune_is_refused(world):
    stranger = world.agency(world.commune_b, AgencyKind.PEOPLES_COMMITTEE)
    with pytest.raises(ValidationError, match="không thuộc Xã Quảng Trạch"):
        record(world, stranger, commune=world.commune_a)


def test_the_same_number_agency_and_day_is_one_paper(world, committee):
    first = record(world, committee)
    with pytest.raises(DuplicatePaper, match="đã có") as refusal:
        record(world, committee, title="Khác")
    assert refusal.value.document == first
    assert record(world, committee, signed_on=date(2025, 8, 2)) != first


def test_a_register_that_types_the_same_decision_again_gets_the_one_that_is_there(world, committee):
    facts = {
        "actor": world.an, "agency": committee, "type": DocumentType.DECISION, "symbol": "05/QĐ-UBND",
        "signed_on": date(2025, 8, 1), "title": "Về việc cho thôi", "signer_name": "Phạm Thị Lê", "signer_title": "",
    }  # fmt: skip
    first = document_find_or_record(**facts)
    assert document_find_or_record(**facts) == first
    with pytest.raises(DuplicatePaper):
        document_find_or_record(**{**facts, "type": DocumentType.OTHER})
    assert Entry.objects.filter(act="documents.document.record").count() == 1


def test_a_wrongly_typed_paper_is_recalled_and_recorded_anew(world, committee):
    wrong = record(world, committee, title="Về việc cong nhan")
    document_recall(actor=world.an, document=wrong, reason="Ghi sai trích yếu")
    assert record(world, committee).is_valid


def test_a_letter_has_no_number_a_decision_must(world, committee):
    assert record(world, committee, type=DocumentType.LETTER, symbol="").symbol == ""
    with pytest.raises(ValidationError, match="Thiếu số, ký hiệu"):
        record(world, committee, symbol=" ")


def test_a_paper_is_replaced_by_one_of_the_same_kind_and_both_know_it(world, committee):
    old = record(world, committee)
    new = record(world, committee, symbol="06/QĐ-UBND", signed_on=date(2025, 8, 20))
    with one_entry_per_object():
        document_replace(actor=world.an, document=old, by=new, reason="Sai họ tên")
    old.refresh_from_db()
    assert (old.state, old.ended_on, old.replaced_by) == (DocumentState.REPLACED, date(2025, 8, 20), new)
    plan = record(world, committee, type=DocumentType.PLAN, symbol="07/KH-UBND", signed_on=date(2025, 8, 21))
    with pytest.raises(ValidationError, match="hình thức tương đương"):
        document_replace(actor=world.an, document=new, by=plan, reason="Nhầm")
    with pytest.raises(PolicyDenied, match="chỉ văn bản có hiệu lực"):
        document_replace(actor=world.an, document=old, by=new, reason="Lần nữa")


def test_what_was_issued_here_is_recalled_by_who_signs_not_by_who_drafts(world, police):
    paper = issue(world, police)
    with pytest.raises(PolicyDenied):
        document_recall(actor=world.an, document=paper, reason="Nhầm")
    with pytest.raises(ValidationError, match="lý do"):
        document_recall(actor=world.chien, document=paper, reason=" ")
    with one_entry_per_object():
        document_recall(actor=world.chien, document=paper, reason="Nhầm")


def test_two_who_edit_one_draft_do_not_overwrite_each_other(world, police):
    draft = draft_report(world, police)
    twin = Document.objects.get(pk=draft.pk)
    blocks = report_blocks(agency=police, title="Mới", body=[])
    with one_entry_per_object():
        document_edit(actor=world.an, document=draft, version=1, title="Mới", blocks=blocks)
    with pytest.raises(StaleRecord):
        document_edit(actor=world.chien, document=twin, version=1, title="Khác", blocks=blocks)
    assert Document.objects.get(pk=draft.pk).title == "Mới"


def test_a_leader_puts_in_a_draft_that_the_officer_prepared(world, committee):
    blocks = report_blocks(agency=committee, title="Thử", body=[])
    with pytest.raises(PolicyDenied):
        draft_report(world, committee, actor=world.le, blocks=blocks)
    draft = draft_report(world, committee, actor=world.le, drafter=world.an, blocks=blocks)
    assert draft.created_by == world.an


def sign_on_paper(world, draft, **changes):
    """The chief signed the draft with pen and seal; An writes number and day down."""
    facts = {"symbol": "12/BC-CAX", "signed_on": date(2025, 8, 15), "signer_name": "Trần Minh Chiến"}
    return draft_record(
        actor=world.an, document=draft, version=draft.version, signer_title="Trưởng Công an xã", **{**facts, **changes}
    )  # fmt: skip


def test_a_draft_that_was_signed_on_paper_holds_under_the_number_of_the_paper(world, police):
    draft = draft_report(world, police)
    with one_entry_per_object():
        paper = sign_on_paper(world, draft)
    assert paper.is_valid and paper.symbol == "12/BC-CAX" and paper.number == 12
    assert paper.blocks and paper.check_code is None
    with pytest.raises(PolicyDenied, match="ban hành trong hệ thống"):
        render_request(actor=world.an, document=paper)


def test_the_next_number_here_passes_over_the_one_that_a_draft_got_on_paper(world, police):
    sign_on_paper(world, draft_report(world, police), symbol="01/BC-CAX")
    assert issue(world, police).symbol == "02/BC-CAX"


def test_a_number_held_in_the_book_becomes_the_drafts_own(world, police):
    held = number_reserve(
        actor=world.an, agency=police, type="bc", on=date(2025, 8, 14), purpose="Báo cáo tháng 8"
    )
    draft = draft_report(world, police)
    with one_entry_per_object():
        paper = sign_on_paper(world, draft, symbol=held.symbol)
    assert (paper.book, paper.number) == (held.book, held.number)
    assert list(Document.objects.filter(symbol=held.symbol)) == [paper]


def test_a_draft_is_not_signed_twice_nor_under_a_number_that_is_taken(world, police):
    paper = sign_on_paper(world, draft_report(world, police))
    with pytest.raises(PolicyDenied, match="đã ban hành"):
        sign_on_paper(world, paper)
    with pytest.raises(DuplicatePaper):
        sign_on_paper(world, draft_report(world, police))
    with pytest.raises(ValidationError, match="05/QĐ-UBND"):
        sign_on_paper(world, draft_report(world, police), symbol="")


def test_many_papers_are_recorded_in_few_statements(world, committee, django_assert_max_num_queries):
    papers = [
        Document(
            agency=committee, type=DocumentType.DECISION, symbol=f"{n}/QĐ-UBND", signed_on=date(2025, 8, 1),
            title="Về việc công nhận", signer_name="Phạm Thị Lê",
        )
        for n in range(1, 101)
    ]  # fmt: skip
    with django_assert_max_num_queries(10):
        bulk_record(actor=None, documents=papers)
    assert Document.objects.valid().count() == 100
    assert Entry.objects.filter(act="documents.document.record").count() == 100
    assert Document.objects.matching("100/qd").get().commune == world.commune_a


def test_many_reports_are_issued_with_numbers_in_the_order_of_their_days(world, police):
    days = [date(2025, 8, 15), date(2025, 6, 15), date(2025, 7, 15)]
    blocks = to_json(report_blocks(agency=police, title="Thử", body=[]))
    with one_entry_per_object():
        papers = bulk_issue(
            actor=None,
            documents=[
                Document(
                    agency=police, type=DocumentType.REPORT, signed_on=day, title="Báo cáo", blocks=blocks
                )
                for day in days
            ],
        )
    assert [paper.symbol for paper in papers] == ["03/BC-CAX", "01/BC-CAX", "02/BC-CAX"]
    assert NumberBook.objects.get().last_number == 3
    assert issue(world, police, signed_on=date(2025, 9, 1)).symbol == "04/BC-CAX"


def test_the_search_box_finds_papers_of_the_own_unit_by_number_or_title(world, committee):
    paper = record(world, committee)
    assert [hit.url for hit in find(world.an, "cong nhan", 5)] == [paper.get_absolute_url()]
    assert [hit.url for hit in find(world.phu, "05/qd ubnd", 5)] == [paper.get_absolute_url()]
    assert find(world.binh, "cong nhan", 5) == []


class _LeaveForm(PaperFields):
    paper_required = False


def test_a_paper_in_another_form_is_given_whole_or_not_at_all():
    assert _LeaveForm({}).is_valid()
    empty = _LeaveForm({})
    empty.full_clean()
    assert empty.paper_data is None
    half = _LeaveForm({"symbol": "05/QĐ-UBND"})
    assert not half.is_valid()
    assert set(half.errors) == {"signed_on", "title", "signer_name", "signer_title"}
    whole = _LeaveForm(
        {
            "symbol": "05/QĐ-UBND",
            "signed_on": "1/8/2025",
            "title": "Về việc",
            "signer_name": "A",
            "signer_title": "B",
        }
    )
    assert whole.is_valid()
    assert whole.paper_data["signed_on"] == date(2025, 8, 1)
