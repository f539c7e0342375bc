"""Pages of papers: register, one paper, recording, scan, recall, downloads, the public check."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Entry
from documents.choices import DocumentState, DocumentType
from documents.models import Document
from documents.services import document_recall, document_replace
from jobs.models import Job
from jobs.services import job_run
from tests.documents.conftest import draft_report, issue, record
from tests.uploads import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2025-09-10 09:00+07:00", tick=False):
        yield


def _typed(agency, **changes) -> dict:
    facts = {
        "agency": agency.pk, "type": "qd", "symbol": "Số: 112 / QĐ-UBND", "signed_on": "1/8/25",
        "title": "Về việc công nhận thành viên Tổ", "signer_name": "Phạm Thị Lê", "signer_title": "Chủ tịch UBND xã",
    }  # fmt: skip
    return {**facts, **changes}


def test_the_officer_records_a_signed_decision_and_reads_it(world, committee):
    client = world.client(world.an)
    response = client.post(reverse("documents:record"), _typed(committee), follow=True)
    paper = Document.objects.get()
    assert (paper.symbol, paper.signed_on, paper.number) == ("112/QĐ-UBND", date(2025, 8, 1), 112)
    assert response.redirect_chain[-1][0] == paper.get_absolute_url()
    page = response.content.decode()
    assert "Quyết định số 112/QĐ-UBND" in page
    assert "Chưa có bản quét" in page


def test_a_paper_registered_before_is_offered_instead_of_a_second_one(world, committee):
    first = record(world, committee, symbol="112/QĐ-UBND", signed_on=date(2025, 8, 1))
    response = world.client(world.an).post(reverse("documents:record"), _typed(committee))
    assert response.status_code == 422
    page = response.content.decode()
    assert "đã có" in page
    assert f'href="{first.get_absolute_url()}"' in page
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("signed_on", "11/9/2025", "sau hôm nay 10/09/2025"),
        ("symbol", "QĐ-UBND", "chưa đúng dạng"),
        ("symbol", "12/KH-UBND", "là của kế hoạch"),
        ("title", "", "Chưa nhập"),
        ("signed_on", "31/2/2025", "không có trong lịch"),
    ],
)
def test_what_is_typed_wrongly_is_said_at_its_field_and_nothing_is_saved(
    world, committee, field, typed, words
):
    response = world.client(world.an).post(reverse("documents:record"), _typed(committee, **{field: typed}))
    assert response.status_code == 422
    assert words in str(response.context["form"].errors[field])
    assert not Document.objects.exists()


def test_a_scan_is_judged_by_its_content_not_by_its_name(world, committee):
    program = SimpleUploadedFile("quyet-dinh.pdf", b"MZ\x90\x00" + b"\x00" * 100, "application/pdf")
    response = world.client(world.an).post(reverse("documents:record"), _typed(committee, scan=program))
    assert response.status_code == 422
    assert "không phải loại tệp được nhận" in str(response.context["form"].errors["scan"])
    assert not Document.objects.exists()


def test_a_scan_larger_than_10_mb_is_refused(world, committee):
    paper = record(world, committee)
    large = SimpleUploadedFile("a.pdf", PDF + b"0" * (10 * 1024 * 1024), "application/pdf")
    response = world.client(world.an).post(reverse("documents:scan", args=[paper.pk]), {"scan": large})
    assert response.status_code == 422
    assert "10 MB" in str(response.context["form"].errors["scan"])


def test_a_scan_follows_and_is_read_by_those_who_see_the_paper(world, committee):
    paper = record(world, committee)
    upload = SimpleUploadedFile("qd.pdf", PDF, "application/pdf")
    world.client(world.an).post(reverse("documents:scan", args=[paper.pk]), {"scan": upload})
    address = reverse("documents:file", args=[paper.pk, "scan"])
    response = world.client(world.phu).get(address)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert "attachment" in response["Content-Disposition"]
    assert Entry.objects.filter(act="documents.document.download", actor=world.phu).count() == 1
    assert world.client(world.binh).get(address).status_code == 404
    again = world.client(world.an).post(reverse("documents:scan", args=[paper.pk]), {"scan": upload})
    assert again.status_code == 403


def test_a_partner_does_not_open_papers_about_a_persons_health(world, committee):
    upload = SimpleUploadedFile("gks.pdf", PDF, "application/pdf")
    paper = record(world, committee, type=DocumentType.HEALTH_CERTIFICATE, symbol="", scan=upload)
    address = reverse("documents:file", args=[paper.pk, "scan"])
    assert world.client(world.phuc).get(address).status_code == 403
    assert world.client(world.an).get(address).status_code == 200


def test_the_register_shows_own_papers_and_filters_them(world, police, committee):
    record(world, committee, symbol="112/QĐ-UBND")
    issue(world, police)
    client = world.client(world.an)
    assert client.get(reverse("documents:list")).context["count"] == 2
    assert client.get(reverse("documents:list"), {"q": "112 qd"}).context["count"] == 1
    assert client.get(reverse("documents:list"), {"type": "bc", "year": "2025"}).context["count"] == 1
    assert client.get(reverse("documents:list"), {"scan": "true"}).context["count"] == 1
    assert world.client(world.binh).get(reverse("documents:list")).context["count"] == 0
    assert world.client(world.phu).get(reverse("documents:list")).context["count"] == 2


def test_the_register_costs_the_same_whatever_its_length(world, committee, django_assert_max_num_queries):
    for number in range(1, 16):
        record(world, committee, symbol=f"{number}/QĐ-UBND")
    client = world.client(world.phu)
    with django_assert_max_num_queries(16):
        client.get(reverse("documents:list"))


def test_the_register_comes_out_as_a_workbook_and_the_audit_knows(world, committee):
    record(world, committee)
    response = world.client(world.an).get(reverse("documents:list"), {"xuat": "xlsx"})
    assert b"".join(response.streaming_content).startswith(b"PK")
    assert Entry.objects.filter(act="audit.list.export").count() == 1


def test_a_draft_is_previewed_with_its_number_left_open(world, police):
    draft = draft_report(world, police)
    page = world.client(world.an).get(draft.get_absolute_url()).content.decode()
    assert "Bản thảo" in page
    assert "/BC-CAX" in page
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page


def test_the_preview_keeps_to_the_content_security_policy(world, police):
    page = world.client(world.an).get(issue(world, police).get_absolute_url()).content.decode()
    article = page.split('<article class="vb-sheet">')[1].split("</article>")[0]
    assert "style=" not in article
    assert "<script" not in article


def test_an_issued_paper_shows_who_relies_on_it_and_gives_its_files(world, police):
    paper = issue(world, police)
    client = world.client(world.an)
    assert "Đang lập bản PDF" in world.client(world.chien).get(paper.get_absolute_url()).content.decode()
    job_run(Job.objects.get(kind="documents.render").pk)
    page = client.get(paper.get_absolute_url()).content.decode()
    for face in ("pdf", "word"):
        assert reverse("documents:file", args=[paper.pk, face]) in page
    pdf = b"".join(client.get(reverse("documents:file", args=[paper.pk, "pdf"])).streaming_content)
    assert pdf.startswith(b"%PDF-")


def test_a_recall_says_what_follows_and_asks_for_a_reason(world, committee):
    paper = record(world, committee)
    client = world.client(world.an)
    address = reverse("documents:recall", args=[paper.pk])
    assert "không còn hiệu lực" in client.get(address).content.decode()
    assert client.post(address, {"on": "10/9/2025", "reason": ""}).status_code == 422
    client.post(address, {"on": "10/9/2025", "reason": "Ban hành nhầm", "version": paper.version})
    paper.refresh_from_db()
    assert (paper.state, paper.ended_on) == (DocumentState.RECALLED, date(2025, 9, 10))


def test_the_paper_book_is_continued_on_its_page(world, police):
    data = {"agency": police.pk, "type": "bc", "series": "", "year": "2025", "last_number": "17"}
    world.client(world.an).post(reverse("documents:book_continue"), data)
    assert issue(world, police).symbol == "18/BC-CAX"
    response = world.client(world.an).get(reverse("documents:books"))
    assert response.context["count"] == 1


# ── The public check ─────────────────────────────────────────────────────────


def _check(world, code: str):
    return world.client().get(reverse("documents:check", args=[code]))


def test_anybody_with_the_code_learns_number_day_and_that_the_paper_holds(world, police):
    paper = issue(world, police, title="Kết quả công tác")
    page = _check(world, paper.check_code).content.decode()
    assert "đang có hiệu lực" in page
    assert "01/BC-CAX" in page and "15/08/2025" in page
    for secret in ("Kết quả công tác", "Trần Minh Chiến", "Quảng Trạch"):
        assert secret not in page


def test_a_replaced_paper_is_said_to_be_replaced(world, police):
    old, new = issue(world, police), issue(world, police)
    document_replace(actor=world.chien, document=old, by=new, reason="Sai số liệu")
    assert "đã được thay thế" in _check(world, old.check_code).content.decode()
    assert "đang có hiệu lực" in _check(world, new.check_code).content.decode()


def test_a_recalled_paper_no_longer_holds(world, police):
    paper = issue(world, police)
    document_recall(actor=world.chien, document=paper, reason="Ban hành nhầm")
    assert "không còn hiệu lực" in _check(world, paper.check_code).content.decode()


def test_the_public_page_tells_number_day_and_state_and_nothing_else_of_the_paper(world, police):
    facts = {
        "title": "Kết quả công tác tháng 8",
        "recipients": ["Phòng PV01, Công an tỉnh", "Lưu: VT, CAX"],
    }
    papers = [issue(world, police, **facts) for _ in range(3)]
    document_replace(actor=world.chien, document=papers[0], by=papers[1], reason="Sai họ tên bà Hường")
    document_recall(actor=world.chien, document=papers[2], reason="Lộ thông tin ông Ấn")
    secrets = (
        "Kết quả công tác", "Báo cáo", "Công an xã", "CÔNG AN XÃ", "Quảng Trạch", "Trần Minh Chiến", "PV01",
        "13 Tổ", "Hường", "Ấn", "Nguyễn Văn An", "SHA", papers[1].content_sha256, f"/{papers[1].pk}/",
    )  # fmt: skip
    for paper, other in ((papers[0], papers[1]), (papers[1], papers[0]), (papers[2], papers[1])):
        page = _check(world, paper.check_code).content.decode()
        assert paper.symbol in page and "15/08/2025" in page
        assert other.symbol not in page
        shown = page.split("<main")[-1]
        assert [secret for secret in secrets if secret in shown] == []


@pytest.mark.parametrize("state", [DocumentState.DRAFT, DocumentState.RESERVED, DocumentState.GIVEN_UP])
def test_neither_drafts_nor_bare_numbers_answer_to_a_code(world, police, state):
    paper = issue(world, police)
    Document.objects.filter(pk=paper.pk).update(state=state)
    assert _check(world, paper.check_code).status_code == 404


@pytest.mark.parametrize("code", ["0123456789abcdefghijkl", "None", "x"])
def test_an_unknown_code_is_said_to_be_unknown(world, police, code):
    draft_report(world, police)
    response = _check(world, code)
    assert response.status_code == 404
    assert "Không tìm thấy văn bản" in response.content.decode()
