"""The bar moves before the user's eyes, and cancelling is seen within two seconds."""

import time

import pytest
from django.conf import settings
from playwright.sync_api import expect

from jobs.services import job_enqueue
from tests import world as worlds
from tests.jobs import kinds as kinds

pytestmark = [pytest.mark.browser, pytest.mark.worker]


def test_the_bar_moves_by_itself_and_cancel_is_seen_within_two_seconds(live_worker, live_server, page):
    world = worlds.build()
    cookie = world.client(world.an).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    job = job_enqueue(
        actor=world.an, kind="test.dawdle", key="slow", params={"in_transaction": False}, title="Lập báo cáo"
    )
    page.goto(job.get_absolute_url())
    bar = page.get_by_role("progressbar", name="Tiến độ")
    expect(bar).to_be_visible()
    seen = float(bar.get_attribute("value"))
    page.wait_for_function("seen => document.querySelector('progress')?.value > seen", arg=seen)
    page.get_by_role("button", name="Hủy việc này").click()
    asked = time.monotonic()
    expect(page.locator("#job")).to_contain_text("Đã hủy", timeout=5000)
    assert time.monotonic() - asked < 2.5
    expect(page.get_by_role("button", name="Hủy việc này")).to_have_count(0)
