"""The council: seats, quorum, majority of those present, ties (TT 14/2024, Điều 3)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from recruitment.models import Application, Council
from recruitment.services.applications import application_return, application_withdraw
from recruitment.services.campaigns import campaign_create, campaign_update
from recruitment.services.councils import council_set
from teams.models import Quota
from tests.audited import one_entry_per_object
from tests.recruitment.conftest import ANH, LOC, SEATS, on, paper

pytestmark = pytest.mark.django_db
THIN = {**LOC, "full_name": "Trần Văn Thìn", "citizen_id": "000080000003", "birth_date": date(1980, 1, 9)}
QUE = {**LOC, "full_name": "Lê Thị Quế", "citizen_id": "000180000004", "birth_date": date(1981, 1, 9)}


@pytest.fixture
def three(story):
    """Lộc, Thìn and Quế on the list for the one seat of Thanh Lương; the council is set up."""
    story.open()
    story.three = [story.appraise(story.receive("Thanh Lương", facts)) for facts in (LOC, THIN, QUE)]
    story.close_list()
    story.council()
    return story


def states(applications) -> list[str]:
    return [Application.objects.get(pk=application.pk).state for application in applications]


def test_more_than_half_of_those_present_pass_and_exactly_half_fails(story):
    story.listed()
    story.council()
    story.meet({story.loc: {"yes": 3, "no": 3}, story.anh: {"yes": 4, "blank": 1, "invalid": 1}}, present=6)
    assert states([story.loc, story.anh]) == ["not_passed", "passed"]


def test_the_most_votes_first_until_the_quota_is_used(three):
    loc, thin, que = three.three
    three.meet({loc: {"yes": 5}, thin: {"yes": 7}, que: {"yes": 6}})
    assert states(three.three) == ["not_passed", "passed", "not_passed"]


def test_a_tie_at_the_last_seat_needs_a_recorded_choice(three):
    loc, thin, que = three.three
    ballots = {loc: {"yes": 6}, thin: {"yes": 6}, que: {"yes": 5}}
    with pytest.raises(ValidationError, match="Tổ Thanh Lương: Phan Văn Lộc, Trần Văn Thìn bằng 6 phiếu"):
        three.meet(ballots)
    with pytest.raises(ValidationError, match="chỉ còn 1 chỗ"):
        three.meet(ballots, tie_break="Bỏ phiếu lại", preferred=frozenset({loc.pk, thin.pk}))
    session = three.meet(ballots, tie_break="Ưu tiên bộ đội xuất ngũ", preferred=frozenset({thin.pk}))
    assert states(three.three) == ["not_passed", "passed", "not_passed"]
    assert session.tie_break == "Ưu tiên bộ đội xuất ngũ"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"present": 4}, "present", "Cần quá 4 trên 8"),
        ({"present": 5}, "yes_{loc}", "nhiều hơn 5 người dự họp"),
        ({"held_on": date(2025, 9, 7)}, "held_on", "sau khi hết hạn"),
        ({"held_on": date(2025, 9, 8), "council_on": date(2025, 9, 9)}, "held_on", "chưa họp trước ngày đó"),
    ],
)
def test_what_cannot_have_happened_is_refused(story, changes, field, words):
    story.listed()
    signed_on = changes.pop("council_on", date(2025, 9, 8))
    with on(date(2025, 9, 9)):
        council_set(
            actor=story.an, campaign=story.campaign, members=SEATS, paper=paper("50/QĐ-UBND", signed_on)
        )
    with pytest.raises(ValidationError) as refusal:
        story.meet({story.loc: {"yes": 6}, story.anh: {"yes": 6}}, **changes)
    assert words in " ".join(refusal.value.message_dict[field.format(loc=story.loc.pk)])
    assert not hasattr(story.fresh().council, "session")


def test_everybody_on_the_list_is_voted_on_and_nobody_else(story):
    story.listed()
    story.council()
    with pytest.raises(ValidationError, match="đủ mọi người trong danh sách"):
        story.meet({story.loc: {"yes": 6}})


def test_minutes_are_not_older_than_the_session(story):
    story.listed()
    story.council()
    with pytest.raises(ValidationError, match="Biên bản lập từ ngày họp"):
        story.meet({story.loc: {"yes": 6}, story.anh: {"yes": 6}}, paper=paper("1/BB-HĐXT", date(2025, 9, 9)))


def test_no_session_without_a_council(story):
    story.listed()
    with pytest.raises(ValidationError, match="Chưa có quyết định thành lập Hội đồng"):
        story.meet({story.loc: {"yes": 6}, story.anh: {"yes": 6}})


@pytest.mark.parametrize(
    ("members", "words"),
    [
        (SEATS[1:], "đúng một Chủ tịch Hội đồng"),
        ([*SEATS, ("Lê Hai", "vice")], "đúng một Phó Chủ tịch Hội đồng"),
        ([*SEATS, (" ", "front")], "Nhập họ tên"),
        ([*SEATS, ("bùi mặt trận", "hamlet")], "Ghi hai lần: Bùi Mặt Trận"),
    ],
)
def test_a_council_has_one_chair_one_vice_and_each_person_once(story, members, words):
    story.open()
    with on(date(2025, 9, 9)), pytest.raises(ValidationError, match=words):
        council_set(
            actor=story.an,
            campaign=story.campaign,
            members=members,
            paper=paper("50/QĐ-UBND", date(2025, 9, 8)),
        )
    assert not Council.objects.exists()


def test_a_second_council_is_refused(story):
    story.open()
    story.council()
    with pytest.raises(PolicyDenied, match="đã có Hội đồng"):
        story.council()


def test_two_officers_recording_one_session_keep_the_first(story):
    story.listed()
    story.council()
    stale = story.fresh()
    story.meet({story.loc: {"yes": 8}, story.anh: {"yes": 8}})
    with pytest.raises(StaleRecord):
        story.meet({story.loc: {"yes": 0}, story.anh: {"yes": 0}}, campaign=stale)


def test_one_may_withdraw_until_the_vote_with_a_reason(story):
    story.listed()
    with pytest.raises(ValidationError, match="Ghi lý do rút"):
        application_withdraw(actor=story.an, application=story.loc, version=None, reason=" ")
    loc = Application.objects.get(pk=story.loc.pk)
    assert (
        application_withdraw(actor=story.an, application=loc, version=loc.version, reason="Đi xa").state
        == "withdrawn"
    )
    with pytest.raises(PolicyDenied, match="không rút được nữa"):
        application_withdraw(actor=story.an, application=loc, version=None, reason="Đi xa")

    story.council()
    story.meet({story.anh: {"yes": 8}})
    anh = Application.objects.get(pk=story.anh.pk)
    with pytest.raises(PolicyDenied, match="Hội đồng đã bỏ phiếu"):
        application_withdraw(actor=story.an, application=anh, version=anh.version, reason="Đi xa")


def test_an_application_never_completed_is_given_back_and_may_come_again(story):
    story.open()
    application = story.receive("Thanh Lương", LOC, papers={})
    with one_entry_per_object():
        application_return(actor=story.an, application=application, version=1, reason="Không bổ sung giấy tờ")
    assert application.state == "refused"
    assert story.receive("Thanh Lương", LOC).state == "received"


def test_after_the_list_nothing_of_an_application_changes(story):
    story.open()
    primary = story.receive("Tô Xá", {**ANH, "education": "primary"})
    story.appraise(story.receive("Thanh Lương", LOC))
    story.appraise(primary)
    story.close_list()
    with pytest.raises(PolicyDenied, match="Danh sách dự tuyển đã chốt"):
        story.appraise(Application.objects.get(pk=primary.pk))


def draft(story, quotas):
    return campaign_create(
        actor=story.an, commune=story.world.commune_a, title="Đợt thử", opens_on=date(2025, 8, 22),
        closes_on=date(2025, 9, 7), filing_place="Công an xã", quotas=quotas,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("team", "count", "words"),
    [
        ("thanh_luong", 2, "chỉ còn thiếu 1; không đặt được 2"),
        ("hoa_lac", 1, "thuộc xã khác"),
        ("to_xa", 0, "ít nhất 01"),
    ],
)
def test_never_more_seats_than_a_team_of_the_commune_lacks(story, team, count, words):
    with pytest.raises(ValidationError) as refusal:
        draft(story, {getattr(story.force, team): count})
    assert words in " ".join(refusal.value.message_dict["quotas"])


def test_a_team_without_a_quota_gets_no_seat(story):
    Quota.objects.filter(team=story.force.to_xa).delete()
    with pytest.raises(ValidationError, match="chưa có định mức"):
        draft(story, {story.force.to_xa: 1})


def test_the_window_does_not_end_before_it_begins(story):
    with pytest.raises(ValidationError, match="Ngày hết hạn phải từ ngày bắt đầu"):
        story.draft(closes_on=date(2025, 8, 21))


def test_a_draft_is_changed_line_by_line_and_nothing_unchanged_is_noted(story):
    campaign = story.draft()
    with one_entry_per_object():
        campaign_update(
            actor=story.an, campaign=campaign, version=1, title="Đợt 2/2025", quotas={story.force.to_xa: 1}
        )
    assert [str(line.team) for line in campaign.lines.all()] == ["Tổ Tô Xá"]
    with pytest.raises(StaleRecord):
        campaign_update(actor=story.an, campaign=campaign, version=1, quotas={story.force.to_xa: 1})


def test_an_approved_plan_stands(story):
    campaign = story.open()
    with pytest.raises(PolicyDenied, match="Kế hoạch đã phê duyệt"):
        campaign_update(actor=story.an, campaign=campaign, version=None, quotas={story.force.to_xa: 1})


@pytest.mark.parametrize("who", ["le", "phuc", "binh", "phu", "duc", "quang", "hai", "admin", "khanh"])
def test_only_the_police_of_the_commune_prepare(story, who):
    with pytest.raises(PolicyDenied):
        story.draft(actor=story.world.users[who])
    story.open()
    with pytest.raises(PolicyDenied):
        story.an = story.world.users[who]
        story.receive("Thanh Lương", LOC)
