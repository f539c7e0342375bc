"""The register of outgoing papers: its ten columns, numbers held and given up, how papers were sent, the turn of the
year."""

import io
from datetime import date

import openpyxl
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Entry
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from documents.choices import DocumentState, DocumentType
from documents.models import Document, NumberBook
from documents.services import (
    delivery_record,
    document_find_or_record,
    document_recall,
    document_replace,
    number_give_up,
    number_reserve,
)
from tests.audited import one_entry_per_object
from tests.documents.conftest import issue, record

pytestmark = pytest.mark.django_db

DAY = date(2025, 8, 20)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2025-09-10 09:00+07:00", tick=False):
        yield


def hold(world, agency, **changes) -> Document:
    """The next number of the agency's decisions, held by An."""
    facts = {
        "actor": world.an, "agency": agency, "type": DocumentType.DECISION, "on": DAY,
        "purpose": "Về việc công nhận thành viên Tổ, bản giấy đang ký",
    }  # fmt: skip
    return number_reserve(**{**facts, **changes})


def page(world, user=None, **query) -> str:
    return world.client(user or world.an).get(reverse("documents:outgoing"), query).content.decode()


# ── Numbers held ─────────────────────────────────────────────────────────────


def test_a_held_number_leaves_the_book_and_stands_in_the_register(world, committee):
    with one_entry_per_object():
        held = hold(world, committee)
    assert (held.symbol, held.state, held.created_by) == ("01/QĐ-UBND", DocumentState.RESERVED, world.an)
    assert not held.is_valid
    assert issue(world, committee, type=DocumentType.DECISION, actor=world.le, signed_on=DAY).number == 2
    shown = page(world, agency=committee.pk)
    assert "01/QĐ-UBND" in shown and "Giữ số, chưa có văn bản." in shown


def test_recording_the_signed_paper_fills_the_number_that_was_held(world, committee):
    held = hold(world, committee)
    with one_entry_per_object():
        paper = record(world, committee, symbol="1/QĐ-UBND", signed_on=DAY, title="Về việc công nhận")
    assert (paper.pk, paper.symbol, paper.number) == (held.pk, "01/QĐ-UBND", 1)
    assert (paper.state, paper.title, paper.signer_name) == (
        DocumentState.ISSUED, "Về việc công nhận", "Phạm Thị Lê",
    )  # fmt: skip
    assert Document.objects.count() == 1


def test_another_register_that_records_the_decision_fills_it_too(world, committee):
    held = hold(world, committee)
    paper = document_find_or_record(
        actor=world.an, agency=committee, type=DocumentType.DECISION, symbol="01/QĐ-UBND", signed_on=DAY,
        title="Về việc cho thôi", signer_name="Phạm Thị Lê", signer_title="Chủ tịch",
    )  # fmt: skip
    assert paper.pk == held.pk and paper.is_valid


def test_the_same_digits_of_another_series_type_or_year_are_another_number(world, committee):
    hold(world, committee)
    minutes = record(world, committee, type=DocumentType.MINUTES, symbol="01/BB-UBND", signed_on=DAY)
    earlier = record(world, committee, symbol="01/QĐ-UBND", signed_on=date(2024, 8, 20))
    council = record(world, committee, symbol="01/QĐ-HĐXT", signed_on=DAY)
    assert len({minutes.pk, earlier.pk, council.pk}) == 3
    assert Document.objects.filter(state=DocumentState.RESERVED).count() == 1


def test_a_dispatch_fills_the_number_held_for_it_whoever_drafted_it(world, committee):
    plain = hold(world, committee, type=DocumentType.DISPATCH, purpose="Mời họp")
    named = hold(world, committee, type=DocumentType.DISPATCH, purpose="Rà soát Tổ", unit="cax")
    assert (plain.symbol, named.symbol) == ("01/UBND", "02/UBND-CAX")
    paper = record(world, committee, type=DocumentType.DISPATCH, symbol="1/UBND-VP", signed_on=DAY)
    assert (paper.pk, paper.symbol) == (plain.pk, "01/UBND-VP")
    assert (
        record(world, committee, type=DocumentType.DISPATCH, symbol="02/UBND-CAX", signed_on=DAY).pk
        == named.pk
    )


def test_the_day_of_the_paper_lies_between_those_of_the_numbers_around(world, committee):
    issue(world, committee, type=DocumentType.DECISION, actor=world.le, signed_on=date(2025, 8, 15))
    hold(world, committee)
    issue(world, committee, type=DocumentType.DECISION, actor=world.le, signed_on=date(2025, 8, 25))
    for day in (date(2025, 8, 14), date(2025, 8, 26)):
        with pytest.raises(ValidationError, match="nằm giữa hai số đã cấp"):
            record(world, committee, symbol="02/QĐ-UBND", signed_on=day)
    assert record(world, committee, symbol="02/QĐ-UBND", signed_on=date(2025, 8, 22)).number == 2


def test_a_number_is_given_up_with_a_reason_and_never_used_again(world, committee):
    held = hold(world, committee)
    with pytest.raises(ValidationError, match="lý do"):
        number_give_up(actor=world.an, document=held, reason=" ")
    with one_entry_per_object():
        number_give_up(actor=world.an, document=held, reason="Lãnh đạo không ký")
    with pytest.raises(ValidationError, match="đã bỏ ngày 10/09/2025: Lãnh đạo không ký"):
        record(world, committee, symbol="01/QĐ-UBND", signed_on=DAY)
    assert hold(world, committee).number == 2
    assert "Bỏ số ngày 10/09/2025: Lãnh đạo không ký" in page(world, agency=committee.pk)
    with pytest.raises(PolicyDenied, match="chỉ bỏ được số đang giữ"):
        number_give_up(actor=world.an, document=held, reason="Lần nữa")


def test_of_two_who_fill_or_give_up_the_same_number_one_is_told(world, committee):
    held = hold(world, committee)
    twin = Document.objects.select_related("agency", "commune").get(pk=held.pk)
    number_give_up(actor=world.an, document=held, reason="Lãnh đạo không ký")
    with pytest.raises(StaleRecord):
        number_give_up(actor=world.chien, document=twin, reason="Nhầm")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"purpose": " "}, "giữ cho văn bản nào"),
        ({"on": date(2025, 9, 11)}, "sau hôm nay"),
        ({"type": DocumentType.LIST}, "không lấy số"),
    ],
)
def test_what_cannot_be_held_is_refused_with_the_rule_and_no_number_is_lost(world, committee, changes, words):
    with pytest.raises(ValidationError, match=words):
        hold(world, committee, **changes)
    assert not NumberBook.objects.filter(last_number__gt=0).exists()


def test_a_number_is_held_in_the_order_of_days(world, committee):
    hold(world, committee)
    with pytest.raises(ValidationError, match="số sau không mang ngày trước"):
        hold(world, committee, on=date(2025, 8, 19))


def test_who_keeps_the_books_holds_numbers(world, committee):
    for user in (world.le, world.phuc, world.phu, world.binh, world.quang):
        with pytest.raises(PolicyDenied):
            hold(world, committee, actor=user)
    assert hold(world, committee, actor=world.chien).number == 1


def test_a_held_number_is_no_paper_for_the_public_nor_for_a_scan(world, committee):
    held = hold(world, committee)
    assert not Document.objects.open_to_all(held.check_code or "").exists()
    address = reverse("documents:scan", args=[held.pk])
    assert world.client(world.an).get(address).status_code == 403


def test_the_officer_holds_a_number_and_records_its_paper_on_the_pages(world, committee):
    client = world.client(world.an)
    typed = {
        "agency": committee.pk,
        "type": "qd",
        "series": "",
        "on": "20/8/2025",
        "purpose": "Về việc công nhận",
    }
    shown = client.post(reverse("documents:reserve"), typed, follow=True).content.decode()
    held = Document.objects.get()
    assert "Đã giữ số 01/QĐ-UBND." in shown and "Ghi văn bản vào số này" in shown and "Bỏ số" in shown
    form = client.get(reverse("documents:record"), {"giu": held.pk}).context["form"]
    assert (form.initial["symbol"], form.initial["signed_on"]) == ("01/QĐ-UBND", DAY)
    client.post(
        reverse("documents:record"),
        {"agency": committee.pk, "type": "qd", "symbol": "01/QĐ-UBND", "signed_on": "20/8/2025",
         "title": "Về việc công nhận", "signer_name": "Phạm Thị Lê", "signer_title": "Chủ tịch"},
    )  # fmt: skip
    held.refresh_from_db()
    assert held.is_valid
    second = hold(world, committee)
    client.post(
        reverse("documents:give_up", args=[second.pk]), {"reason": "Không ký", "version": second.version}
    )
    second.refresh_from_db()
    assert second.state == DocumentState.GIVEN_UP


# ── The turn of the year ─────────────────────────────────────────────────────


def test_papers_of_the_last_day_take_the_old_book_in_january_and_the_new_year_begins_at_one(world, committee):
    hold(world, committee, on=DAY)
    with time_machine.travel("2026-01-05 09:00+07:00", tick=False):
        decision = {"type": DocumentType.DECISION, "actor": world.le}
        old = issue(world, committee, signed_on=date(2025, 12, 31), **decision)
        held = hold(world, committee, on=date(2025, 12, 31))
        new = issue(world, committee, signed_on=date(2026, 1, 2), **decision)
        late = record(world, committee, symbol="03/QĐ-UBND", signed_on=date(2025, 12, 31))
        with pytest.raises(ValidationError, match="số sau không mang ngày trước"):
            issue(world, committee, signed_on=date(2025, 8, 19), **decision)
        assert (old.symbol, held.symbol, new.symbol) == ("02/QĐ-UBND", "03/QĐ-UBND", "01/QĐ-UBND")
        assert late.pk == held.pk
        assert "01/QĐ-UBND" in page(world, agency=committee.pk)
        assert "03/QĐ-UBND" not in page(world, agency=committee.pk)
        assert "03/QĐ-UBND" in page(world, agency=committee.pk, year=2025)


# ── The register ─────────────────────────────────────────────────────────────

COLUMNS = [
    "Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu nội dung", "Người ký", "Nơi nhận",
    "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú",
]  # fmt: skip


def test_the_register_has_the_ten_columns_of_the_decree_and_says_what_became_of_papers(world, police):
    old, new, third = (issue(world, police) for _ in range(3))
    document_replace(actor=world.chien, document=old, by=new, reason="Sai số liệu")
    document_recall(actor=world.chien, document=third, reason="Ban hành nhầm")
    response = world.client(world.an).get(reverse("documents:outgoing"))
    table = response.context["table"]
    assert [str(column.header) for column in table.columns] == COLUMNS
    notes = {row.record.symbol: row.get_cell("note") for row in table.rows}
    assert notes["01/BC-CAX"] == "Được thay bằng 02/BC-CAX ngày 15/08/2025."
    assert notes["02/BC-CAX"] == "Thay cho 01/BC-CAX ngày 15/08/2025."
    assert notes["03/BC-CAX"] == "Thu hồi từ ngày 10/09/2025: Ban hành nhầm"
    assert "Sổ đăng ký văn bản đi năm 2025" in response.content.decode()


def test_each_sees_first_the_register_of_the_own_agency(world, police, committee):
    issue(world, police)
    issue(world, committee, type=DocumentType.PLAN, actor=world.le)
    assert "01/BC-CAX" in page(world) and "01/KH-UBND" not in page(world)
    leader = page(world, world.le)
    assert "01/KH-UBND" in leader and "01/BC-CAX" not in leader
    assert "01/BC-CAX" not in page(world, world.binh)
    assert "01/BC-CAX" not in page(world, world.binh, agency=police.pk)


def test_lists_and_drafts_have_no_line_in_the_register(world, police):
    from tests.documents.conftest import draft_report

    draft_report(world, police)
    issue(world, police, type=DocumentType.LIST)
    assert world.client(world.an).get(reverse("documents:outgoing")).context["count"] == 0


def test_an_issued_paper_tells_who_keeps_it_and_its_copies(world, police):
    paper = issue(world, police)
    assert (paper.keeper, paper.copies, paper.sent_on) == ("VT, CAX", 2, None)


def test_how_a_paper_was_sent_is_written_down_and_changes_nothing_of_it(world, police):
    paper = issue(world, police)
    before = paper.content_sha256
    with one_entry_per_object():
        delivery_record(
            actor=world.an, document=paper, version=paper.version, keeper="VT", copies=5,
            sent_on=date(2025, 8, 16), received_by="Trục liên thông văn bản",
        )  # fmt: skip
    paper.refresh_from_db()
    assert (paper.copies, paper.sent_on, paper.content_sha256) == (5, date(2025, 8, 16), before)
    assert "Trục liên thông văn bản" in page(world)
    with pytest.raises(StaleRecord):
        delivery_record(
            actor=world.an, document=paper, version=1, keeper="", copies=1, sent_on=None, received_by=""
        )


@pytest.mark.parametrize(
    ("day", "words"), [(date(2025, 8, 14), "từ ngày ký"), (date(2025, 9, 11), "sau hôm nay")]
)
def test_a_paper_is_not_sent_before_it_is_signed_nor_tomorrow(world, police, day, words):
    paper = issue(world, police)
    with pytest.raises(ValidationError, match=words):
        delivery_record(
            actor=world.an, document=paper, version=paper.version, keeper="", copies=1, sent_on=day, received_by=""
        )  # fmt: skip


def test_a_bare_number_and_a_draft_are_not_sent(world, committee):
    held = hold(world, committee)
    with pytest.raises(PolicyDenied, match="chưa chuyển giao"):
        delivery_record(
            actor=world.an, document=held, version=held.version, keeper="", copies=1, sent_on=None, received_by=""
        )  # fmt: skip


def test_the_register_is_taken_out_as_excel_and_printed_across(world, police):
    issue(world, police)
    client = world.client(world.an)
    response = client.get(reverse("documents:outgoing"), {"xuat": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    rows = [list(row) for row in book.active.iter_rows(values_only=True)]
    heads = next(row for row in rows if "Ghi chú" in row)
    assert heads[-10:] == COLUMNS
    assert any("Như trên; Lưu: VT, CAX" in row for row in rows)
    assert Entry.objects.filter(act="audit.list.export").count() == 1
    printed = client.get(reverse("documents:outgoing"), {"in": "1"}).content.decode()
    assert "ngang" in printed and "NGƯỜI GIỮ SỔ" in printed


def test_the_register_costs_the_same_for_one_paper_and_for_thirty(world, police):
    def queries() -> int:
        client = world.client(world.an)
        client.get(reverse("documents:outgoing"))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(reverse("documents:outgoing"), {"co": "100"})
        return len(seen)

    old, new = issue(world, police), issue(world, police)
    document_replace(actor=world.chien, document=old, by=new, reason="Sai")
    few = queries()
    for _ in range(14):
        old, new = issue(world, police), issue(world, police)
        document_replace(actor=world.chien, document=old, by=new, reason="Sai")
    assert queries() == few
