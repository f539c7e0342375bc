"""Step 3 of the main job, in Chromium: a directive taken up, its targets judged, a figure opened to its records."""

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from targets.services.figures import figures_refresh_all
from tests import world as worlds
from tests.flows.browsing import assert_accessible, assert_fits, log_in, log_out
from tests.force import build_force
from tests.world import load_law

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def directives(live_server):
    """The five directives loaded; Thanh Lương one member short."""
    load_law()
    call_command("load_catalogue", verbosity=0)
    build_force(worlds.build())


def test_the_province_takes_up_a_plan_and_the_commune_sees_how_it_stands(directives, page: Page):
    log_in(page, "phu")
    page.goto("/chi-tieu/van-ban/QT-KH-TBV/ap-dung/")
    page.locator("[name=started_on]").fill("18/08/2025")
    page.locator("[name=note]").fill("để minh họa")
    page.get_by_role("button", name="Lưu dự thảo").click()
    expect(page.get_by_role("main")).to_contain_text("để minh họa")
    log_out(page)

    log_in(page, "duc")
    page.goto("/chi-tieu/van-ban/QT-KH-TBV/")
    page.get_by_role("link", name="Duyệt").first.click()
    page.get_by_role("button", name="Duyệt áp dụng").click()
    expect(page.get_by_role("main")).to_contain_text("Đang áp dụng")
    log_out(page)
    figures_refresh_all(timezone.localdate())

    log_in(page, "an")
    page.goto("/chi-tieu/")
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("link", name="Không còn Tổ thiếu người").first.click()
    expect(page.get_by_role("main")).to_contain_text("Không đạt")
    expect(page.get_by_role("main")).to_contain_text("Tổ Thanh Lương")
    assert_accessible(page)
    page.get_by_role("main").locator("a.fig").first.click()
    expect(page.get_by_role("row").filter(has_text="Thanh Lương")).to_contain_text("2/3, thiếu 1")
    expect(page.get_by_role("row").filter(has_text="Tô Xá")).to_have_count(0)
