"""Step 2 of the main job, in Chromium: the campaign of 2025 (seed 002) from its plan to the members."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from documents.models import Posting
from recruitment.models import Application
from tests.flows import recruiting as steps
from tests.flows.browsing import log_in
from tests.flows.recruiting import Desk, desk_on
from tests.recruitment.conftest import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOC = {"full_name": "Phan Văn Lộc", "birth_date": "04/03/1985", "citizen_id": "000085000001"}
ANH = {
    "full_name": "Nguyễn Thị Ánh",
    "birth_date": "08/07/1990",
    "citizen_id": "000190000002",
    "sex": "female",
}
MUON = {"full_name": "Trần Văn Muộn", "birth_date": "01/02/1988", "citizen_id": "000088000003"}
TEAMS = {"Phan Văn Lộc": "Thanh Lương", "Nguyễn Thị Ánh": "Tô Xá"}
SIGNED_ON = date(2025, 9, 15)


@pytest.fixture
def desk(live_server, page: Page) -> Iterator[Desk]:
    """The officer of Quảng Trạch on 20/8/2025, the day of the plan."""
    with desk_on(date(2025, 8, 20), page) as desk:
        yield desk


def plan(desk: Desk) -> None:
    """Drafted, approved on paper, posted at its seven places, open."""
    log_in(desk.page, "an")
    steps.draft(desk, "Tuyển chọn bổ sung Tổ bảo vệ ANTT 2025", "22/08/2025", "07/09/2025")
    desk.open("phe-duyet/")
    desk.paper("30/KH-UBND", "20/08/2025", "Kiện toàn các Tổ bảo vệ an ninh, trật tự ở cơ sở")
    desk.press("Ghi phê duyệt", "Đã ghi kế hoạch được phê duyệt")
    desk.turn(date(2025, 8, 21), "an")
    assert Posting.objects.filter(document__symbol="30/KH-UBND").count() == 7
    steps.post_everywhere(desk, "30/KH-UBND")
    desk.open("niem-yet/")
    desk.press("Ghi niêm yết đủ nơi", "Kế hoạch đã niêm yết")
    desk.turn(date(2025, 8, 22), "an")
    desk.open("mo/")
    desk.press("Bắt đầu nhận hồ sơ", "Đợt đang nhận hồ sơ")
    desk.open("cong-khai/")
    desk.press("Công khai", "Đã công khai đợt tuyển chọn")


def apply_(desk: Desk) -> tuple[str, str]:
    """Lộc, named by the hamlet and short of one paper, and Ánh by her own wish; gives their addresses."""
    desk.turn(date(2025, 8, 25), "an")
    steps.type_applicant(desk, "Thanh Lương", "Thôn giới thiệu", without=["health_certificate"], **LOC)
    desk.fill(citizen_id="00008500001")
    desk.refused("Nhận hồ sơ", "12 số")
    desk.fill(citizen_id=LOC["citizen_id"])
    desk.press("Nhận hồ sơ", "Thiếu giấy chứng nhận sức khỏe")
    loc = desk.here
    desk.is_fine()
    ask_for_papers(desk, loc)
    anh = steps.receive(desk, "Tô Xá", "Tự nguyện", **ANH)
    desk.turn(date(2025, 8, 28), "an")
    desk.open(f"{loc}bo-sung/")
    steps.hand_in(desk, "health_certificate")
    desk.press("Ghi giấy tờ", "Đã ghi, hồ sơ đủ giấy tờ")
    return loc, anh


def ask_for_papers(desk: Desk, application: str) -> None:
    """Told at the counter what is lacking, with three working days to bring it."""
    desk.open(f"{application}yeu-cau/")
    desk.page.get_by_label("Trực tiếp khi nộp").check()
    expect(desk.page.locator("[name=due_on]")).to_have_value("28/08/2025")
    desk.press("Ghi yêu cầu", "Đã ghi yêu cầu bổ sung, hạn 28/08/2025")


def come_late(desk: Desk) -> None:
    """The window's last day is over: noted, not taken."""
    desk.turn(date(2025, 9, 8), "an")
    steps.type_applicant(desk, "Thanh Lương", "Tự nguyện", **MUON)
    desk.refused("Nhận hồ sơ", "sau khi hết hạn nhận hồ sơ")
    desk.press("Ghi vào sổ: nộp muộn, không nhận", "nộp muộn ngày 08/09/2025, không nhận hồ sơ")


def vote(desk: Desk) -> None:
    """The council meets on 10/9/2025, six of eight, in secret; the minutes follow on the same day."""
    desk.turn(date(2025, 9, 10), "an")
    steps.type_session(desk, 6, {"Phan Văn Lộc": {"yes": 9}, "Nguyễn Thị Ánh": {"yes": 5, "no": 1}})
    expect(desk.page.locator("[name=held_on]")).to_have_value("10/09/2025")
    desk.refused("Ghi kết quả", "nhiều hơn 6 người dự họp")
    steps.type_votes(desk, "Phan Văn Lộc", yes=6)
    desk.press("Ghi kết quả", "2 người trúng tuyển")
    steps.record_minutes(desk, "01/BB-HĐXT")
    desk.open("phien-hop/")
    expect(desk.main).to_contain_text("6 trên 8 thành viên")
    desk.is_fine()


def propose(desk: Desk) -> None:
    """Submitted on 12/9/2025, Lộc as deputy leader."""
    desk.turn(date(2025, 9, 12), "an")
    loc = Application.objects.get(person__full_name="Phan Văn Lộc")
    desk.open("trinh/")
    desk.fill(**{f"position_{loc.pk}": "leader"})
    desk.fill(submitted_on="12/09/2025")
    desk.refused("Ghi trình", "đã có Tổ trưởng")
    steps.submit(desk, **{f"position_{loc.pk}": "deputy"})
    expect(desk.main).to_contain_text("19/09/2025")
    desk.is_fine()


def test_from_the_plan_to_the_members_by_a_decision_recorded_from_paper(desk: Desk):
    plan(desk)
    for application in apply_(desk):
        steps.appraise(desk, application, "Hồ sơ: đủ điều kiện")
    come_late(desk)
    steps.close_list(desk, "12/DS-UBND", 2)
    steps.post_everywhere(desk, "12/DS-UBND")
    steps.set_council(desk, "40/QĐ-UBND")
    steps.plan_session(desk, date(2025, 9, 10))
    vote(desk)
    propose(desk)
    record_decision(desk)
    steps.assert_work_follows(desk, TEAMS, SIGNED_ON)
    secret = ("Trần Văn Muộn", "04/03/1985", LOC["citizen_id"], "phiếu")
    steps.assert_public(desk, ("Phan Văn Lộc", "Nguyễn Thị Ánh", "1985", "52/QĐ-UBND"), secret)


def record_decision(desk: Desk) -> None:
    """A day before the minutes is refused and makes nobody a member; the right one makes both."""
    desk.turn(SIGNED_ON, "an")
    desk.open("quyet-dinh/")
    desk.paper("52/QĐ-UBND", "09/09/2025", "Về việc công nhận thành viên Tổ bảo vệ ANTT")
    desk.fill(effective_on="15/09/2025")
    desk.refused("Ghi quyết định", "10/09/2025")
    assert not Application.objects.filter(state="recognised").exists()
    desk.fill(signed_on="15/09/2025")
    desk.press("Ghi quyết định", "Đã công nhận 2 thành viên")
    for name, team in TEAMS.items():
        steps.assert_serves(name, team, SIGNED_ON, "52/QĐ-UBND")
    desk.is_fine()
    expect(desk.open("/to-bao-ve/").get_by_role("row").filter(has_text="Thanh Lương")).to_contain_text("3/3")


def test_the_chairman_approves_in_the_product_and_the_same_follows(desk: Desk):
    story = Story(desk.world, desk.force)
    story.submitted()
    desk.campaign = story.campaign.get_absolute_url()
    desk.turn(SIGNED_ON, "le")
    desk.open("ky/")
    expect(desk.main).to_contain_text("Chủ tịch UBND xã: hạn 19/09/2025")
    desk.is_fine()
    desk.fill(signed_on="15/09/2025", effective_on="15/09/2025")
    desk.press("Phê duyệt, ký ban hành", "Đã công nhận 2 thành viên")
    for name, team in TEAMS.items():
        steps.assert_serves(name, team, SIGNED_ON, "01/QĐ-UBND")
    desk.turn(SIGNED_ON, "an")
    desk.open(f"{story.loc.get_absolute_url()}lich-su/")
    expect(desk.main).to_contain_text("Ban hành văn bản: Quyết định số 01/QĐ-UBND")
    desk.is_fine()  # digests of issued papers stand in it, words of 64 letters
    steps.assert_work_follows(desk, TEAMS, SIGNED_ON)
