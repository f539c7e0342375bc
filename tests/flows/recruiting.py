"""The steps of a campaign as they are taken in a browser, each on its day, by whoever takes them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlparse

import time_machine
from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from documents.models import Posting
from readiness.learning import NEVER
from recruitment.eligibility import LEGAL_FACTS
from recruitment.models import Application, CouncilMember
from reporting.services.collecting import deadlines_collect
from teams.models import Membership
from tests import world as worlds
from tests.flows.browsing import assert_accessible, assert_fits
from tests.force import Force, build_force
from tests.recruitment.conftest import SEATS
from tests.world import World, load_law
from vietnam.dates import format_date

#: The four papers of an application: its day and issuer.
PAPERS = {
    "application": ("", ""),
    "cv": ("", "UBND xã Quảng Trạch"),
    "health_certificate": ("", "Bệnh viện đa khoa khu vực"),
    "diploma": ("01/06/1998", "Trường THCS Quảng Trạch"),
}
YES = ("is_background_clear", "is_family_compliant", "lives_in_commune", "is_facility_lawful")


@dataclass
class Desk:
    """A tab in which people of Quảng Trạch take turns, on a day of their own; `campaign` is its campaign's address."""

    page: Page
    world: World
    force: Force
    clock: time_machine.Traveller
    campaign: str = ""
    today: date = field(default_factory=date.today)

    def turn(self, day: date, username: str) -> None:
        """Another day, or another user: logged in, as the log-in page has its own tests."""
        self.today = day
        self.clock.move_to(_morning(day))
        session = self.world.client(self.world.users[username]).cookies[settings.SESSION_COOKIE_NAME]
        context, address = self.page.context, urlparse(self.page.url)
        context.clear_cookies()
        host = f"{address.scheme}://{address.netloc}"
        context.add_cookies([{"name": session.key, "value": session.value, "url": host}])

    @property
    def main(self) -> Locator:
        """What the page says, without its frame."""
        return self.page.get_by_role("main")

    @property
    def here(self) -> str:
        """The page's address."""
        return urlparse(self.page.url).path

    def open(self, address: str = "") -> Locator:
        """A page of the campaign, or the page at that address."""
        self.page.goto(address if address.startswith("/") else f"{self.campaign}{address}")
        return self.main

    def fill(self, **values: str) -> None:
        """Type into fields by their names."""
        for name, value in values.items():
            box = self.page.locator(
                f"select[name='{name}'], input[name='{name}'], textarea[name='{name}']"
            ).first
            if box.evaluate("element => element.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)

    def press(self, label: str, says: str = "") -> None:
        """Press the button, wait for the page that follows, and read there what it is to say."""
        with self.page.expect_navigation():
            self.main.get_by_role("button", name=label, exact=True).click()
        if says:
            expect(self.main).to_contain_text(says)

    def refused(self, label: str, why: str) -> None:
        """Press the button; the form comes back and says why not."""
        self.press(label)
        expect(self.page.get_by_role("alert")).to_contain_text(why)

    def paper(self, symbol: str, signed_on: str, title: str) -> None:
        """Type a signed paper of UBND xã."""
        self.fill(
            symbol=symbol,
            signed_on=signed_on,
            title=title,
            signer_name="Phạm Thị Lê",
            signer_title="Chủ tịch",
        )

    def is_fine(self) -> None:
        """Nobody is kept from the page, at a desk or with a phone."""
        assert_accessible(self.page)
        assert_fits(self.page)
        self.page.set_viewport_size({"width": 390, "height": 900})
        assert_fits(self.page)
        self.page.set_viewport_size({"width": 1440, "height": 900})


def _morning(day: date) -> str:
    return f"{day:%Y-%m-%d} 09:00+07:00"


@contextmanager
def desk_on(day: date, page: Page) -> Iterator[Desk]:
    """Quảng Trạch on that day: Thanh Lương and Tô Xá lack one member each; nobody is logged in."""
    with time_machine.travel(_morning(day), tick=True) as clock:
        world = worlds.build()
        load_law()
        force = build_force(world)
        leaver = force.member("Nguyễn Văn An")
        Membership.objects.filter(pk=leaver.pk).update(ended_on=date(2025, 8, 1), end_kind="died")
        page.goto("/tai-khoan/dang-nhap/")
        yield Desk(page, world, force, clock)


# ── The plan ─────────────────────────────────────────────────────────────────


def draft(desk: Desk, title: str, opens_on: str, closes_on: str) -> None:
    """The plan with one person each for Thanh Lương and Tô Xá."""
    desk.open("/tuyen-chon/lap-dot/")
    desk.fill(title=title, opens_on=opens_on, closes_on=closes_on, filing_place="Công an xã Quảng Trạch")
    for team in (desk.force.thanh_luong, desk.force.to_xa):
        desk.fill(**{f"quota_{team.pk}": "1"})
    desk.press("Lập đợt", "Đã lập dự thảo")
    desk.campaign = desk.here


def post_everywhere(desk: Desk, symbol: str) -> None:
    """Write down of each place that the paper hangs there since today."""
    rows = Posting.objects.filter(document__symbol=symbol, posted_on=None)
    for row in rows:
        desk.open(f"/van-ban/niem-yet/{row.pk}/ghi/")
        desk.fill(posted_by="Phòng Văn hóa - Xã hội")
        desk.press("Ghi niêm yết", "Đã ghi niêm yết")
    expect(desk.main).not_to_contain_text("Chưa niêm yết")


# ── Applications ─────────────────────────────────────────────────────────────


def type_applicant(desk: Desk, team: str, source: str, without: Sequence[str] = (), **facts: str) -> None:
    """Fill the intake form, the papers of today included but for those that were not handed in."""
    today = format_date(desk.today)
    usual = {"received_on": today, "residence_kind": "permanent", "ethnic_group": "01", "sex": "male"}
    desk.open("nhan-ho-so/")
    desk.page.locator("[name=line]").select_option(label=f"Tổ {team}: 1 người")
    desk.page.get_by_label(source, exact=True).check()
    desk.fill(**usual | {"education": "upper_secondary"} | facts)
    for kind in PAPERS.keys() - set(without):
        hand_in(desk, kind)


def hand_in(desk: Desk, kind: str) -> None:
    """Tick a paper and write its day and issuer."""
    issued_on, issuer = PAPERS[kind]
    desk.page.locator(f"[name={kind}_in]").check()
    desk.fill(**{f"{kind}_issued_on": issued_on or format_date(desk.today), f"{kind}_issuer": issuer})


def receive(desk: Desk, team: str, source: str, **facts) -> str:
    """Take an application; gives its address."""
    type_applicant(desk, team, source, **facts)
    desk.press("Nhận hồ sơ", f"của {facts['full_name']}")
    return desk.here


def appraise(desk: Desk, application: str, says: str) -> None:
    """The commune police found nothing against the applicant; `says` is what follows from all rules."""
    desk.open(f"{application}tham-dinh/")
    desk.fill(**dict.fromkeys(YES, "yes"), **dict.fromkeys(LEGAL_FACTS, "no"))
    desk.press("Ghi thẩm định", says)


# ── List, council, session ───────────────────────────────────────────────────


def close_list(desk: Desk, symbol: str, how_many: int) -> None:
    """Close the list of candidates and record that UBND xã approved it."""
    desk.open("chot/")
    desk.press("Chốt danh sách", f"Đã chốt danh sách {how_many} người dự tuyển")
    desk.open("phe-duyet-danh-sach/")
    desk.paper(symbol, format_date(desk.today), "Danh sách dự tuyển thành viên Tổ bảo vệ ANTT")
    desk.press("Ghi phê duyệt", "Đã ghi danh sách được phê duyệt")


def set_council(desk: Desk, symbol: str) -> None:
    """The council of eight."""
    desk.open("hoi-dong/")
    desk.paper(symbol, format_date(desk.today), "Về việc thành lập Hội đồng xét tuyển")
    desk.fill(**{f"name_{number}": name for number, (name, _) in enumerate(SEATS)})
    desk.press("Ghi Hội đồng", "Đã ghi Hội đồng xét tuyển")


def plan_session(desk: Desk, held_on: date) -> None:
    """When and where the council is going to meet."""
    desk.open("lich-hop/")
    desk.fill(
        held_on=format_date(held_on), starts_at="08:00", place="Trụ sở UBND xã",
        agenda="Xét tuyển 01 người cho Tổ Thanh Lương, 01 người cho Tổ Tô Xá.",
    )  # fmt: skip
    desk.press("Lưu lịch họp", "Đã xếp lịch họp")


def type_session(desk: Desk, present: int, ballots: Mapping[str, Mapping[str, int]]) -> None:
    """A secret ballot of the first `present` seats; `ballots` by the applicant's name."""
    desk.open("hop/")
    expect(desk.page.locator("[name=counter_0]")).to_be_hidden()
    desk.page.get_by_label("Bỏ phiếu kín").check()
    desk.fill(ended_at="10:30", secretary="Đỗ Công Chức", counter_0="Hà Thị Phụ", counter_1="Lê Thanh Niên")
    for seat in CouncilMember.objects.order_by("pk")[present:]:
        desk.page.locator(f"[name=present_{seat.pk}]").uncheck()
        desk.fill(**{f"absent_{seat.pk}": "Đi công tác"})
    counted = ("ballots_issued", "ballots_returned", "ballots_valid")
    desk.fill(**dict.fromkeys(counted, str(present)), ballots_invalid="0")
    for full_name, votes in ballots.items():
        type_votes(desk, full_name, **votes)


def type_votes(desk: Desk, full_name: str, **votes: int) -> None:
    """The ballots on one candidate."""
    key = Application.objects.get(person__full_name=full_name).pk
    desk.fill(**{f"{name}_{key}": str(number) for name, number in votes.items()})


def record_minutes(desk: Desk, symbol: str) -> None:
    """The signed minutes of the session."""
    desk.open("phien-hop/bien-ban/")
    desk.paper(symbol, format_date(desk.today), "Họp xét tuyển thành viên Tổ bảo vệ ANTT")
    desk.press("Ghi biên bản", "Đã ghi biên bản")


def submit(desk: Desk, **positions: str) -> None:
    """Put the result before the chairman; `positions` by field."""
    desk.open("trinh/")
    desk.fill(submitted_on=format_date(desk.today), **positions)
    desk.press("Ghi trình", "Đã ghi trình Chủ tịch UBND xã")


# ── What follows ─────────────────────────────────────────────────────────────


def assert_serves(full_name: str, team: str, started_on: date, symbol: str) -> None:
    """That person is a member of the team by the decision."""
    spell = Membership.objects.select_related("start_decision", "team").get(person__full_name=full_name)
    assert (spell.team.name, spell.start_kind, spell.started_on) == (team, "recruited", started_on)
    assert spell.start_decision.symbol == symbol
    assert Application.objects.get(person__full_name=full_name).state == "recognised"


def assert_work_follows(desk: Desk, newcomers: Sequence[str], began: date) -> None:
    """What is still owed to the newcomers stands among the officer's work, and the decision is to be posted; the first
    class, due later than the first page looks ahead, among those who never attended one."""
    deadlines_collect(desk.today)
    main = desk.open("/")
    whom = f"{len(newcomers)} thành viên mới từ {format_date(began)}"
    for work in ("Cấp biển tên, Giấy chứng nhận cho", "Trang bị công cụ hỗ trợ cho Tổ có"):
        expect(main).to_contain_text(f"{work} {whom}")
    expect(main).to_contain_text("Niêm yết Quyết định")
    main = desk.open(f"/bao-dam/tap-huan/thanh-vien/?muc={NEVER}")
    for full_name in newcomers:
        expect(main).to_contain_text(full_name)


def assert_public(desk: Desk, said: Sequence[str], unsaid: Sequence[str]) -> None:
    """What somebody without an account reads of the campaign."""
    desk.page.context.clear_cookies()
    main = desk.open("/tuyen-chon/cong-khai/19057/")
    for words in said:
        expect(main).to_contain_text(words)
    for words in unsaid:
        expect(main).not_to_contain_text(words)
    desk.is_fine()
