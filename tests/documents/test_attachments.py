"""Files that hang on records, as users meet them: added, seen, opened, refused, taken away, brought back."""

import io
import zipfile
from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from audit.models import Entry
from contracts.policy import PolicyDenied
from contracts.registry import attachment_kinds
from documents.content import TYPES
from documents.models import Attachment
from documents.services.attachments import attachment_add, attachment_remove, attachment_restore
from jobs.models import StoredFile
from readiness.models import Injury
from recruitment.choices import PaperKind
from recruitment.models import Application, Campaign, CampaignLine
from teams.models import Membership
from tests.audited import one_entry_per_object
from tests.documents.conftest import record
from tests.force import _module_force, force_of, make_person  # noqa: F401
from tests.uploads import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_10_march():
    with time_machine.travel("2026-03-10 09:00+07:00", tick=False):
        yield


@pytest.fixture
def force(world, _module_force):  # noqa: F811
    return force_of(_module_force, world)


@pytest.fixture
def injury(force) -> Injury:
    """Dũng was hurt on patrol."""
    spell = force.member("Hoàng Văn Dũng")
    return Injury.objects.create(
        membership=spell, happened_on=date(2026, 3, 2), kind="injury", task="task_patrol"
    )


@pytest.fixture
def application(world, force) -> Application:
    """Lộc applies for Thanh Lương, in a campaign that receives applications."""
    campaign = Campaign.objects.create(
        commune=world.commune_a, title="Tuyển chọn 2026", state="receiving", opens_on=date(2026, 3, 1),
        closes_on=date(2026, 3, 20), filing_place="Công an xã",
    )  # fmt: skip
    line = CampaignLine.objects.create(campaign=campaign, team=force.thanh_luong, count=1)
    return Application.objects.create(
        campaign=campaign, line=line, person=make_person(world.commune_a, "Phan Văn Lộc"), source="hamlet",
        received_on=date(2026, 3, 5), state="received",
    )  # fmt: skip


def upload(name="giay ra vien.pdf", content=PDF, content_type="application/pdf"):
    return SimpleUploadedFile(name, content, content_type)


def picture(kind: str, colour: int = 0) -> bytes:
    output = io.BytesIO()
    Image.new("L", (8, 8), colour).save(output, kind)
    return output.getvalue()


def archive(*names: str, **contents: str) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in [*contents.items(), *((name, "<x/>") for name in names)]:
            made.writestr(name, text)
    return output.getvalue()


WORD = archive("[Content_Types].xml", "word/document.xml")
EXCEL = archive("[Content_Types].xml", "xl/workbook.xml")


def hang(world, row, code="injury", title="Giấy ra viện", **changes) -> Attachment:
    facts = {
        "actor": world.an,
        "kind": attachment_kinds.get(code),
        "record": row,
        "title": title,
        "file": upload(),
    }
    return attachment_add(**{**facts, **changes})


def add_url(code: str, row) -> str:
    return reverse("documents:attachment_add", args=[code, row.pk])


def act_url(name: str, attachment: Attachment) -> str:
    return reverse(f"documents:attachment_{name}", args=[attachment.pk])


def send(client, code: str, row, title="Giấy ra viện", **file):
    return client.post(add_url(code, row), {"title": title, "file": upload(**file)})


def opened(client, attachment: Attachment) -> tuple[int, bytes]:
    response = client.get(act_url("file", attachment))
    return response.status_code, b"".join(response.streaming_content) if response.streaming else b""


def test_the_officer_adds_a_hospital_paper_sees_it_on_the_page_and_opens_it(world, injury):
    client = world.client(world.an)
    form = client.get(add_url("injury", injury)).content.decode()
    assert "Nhận PDF, ảnh JPEG, ảnh PNG hoặc ảnh WEBP, tối đa 20 MB một tệp." in form
    response = client.post(
        add_url("injury", injury), {"title": "Giấy ra viện", "file": upload()}, follow=True
    )
    assert response.redirect_chain[-1][0] == f"{injury.get_absolute_url()}#dinh-kem-injury"
    page = response.content.decode()
    for words in (
        "Đã thêm tệp.",
        "Tệp đính kèm",
        "Giấy ra viện",
        "giay ra vien.pdf",
        "1 KB",
        "Nguyễn Văn An, 09:00 10/03/2026",
    ):
        assert words in page
    attachment = Attachment.objects.get()
    assert (attachment.subject_type.model, attachment.subject_id) == ("injury", injury.pk)
    assert attachment.unit_codes() == ("44", "19057")
    answer = client.get(act_url("file", attachment))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="giay ra vien.pdf"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")


def test_names_of_the_papers_that_the_law_asks_for_are_offered(world, injury, application):
    client = world.client(world.an)
    assert '<option value="Bản sao giấy ra viện">' in client.get(add_url("injury", injury)).content.decode()
    page = client.get(add_url("application", application)).content.decode()
    for label in PaperKind.labels:
        assert f'<option value="{label}">' in page


def test_the_content_lies_encrypted_under_a_neutral_name(world, injury, settings):
    attachment = hang(world, injury)
    assert (attachment.file.name, attachment.file.content_type) == ("dinh-kem.pdf", "application/pdf")
    assert b"%PDF" not in (settings.PRIVATE_FILES_DIR / attachment.file.path).read_bytes()


def test_each_record_takes_files_on_its_own_page(world, force, injury, application, committee):
    spell = force.member("Hoàng Văn Dũng")
    paper = record(world, committee)
    client = world.client(world.an)
    for code, row, page in (
        ("injury", injury, injury.get_absolute_url()),
        ("application", application, application.get_absolute_url()),
        ("campaign", application.campaign, application.campaign.get_absolute_url()),
        ("membership", spell, reverse("teams:membership", args=[spell.pk])),
        ("person", spell.person, reverse("teams:membership", args=[spell.pk])),
        ("document", paper, paper.get_absolute_url()),
    ):
        assert send(client, code, row, title=f"Tệp của {code}").status_code == 302, code
        html = client.get(page).content.decode()
        assert f"Tệp của {code}" in html
        assert f'href="{add_url(code, row)}"' in html
    assert {kind.code for kind in attachment_kinds} == set(
        Attachment.objects.values_list("subject_kind", flat=True)
    )


@pytest.mark.parametrize("who", ["binh", "bao", "hai", "hung"])
def test_other_communes_and_provinces_find_nothing(world, injury, application, who):
    attachment = hang(world, injury)
    client = world.client(getattr(world, who))
    addresses = [act_url(name, attachment) for name in ("file", "remove", "restore")]
    for address in [*addresses, add_url("injury", injury), add_url("application", application)]:
        assert client.get(address).status_code == 404
    assert send(client, "injury", injury).status_code == 404
    assert client.post(act_url("remove", attachment), {"reason": "x", "version": 1}).status_code == 404
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "may_open"), [("phuc", False), ("le", True), ("phu", True), ("quang", False)]
)
def test_the_own_unit_opens_by_role_and_only_registrars_add(world, injury, who, may_open):
    attachment = hang(world, injury)
    client = world.client(getattr(world, who))
    assert opened(client, attachment) == ((200, PDF) if may_open else (403, b""))
    assert client.get(add_url("injury", injury)).status_code == 403
    assert send(client, "injury", injury).status_code == 403
    assert client.post(act_url("remove", attachment), {"reason": "x", "version": 1}).status_code == 403
    with pytest.raises(PolicyDenied):
        hang(world, injury, actor=getattr(world, who))


def test_who_may_not_open_sees_the_reason_and_no_names(world, injury):
    hang(world, injury, title="Giấy chứng thương")
    page = world.client(world.quang).get(injury.get_absolute_url()).content.decode()
    assert "Tệp đính kèm" in page
    assert "Giấy chứng thương" not in page
    assert "Việc này dành cho" in page


def test_who_only_looks_gets_no_buttons_but_the_reason(world, injury):
    attachment = hang(world, injury)
    page = world.client(world.phu).get(injury.get_absolute_url()).content.decode()
    assert act_url("file", attachment) in page
    assert act_url("remove", attachment) not in page
    assert add_url("injury", injury) not in page


EXE = b"MZ\x90\x00" + b"\x00" * 200
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
MACROS = archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("giay ra vien.pdf", EXE, "không phải loại tệp được nhận"),
        ("anh.png", HTML, "không phải loại tệp được nhận"),
        ("anh.png", SVG, "không phải loại tệp được nhận"),
        ("anh.jpg", b"\xff\xd8\xff" + b"x" * 50, "đã hỏng"),
        ("cat ngang.pdf", b"%PDF-1.7\n" + b"x" * 50, "đã hỏng"),
        ("ho so.zip", archive("a.txt"), "không phải loại tệp được nhận"),
        ("don.docx", WORD, "là Word, mục này không nhận"),
        ("don.docx", MACROS, "không phải loại tệp được nhận"),
        ("giay.pdf", PDF + b"<script>alert(1)</script>\n%%EOF", "đoạn mã chạy được"),
        ("giay.pdf", PDF + b"/OpenAction << /S /JavaScript /JS (x) >>\n%%EOF", "đoạn mã chạy được"),
        ("anh.png", picture("PNG") + b"<ScRipt>alert(1)</sCript>", "đoạn mã chạy được"),
        ("anh.png", picture("PNG") + b"x" * 65_530 + HTML, "đoạn mã chạy được"),
        ("giay.pdf.exe", PDF, "chỉ giữ một đuôi .pdf"),
        ("giay.exe.pdf", PDF, "chỉ giữ một đuôi .pdf"),
        ("giay.HTML.png", picture("PNG"), "chỉ giữ một đuôi .png"),
        ("giay.png", PDF, "Đổi đuôi thành .pdf"),
        ("giay.pdf", b"", "trống (0 byte)"),
        ("giay.pdf", PDF + archive("META-INF/MANIFEST.MF", "Main.class"), "có tệp nén bên trong"),
        ("anh.jpg", picture("JPEG") + archive("a.txt"), "có tệp nén bên trong"),
    ],
)  # fmt: skip
def test_what_is_not_what_it_claims_is_refused_with_rule_and_remedy_and_nothing_is_kept(
    world, injury, settings, name, content, words
):
    kept = set(settings.PRIVATE_FILES_DIR.rglob("*"))
    response = send(world.client(world.an), "injury", injury, name=name, content=content)
    assert response.status_code == 422
    (said,) = response.context["form"].errors["file"]
    assert words in said
    assert "chọn" in said
    assert "Giấy ra viện" in response.content.decode()
    with pytest.raises(ValidationError) as refused:
        hang(world, injury, file=upload(name, content))
    assert list(refused.value.message_dict) == ["file"]
    assert not Attachment.objects.exists()
    assert not StoredFile.objects.exists()
    assert set(settings.PRIVATE_FILES_DIR.rglob("*")) == kept


def test_a_file_over_the_limit_is_refused_with_both_sizes(world, injury, settings):
    settings.ATTACHMENT_BYTES = 2 * 1024 * 1024
    assert "tối đa 2 MB một tệp" in world.client(world.an).get(add_url("injury", injury)).content.decode()
    big = PDF + b" " * 2 * 1024 * 1024 + b"%%EOF"
    with pytest.raises(
        ValidationError, match="nặng 2,1 MB, quá mức 2 MB một tệp. Quét lại ở 200 dpi"
    ) as refused:
        hang(world, injury, file=upload(content=big))
    assert list(refused.value.message_dict) == ["file"]
    assert not StoredFile.objects.exists()


def test_a_record_takes_so_many_files_and_bytes_and_each_once(world, injury, settings):
    hang(world, injury)
    with pytest.raises(ValidationError, match="đã có trong hồ sơ, tên là “Giấy ra viện”"):
        hang(world, injury, title="Lần nữa")
    settings.RECORD_FILES = 2
    second = hang(world, injury, file=upload("a.png", picture("PNG")))
    with pytest.raises(ValidationError, match="đã có 2 tệp, mức cao nhất"):
        hang(world, injury, file=upload("b.png", picture("PNG", 9)))
    attachment_remove(actor=world.an, attachment=second, record=injury, version=1, reason="Mờ")
    third = hang(world, injury, file=upload("b.png", picture("PNG", 9)))
    with pytest.raises(ValidationError, match="đã có 2 tệp"):
        attachment_restore(actor=world.an, attachment=second, record=injury, version=2)
    attachment_remove(actor=world.an, attachment=third, record=injury, version=1, reason="Mờ")
    settings.RECORD_BYTES = len(PDF) + 5
    with pytest.raises(ValidationError, match="cộng lại sẽ quá 1 KB"):
        hang(world, injury, file=upload("c.png", picture("PNG", 7)))


@pytest.mark.parametrize(
    ("name", "content", "content_type", "label"),
    [
        ("ảnh.JPG", picture("JPEG"), "image/jpeg", "ảnh JPEG"),
        ("anh.webp", picture("WEBP"), "image/webp", "ảnh WEBP"),
        ("QĐ 12.2026.pdf", PDF, "application/pdf", "PDF"),
        ("khong-duoi", picture("PNG"), "image/png", "ảnh PNG"),
    ],
)
def test_the_type_comes_from_the_content_whatever_the_browser_says(
    world, injury, name, content, content_type, label
):
    attachment = hang(world, injury, file=upload(name, content, "text/html"))
    assert (attachment.file.content_type, attachment.type.label) == (content_type, label)
    response = world.client(world.an).get(act_url("file", attachment))
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].startswith("inline")


def test_a_name_without_ending_gets_the_one_that_fits_and_folders_are_dropped(world, injury):
    attachment = hang(world, injury, file=upload("C:\\quet\\trang 1", picture("PNG")))
    assert attachment.name == "trang 1.png"


OPEN_TEXT = archive(mimetype="application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(("name", "content"), [("ds.docx", WORD), ("ds.xlsx", EXCEL), ("ds.odt", OPEN_TEXT)])
def test_word_and_excel_hang_where_the_kind_says_so_and_are_saved_not_shown(
    world, committee, injury, name, content
):
    paper = record(world, committee)
    attachment = hang(world, paper, "document", file=upload(name, content))
    response = world.client(world.le).get(act_url("file", attachment))
    assert b"".join(response.streaming_content) == content
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    with pytest.raises(ValidationError, match="mục này không nhận. Chỉ nhận PDF"):
        hang(world, injury, file=upload(name, content))


@pytest.mark.parametrize(
    "content",
    [
        archive("[Content_Types].xml", **{"word/document.xml": "x" * 12_000_000}),
        archive("[Content_Types].xml", "word/document.xml", *(f"word/{n}.xml" for n in range(20_001))),
    ],
    ids=["one-part-that-swells", "parts-without-end"],
)
def test_a_word_file_that_swells_when_it_is_opened_is_refused(world, committee, content):
    paper = record(world, committee)
    assert len(content) < 5 * 1024 * 1024
    with pytest.raises(ValidationError, match="nén bất thường") as refused:
        hang(world, paper, "document", file=upload("ds.docx", content))
    assert list(refused.value.message_dict) == ["file"]
    assert not StoredFile.objects.exists()


def test_what_was_attached_by_mistake_is_taken_away_and_brought_back(world, injury):
    attachment = hang(world, injury)
    officer, chief = world.client(world.an), world.client(world.chien)
    assert "không ai mở được" in officer.get(act_url("remove", attachment)).content.decode()
    assert officer.post(act_url("remove", attachment), {"version": 1, "reason": ""}).status_code == 422
    response = officer.post(
        act_url("remove", attachment), {"version": 1, "reason": "Nhầm người"}, follow=True
    )
    page = response.content.decode()
    for words in ("Chưa có tệp đính kèm.", "Tệp đã gỡ (1)", "Nguyễn Văn An gỡ 09:00 10/03/2026: Nhầm người"):
        assert words in page
    assert opened(officer, attachment) == (403, b"")
    assert officer.post(act_url("remove", attachment), {"version": 2, "reason": "x"}).status_code == 403
    assert "Tệp đã gỡ" not in world.client(world.phu).get(injury.get_absolute_url()).content.decode()
    assert chief.post(act_url("restore", attachment), {"version": 2}).status_code == 302
    assert opened(officer, attachment) == (200, PDF)
    assert chief.post(act_url("restore", attachment), {"version": 3}).status_code == 403


def test_of_two_who_take_it_away_the_second_is_told(world, injury):
    attachment = hang(world, injury)
    Attachment.objects.filter(pk=attachment.pk).update(version=2)
    response = world.client(world.an).post(act_url("remove", attachment), {"version": 1, "reason": "Mờ"})
    assert response.status_code == 409
    assert not Attachment.objects.removed().exists()


def test_a_removed_record_takes_its_files_along(world, injury):
    attachment = hang(world, injury)
    injury.delete()
    assert opened(world.client(world.an), attachment) == (404, b"")
    assert list(Attachment.objects.visible_to(world.an)) == []


def test_a_persons_papers_go_where_the_person_goes_and_those_of_the_spell_stay(world, force):
    spell = force.member("Hoàng Văn Dũng")
    own = hang(world, spell.person, "person", title="Sơ yếu lý lịch")
    of_spell = hang(
        world, spell, "membership", title="Biên bản bàn giao", file=upload("b.png", picture("PNG"))
    )
    spell.person.home_commune = world.commune_b
    spell.person.save()
    assert opened(world.client(world.binh), own)[0] == 200
    assert opened(world.client(world.binh), of_spell)[0] == 404
    assert opened(world.client(world.an), own)[0] == 404
    assert opened(world.client(world.an), of_spell)[0] == 200


def test_files_of_an_application_are_fixed_once_the_list_is_closed(world, application):
    attachment = hang(world, application, "application")
    Campaign.objects.update(state="listed")
    client = world.client(world.an)
    assert opened(client, attachment)[0] == 200
    assert client.get(act_url("remove", attachment)).status_code == 403
    page = client.get(application.get_absolute_url()).content.decode()
    assert "Danh sách dự tuyển đã chốt nên hồ sơ không sửa được nữa" in page


def test_every_write_and_every_opening_is_in_the_audit_without_title_and_name(world, injury):
    with one_entry_per_object():
        attachment = hang(world, injury, title="Giấy chứng thương")
    with one_entry_per_object():
        attachment_remove(actor=world.an, attachment=attachment, record=injury, version=1, reason="Nhầm")
    with one_entry_per_object():
        attachment_restore(actor=world.chien, attachment=attachment, record=injury, version=2)
    opened(world.client(world.le), attachment)
    entries = Entry.objects.about(attachment).order_by("id")
    assert [(entry.act, entry.actor_name) for entry in entries] == [
        ("documents.attachment.add", "Nguyễn Văn An"), ("documents.attachment.remove", "Nguyễn Văn An"),
        ("documents.attachment.restore", "Trần Minh Chiến"), ("documents.attachment.open", "Phạm Thị Lê"),
    ]  # fmt: skip
    assert {entry.commune_code for entry in entries} == {"19057"}
    told = str(list(entries.values())) + str(list(Entry.objects.values_list("subject_name", "after")))
    assert "chứng thương" not in told
    assert "giay ra vien" not in told


@pytest.mark.parametrize("code", ["injury", "member"])
def test_the_page_costs_the_same_whatever_hangs_on_it(
    world, force, injury, code, django_assert_max_num_queries
):
    spell: Membership = injury.membership
    url = injury.get_absolute_url() if code == "injury" else reverse("teams:membership", args=[spell.pk])
    row, kind = (injury, "injury") if code == "injury" else (spell, "membership")
    client = world.client(world.an)
    hang(world, row, kind)
    client.get(url)
    with django_assert_max_num_queries(60) as few:
        client.get(url)
    for number in range(1, 12):
        one = hang(world, row, kind, file=upload("a.png", picture("PNG", number * 5)))
        if number % 3 == 0:
            attachment_remove(actor=world.chien, attachment=one, record=row, version=1, reason="Mờ")
    with django_assert_max_num_queries(len(few)):
        assert client.get(url).status_code == 200


def test_kinds_name_types_that_are_known():
    assert {code for kind in attachment_kinds for code in kind.types} == set(TYPES)


def test_an_unknown_kind_or_record_is_not_there(world, injury):
    client = world.client(world.an)
    assert client.get(reverse("documents:attachment_add", args=["user", world.an.pk])).status_code == 404
    assert client.get(reverse("documents:attachment_add", args=["injury", 10**9])).status_code == 404
