"""Who sits in the council: the circular's composition, change by decision, nobody who judges themselves."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from law.models import Parameter
from recruitment.models import CouncilMember
from recruitment.services.councils import Seat, council_change, council_set, seat_update
from tests.audited import one_entry_per_object
from tests.recruitment.conftest import LOC, SEATS, on, paper
from tests.recruitment.test_pages import text, url

pytestmark = pytest.mark.django_db
CHANGED = date(2025, 9, 10)


@pytest.fixture
def seated(story):
    """Lộc and Ánh on the list, the council of eight set up on 08/9/2025."""
    story.listed()
    story.council()
    return story


def set_up(story, members, day=date(2025, 9, 8)):
    with on(date(2025, 9, 9)):
        return council_set(
            actor=story.an, campaign=story.campaign, members=members, paper=paper("50/QĐ-UBND", day)
        )


def seat(story, capacity: str) -> CouncilMember:
    return story.fresh().council.members.open().get(capacity=capacity)


def change(story, leaving=None, joining=(), day=CHANGED, symbol="55/QĐ-UBND", **more):
    with on(CHANGED):
        council = story.fresh().council
        return council_change(
            actor=story.an, council=council, leaving=leaving or {}, joining=joining, paper=paper(symbol, day),
            **{"version": council.version, **more},
        )  # fmt: skip


def test_a_seat_says_post_and_agency_and_holds_from_the_decisions_day(story):
    story.listed()
    members = [Seat("Phạm Thị Lê", "chair", "Phó Chủ tịch", "UBND xã Quảng Trạch"), *SEATS[1:]]
    with one_entry_per_object():
        set_up(story, members)
    chair = seat(story, "chair")
    assert (chair.post, chair.agency) == ("Phó Chủ tịch", "UBND xã Quảng Trạch")
    assert chair.started_on == date(2025, 9, 8) and chair.ended_on is None


def test_a_capacity_nobody_sits_for_is_warned_of_with_the_article(story):
    story.listed()
    set_up(story, SEATS[:4])
    page = text(story.world.client(story.an).get(story.campaign.get_absolute_url()))
    assert "Chưa đủ thành phần" in page and "Hội Nông dân; Công chức xã" in page
    assert "TT 14/2024/TT-BCA, Điều 3" in page
    Parameter.objects.filter(code="recruit.council_seats").update(value=["chair", "vice"])
    page = text(story.world.client(story.an).get(story.campaign.get_absolute_url()))
    assert "Chưa đủ thành phần" not in page


def test_a_candidate_does_not_sit_until_verified_to_be_only_a_namesake(story):
    story.listed()
    members = [*SEATS[:-1], ("phan văn lộc", "front")]
    with pytest.raises(ValidationError, match="trùng tên người đang dự tuyển"):
        set_up(story, members)
    set_up(story, [*SEATS[:-1], Seat("Phan Văn Lộc", "front", is_namesake=True)])
    assert seat(story, "front").is_namesake


def test_a_name_nearly_a_candidates_is_warned_of_until_verified(story):
    story.listed()
    set_up(story, [*SEATS[:-1], ("Phan Văn Lọc", "front")])
    page = text(story.world.client(story.an).get(story.campaign.get_absolute_url()))
    assert "Phan Văn Lọc gần trùng tên người dự tuyển Phan Văn Lộc" in page
    with on(date(2025, 9, 9)):
        client = story.world.client(story.an)
        data = {"version": 1, "post": "Trưởng ban", "agency": "Ban CTMT thôn Tô Xá", "is_namesake": "on"}
        assert client.post(url("council_seat", seat(story, "front")), data).status_code == 302
        page = text(client.get(story.campaign.get_absolute_url()))
    assert "gần trùng tên" not in page and "Ban CTMT thôn Tô Xá" in page
    assert "gần trùng" not in text(
        story.world.client(story.world.phuc).get(story.campaign.get_absolute_url())
    )


def test_who_applied_after_the_council_was_set_up_is_found_at_the_session(story):
    story.open()
    story.loc = story.appraise(story.receive("Thanh Lương", LOC))
    set_up(story, [*SEATS[:-1], Seat("Phan Văn Lộc", "front", is_namesake=True)])
    CouncilMember.objects.update(is_namesake=False)
    story.close_list()
    with pytest.raises(ValidationError, match="trùng tên người dự tuyển"):
        story.meet({story.loc: {"yes": 8}})
    story.meet({story.loc: {"yes": 7}}, present=7)  # the eighth, absent, is he


def test_a_seat_goes_to_somebody_else_by_a_further_decision_and_is_kept(seated):
    old = seat(seated, "youth")
    with one_entry_per_object():
        change(seated, {old: "Chuyển công tác"}, [Seat("Hồ Thị Trẻ", "youth", "Bí thư", "Đoàn xã")])
    old.refresh_from_db()
    new = seat(seated, "youth")
    assert (old.ended_on, old.end_reason, old.end_decision.symbol) == (
        CHANGED,
        "Chuyển công tác",
        "55/QĐ-UBND",
    )
    assert (new.full_name, new.started_on, new.decision.symbol) == ("Hồ Thị Trẻ", CHANGED, "55/QĐ-UBND")
    assert seated.fresh().council.members.in_force(date(2025, 9, 9)).get(capacity="youth") == old
    page = text(seated.world.client(seated.an).get(seated.campaign.get_absolute_url()))
    assert "Thôi từ 10/09/2025: Chuyển công tác" in page


@pytest.mark.parametrize(
    ("who", "joining", "more", "words"),
    [
        ("chair", [], {}, "đúng một Chủ tịch Hội đồng"),
        (None, [("Lê Hai", "vice")], {}, "đúng một Phó Chủ tịch Hội đồng"),
        (None, [("Lê Thanh Niên", "official")], {}, "Ghi hai lần"),
        (None, [("Phan Văn Lộc", "official")], {}, "trùng tên người đang dự tuyển"),
        (None, [], {}, "Chưa có ai thôi, ai vào"),
        ("youth", [("Hồ Thị Trẻ", "youth")], {"day": date(2025, 9, 8)}, "ký sau ngày 08/09/2025"),
        (None, [("Hồ Thị Trẻ", "youth")], {"day": date(2025, 9, 7)}, "ký sau ngày 08/09/2025"),
        (None, [("Hồ Thị Trẻ", "youth")], {"symbol": "50/QĐ-UBND", "day": date(2025, 9, 8)}, "quyết định thành lập"),
    ],
)  # fmt: skip
def test_a_change_that_leaves_no_council_is_refused(seated, who, joining, more, words):
    leaving = {seat(seated, who): "Nghỉ hưu"} if who else {}
    with pytest.raises(ValidationError, match=words):
        change(seated, leaving, joining, **more)
    assert seated.fresh().council.members.open().count() == 8


def test_leaving_says_why_and_only_once(seated):
    old = seat(seated, "youth")
    with pytest.raises(ValidationError, match="ghi lý do thôi"):
        change(seated, {old: " "}, [("Hồ Thị Trẻ", "youth")])
    change(seated, {old: "Ốm"}, [("Hồ Thị Trẻ", "youth")])
    old.refresh_from_db()
    with pytest.raises(ValidationError, match="không còn ghế"):
        change(seated, {old: "Ốm"}, [("Lê Ba", "youth")], symbol="56/QĐ-UBND")


def test_two_officers_changing_one_council_keep_the_first(seated):
    version = seated.fresh().council.version
    change(seated, joining=[("Lê Ba", "official")])
    with pytest.raises(StaleRecord):
        change(seated, joining=[("Lê Tư", "official")], symbol="56/QĐ-UBND", version=version)


def test_after_the_session_seats_stand(seated):
    old = seat(seated, "youth")
    seated.meet({seated.loc: {"yes": 8}, seated.anh: {"yes": 8}})
    with pytest.raises(PolicyDenied, match="đã họp xét tuyển"):
        change(seated, {old: "Ốm"})
    with pytest.raises(PolicyDenied, match="đã họp xét tuyển"):
        seat_update(actor=seated.an, member=old, version=None, post="", agency="", is_namesake=False)


def test_the_change_is_typed_on_its_page_and_a_refusal_keeps_what_was_typed(seated):
    old = seat(seated, "youth")
    with on(CHANGED):
        client = seated.world.client(seated.an)
        data = {
            "symbol": "55/QĐ-UBND", "signed_on": "10/9/2025", "title": "Thay thành viên", "signer_name": "Phạm Thị Lê",
            "signer_title": "Chủ tịch", "version": 1, f"leave_{old.pk}": "Chuyển công tác", "name_0": "Hồ Thị Trẻ",
            "capacity_0": "vice", "post_0": "Bí thư",
        }  # fmt: skip
        bad = client.post(url("council_change", seated.campaign), data)
        assert (
            bad.status_code == 422 and "đúng một Phó Chủ tịch" in text(bad) and "Chuyển công tác" in text(bad)
        )
        data["capacity_0"] = "youth"
        assert client.post(url("council_change", seated.campaign), data).status_code == 302
    assert seat(seated, "youth").post == "Bí thư"


@pytest.mark.parametrize("who", ["le", "phuc", "phu", "admin"])
def test_only_the_police_of_the_commune_change_the_council(seated, who):
    old = seat(seated, "youth")
    seated.an = seated.world.users[who]
    with pytest.raises(PolicyDenied):
        change(seated, {old: "Ốm"})
