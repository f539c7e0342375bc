"""Issuing: numbers, padding, order of days, who signs, what is fixed."""

from datetime import date
from functools import partial
from threading import Barrier, Thread

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection, connections

from audit.models import Entry
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from contracts.roles import Role
from documents.choices import ABBREVIATIONS, DocumentState, DocumentType
from documents.layout.paper import paper_of
from documents.models import Document, NumberBook
from documents.numbering import number_note
from documents.services import book_continue, document_edit, document_issue, document_record, number_reserve
from documents.services.issuing import content_digest
from jobs.models import Job
from law.services import parameter_set
from tests.documents.building import dispatch_blocks
from tests.documents.conftest import draft_report, issue
from tests.world import make_user

pytestmark = pytest.mark.django_db
NOW = time_machine.travel("2025-09-10 09:00+07:00", tick=False)


@pytest.fixture(autouse=True)
def today():
    with NOW:
        yield


def test_reports_of_the_commune_police_are_numbered_one_after_the_other(world, police):
    symbols = [issue(world, police).symbol for _ in range(3)]
    assert symbols == ["01/BC-CAX", "02/BC-CAX", "03/BC-CAX"]


def test_each_type_agency_and_series_has_its_own_numbers(world, police, committee):
    issue(world, police)
    plan = issue(world, police, type=DocumentType.PLAN)
    council = issue(world, committee, type=DocumentType.MINUTES, actor=world.le, series="HĐXT")
    paper = issue(world, committee, type=DocumentType.MINUTES, actor=world.le)
    assert [plan.symbol, council.symbol, paper.symbol] == ["01/KH-CAX", "01/BB-HĐXT", "01/BB-UBND"]


def test_a_dispatch_has_no_abbreviation_of_its_type(world, police):
    assert issue(world, police, type=DocumentType.DISPATCH).symbol == "01/CAX"


def test_a_dispatch_names_who_drafted_it_after_the_agency_and_has_one_book_for_all(world, committee):
    """NĐ 30/2020, Phụ lục I, II.3: the agency, then the unit that drafted it or its field."""
    blocks = dispatch_blocks(
        agency=committee,
        subject="Rà soát Tổ",
        addressees=["Các thôn"],
        body=[],
        signing=("CHỦ TỊCH",),
        unit="CAX",
    )
    draft = draft_report(world, committee, type=DocumentType.DISPATCH, blocks=blocks)
    assert paper_of(draft).number_line.endswith("/UBND-CAX")
    first = document_issue(
        actor=world.le,
        document=draft,
        signed_on=date(2025, 8, 15),
        signer_name="Phạm Thị Lê",
        signer_title="Chủ tịch",
    )
    document_record(
        actor=world.an, agency=committee, type=DocumentType.DISPATCH, symbol="02/UBND-VP", signed_on=date(2025, 8, 15),
        title="Về việc mời họp", signer_name="Phạm Thị Lê", signer_title="Chủ tịch",
    )  # fmt: skip
    third = issue(world, committee, type=DocumentType.DISPATCH, actor=world.le)
    assert (first.symbol, third.symbol) == ("01/UBND-CAX", "03/UBND")


#: NĐ 30/2020, Điều 7 in its order, with the abbreviations of Phụ lục III.
TYPES = """NQ Nghị quyết; QĐ Quyết định; CT Chỉ thị; QC Quy chế; QyĐ Quy định; TC Thông cáo; TB Thông báo; HD Hướng dẫn;
CTr Chương trình; KH Kế hoạch; PA Phương án; ĐA Đề án; DA Dự án; BC Báo cáo; BB Biên bản; TTr Tờ trình; HĐ Hợp đồng;
- Công văn; CĐ Công điện; BGN Bản ghi nhớ; BTT Bản thỏa thuận; GUQ Giấy ủy quyền; GM Giấy mời; GGT Giấy giới thiệu;
GNP Giấy nghỉ phép; PG Phiếu gửi; PC Phiếu chuyển; PB Phiếu báo; - Thư công"""


def test_the_types_are_the_29_of_the_decree_with_their_abbreviations(world, police):
    wanted = [tuple(one.split(maxsplit=1)) for one in TYPES.split(";")]
    found = [(ABBREVIATIONS.get(kind) or "-", str(kind.label)) for kind in list(DocumentType)[: len(wanted)]]
    assert len(wanted) == 29 and found == wanted
    for short, label in (("HĐ", "Hợp đồng"), ("HD", "Hướng dẫn"), ("ĐA", "Đề án"), ("DA", "Dự án")):
        kind = next(kind for kind in DocumentType if kind.label == label)
        assert issue(world, police, type=kind).symbol == f"01/{short}-CAX"
    assert issue(world, police, type=DocumentType.OPEN_LETTER).symbol == ""


def test_a_list_is_signed_without_a_number(world, police):
    paper = issue(world, police, type=DocumentType.LIST)
    assert (paper.symbol, paper.number, paper.state) == ("", None, DocumentState.ISSUED)


def test_numbers_begin_again_with_the_new_year(world, police):
    with time_machine.travel("2026-01-05 09:00+07:00", tick=False):
        last = issue(world, police, signed_on=date(2025, 12, 31))
        first = issue(world, police, signed_on=date(2026, 1, 2))
        late = issue(world, police, signed_on=date(2025, 12, 31))
    assert [last.symbol, first.symbol, late.symbol] == ["01/BC-CAX", "01/BC-CAX", "02/BC-CAX"]
    assert NumberBook.objects.count() == 2


def test_the_padding_of_numbers_is_the_laws(world, police):
    parameter_set(
        actor=world.admin,
        code="document.number_padding",
        value=3,
        started_on=date(2025, 9, 1),
        citation="Thử",
    )
    assert issue(world, police).symbol == "01/BC-CAX"
    assert issue(world, police, signed_on=date(2025, 9, 2)).symbol == "002/BC-CAX"


def test_a_later_number_does_not_carry_an_earlier_day(world, police):
    issue(world, police, signed_on=date(2025, 8, 20))
    with pytest.raises(ValidationError, match="đã cấp số cho ngày 20/08/2025"):
        issue(world, police, signed_on=date(2025, 8, 19))
    assert NumberBook.objects.get().last_number == 1


def test_a_paper_is_not_signed_in_the_future(world, police):
    with pytest.raises(ValidationError, match="sau hôm nay 10/09/2025"):
        issue(world, police, signed_on=date(2025, 9, 11))


def test_a_failed_issue_gives_its_number_back(world, police):
    draft = draft_report(world, police)
    with pytest.raises(ValidationError, match="Thiếu họ tên người ký"):
        document_issue(
            actor=world.chien, document=draft, signed_on=date(2025, 8, 15), signer_name=" ", signer_title=""
        )
    draft.refresh_from_db()
    assert draft.state == DocumentState.DRAFT
    assert issue(world, police).number == 1


def test_numbers_that_recorded_papers_carry_are_passed_over(world, police):
    for symbol in ("01/BC-CAX", "02/BC-CAX"):
        document_record(
            actor=world.an, agency=police, type=DocumentType.REPORT, symbol=symbol, signed_on=date(2025, 7, 15),
            title="Báo cáo tháng", signer_name="Trần Minh Chiến", signer_title="Trưởng Công an xã",
        )  # fmt: skip
    assert issue(world, police).symbol == "03/BC-CAX"


def test_a_commune_that_begins_within_the_year_goes_on_from_its_paper_book(world, police):
    book_continue(actor=world.an, agency=police, type=DocumentType.REPORT, year=2025, last_number=41)
    assert issue(world, police).symbol == "42/BC-CAX"
    with pytest.raises(ValidationError, match="đã cấp đến số 42"):
        book_continue(actor=world.an, agency=police, type=DocumentType.REPORT, year=2025, last_number=10)


def test_the_chief_signs_for_the_police_and_the_leader_for_the_committee(world, police, committee):
    for agency, signer, stranger in ((police, world.chien, world.le), (committee, world.le, world.chien)):
        with pytest.raises(PolicyDenied):
            issue(world, agency, actor=stranger)
        assert issue(world, agency, actor=signer).state == DocumentState.ISSUED


def test_a_chief_of_another_commune_does_not_sign(world, police):
    with pytest.raises(PolicyDenied, match="đơn vị khác"):
        issue(world, police, actor=world.bao)


def test_who_drafted_alone_signs_only_where_no_other_could(world, police):
    draft = draft_report(world, police, actor=world.chien)
    signing = {
        "signed_on": date(2025, 8, 15),
        "signer_name": "Trần Minh Chiến",
        "signer_title": "Trưởng Công an xã",
    }
    deputy = make_user("dung", "Võ Tấn Dũng", Role.CHIEF, world.commune_a)
    with pytest.raises(PolicyDenied, match="người soạn"):
        document_issue(actor=world.chien, document=draft, **signing)
    deputy.is_active = False
    deputy.save()
    document_issue(actor=world.chien, document=draft, **signing)
    entry = Entry.objects.get(act="documents.document.issue")
    assert entry.reason == "một người thực hiện"


def test_an_issued_paper_is_fixed_by_its_hash_and_never_edited(world, police):
    paper = issue(world, police)
    stored = Document.objects.get(pk=paper.pk)
    assert stored.content_sha256 == content_digest(stored)
    assert len(stored.check_code) == 22
    with pytest.raises(PolicyDenied, match="thay thế"):
        document_edit(actor=world.an, document=stored, version=stored.version, title="Khác", blocks=[])


def test_of_two_who_issue_the_same_draft_one_is_told(world, police):
    draft = draft_report(world, police)
    signing = {"signed_on": date(2025, 8, 15), "signer_name": "Trần Minh Chiến", "signer_title": ""}
    twin = Document.objects.get(pk=draft.pk)
    document_issue(actor=world.chien, document=draft, **signing)
    with pytest.raises(StaleRecord):
        document_issue(actor=world.chien, document=twin, **signing)
    assert NumberBook.objects.get().last_number == 1


def test_every_write_is_recorded_once(world, police):
    paper = issue(world, police)
    acts = Entry.objects.filter(subject_type="documents.document", subject_id=str(paper.pk))
    assert sorted(acts.values_list("act", flat=True)) == [
        "documents.document.draft",
        "documents.document.issue",
    ]
    assert Entry.objects.filter(act="documents.book.take").count() == 1


def test_a_worker_is_asked_for_pdf_and_word(world, police):
    paper = issue(world, police)
    job = Job.objects.get(kind="documents.render")
    assert (job.key, job.owner, job.commune_code) == (f"document:{paper.pk}:render", world.chien, "19057")


def test_issuing_marks_the_communes_figures_as_stale(world, police):
    before = world.commune_a.data_version
    issue(world, police)
    world.commune_a.refresh_from_db()
    assert world.commune_a.data_version > before


def _sign(world, pk: int) -> None:
    document = Document.objects.select_related("agency").get(pk=pk)
    document_issue(
        actor=world.again(world.chien), document=document, signed_on=date(2025, 8, 15),
        signer_name="Trần Minh Chiến", signer_title="Trưởng Công an xã",
    )  # fmt: skip


def _hold(world, agency) -> None:
    number_reserve(
        actor=world.again(world.an), agency=agency, type=DocumentType.REPORT, on=date(2025, 8, 15), purpose="Bản giấy"
    )  # fmt: skip


def _at_once(acts) -> list[Exception]:
    """Do all of it at the same moment, each on a connection of its own; what was raised."""
    start, failures = Barrier(len(acts)), []

    def do(act):
        try:
            start.wait()
            act()
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=do, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    connection.close()
    return failures


@pytest.mark.django_db(transaction=True)
def test_papers_issued_at_the_same_moment_get_numbers_without_gap(world, police):
    drafts = [draft_report(world, police) for _ in range(8)]
    assert _at_once([partial(_sign, world, draft.pk) for draft in drafts]) == []
    assert sorted(Document.objects.values_list("number", flat=True)) == list(range(1, 9))
    assert NumberBook.objects.get().last_number == 8


@pytest.mark.django_db(transaction=True)
def test_numbers_held_and_issued_at_the_same_moment_have_neither_gap_nor_double(world, police):
    drafts = [draft_report(world, police) for _ in range(4)]
    acts = [partial(_sign, world, draft.pk) for draft in drafts] + [partial(_hold, world, police)] * 4
    assert _at_once(acts) == []
    assert sorted(Document.objects.values_list("number", flat=True)) == list(range(1, 9))
    assert Document.objects.filter(state=DocumentState.RESERVED).count() == 4
    assert NumberBook.objects.get().last_number == 8


# ── What is known of the number before ───────────────────────────────────────


def test_who_signs_is_told_the_number_it_will_get(world, police):
    assert number_note(police, "bc") == "Số sẽ cấp khi ký: 01/BC-CAX."
    issue(world, police)
    assert number_note(police, "bc") == "Số sẽ cấp khi ký: 02/BC-CAX."
    draft = draft_report(world, police)
    page = world.client(world.chien).get(f"{draft.get_absolute_url()}ban-hanh/").content.decode()
    assert "Số sẽ cấp khi ký: 02/BC-CAX." in page


def test_who_signs_is_told_that_the_book_on_paper_is_further(world, police):
    document_record(
        actor=world.an, agency=police, type="bc", symbol="63/BC-CAX", signed_on=date(2025, 9, 1), title="Tháng 8",
        signer_name="Trần Minh Chiến", signer_title="Trưởng Công an xã",
    )  # fmt: skip
    assert number_note(police, "bc") == (
        "Số sẽ cấp khi ký: 01/BC-CAX. Bản giấy đã ghi đến số 63, ký ngày 01/09/2025: sổ giấy đi trước thì nối số ở “Sổ "
        "cấp số” rồi hãy ký (NĐ 30/2020, Điều 15)."
    )
    book_continue(actor=world.an, agency=police, type="bc", year=2025, last_number=63)
    assert number_note(police, "bc") == "Số sẽ cấp khi ký: 64/BC-CAX."
