"""Step 2 of the main job, in Chromium: the campaign of 2025 from the first application to the member."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from law.services import parameters_load
from recruitment.eligibility import LEGAL_FACTS
from recruitment.models import Application
from teams.models import Membership
from tests import world as worlds
from tests.flows.browsing import assert_accessible, assert_fits, log_in, log_out
from tests.force import build_force
from tests.recruitment.conftest import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COUNCIL = ("Phạm Thị Lê", "Trần Minh Chiến", "Lê Thanh Niên", "Hà Thị Phụ", "Ngô Văn Nông")


@pytest.fixture
def campaign(live_server) -> str:
    """The campaign of 2025 taking applications, one person each for Thanh Lương and Tô Xá; gives its address."""
    world = worlds.build()
    parameters_load()
    force = build_force(world)
    leaver = force.member("Nguyễn Văn An")
    Membership.objects.filter(pk=leaver.pk).update(ended_on=date(2025, 8, 1), end_kind="died")
    story = Story(world, force)
    story.open()
    return f"/tuyen-chon/{story.campaign.pk}/"


def fill(page: Page, **values: str) -> None:
    """Type into fields by their names."""
    for name, value in values.items():
        box = page.locator(f"[name='{name}']").first
        if box.evaluate("element => element.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)


def paper(page: Page, symbol: str, signed_on: str, title: str) -> None:
    fill(
        page,
        symbol=symbol,
        signed_on=signed_on,
        title=title,
        signer_name="Phạm Thị Lê",
        signer_title="Chủ tịch",
    )


def receive(page: Page, campaign: str) -> None:
    """Take an application on 25/8/2025, with three of the four papers."""
    page.goto(f"{campaign}nhan-ho-so/")
    page.locator("[name=line]").select_option(label="Tổ Thanh Lương: 1 người")
    page.get_by_label("Thôn giới thiệu").check()
    fill(
        page, received_on="08/09/2025", full_name="Phan Văn Lộc", birth_date="04/03/1985",
        citizen_id="00008500001", sex="male", education="upper_secondary", residence_kind="permanent",
    )  # fmt: skip
    for kind in ("application", "cv", "diploma"):
        page.locator(f"[name={kind}_in]").check()
        fill(page, **{f"{kind}_issued_on": "20/08/2025"})
    page.get_by_role("main").get_by_role("button", name="Nhận hồ sơ", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("sau khi hết hạn nhận hồ sơ")
    fill(page, received_on="25/08/2025")
    page.get_by_role("main").get_by_role("button", name="Nhận hồ sơ", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("12 số")
    fill(page, citizen_id="000085000001")
    page.get_by_role("main").get_by_role("button", name="Nhận hồ sơ", exact=True).click()


def complete(page: Page) -> None:
    """Hand in the missing certificate and appraise."""
    expect(page.get_by_role("main")).to_contain_text("giấy chứng nhận sức khỏe")
    assert_accessible(page)
    assert_fits(page)
    here = page.url
    page.goto(f"{here}bo-sung/")
    page.locator("[name=health_certificate_in]").check()
    fill(
        page, health_certificate_issued_on="22/08/2025", health_certificate_issuer="Bệnh viện đa khoa khu vực"
    )
    page.get_by_role("button", name="Ghi giấy tờ").click()
    page.goto(f"{here}tham-dinh/")
    yes = ("is_background_clear", "is_family_compliant", "lives_in_commune", "is_facility_lawful")
    fill(page, **dict.fromkeys(yes, "yes"), **dict.fromkeys(LEGAL_FACTS, "no"))
    page.get_by_role("button", name="Ghi thẩm định").click()
    expect(page.get_by_role("main")).to_contain_text("Đủ điều kiện")


def vote(page: Page, campaign: str) -> None:
    """Close the list, set up the council, record the session and the submission."""
    page.goto(f"{campaign}chot/")
    page.get_by_role("button", name="Chốt danh sách").click()
    page.goto(f"{campaign}phe-duyet-danh-sach/")
    paper(page, "12/DS-UBND", "08/09/2025", "Danh sách dự tuyển thành viên Tổ bảo vệ ANTT")
    page.get_by_role("button", name="Ghi phê duyệt").click()
    page.goto(f"{campaign}hoi-dong/")
    paper(page, "40/QĐ-UBND", "08/09/2025", "Về việc thành lập Hội đồng xét tuyển")
    fill(page, **{f"name_{number}": name for number, name in enumerate(COUNCIL)})
    page.get_by_role("button", name="Ghi Hội đồng").click()
    applicant = Application.objects.get()
    page.goto(f"{campaign}hop/")
    fill(
        page, held_on="10/09/2025", started_at="8:00", ended_at="10:30", place="Trụ sở UBND xã",
        secretary="Đỗ Công Chức", counter_0="Hà Thị Phụ", counter_1="Lê Thanh Niên", ballots_issued="5",
        ballots_returned="5", ballots_valid="5", ballots_invalid="0", **{f"yes_{applicant.pk}": "6"},
    )  # fmt: skip
    page.locator("[name=presider]").select_option(index=1)
    for box in page.get_by_label("Có mặt").all():
        box.check()
    page.get_by_label("Bỏ phiếu kín").check()
    paper(page, "01/BB-HĐXT", "10/09/2025", "Họp xét tuyển thành viên Tổ bảo vệ ANTT")
    page.get_by_role("button", name="Ghi kết quả").click()
    expect(page.get_by_role("alert")).to_contain_text("nhiều hơn 5 người dự họp")
    fill(page, **{f"yes_{applicant.pk}": "4", f"no_{applicant.pk}": "1"})
    page.get_by_role("button", name="Ghi kết quả").click()
    page.goto(f"{campaign}trinh/")
    fill(page, submitted_on="12/09/2025")
    page.get_by_role("button", name="Ghi trình").click()


def test_an_applicant_becomes_a_member_by_the_decision_recorded_from_paper(campaign: str, page: Page):
    log_in(page, "an")
    receive(page, campaign)
    complete(page)
    vote(page, campaign)
    page.goto(campaign)
    expect(page.get_by_role("main")).to_contain_text("Phan Văn Lộc")
    assert_accessible(page)
    assert_fits(page)
    page.goto(f"{campaign}quyet-dinh/")
    paper(page, "52/QĐ-UBND", "09/09/2025", "Về việc công nhận thành viên Tổ bảo vệ ANTT")
    fill(page, effective_on="15/09/2025")
    page.get_by_role("button", name="Ghi quyết định").click()
    expect(page.get_by_role("alert")).to_contain_text("10/09/2025")
    assert not Membership.objects.filter(person__full_name="Phan Văn Lộc").exists()
    fill(page, signed_on="15/09/2025")
    page.get_by_role("button", name="Ghi quyết định").click()
    _is_member("52/QĐ-UBND")
    page.goto("/to-bao-ve/")
    expect(page.get_by_role("row").filter(has_text="Thanh Lương")).to_contain_text("3/3")


def test_the_chairman_approves_in_the_product_and_the_same_follows(campaign: str, page: Page):
    log_in(page, "an")
    receive(page, campaign)
    complete(page)
    vote(page, campaign)
    log_out(page)
    log_in(page, "le")
    page.goto(f"{campaign}ky/")
    fill(page, signed_on="15/09/2025", effective_on="15/09/2025")
    page.get_by_role("button", name="Phê duyệt, ký ban hành").click()
    _is_member("01/QĐ-UBND")


def _is_member(symbol: str) -> None:
    spell = Membership.objects.select_related("start_decision", "team").get(person__full_name="Phan Văn Lộc")
    assert (spell.team.name, spell.start_kind, spell.started_on) == (
        "Thanh Lương",
        "recruited",
        date(2025, 9, 15),
    )
    assert spell.start_decision.symbol == symbol
    assert Application.objects.get().state == "recognised"
