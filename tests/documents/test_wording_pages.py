"""Pages of wordings and of drafts, as administrators and officers use them, without scripts."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import escape

from contracts.registry import PaperSource, paper_sources
from documents.choices import DocumentState
from documents.composing import Filling
from documents.models import Document, PaperTemplate
from documents.services import paper_draft, wording_edit, wording_start
from tests.documents.conftest import TEMPLATE, draft_report
from tests.documents.test_drafts import draft  # noqa: F401
from tests.documents.test_wordings import release

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2025-09-10 09:00+07:00", tick=False):
        yield


def sent(form) -> dict[str, str]:
    """What a browser would send of a form that was opened."""
    return {field.html_name: str(field.value() if field.value() is not None else "") for field in form}


def opened(client, name: str, *args) -> dict[str, str]:
    """The fields of a page's form as it is opened."""
    response = client.get(reverse(f"documents:{name}", args=args))
    assert response.status_code == 200
    return sent(response.context["form"])


def text(response) -> str:
    return response.content.decode()


def test_the_list_says_which_wording_each_template_uses(world, template):
    release(world.quang, "Bản của tỉnh", province=world.province)
    client = world.client(world.phu)
    page = text(client.get(reverse("documents:templates")))
    assert "Quyết định công nhận thành viên" in page and "Bản kèm theo hệ thống" in page
    row = next(part for part in page.split("<tr>") if "Quyết định thử" in part)
    assert "Bản 1" in row and "Tỉnh Quảng Trị" in row and "10/09/2025" in row
    other = text(world.client(world.hung).get(reverse("documents:templates")))
    assert "Bản 1" not in other
    assert "1 tỉnh có bản riêng" in text(world.client(world.admin).get(reverse("documents:templates")))


def test_the_lists_cost_does_not_grow_with_versions(world, template, django_assert_max_num_queries):
    for number in range(6):
        release(world.admin, f"Bản {number}")
    client = world.client(world.admin)
    with django_assert_max_num_queries(12):
        client.get(reverse("documents:templates"))
    with django_assert_max_num_queries(12):
        client.get(reverse("documents:template", args=[TEMPLATE]))


def test_the_menu_leads_there_for_those_who_may(world):
    address = reverse("documents:templates")
    assert address in text(world.client(world.admin).get("/tham-so/"))
    assert address not in text(world.client(world.an).get("/tham-so/"))


def test_an_administrator_writes_a_version_and_puts_it_in_force(world, template, committee):
    client = world.client(world.quang)
    response = client.post(
        reverse("documents:wording_start", args=[TEMPLATE]), {"province": "44", "note": "Thêm trách nhiệm"}
    )
    row = PaperTemplate.objects.get()
    assert response.url == reverse("documents:wording_edit", args=[row.pk])
    typed = opened(client, "wording_edit", row.pk)
    assert typed["text_0"] == "Công nhận {số người} người."
    edit = reverse("documents:wording_edit", args=[row.pk])
    response = client.post(edit, typed | {"do": "add:0"})
    assert response.status_code == 200
    typed = sent(response.context["form"])
    typed |= {"kind_1": "article", "text_1": "Công an {cơ quan} thi hành."}
    assert "Công an Ủy ban nhân dân xã Bình Minh thi hành" in text(
        client.post(edit, typed | {"do": "preview"})
    )
    assert PaperTemplate.objects.get().body == [{"kind": "article", "text": "Công nhận {số người} người."}]
    client.post(edit, typed)
    page = text(client.get(row.get_absolute_url()))
    assert "Thêm Điều 2" in page and "Công an {cơ quan} thi hành." in page
    response = client.post(
        reverse("documents:wording_release", args=[row.pk]), {"started_on": "10/9/2025", "version": "2"}
    )
    assert response.url == row.get_absolute_url()
    made = paper_draft(
        actor=world.an, code=TEMPLATE, filling=Filling({"số người": "02"}), agency=committee,
        on=date(2025, 9, 10),
    )  # fmt: skip
    assert any("Công an" in block.get("text", "") for block in made.blocks)


def test_faults_are_said_at_their_fields_and_the_draft_is_kept(world, template):
    row = wording_start(actor=world.admin, code=TEMPLATE, note="x")
    client = world.client(world.admin)
    typed = opened(client, "wording_edit", row.pk) | {"text_0": "Có {họ tên vợ}", "recipients": "Như {x"}
    client.post(reverse("documents:wording_edit", args=[row.pk]), typed)
    form = client.get(reverse("documents:wording_edit", args=[row.pk])).context["form"]
    assert "“{họ tên vợ}” không có trong mẫu này" in form.errors["text_0"][0]
    assert "chưa đóng" in form.errors["recipients"][0]
    page = text(client.get(row.get_absolute_url()))
    assert "còn 2 chỗ phải sửa" in page
    assert reverse("documents:wording_release", args=[row.pk]) not in page
    response = client.post(
        reverse("documents:wording_release", args=[row.pk]), {"started_on": "10/9/2025", "version": "2"}
    )
    assert response.status_code == 422
    assert escape("“{họ tên vợ}” không có trong mẫu này") in text(response)


def test_blocks_are_moved_and_taken_out_without_losing_what_was_typed(world, template):
    row = wording_start(actor=world.admin, code=TEMPLATE, note="x")
    client, edit = world.client(world.admin), reverse("documents:wording_edit", args=[row.pk])
    typed = opened(client, "wording_edit", row.pk) | {"title": "Gõ dở", "text_0": "Đoạn cũ"}
    typed = sent(client.post(edit, typed | {"do": "add:-1"}).context["form"]) | {"text_0": "Đoạn mới"}
    typed = sent(client.post(edit, typed | {"do": "down:0"}).context["form"])
    assert (typed["title"], typed["text_0"], typed["text_1"]) == ("Gõ dở", "Đoạn cũ", "Đoạn mới")
    typed = sent(client.post(edit, typed | {"do": "remove:0"}).context["form"])
    assert (typed["rows"], typed["text_0"]) == ("1", "Đoạn mới")
    for nonsense in ("up:0", "down:0", "remove:7", "remove:-1", "up:x", "x"):
        assert sent(client.post(edit, typed | {"do": nonsense}).context["form"])["rows"] == "1"


def test_a_table_and_a_condition_are_chosen_from_what_the_template_offers(world, template):
    row = wording_start(actor=world.admin, code=TEMPLATE, note="x")
    client, edit = world.client(world.admin), reverse("documents:wording_edit", args=[row.pk])
    typed = opened(client, "wording_edit", row.pk)
    typed = sent(client.post(edit, typed | {"do": "add:0"}).context["form"]) | {"kind_1": "table"}
    typed = sent(client.post(edit, typed | {"do": "kind:1"}).context["form"])
    assert typed["of_1"] == "danh sách"
    client.post(edit, typed | {"when_1": "if:cấp phó"})
    assert PaperTemplate.objects.get().body[1] == {"kind": "table", "of": "danh sách", "if": "cấp phó"}
    assert "Chỉ khi Phó Chủ tịch ký" in text(client.get(row.get_absolute_url()))


def test_a_stale_wording_shows_both_versions(world, template):
    row = wording_start(actor=world.admin, code=TEMPLATE, note="x")
    client = world.client(world.admin)
    typed = opened(client, "wording_edit", row.pk) | {"text_0": "Câu của tôi"}
    body = [{"kind": "article", "text": "Câu của người khác"}]
    wording = row.wording.__class__("Về việc thử", body)
    wording_edit(actor=world.admin, template=row, version=1, wording=wording, note="y")
    response = client.post(reverse("documents:wording_edit", args=[row.pk]), typed)
    assert response.status_code == 409
    page = text(response)
    assert "Câu của tôi" in page and "Câu của người khác" in page and "vừa được người khác sửa" in page
    assert client.post(
        reverse("documents:wording_edit", args=[row.pk]), sent(response.context["form"])
    ).status_code == 302  # fmt: skip
    assert PaperTemplate.objects.get().body[0]["text"] == "Câu của tôi"


def test_the_drafter_edits_a_draft_and_the_tables_stay(world, draft):  # noqa: F811
    client = world.client(world.an)
    page = client.get(reverse("documents:edit", args=[draft.pk]))
    assert "Phan Văn Lộc" in text(page) and "sửa ở hồ sơ gốc" in text(page)
    typed = sent(page.context["form"])
    typed |= {
        "text_0": "Toàn xã có 14 Tổ.",
        "addressees": "Phòng PV01\r\nUBND xã",
        "signer_name": "Trần Minh Chiến",
    }
    response = client.post(reverse("documents:edit", args=[draft.pk]), typed)
    assert response.url == draft.get_absolute_url()
    page = text(client.get(draft.get_absolute_url()))
    assert "Toàn xã có 14 Tổ." in page and "- UBND xã" in page and "Phan Văn Lộc" in page
    draft.refresh_from_db()
    assert draft.signer_name == "Trần Minh Chiến"


def test_an_empty_block_is_refused_where_it_stands(world, draft):  # noqa: F811
    client = world.client(world.an)
    typed = opened(client, "edit", draft.pk) | {"text_0": "  "}
    response = client.post(reverse("documents:edit", args=[draft.pk]), typed)
    assert response.status_code == 422
    assert "chưa có nội dung" in response.context["form"].errors["text_0"][0]


def test_a_table_cannot_be_taken_out_of_a_draft_by_its_button(world, draft):  # noqa: F811
    client = world.client(world.an)
    typed = opened(client, "edit", draft.pk)
    assert typed["kind_1"] == "kept"
    response = client.post(reverse("documents:edit", args=[draft.pk]), typed | {"do": "remove:1"})
    assert sent(response.context["form"])["kind_1"] == "kept"
    typed = {name: value for name, value in typed.items() if not name.endswith("_1")}
    response = client.post(
        reverse("documents:edit", args=[draft.pk]), typed | {"kind_1": "paragraph", "text_1": "x"}
    )
    assert response.status_code == 422 and "phải giữ nguyên" in text(response)


def test_a_stale_draft_shows_both_versions(world, draft):  # noqa: F811
    client = world.client(world.an)
    typed = opened(client, "edit", draft.pk)
    world.client(world.chien).post(reverse("documents:edit", args=[draft.pk]), typed | {"title": "Của Chiến"})
    response = client.post(reverse("documents:edit", args=[draft.pk]), typed | {"title": "Của An"})
    assert response.status_code == 409
    assert "Của An" in text(response) and "Của Chiến" in text(response)


def test_the_head_of_the_agency_issues_a_draft_and_the_officer_reads_why_not(world, police):
    document = draft_report(world, police)
    page = text(world.client(world.an).get(document.get_absolute_url()))
    assert (
        "Sửa nội dung" in page and "Ghi đã ký trên giấy" in page and "Việc này dành cho: Trưởng, Phó" in page
    )
    client = world.client(world.chien)
    typed = opened(client, "issue", document.pk)
    assert (typed["signer_name"], typed["signer_title"]) == ("Trần Minh Chiến", "Trưởng Công an xã")
    response = client.post(reverse("documents:issue", args=[document.pk]), typed | {"signed_on": "10/9/2025"})
    assert response.url == document.get_absolute_url()
    document.refresh_from_db()
    assert (document.state, document.symbol) == (DocumentState.ISSUED, "01/BC-CAX")
    assert "Sửa nội dung" not in text(client.get(document.get_absolute_url()))


def test_a_draft_signed_on_paper_takes_the_papers_number(world, police):
    document = draft_report(world, police)
    client = world.client(world.an)
    typed = opened(client, "record_draft", document.pk)
    typed |= {
        "symbol": "37/BC-CAX",
        "signed_on": "9/9/2025",
        "signer_name": "Trần Minh Chiến",
        "signer_title": "Trưởng",
    }
    typed.pop("scan")
    client.post(reverse("documents:record_draft", args=[document.pk]), typed)
    document.refresh_from_db()
    assert (document.state, document.symbol) == (DocumentState.ISSUED, "37/BC-CAX")


def test_a_draft_is_thrown_away_with_a_reason(world, police):
    document = draft_report(world, police)
    client = world.client(world.an)
    response = client.post(
        reverse("documents:discard", args=[document.pk]), {"reason": "Lập nhầm", "version": document.version}
    )
    assert response.url == "/van-ban/?state=draft"
    assert not Document.objects.exists()


def test_a_draft_that_is_signed_in_its_record_leads_there(world, committee, template, monkeypatch):
    source = PaperSource(
        TEMPLATE, lambda document: Filling({"số người": "05"}), lambda document: "/tuyen-chon/1/ky/"
    )
    monkeypatch.setitem(paper_sources._items, TEMPLATE, source)
    filling = Filling({"số người": "02"})
    document = paper_draft(
        actor=world.an, code=TEMPLATE, filling=filling, agency=committee,
        on=date(2025, 9, 10),
    )  # fmt: skip
    page = text(world.client(world.le).get(document.get_absolute_url()))
    assert 'href="/tuyen-chon/1/ky/"' in page and "Ban hành<" not in page
    assert world.client(world.le).get(reverse("documents:issue", args=[document.pk])).status_code == 403
    client = world.client(world.an)
    assert client.get(reverse("documents:record_draft", args=[document.pk])).status_code == 403
    assert "mất đi" in text(client.get(reverse("documents:refill", args=[document.pk])))
    client.post(reverse("documents:refill", args=[document.pk]), {"version": "1"})
    document.refresh_from_db()
    assert document.title == "Về việc thử 05 người"


def test_drafts_are_found_by_who_wrote_them(world, police):
    draft_report(world, police)
    draft_report(world, police, actor=world.chien, title="Báo cáo khác")
    address, client = reverse("documents:list"), world.client(world.an)
    assert client.get(address, {"state": "draft"}).context["count"] == 2
    assert client.get(address, {"state": "draft", "mine": "true"}).context["count"] == 1
