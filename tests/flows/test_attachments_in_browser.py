"""A hospital paper photographed with a telephone: attached, opened, taken away by mistake and brought back, by keyboard
on a narrow screen."""

import io
from datetime import date

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from readiness.models import Injury
from tests import world as worlds
from tests.flows.browsing import assert_accessible, assert_fits, log_in
from tests.force import build_force
from tests.world import load_law

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: As telephones and scanning programmes name files.
NAME = "IMG_20260302_081500123_HDR_giay_ra_vien_benh_vien_da_khoa_khu_vuc_ban_chup_lan_2.jpg"


def _photo() -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(output, "JPEG")
    return output.getvalue()


def _press(page: Page, role: str, name: str) -> None:
    """Go there by keyboard and press Enter."""
    control = page.get_by_role(role, name=name)
    control.focus()
    expect(control).to_be_focused()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [1440, 390])
def test_a_photograph_is_attached_opened_taken_away_and_brought_back(live_server, page: Page, width: int):
    world = worlds.build()
    load_law()
    spell = build_force(world).member("Hoàng Văn Dũng")
    injury = Injury.objects.create(
        membership=spell, happened_on=date(2026, 3, 2), kind="injury", task="task_patrol"
    )
    log_in(page, "an")
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(injury.get_absolute_url())
    _press(page, "link", "Thêm tệp")
    page.get_by_label("Tên giấy tờ").fill("Giấy ra viện")
    page.get_by_label("Tệp", exact=True).set_input_files(
        {"name": "giay.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90"}
    )
    assert_fits(page)
    assert_accessible(page)
    _press(page, "button", "Thêm tệp")
    expect(page.get_by_role("alert")).to_contain_text("không phải loại tệp được nhận")
    expect(page.get_by_label("Tên giấy tờ")).to_have_value("Giấy ra viện")
    page.get_by_label("Tệp", exact=True).set_input_files(
        {"name": NAME, "mimeType": "image/jpeg", "buffer": _photo()}
    )
    _press(page, "button", "Thêm tệp")
    expect(page.get_by_text("Đã thêm tệp.")).to_be_visible()
    expect(page.get_by_text(NAME)).to_be_visible()
    assert_fits(page)
    assert_accessible(page)

    _press(page, "link", "Mở Giấy ra viện")
    expect(page.locator("img")).to_have_js_property("naturalWidth", 40)
    page.go_back()

    _press(page, "link", "Gỡ Giấy ra viện")
    page.get_by_label("Lý do gỡ").fill("Đính kèm nhầm")
    _press(page, "button", "Gỡ tệp")
    expect(page.get_by_text("Chưa có tệp đính kèm.")).to_be_visible()
    page.get_by_text("Tệp đã gỡ (1)").focus()
    page.keyboard.press("Enter")
    assert_fits(page)
    assert_accessible(page)
    _press(page, "link", "Khôi phục Giấy ra viện")
    _press(page, "button", "Khôi phục")
    expect(page.get_by_text("Đã khôi phục tệp.")).to_be_visible()
    expect(page.get_by_role("link", name="Mở Giấy ra viện")).to_be_visible()
