"""Step 4 of the main job, in Chromium: the month's report from the registers to the province's approval."""

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from reporting.models import Report
from reporting.services.collecting import deadlines_collect
from reporting.services.periods import periods_open
from tests import world as worlds
from tests.flows.browsing import assert_accessible, assert_fits, log_in, log_out
from tests.force import build_force
from tests.world import load_law
from vietnam.windows import previous, window_for

pytestmark = [pytest.mark.browser, pytest.mark.worker]


@pytest.fixture
def month(live_worker):
    """Quảng Trạch and its province, with the month that has just closed waiting to be reported."""
    load_law()
    for loader in ("load_catalogue", "load_outlines"):
        call_command(loader, verbosity=0)
    build_force(worlds.build())
    window = previous(window_for("month", timezone.localdate()))
    periods_open(window.first_day)
    deadlines_collect(timezone.localdate())
    return window


def test_from_the_registers_to_the_provinces_approval(month, page: Page):
    log_in(page, "an")
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name=month.label.split()[-1]).first.click()
    page.get_by_role("button", name="Mở báo cáo").click()
    expect(page.get_by_role("table", name="Số liệu mục I", exact=True)).to_contain_text(
        "Thành viên Tổ bảo vệ hiện có"
    )
    desk = page.url
    page.get_by_label("Lời văn mục V").fill("Đề nghị cấp thêm áo mưa cho Tổ Thanh Lương.")
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_label("Lời văn mục V")).to_have_value("Đề nghị cấp thêm áo mưa cho Tổ Thanh Lương.")
    page.get_by_role("button", name="Lập PDF, Word, Excel").click()
    expect(page.get_by_text("Đã xong")).to_be_visible(timeout=60_000)
    page.goto(desk)
    for face in ("PDF", "Word", "Excel"):
        with page.expect_download() as download:
            page.get_by_role("complementary").get_by_role("link", name=face).first.click()
        assert download.value.path().stat().st_size > 3000, face
    assert_accessible(page)
    assert_fits(page)
    log_out(page)

    log_in(page, "chien")
    page.goto(desk)
    page.get_by_role("link", name="Ký gửi Công an tỉnh").click()
    page.get_by_role("button", name="Ký gửi").click()
    expect(page.get_by_role("main")).to_contain_text("/BC-CAX")
    log_out(page)

    log_in(page, "phu")
    page.goto(desk)
    page.get_by_role("link", name="Trả lại").click()
    page.get_by_label("Góp ý").fill("Nêu rõ Tổ thiếu người.")
    page.get_by_role("button", name="Trả lại").click()
    expect(page.get_by_role("main")).to_contain_text("Bị trả lại")
    log_out(page)

    log_in(page, "chien")
    page.goto(desk)
    expect(page.get_by_text("Nêu rõ Tổ thiếu người.")).to_be_visible()
    page.get_by_role("link", name="Ký gửi Công an tỉnh").click()
    page.get_by_role("button", name="Ký gửi").click()
    log_out(page)

    log_in(page, "phu")
    page.goto(desk)
    page.get_by_role("button", name="Duyệt", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Đã duyệt")
    assert list(Report.objects.order_by("number").values_list("state", flat=True)) == ["returned", "approved"]


def test_the_province_sees_every_commune_and_reminds_the_late_ones_with_one_press(month, page: Page):
    log_in(page, "phu")
    page.goto("/bao-cao/")
    expect(page.get_by_role("row").filter(has_text="Quảng Trạch").first).to_contain_text("Chưa mở")
    assert_accessible(page)
    assert_fits(page)
    page.goto("/")
    remind = page.get_by_role("button", name="Đôn đốc").first
    if remind.count():
        remind.click()
        expect(page.get_by_role("main")).to_contain_text("đôn đốc")
