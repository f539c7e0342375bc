"""Step 1 of the main job, in Chromium: the teams, the search, a person, a leaving, and the shortage that follows."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from documents.models import Posting
from teams.models import Membership, Proposal
from teams.services.proposals import leaving_propose
from tests import world as worlds
from tests.flows.browsing import assert_accessible, assert_fits, log_in, log_out
from tests.force import build_force
from tests.world import load_law

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def quang_trach(live_server, page: Page):
    """The officer of Quảng Trạch, logged in."""
    world = worlds.build()
    load_law()
    build_force(world)
    log_in(page, "an")
    return page


def test_an_officer_finds_a_member_records_that_they_left_and_sees_the_shortage(quang_trach: Page):
    page = quang_trach
    rail = page.get_by_role("navigation", name="Danh mục chính")
    rail.get_by_role("link", name="Tổ bảo vệ", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Các Tổ bảo vệ ANTT")
    rows = page.get_by_role("row")
    expect(rows.filter(has_text="Thanh Lương")).to_contain_text("2/3, thiếu 1")
    expect(rows.filter(has_text="Tô Xá")).to_contain_text("Đủ")

    page.keyboard.press("Control+k")
    page.keyboard.type("nguyen van an")
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("link", name="Nguyễn Văn An").click()
    expect(page.get_by_text("Đang tham gia", exact=True)).to_be_visible()

    page.get_by_role("link", name="Ghi thôi tham gia").click()
    expect(page.get_by_text("thiếu 1 người so với định mức 3")).to_be_visible()
    page.get_by_label("Có đơn xin thôi").check()
    page.get_by_label("Thôi từ ngày").fill("31/2/26")
    page.get_by_role("button", name="Ghi thôi tham gia").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Có đơn xin thôi")).to_be_checked()

    page.get_by_label("Thôi từ ngày").fill("1/8/25")
    page.get_by_label("Số, ký hiệu quyết định").fill("12/QĐ-UBND")
    page.get_by_label("Ngày ký").fill("30/07/2025")
    page.get_by_label("Trích yếu").fill("Về việc cho thôi tham gia Tổ bảo vệ ANTT")
    page.get_by_label("Người ký", exact=False).first.fill("Phạm Thị Lê")
    page.get_by_label("Chức vụ người ký").fill("Chủ tịch")
    page.get_by_role("button", name="Ghi thôi tham gia").click()

    expect(page.get_by_text("Tổ hiện thiếu 1 người")).to_be_visible()
    expect(page.get_by_text("2/3, thiếu 1")).to_be_visible()
    spell = Membership.objects.get(person__full_name="Nguyễn Văn An")
    assert (spell.end_kind, spell.end_decision.symbol) == ("resigned", "12/QĐ-UBND")


def test_pressing_twice_saves_once(quang_trach: Page):
    page = quang_trach
    spell = Membership.objects.get(person__full_name="Nguyễn Văn An")
    page.goto(f"/to-bao-ve/thanh-vien/{spell.pk}/thoi/")
    page.get_by_label("Từ trần").check()
    page.get_by_label("Thôi từ ngày").fill("1/8/25")
    page.get_by_role("button", name="Ghi thôi tham gia").dblclick()
    expect(page.get_by_text("Tổ hiện thiếu 1 người")).to_be_visible()
    assert Membership.objects.get(pk=spell.pk).version == 2


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_are_accessible_and_fit_the_window(quang_trach: Page, width: int):
    page = quang_trach
    page.set_viewport_size({"width": width, "height": 900})
    spell = Membership.objects.get(person__full_name="Nguyễn Văn An")
    for address in (
        "/", "/to-bao-ve/", f"/to-bao-ve/{spell.team_id}/", "/to-bao-ve/thanh-vien/",
        f"/to-bao-ve/thanh-vien/{spell.pk}/", f"/to-bao-ve/thanh-vien/{spell.pk}/thoi/", "/to-bao-ve/thanh-vien/them/",
        "/bao-dam/tap-huan/", "/tim-kiem/?q=nguyen",
    ):  # fmt: skip
        page.goto(address)
        assert_fits(page)
        assert_accessible(page)


def test_core_work_goes_without_javascript(browser, live_server):
    load_law()
    build_force(worlds.build())
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    log_in(page, "an")
    page.goto("/to-bao-ve/thanh-vien/?q=phan+thanh")
    page.get_by_role("link", name="Phan Thanh Hà").click()
    page.get_by_role("link", name="Ghi thôi tham gia").click()
    page.get_by_label("Chuyển nơi cư trú").check()
    page.get_by_label("Thôi từ ngày").fill("01/08/2025")
    page.get_by_role("button", name="Ghi thôi tham gia").click()
    expect(page.get_by_text("Tổ hiện thiếu 2 người")).to_be_visible()
    context.close()


def test_a_lost_connection_is_said_and_nothing_typed_is_lost(quang_trach: Page):
    page = quang_trach
    spell = Membership.objects.get(person__full_name="Nguyễn Văn An")
    page.goto(f"/to-bao-ve/thanh-vien/{spell.pk}/thoi/")
    page.get_by_label("Từ trần").check()
    page.get_by_label("Thôi từ ngày").fill("1/8/25")
    page.context.set_offline(True)
    page.get_by_role("button", name="Ghi thôi tham gia").click()
    expect(page.get_by_role("alert")).to_contain_text("Mất kết nối mạng nên chưa gửi gì")
    expect(page.get_by_label("Thôi từ ngày")).to_have_value("1/8/25")

    page.context.set_offline(False)
    expect(page.get_by_text("Mất kết nối mạng")).to_have_count(0)
    page.get_by_role("button", name="Ghi thôi tham gia").click()
    expect(page.get_by_text("Tổ hiện thiếu 1 người")).to_be_visible()


def test_from_the_letter_over_the_proposal_to_the_decision_and_its_posting(quang_trach: Page):
    page, today = quang_trach, f"{timezone.localdate():%d/%m/%Y}"
    spell = Membership.objects.get(person__full_name="Nguyễn Văn An")
    page.goto(f"/to-bao-ve/thanh-vien/{spell.pk}/")
    page.get_by_role("link", name="Thêm giấy tờ").click()
    page.get_by_label("Loại giấy tờ").select_option(label="Đơn xin thôi tham gia")
    page.get_by_label("Ngày ghi trên giấy").fill(today)
    page.get_by_label("Người, cơ quan ký").fill("Nguyễn Văn An")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("main").get_by_role("link", name="Đề xuất cho thôi").click()
    expect(page.get_by_label("Có đơn xin thôi")).to_be_checked()
    page.get_by_label("Lý do, diễn biến").fill("Đi làm ăn xa")
    page.get_by_role("button", name="Lập đề xuất").click()
    expect(page.get_by_text("Công an xã trình báo cáo đề xuất muộn nhất")).to_be_visible()
    page.get_by_role("link", name="Ghi người thống nhất").click()
    page.get_by_label("Trưởng thôn, Tổ trưởng tổ dân phố").fill("Trần Văn Thôn")
    page.get_by_label("Trưởng Ban công tác Mặt trận").fill("Lê Thị Mặt")
    page.get_by_label("Ngày thống nhất").fill(today)
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("link", name="Soạn báo cáo đề xuất (Mẫu 07)").click()
    page.get_by_role("button", name="Soạn báo cáo").click()
    expect(page.get_by_text("01 người có tên sau đây theo khoản 3 Điều 17")).to_be_visible()
    log_out(page)

    proposal = Proposal.objects.get()
    log_in(page, "chien")
    page.goto(proposal.get_absolute_url())
    page.get_by_role("link", name="Ký báo cáo, trình Chủ tịch").click()
    page.get_by_role("button", name="Ký, trình").click()
    expect(page.get_by_text("Chủ tịch UBND xã quyết định muộn nhất")).to_be_visible()
    log_out(page)

    log_in(page, "le")
    page.get_by_role("link", name="Quyết định cho thôi: Nguyễn Văn An").click()
    page.get_by_role("link", name="Phê duyệt, ký quyết định").click()
    page.get_by_role("button", name="Phê duyệt, ký ban hành").click()
    expect(page.get_by_text("Quyết định chưa niêm yết ở:")).to_be_visible()
    expect(page.get_by_text("01/QĐ-UBND").first).to_be_visible()
    assert_accessible(page)
    spell.refresh_from_db()
    assert (spell.end_kind, spell.end_decision.symbol) == ("resigned", "01/QĐ-UBND")
    assert spell.ended_on == timezone.localdate()
    assert Posting.objects.filter(document=spell.end_decision, posted_on=None).count() == 4


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_of_proposals_are_accessible_and_fit_the_window(quang_trach: Page, width: int):
    page = quang_trach
    page.set_viewport_size({"width": width, "height": 900})
    spell = Membership.objects.select_related("person", "team__commune").get(
        person__full_name="Nguyễn Văn An"
    )
    officer = User.objects.get(username="an")
    proposal = leaving_propose(actor=officer, membership=spell, end_kind="resigned", grounds="Đi làm ăn xa")
    for address in (
        "/to-bao-ve/de-xuat/", proposal.get_absolute_url(), f"{proposal.get_absolute_url()}thong-nhat/",
        f"{proposal.get_absolute_url()}ghi-trinh/", f"{proposal.get_absolute_url()}rut/",
        f"/to-bao-ve/{spell.team_id}/lap-de-xuat-giai-the/",
    ):  # fmt: skip
        page.goto(address)
        assert_fits(page)
        assert_accessible(page)
