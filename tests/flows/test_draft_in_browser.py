"""What an officer was typing when the page was left is there when they come back, in Chromium."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import FormDraft
from tests import world as worlds
from tests.flows.browsing import assert_accessible, assert_fits, log_in
from tests.world import load_law

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_form_left_half_filled_in_is_taken_up_again(live_server, page: Page):
    worlds.build()
    load_law()
    log_in(page, "an")
    page.goto("/to-bao-ve/them/")
    page.get_by_label("Tên Tổ").fill("Pháp Kệ")
    expect(page.get_by_text("Đã tự lưu nháp lúc")).to_be_visible()
    page.get_by_label("Tên Tổ").fill("Pháp Kệ Đông")
    page.goto("/to-bao-ve/")  # before the next keeping: sent on leaving
    page.goto("/to-bao-ve/them/")
    expect(page.get_by_text("Có bản nháp chưa lưu vào sổ")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    page.get_by_role("link", name="Dùng bản nháp").click()
    expect(page.get_by_label("Tên Tổ")).to_have_value("Pháp Kệ Đông")
    page.get_by_role("button", name="Bỏ bản nháp").click()
    expect(page.get_by_label("Tên Tổ")).to_have_value("")
    expect(page.get_by_text("bản nháp")).to_have_count(0)
    assert not FormDraft.objects.exists()
