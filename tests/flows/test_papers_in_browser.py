"""Papers in Chromium: a draft with its mark, a number held and filled, the register, the public check on a phone."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from communes.choices import AgencyKind
from documents.choices import DocumentType
from documents.layout import Annex, Paragraph, Table
from documents.models import Document
from documents.services import document_draft
from tests import world as worlds
from tests.documents.building import plan_blocks
from tests.documents.conftest import issue
from tests.flows.browsing import assert_accessible, assert_fits, log_in
from tests.world import load_law

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


def _draft(world) -> Document:
    """A plan with an annex whose table lies across."""
    committee = world.agency(world.commune_a, AgencyKind.PEOPLES_COMMITTEE)
    table = Table(("STT", "Họ và tên"), (("1", "Nguyễn Văn Ấn"),), (20, 80), "cl", landscape=True)
    title = "Tuyển chọn thành viên Tổ bảo vệ an ninh, trật tự"
    blocks = plan_blocks(
        agency=committee, title=title, body=[Paragraph("Thực hiện Luật, UBND xã ban hành Kế hoạch.")] * 12,
        annexes=[Annex(("DANH SÁCH",)), table],
    )  # fmt: skip
    return document_draft(
        actor=world.an, agency=committee, type=DocumentType.PLAN, title=title, blocks=blocks
    )


def _look(page: Page, address: str) -> None:
    """The page fits a desk and a phone and can be read aloud."""
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        page.goto(address)
        assert_fits(page)
        assert_accessible(page)


def test_a_draft_is_marked_and_a_number_is_held_filled_and_seen_in_the_register(live_server, page: Page):
    world = worlds.build()
    load_law()
    draft = _draft(world)
    log_in(page, "an")
    _look(page, draft.get_absolute_url())
    expect(page.get_by_role("button", name="Lập bản PDF dự thảo")).to_be_visible()
    mark = page.locator(".vb-draft .vb-stretch").last.evaluate(
        "node => getComputedStyle(node).backgroundImage"
    )
    assert "draft" in mark

    page.goto(reverse("documents:reserve"))
    page.get_by_label("Cơ quan").select_option(label="Ủy ban nhân dân xã Quảng Trạch")
    page.get_by_label("Loại văn bản").select_option(label="Quyết định")
    page.get_by_label("Giữ cho văn bản").fill("Về việc công nhận thành viên Tổ")
    page.get_by_role("button", name="Giữ số").click()
    expect(page.get_by_text("Đã giữ số 01/QĐ-UBND.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Ghi văn bản vào số này").click()
    expect(page.get_by_label("Số, ký hiệu")).to_have_value("01/QĐ-UBND")
    page.get_by_label("Người ký", exact=True).fill("Phạm Thị Lê")
    page.get_by_label("Chức vụ người ký").fill("Chủ tịch UBND xã")
    page.get_by_role("button", name="Ghi nhận").click()
    expect(page.get_by_text("Có hiệu lực").first).to_be_visible()
    committee = world.agency(world.commune_a, AgencyKind.PEOPLES_COMMITTEE)
    _look(page, f"{reverse('documents:outgoing')}?agency={committee.pk}")
    expect(page.get_by_role("link", name="01/QĐ-UBND")).to_be_visible()


def test_the_public_check_can_be_read_on_a_phone(live_server, page: Page):
    world = worlds.build()
    load_law()
    police = world.agency(world.commune_a, AgencyKind.COMMUNE_POLICE)
    paper = issue(world, police, signed_on=date(2025, 8, 15))
    _look(page, reverse("documents:check", args=[paper.check_code]))
    expect(page.get_by_text("Văn bản đang có hiệu lực")).to_be_visible()
    expect(page.get_by_text("01/BC-CAX")).to_be_visible()
