"""An administrator changes a sentence of a decision; the next one that the chairman signs has it. In Chromium."""

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from documents.models import Document, PaperTemplate
from tests import world as worlds
from tests.flows.browsing import assert_accessible, assert_fits, log_in, log_out
from tests.force import build_force
from tests.recruitment.conftest import Story
from tests.world import load_law
from vietnam.dates import format_date

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SENTENCE = "Công an {tên xã} tổ chức lễ ra mắt trong tháng."


@pytest.fixture
def campaign(live_server) -> str:
    """The campaign of 2025, its result put before the chairman; gives its address."""
    world = worlds.build()
    load_law()
    force = build_force(world)
    force.member("Nguyễn Văn An").delete()  # one seat is free
    story = Story(world, force)
    story.submitted()
    return f"/tuyen-chon/{story.campaign.pk}/"


def write(page: Page) -> None:
    """A version with one article more, its names put in by their buttons, previewed while typing."""
    page.goto("/van-ban/mau/")
    page.get_by_role("link", name="Quyết định công nhận thành viên").click()
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("link", name="Lập bản mới").click()
    page.get_by_label("Lý do sửa mẫu").fill("Thêm lễ ra mắt")
    page.get_by_role("button", name="Lập bản thảo").click()
    page.get_by_role("button", name="Thêm dưới đoạn 7").click()
    page.locator("[name=kind_7]").select_option(label="Điều")
    expect(page.get_by_text("8. Điều", exact=True)).to_be_visible()
    box = page.locator("[name=text_7]")
    box.fill("Công an ")
    page.get_by_role("button", name="Chèn {tên xã}").click()
    box.press_sequentially(" tổ chức lễ ra mắt trong tháng.")
    expect(box).to_have_value(SENTENCE)
    expect(page.get_by_role("region", name="Văn bản xem trước")).to_contain_text(
        "tổ chức lễ ra mắt trong tháng"
    )
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="Lưu bản thảo").last.click()
    expect(page.get_by_role("main")).to_contain_text("Thêm Điều 4")


def test_the_next_decision_has_the_sentence_an_administrator_put_in_force(campaign: str, page: Page):
    log_in(page, "admin")
    write(page)
    page.get_by_role("link", name="Cho áp dụng").click()
    page.get_by_role("button", name="Cho áp dụng").click()
    expect(page.get_by_role("main")).to_contain_text("Đang áp dụng")
    row = PaperTemplate.objects.get()
    assert SENTENCE in [block.get("text") for block in row.body]
    log_out(page)
    log_in(page, "le")
    page.goto(f"{campaign}ky/")
    today = format_date(timezone.localdate())
    for name in ("signed_on", "effective_on"):
        page.locator(f"[name={name}]").fill(today)
    page.get_by_role("button", name="Phê duyệt, ký ban hành").click()
    expect(page.get_by_role("main")).to_contain_text("Đã")
    decision = Document.objects.get(template_code=row.code)
    assert decision.template_version == row.number
    page.goto(decision.get_absolute_url())
    expect(page.get_by_role("region", name="Nội dung văn bản")).to_contain_text(
        "Điều 4. Công an xã Quảng Trạch tổ chức lễ ra mắt trong tháng."
    )


def name_a_version(page: Page) -> Locator:
    """To the last step before the editor; gives the button that opens it."""
    log_in(page, "admin")
    page.goto("/van-ban/mau/")
    page.get_by_role("link", name="Quyết định công nhận thành viên").click()
    page.get_by_role("link", name="Lập bản mới").click()
    page.get_by_label("Lý do sửa mẫu").fill("Thêm lễ ra mắt")
    return page.get_by_role("button", name="Lập bản thảo")


def test_the_preview_has_what_was_typed_before_the_scripts_were_there(campaign: str, page: Page):
    start, held = name_a_version(page), []
    page.route("**/*.js", lambda route: held.append(route))
    start.click()
    page.locator("[name=text_5]").fill("Công nhận các ông, bà sau đây")
    assert held
    while held:
        held.pop().continue_()
    expect(page.get_by_role("region", name="Văn bản xem trước")).to_contain_text(
        "Công nhận các ông, bà sau đây"
    )


def test_the_preview_has_what_was_typed_while_an_earlier_preview_was_on_its_way(campaign: str, page: Page):
    name_a_version(page).click()
    page.wait_for_load_state()
    box, held = page.locator("[name=text_5]"), []
    page.route("**/sua/", lambda route: route.continue_() if held else held.append(route))
    with page.expect_request("**/sua/"):
        box.fill("Công nhận các ông, bà")
    box.press_sequentially(" sau đây")
    held[0].continue_()
    expect(page.get_by_role("region", name="Văn bản xem trước")).to_contain_text(
        "Công nhận các ông, bà sau đây"
    )
