"""An officer brings a workbook in, in Chromium, through a real worker: look, mend, confirm, take back."""

import pytest
from playwright.sync_api import Page, expect

from teams.models import Person
from tests import world as worlds
from tests.flows.browsing import assert_accessible, assert_fits, log_in
from tests.force import build_force
from tests.teams.workbooks import hung, lan, roster
from tests.world import load_law

pytestmark = [pytest.mark.browser, pytest.mark.worker]


def test_a_roster_is_looked_at_mended_confirmed_and_taken_back(live_worker, page: Page, tmp_path):
    load_law()
    build_force(worlds.build())
    path = tmp_path / "Danh sách Tổ bảo vệ.xlsx"
    path.write_bytes(roster(hung(), lan(CCCD="123", Tổ="Thanh Lươg")))
    log_in(page, "an")
    page.goto("/to-bao-ve/thanh-vien/")
    page.get_by_role("link", name="Nhập từ Excel").click()
    assert_accessible(page)
    page.get_by_label("Tệp danh sách").set_input_files(path)
    page.get_by_role("button", name="Đọc và kiểm tra").click()
    expect(page.get_by_role("heading", name="Còn 2 lỗi ở 1 dòng")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Có phải “Thanh Lương”?")).to_be_visible()
    expect(page.get_by_role("button", name="Nhập 1 dòng", exact=True)).to_be_disabled()
    assert_accessible(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert_fits(page)
    page.set_viewport_size({"width": 1280, "height": 800})

    path.write_bytes(roster(hung(), lan()))
    page.get_by_role("link", name="Nạp lại tệp đã sửa").click()
    page.get_by_label("Tệp danh sách").set_input_files(path)
    page.get_by_role("button", name="Đọc và kiểm tra").click()
    page.get_by_role("button", name="Nhập 2 dòng").click()
    expect(page.get_by_text("Đã thêm 2, đổi 0")).to_be_visible(timeout=30_000)
    assert Person.objects.filter(full_name__in=["Hồ Sỹ Hùng", "Mai Thị Lan"]).count() == 2
    assert_accessible(page)

    page.get_by_role("link", name="Hoàn tác cả lô").click()
    page.get_by_role("button", name="Hoàn tác cả đợt").click()
    expect(page.get_by_text("Đã hoàn tác")).to_be_visible()
    assert not Person.objects.filter(full_name="Hồ Sỹ Hùng").exists()
