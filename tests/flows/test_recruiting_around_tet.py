"""A campaign around Tết Bính Ngọ, in Chromium: the law's exceptions, a tie, a replacement, days off in both limits.

Tết is off from 16 to 20/02/2026: minutes of Thursday 12/02 are to be submitted by 26/02, and what is submitted on that
day is to be decided by 05/03. Xuân is over 70; Mai finished primary school and is Bru-Vân Kiều; Tân finished primary
school and is Kinh.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from recruitment.models import Application
from tests.flows import recruiting as steps
from tests.flows.recruiting import Desk, desk_on
from vietnam.calendar import add_working_days

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
XUAN = {"full_name": "Hồ Văn Xuân", "birth_date": "10/10/1954", "citizen_id": "000054000001"}
LOC = {"full_name": "Phan Văn Lộc", "birth_date": "04/03/1985", "citizen_id": "000085000002"}
MAI = {"full_name": "Hồ Thị Mai", "birth_date": "01/05/1990", "citizen_id": "000190000003", "sex": "female"}
TAN = {"full_name": "Đặng Văn Tân", "birth_date": "01/06/1991", "citizen_id": "000091000004"}
MINUTES, SUBMITTED, SIGNED = date(2026, 2, 12), date(2026, 2, 26), date(2026, 3, 6)


@pytest.fixture
def desk(live_server, page: Page) -> Iterator[Desk]:
    """Quảng Trạch on 03/01/2026, when the plan is drawn up."""
    with desk_on(date(2026, 1, 3), page) as desk:
        yield desk


def plan(desk: Desk) -> None:
    """Drawn up by the officer, signed by the chairman in the product, open on Monday 05/01."""
    desk.turn(date(2026, 1, 3), "an")
    steps.draft(desk, "Tuyển chọn bổ sung đầu năm 2026", "05/01/2026", "25/01/2026")
    desk.open("van-ban/plan/soan/")
    desk.press("Soạn bản thảo", "Đã soạn bản thảo")
    desk.turn(date(2026, 1, 4), "le")
    desk.open("van-ban/ky-ke-hoach/")
    desk.press("Phê duyệt, ký ban hành", "Đã ban hành kế hoạch")
    desk.turn(date(2026, 1, 5), "an")
    desk.open("mo/")
    expect(desk.main).to_contain_text("Kế hoạch chưa niêm yết ở")
    desk.press("Bắt đầu nhận hồ sơ", "Đợt đang nhận hồ sơ")


def apply_(desk: Desk) -> None:
    """Three become eligible, one by the chairman's decision and one by the exception; Tân does not."""
    desk.turn(date(2026, 1, 12), "an")
    loc = steps.receive(desk, "Thanh Lương", "Thôn giới thiệu", **LOC)
    steps.appraise(desk, loc, "Hồ sơ: đủ điều kiện")
    admit_over_age(desk, steps.receive(desk, "Thanh Lương", "Tự nguyện", **XUAN))
    mai = steps.receive(desk, "Tô Xá", "Thôn giới thiệu", education="primary", ethnic_group="23", **MAI)
    steps.appraise(desk, mai, "Hồ sơ: đủ điều kiện")
    expect(desk.main).to_contain_text("Tiểu học; được ngoại lệ: người dân tộc Bru-Vân Kiều")
    tan = steps.receive(desk, "Tô Xá", "Tự nguyện", education="primary", **TAN)
    steps.appraise(desk, tan, "Hồ sơ: không đủ điều kiện")
    expect(desk.main).to_contain_text("Tiểu học, dưới Trung học cơ sở")
    desk.is_fine()
    desk.open(f"{tan}tra/")
    desk.fill(reason="Trình độ tiểu học, không thuộc diện ngoại lệ")
    desk.press("Trả hồ sơ", "Đã ghi trả hồ sơ")


def admit_over_age(desk: Desk, xuan: str) -> None:
    """At 71 everything else in order is not enough without the chairman's decision."""
    steps.appraise(desk, xuan, "đã qua ngày đủ 70 tuổi: Chủ tịch UBND xã quyết định")
    expect(desk.main).not_to_contain_text("Hồ sơ: đủ điều kiện")
    desk.open(f"{xuan}qua-tuoi/")
    desk.paper("03/QĐ-UBND", "12/01/2026", "Về việc người trên 70 tuổi tham gia Tổ bảo vệ ANTT")
    desk.press("Ghi quyết định", "đã có Quyết định số 03/QĐ-UBND")
    expect(desk.main).to_contain_text("Đủ điều kiện")


def vote(desk: Desk) -> None:
    """Xuân and Lộc have 5 votes of seven each for one seat: recorded only with the council's choice."""
    desk.turn(date(2026, 1, 26), "an")
    steps.close_list(desk, "04/DS-UBND", 3)
    steps.set_council(desk, "05/QĐ-UBND")
    steps.plan_session(desk, MINUTES)
    desk.turn(MINUTES, "an")
    ballots = {
        "Hồ Văn Xuân": {"yes": 5, "no": 2},
        "Phan Văn Lộc": {"yes": 5, "no": 2},
        "Hồ Thị Mai": {"yes": 7},
    }
    steps.type_session(desk, 7, ballots)
    desk.refused("Ghi kết quả", "bằng 5 phiếu")
    xuan = Application.objects.get(person__full_name="Hồ Văn Xuân")
    desk.fill(**{f"prefer_{xuan.pk}": str(xuan.line_id)}, tie_break="Chọn người có kinh nghiệm lâu năm hơn")
    desk.press("Ghi kết quả", "2 người trúng tuyển")
    steps.record_minutes(desk, "01/BB-HĐXT")


def wait_over_tet(desk: Desk) -> None:
    """Five working days from the minutes are a fortnight of the calendar; the board says so and warns near the end."""
    due = add_working_days(MINUTES, 5)
    assert due == date(2026, 2, 26)
    for day, left, look in (
        (date(2026, 2, 13), "còn 4 ngày làm việc", ""),
        (date(2026, 2, 23), "còn 3 ngày làm việc", ""),
        (date(2026, 2, 24), "còn 2 ngày làm việc", "state-warn"),
        (due, "hết hạn hôm nay", "state-bad"),
    ):
        desk.turn(day, "an")
        assert_clock(desk, "Trình Chủ tịch UBND xã muộn nhất 26/02/2026", left, look)


def assert_clock(desk: Desk, words: str, left: str, look: str) -> None:
    """The board's first lines: what is due, how long is left, in which colour."""
    state = desk.open().locator(".state")
    expect(state).to_contain_text(words)
    expect(state).to_contain_text(left)
    expect(state).to_have_class(f"state {look}".strip())


def replace(desk: Desk) -> None:
    """Xuân steps back on the last day; Lộc, next by votes, moves up and is put before the chairman in his place."""
    xuan = Application.objects.get(person__full_name="Hồ Văn Xuân")
    desk.open(f"{xuan.get_absolute_url()}thoi-du-tuyen/")
    desk.fill(reason="Có đơn ngày 25/02/2026, theo con vào Nam")
    desk.press("Ghi thôi dự tuyển", "Đã ghi thôi dự tuyển")
    desk.open("phien-hop/")
    expect(desk.main).to_contain_text("Còn chỗ trống")
    desk.is_fine()
    desk.main.get_by_role("link", name="Đề nghị người kế tiếp theo số phiếu").click()
    desk.page.locator("[name=joining]").select_option(label="Phan Văn Lộc, 5 phiếu đồng ý")
    desk.fill(decided_on="26/02/2026", reason="Hội đồng thống nhất ngày 26/02/2026")
    desk.press("Ghi người thay", "Phan Văn Lộc thay Hồ Văn Xuân từ ngày 26/02/2026")


def decide(desk: Desk) -> None:
    """The chairman has until 05/03 and signs a working day later: the session's page says who was late."""
    assert add_working_days(SUBMITTED, 5) == date(2026, 3, 5)
    desk.turn(SIGNED, "le")
    assert_clock(desk, "Chủ tịch UBND xã quyết định muộn nhất 05/03/2026", "quá 1 ngày làm việc", "state-bad")
    desk.open("ky/")
    desk.fill(signed_on="06/03/2026", effective_on="09/03/2026")
    desk.press("Phê duyệt, ký ban hành", "Đã công nhận 2 thành viên")
    main = desk.open("phien-hop/")
    expect(main).to_contain_text("Công an xã làm ngày 26/02/2026, hạn 26/02/2026")
    expect(main).to_contain_text("Chủ tịch UBND xã làm ngày 06/03/2026, quá 1 ngày làm việc (hạn 05/03/2026)")


def look_from_elsewhere(desk: Desk) -> None:
    """The province's reviewer reads and changes nothing; the officer of another commune finds no such campaign."""
    desk.turn(SIGNED, "phu")
    main = desk.open()
    expect(main).to_contain_text("Hồ Thị Mai")
    for label in ("Kết thúc đợt", "Công khai"):
        expect(main.get_by_role("link", name=label, exact=True)).to_have_count(0)
    assert desk.page.goto(f"{desk.campaign}ket-thuc/").status == 403
    desk.turn(SIGNED, "binh")
    assert desk.page.goto(desk.campaign).status == 404
    mai = Application.objects.get(person__full_name="Hồ Thị Mai")
    assert desk.page.goto(mai.get_absolute_url()).status == 404


def test_around_tet_with_the_laws_exceptions_a_tie_and_a_replacement(desk: Desk):
    plan(desk)
    apply_(desk)
    vote(desk)
    wait_over_tet(desk)
    replace(desk)
    steps.submit(desk)
    decide(desk)
    began = date(2026, 3, 9)
    desk.turn(began, "an")
    teams = {"Phan Văn Lộc": "Thanh Lương", "Hồ Thị Mai": "Tô Xá"}
    for name, team in teams.items():
        steps.assert_serves(name, team, began, "01/QĐ-UBND")
    steps.assert_work_follows(desk, teams, began)
    look_from_elsewhere(desk)
