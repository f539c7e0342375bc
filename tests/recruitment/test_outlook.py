"""What the campaign's page says comes next, and why a step that its state allows cannot be taken yet."""

import re
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from recruitment.models import Application
from recruitment.paths import STAGES, STEPS
from recruitment.services.applications import candidates_list
from recruitment.services.campaigns import campaign_approve, campaign_close, campaign_create
from recruitment.services.councils import session_plan_set
from recruitment.services.over_age import over_age_record
from recruitment.services.papers import campaign_paper_draft
from recruitment.services.submission import results_submit
from teams.models import Quota
from tests.force import make_person, make_spell
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import ANH, LOC, PAPERS, on, paper

pytestmark = pytest.mark.django_db


def board(story, day, who=None) -> str:
    with on(day):
        return text(story.world.client(who or story.an).get(story.campaign.get_absolute_url()))


def stage(page: str, label: str) -> str:
    """The row of that stage in the table of the path."""
    return re.search(rf'<tr><th scope="row">{label}</th>.*?</tr>', page, re.S).group()


def test_every_step_but_the_extension_which_need_not_be_stands_in_one_stage():
    assert [code for _, codes in STAGES for code in codes] == [
        "sign_plan", "approve", "post", "open", "list", "sign_list", "approve_list", "council", "submit", "sign",
        "decide", "close",
    ]  # fmt: skip
    assert {code for _, codes in STAGES for code in codes} == set(STEPS) - {"extend", "sign_extension"}


def test_the_list_cannot_be_closed_while_the_window_is_open_and_the_button_says_so(story):
    story.open()
    story.appraise(story.receive("Thanh Lương", LOC))
    page = board(story, date(2025, 9, 5))
    row = stage(page, "Chốt danh sách dự tuyển")
    assert "Tới lượt" in row and url("step_list", story.campaign) not in row
    assert "Còn nhận hồ sơ đến hết 07/09/2025. Chốt từ ngày hôm sau." in row
    assert url("step_close", story.campaign) not in page
    assert "Nhận đến hết 07/09/2025 (còn 2 ngày)." in page
    assert "Việc tiếp theo: chốt danh sách từ 08/09/2025." in page
    row = stage(board(story, date(2025, 9, 8)), "Chốt danh sách dự tuyển")
    assert url("step_list", story.campaign) in row


def test_who_is_not_settled_keeps_the_list_open_and_is_counted(story):
    story.open()
    story.receive("Thanh Lương", LOC, papers={})
    story.receive("Tô Xá", ANH)
    page = board(story, date(2025, 9, 8))
    assert "Đã hết hạn nhận hồ sơ 07/09/2025." in page
    assert "1 hồ sơ bổ sung giấy tờ; 1 hồ sơ thẩm định, kết luận; chốt danh sách dự tuyển." in page
    assert "Còn 2 hồ sơ chưa kết luận" in stage(page, "Chốt danh sách dự tuyển")
    with (
        on(date(2025, 9, 8)),
        pytest.raises(ValidationError, match="Còn 2 hồ sơ chưa kết luận: .*Phan Văn Lộc"),
    ):
        candidates_list(actor=story.an, campaign=story.fresh(), version=None)


def test_a_campaign_with_candidates_cannot_be_ended_and_the_page_does_not_offer_it(story):
    story.listed()
    row = stage(board(story, date(2025, 9, 9)), "Kết thúc đợt")
    assert "Chưa tới" in row and url("step_close", story.campaign) not in row
    with on(date(2025, 9, 9)), pytest.raises(ValidationError, match="Còn 2 hồ sơ .*Nguyễn Thị Ánh"):
        campaign_close(actor=story.an, campaign=story.fresh(), version=None)


def test_without_a_council_nothing_is_recorded_of_a_session(story):
    story.listed()
    row = stage(board(story, date(2025, 9, 9)), "Hội đồng xét tuyển")
    assert "Chưa có quyết định thành lập Hội đồng" in row


def test_the_page_tells_when_the_council_meets_and_when_it_should_have(story):
    story.listed()
    assert "thành lập Hội đồng xét tuyển; họp xét tuyển" in board(story, date(2025, 9, 9))
    story.council()
    assert "xếp lịch họp, gửi giấy mời" in board(story, date(2025, 9, 9))
    with on(date(2025, 9, 9)):
        facts = {"starts_at": time(8), "place": "Trụ sở UBND xã", "agenda": "Xét tuyển 02 người"}
        session_plan_set(
            actor=story.an, campaign=story.fresh(), version=None, held_on=date(2025, 9, 10), **facts
        )
    assert "Hội đồng họp lúc 08:00 ngày 10/09/2025 tại Trụ sở UBND xã." in board(story, date(2025, 9, 9))
    assert "Lịch họp 08:00 ngày 10/09/2025 đã qua." in board(story, date(2025, 9, 11))


def test_two_ways_to_one_thing_are_one_row_and_each_sees_the_own_way(story):
    story.submitted()
    for who, mine, other in (
        (story.an, "Ghi quyết định công nhận đã ký", "Phê duyệt, ký quyết định công nhận"),
        (story.world.le, "Phê duyệt, ký quyết định công nhận", "Ghi quyết định công nhận đã ký"),
    ):
        row = stage(board(story, date(2025, 9, 13), who), "Quyết định công nhận")
        assert mine in row and other not in row
    row = stage(board(story, date(2025, 9, 13), story.world.phu), "Quyết định công nhận")
    assert "Việc của: Chủ tịch, Phó Chủ tịch UBND xã; Cán bộ Công an xã; Trưởng, Phó Công an xã" in row


def test_what_is_done_says_when_and_by_which_paper(story):
    story.submitted()
    story.decide()
    page = board(story, date(2025, 9, 17))
    assert "20/08/2025" in stage(page, "Phê duyệt kế hoạch") and "30/KH-UBND" in stage(
        page, "Phê duyệt kế hoạch"
    )
    assert "08/09/2025" in stage(page, "Phê duyệt danh sách dự tuyển")
    row = stage(page, "Hội đồng xét tuyển")
    assert "10/09/2025" in row and "01/BB-HĐXT" in row
    assert "12/09/2025" in stage(page, "Trình Chủ tịch UBND xã")
    row = stage(page, "Quyết định công nhận")
    assert "15/09/2025" in row and "61/QĐ-UBND" in row and "Đã xong" in row


def test_the_chairman_approves_the_plan_from_the_page_of_the_campaign(story):
    story.draft()
    with on(date(2025, 8, 20)):
        campaign_paper_draft(actor=story.an, campaign=story.fresh(), code="recruitment.plan")
    page = board(story, date(2025, 8, 20), story.world.le)
    assert url("step_sign_plan", story.campaign) in page and "Ghi phê duyệt kế hoạch" not in page
    assert url("step_approve", story.campaign) in board(story, date(2025, 8, 20))


def test_a_plan_nobody_drafted_here_tells_the_chairman_so(story):
    story.draft()
    row = stage(board(story, date(2025, 8, 20), story.world.le), "Phê duyệt kế hoạch")
    assert "Công an xã chưa soạn văn bản này" in row and url("step_sign_plan", story.campaign) not in row


def test_cards_say_what_is_wanted_not_only_where_they_stand(story):
    story.open()
    without = {kind: facts for kind, facts in PAPERS.items() if kind != "health_certificate"}
    story.receive("Thanh Lương", LOC, papers=without)
    assert "Thiếu giấy khám" in board(story, date(2025, 9, 5))
    faulty = PAPERS | {"diploma": {"problem": "mờ, không đọc được"}}
    anh = story.receive("Tô Xá", ANH, papers=faulty)
    assert "Chưa hợp lệ: bằng cấp" in board(story, date(2025, 9, 5))
    old = story.receive("Tô Xá", {"full_name": "Trần Văn Già", "birth_date": date(1950, 1, 1), "sex": "male",
                                  "education": "upper_secondary", "ethnic_group": "01",
                                  "residence_kind": "permanent"})  # fmt: skip
    assert "Chưa thẩm định" in board(story, date(2025, 9, 5))
    story.appraise(old)
    assert "Cần quyết định" in board(story, date(2025, 9, 5))
    with on(date(2025, 9, 6)):
        over_age_record(
            actor=story.an, application=old, version=None, paper=paper("45/QĐ-UBND", date(2025, 9, 6))
        )
    assert "Cần quyết định" not in board(story, date(2025, 9, 6))
    assert anh.state == "incomplete"


def test_who_was_not_chosen_stands_among_what_is_over(story):
    story.listed()
    story.council()
    story.meet({story.loc: {"yes": 8}, story.anh: {"yes": 2, "no": 6}})
    page = board(story, date(2025, 9, 11))
    assert 'Trúng tuyển <span class="sub">1</span>' in page and 'Kết thúc <span class="sub">1</span>' in page


def test_what_is_entered_late_waits_since_the_day_it_happened(story):
    """Typed on 20/9: the session was on 10/9, put before the chairman on 12/9, decided on 15/9."""
    story.submitted()
    story.loc.refresh_from_db()
    assert (story.loc.state, story.loc.state_since) == ("submitted", date(2025, 9, 12))
    Application.objects.filter(pk=story.anh.pk).update(state_since=date(2025, 9, 10))
    story.decide()
    assert set(Application.objects.values_list("state", "state_since")) == {("recognised", date(2025, 9, 15))}


def another(story, day=date(2025, 8, 21), **facts):
    """A second campaign of the commune."""
    usual = {
        "title": "Đợt bổ sung", "opens_on": date(2025, 8, 25), "closes_on": date(2025, 9, 30),
        "filing_place": "Công an xã", "quotas": {story.force.to_xa: 1},
    }  # fmt: skip
    with on(day):
        return campaign_create(actor=story.an, commune=story.world.commune_a, **{**usual, **facts})


def test_seats_that_another_campaign_is_filling_cannot_be_planned_again(story):
    story.open()
    with pytest.raises(ValidationError, match="Tổ Tô Xá có 2 người trên định mức 3, đợt khác đang tuyển 1"):
        another(story)
    with on(date(2025, 8, 21)):
        page = text(story.world.client(story.an).get("/tuyen-chon/lap-dot/"))
    assert "quota_" not in page and "mà chưa có đợt đang tuyển" in page


def test_two_drafts_may_name_the_same_seat_but_only_one_is_approved(story):
    story.draft()
    second = another(story, date(2025, 8, 20))
    story.campaign = story.fresh()
    with on(date(2025, 8, 21)):
        campaign_approve(
            actor=story.an,
            campaign=story.campaign,
            version=None,
            paper=paper("30/KH-UBND", date(2025, 8, 20)),
        )
        with pytest.raises(ValidationError, match="đợt khác đang tuyển 1"):
            campaign_approve(
                actor=story.an, campaign=second, version=None, paper=paper("31/KH-UBND", date(2025, 8, 21))
            )
    second.refresh_from_db()
    assert second.state == "draft" and second.plan is None


def test_seats_of_a_decided_campaign_that_nobody_took_are_free_again(story):
    story.listed()
    story.council()
    story.meet({story.loc: {"yes": 8}, story.anh: {"yes": 2, "no": 6}})
    with on(date(2025, 9, 12)):
        results_submit(actor=story.an, campaign=story.fresh(), version=None, submitted_on=date(2025, 9, 12))
    story.decide()
    days = {"opens_on": date(2025, 9, 20), "closes_on": date(2025, 9, 30)}
    assert another(story, date(2025, 9, 17), **days).state == "draft"
    with pytest.raises(ValidationError, match="chỉ còn thiếu 0"):
        another(story, date(2025, 9, 17), quotas={story.force.thanh_luong: 1}, **days)


def test_a_surplus_in_one_team_uses_up_the_number_of_the_whole_commune(story):
    """UBND tỉnh gave the commune six: Thanh Lương has two of three, Tô Xá two more than its three."""
    Quota.objects.filter(commune=story.world.commune_a, team=None).update(members=6)
    for name in ("Người Một", "Người Hai"):
        make_spell(story.force.to_xa, make_person(story.world.commune_a, name))
    with pytest.raises(ValidationError, match="Cả xã có 6 người trên định mức 6 của UBND tỉnh"):
        another(story, quotas={story.force.thanh_luong: 1})


def test_a_result_that_waits_for_the_chairman_stands_on_his_first_page(story):
    story.submitted()
    with on(date(2025, 9, 13)):
        for user, stands in ((story.world.le, True), (story.world.bich, False), (story.world.chien, False)):
            page = text(story.world.client(user).get("/"))
            told = "Quyết định công nhận thành viên: Tuyển chọn bổ sung Tổ bảo vệ ANTT 2025"
            assert (told in page) is stands
    story.decide()
    with on(date(2025, 9, 16)):
        assert "Không có văn bản nào chờ ký" in text(story.world.client(story.world.le).get("/"))
