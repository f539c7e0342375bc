"""From the vote to the decision: proposed positions, stepping back and who moves up (TT 14/2024, Điều 4)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from contracts.policy import PolicyDenied
from recruitment.models import Application, CouncilSession, Replacement
from recruitment.services.sessions import session_correct
from recruitment.services.submission import (
    candidate_step_back,
    replacement_record,
    results_submit,
    submission_record,
)
from teams.models import Membership
from tests.audited import one_entry_per_object
from tests.recruitment.conftest import LOC, on, paper
from tests.recruitment.test_council import QUE, THIN, states
from tests.recruitment.test_pages import text, url

pytestmark = pytest.mark.django_db
NEXT_DAY = date(2025, 9, 11)


@pytest.fixture
def voted(story):
    """Three for the one seat of Thanh Lương: Thìn 8, Lộc 7, Quế 6 of eight; Thìn passed."""
    story.open()
    loc, thin, que = (story.appraise(story.receive("Thanh Lương", facts)) for facts in (LOC, THIN, QUE))
    story.close_list()
    story.council()
    story.meet({loc: {"yes": 7}, thin: {"yes": 8}, que: {"yes": 6}})
    story.loc, story.thin, story.que = loc, thin, que
    return story


def now(application) -> Application:
    return Application.objects.select_related("campaign__commune", "vote", "person").get(pk=application.pk)


def submit(story, day=date(2025, 9, 12), **more):
    with on(day):
        return results_submit(actor=story.an, campaign=story.fresh(), version=None, submitted_on=day, **more)


def step_back(story, application, reason="Đi làm xa"):
    with on(NEXT_DAY):
        return candidate_step_back(actor=story.an, application=now(application), version=None, reason=reason)


def move_up(story, leaving, joining, day=NEXT_DAY, **more):
    facts = {"decided_on": day, "reason": "Hội đồng thống nhất ngày 11/09/2025"}
    with on(max(day, NEXT_DAY)):
        return replacement_record(
            actor=story.an, leaving=now(leaving), version=None, joining=now(joining), **{**facts, **more}
        )


# ── Positions ────────────────────────────────────────────────────────────────


def test_positions_are_proposed_with_the_submission_and_its_paper(story):
    story.met()
    Membership.objects.filter(team=story.force.to_xa, position="leader").delete()
    with one_entry_per_object():
        submit(story, positions={story.anh.pk: "leader"}, paper=paper("12/TTr-CAX", date(2025, 9, 12)))
    assert [now(one).position for one in (story.loc, story.anh)] == ["member", "leader"]
    assert CouncilSession.objects.get().submission.symbol == "12/TTr-CAX"
    story.decide()
    assert now(story.anh).membership.position == "leader"


def record_submission(story, day=date(2025, 9, 11)):
    with on(date(2025, 9, 15)):
        return submission_record(
            actor=story.an, campaign=story.fresh(), version=None, paper=paper("12/TTr-CAX", day)
        )


def test_the_submission_paper_may_follow_the_day_it_was_put_before_the_chairman(story):
    story.met()
    with pytest.raises(PolicyDenied, match="chưa trình Chủ tịch UBND xã"):
        record_submission(story)
    submit(story)
    with one_entry_per_object():
        record_submission(story)
    found = CouncilSession.objects.select_related("submission__agency").get().submission
    assert (found.symbol, found.agency.kind) == ("12/TTr-CAX", "commune_police")
    with pytest.raises(PolicyDenied, match="Đã ghi tờ trình"):
        record_submission(story)


@pytest.mark.parametrize("day", [date(2025, 9, 9), date(2025, 9, 13)])
def test_the_submission_paper_is_signed_between_the_minutes_and_its_day(story, day):
    story.met()
    submit(story)
    refusal = "Tờ trình ký từ ngày biên bản 10/09/2025 đến ngày trình 12/09/2025"
    with pytest.raises(ValidationError, match=refusal):
        record_submission(story, day)
    assert CouncilSession.objects.get().submission is None


def test_the_session_page_offers_to_record_the_submission_paper(story):
    story.met()
    submit(story)
    address = url("submission", story.campaign)
    with on(date(2025, 9, 15)):
        client = story.world.client(story.an)
        assert address in text(client.get(url("session", story.campaign)))
        data = {"version": story.fresh().version, "symbol": "12/TTr-CAX", "signed_on": "11/09/2025",
                "signer_name": "Nguyễn Văn An", "signer_title": "Trưởng Công an xã",
                "title": "Về việc công nhận thành viên"}  # fmt: skip
        assert client.post(address, data).status_code == 302
        assert address not in text(client.get(url("session", story.campaign)))
    assert CouncilSession.objects.get().submission.symbol == "12/TTr-CAX"


def test_one_leader_a_team_the_present_one_is_respected(story):
    story.met()
    leader = (
        Membership.objects.open()
        .filter(team=story.force.to_xa, position="leader")
        .select_related("person")
        .get()
    )
    with pytest.raises(ValidationError, match=f"Tổ Tô Xá đã có Tổ trưởng là {leader.person}"):
        submit(story, positions={story.anh.pk: "leader"})
    assert states([story.anh]) == ["passed"]


def test_two_proposed_for_one_team_are_refused(story):
    story.open()
    team = story.force.thanh_luong
    Membership.objects.filter(team=team).delete()
    story.campaign.lines.filter(team=team).update(count=2)
    loc, thin = (story.appraise(story.receive("Thanh Lương", facts)) for facts in (LOC, THIN))
    story.close_list()
    story.council()
    story.meet({loc: {"yes": 7}, thin: {"yes": 8}})
    with pytest.raises(ValidationError, match="đã có Tổ trưởng là"):
        submit(story, positions={loc.pk: "leader", thin.pk: "leader"})
    with pytest.raises(ValidationError, match="không nằm trong danh sách trúng tuyển"):
        submit(story, positions={0: "leader"})


def test_positions_are_typed_and_a_refusal_stands_beside_its_field(story):
    story.met()
    data = {
        "submitted_on": "12/9/2025", f"position_{story.anh.pk}": "leader", f"position_{story.loc.pk}": "deputy",
        "version": story.fresh().version,
    }  # fmt: skip
    with on(date(2025, 9, 12)):
        client = story.world.client(story.an)
        bad = client.post(url("step_submit", story.campaign), data)
        assert bad.status_code == 422 and "đã có Tổ trưởng là" in text(bad)
        data[f"position_{story.anh.pk}"] = "deputy"
        assert client.post(url("step_submit", story.campaign), data).status_code == 302
    assert [now(one).position for one in (story.loc, story.anh)] == ["deputy", "deputy"]


# ── Stepping back, moving up ─────────────────────────────────────────────────


def test_the_next_by_votes_moves_up_for_who_stepped_back(voted):
    with one_entry_per_object():
        step_back(voted, voted.thin)
    with one_entry_per_object():
        move_up(voted, voted.thin, voted.loc)
    assert states([voted.thin, voted.loc, voted.que]) == ["withdrawn", "passed", "not_passed"]
    submit(voted)
    assert [str(one.person) for one in voted.decide()] == ["Phan Văn Lộc"]
    page = text(voted.world.client(voted.an).get(url("session", voted.campaign)))
    assert "Phan Văn Lộc thay Trần Văn Thìn từ ngày 11/09/2025: Hội đồng thống nhất" in page


def test_after_the_submission_who_moves_up_counts_as_submitted(voted):
    submit(voted)
    step_back(voted, voted.thin)
    move_up(voted, voted.thin, voted.loc)
    assert states([voted.thin, voted.loc]) == ["withdrawn", "submitted"]


@pytest.mark.parametrize(
    ("joining", "more", "words"),
    [
        ("que", {}, "kế tiếp theo số phiếu là Phan Văn Lộc .7 phiếu."),
        ("loc", {"reason": " "}, "Ghi căn cứ thay"),
        ("loc", {"decided_on": date(2025, 9, 9)}, "Chọn ngày từ 10/09/2025"),
        ("loc", {"decided_on": date(2025, 9, 30)}, "đến hôm nay"),
    ],
)
def test_nobody_passes_over_a_better_voted_one_and_the_ground_is_written(voted, joining, more, words):
    step_back(voted, voted.thin)
    with pytest.raises(ValidationError, match=words):
        move_up(voted, voted.thin, getattr(voted, joining), **more)
    assert not Replacement.objects.exists()


def test_nobody_below_half_moves_up(story):
    story.open()
    loc, thin = (story.appraise(story.receive("Thanh Lương", facts)) for facts in (LOC, THIN))
    story.close_list()
    story.council()
    story.meet({loc: {"yes": 8}, thin: {"yes": 4}})
    step_back(story, loc)
    with pytest.raises(ValidationError, match="Không còn ai quá nửa số phiếu"):
        move_up(story, loc, thin)


def test_a_seat_is_replaced_once_and_only_of_who_stepped_back(voted):
    with pytest.raises(PolicyDenied, match="Ghi thôi dự tuyển trước"):
        move_up(voted, voted.thin, voted.loc)
    step_back(voted, voted.thin)
    move_up(voted, voted.thin, voted.loc)
    with pytest.raises(PolicyDenied, match="Đã có người thay: Phan Văn Lộc"):
        move_up(voted, voted.thin, voted.que)


def test_who_moved_up_may_step_back_too_and_the_third_follows(voted):
    step_back(voted, voted.thin)
    move_up(voted, voted.thin, voted.loc)
    step_back(voted, voted.loc)
    move_up(voted, voted.loc, voted.que)
    assert states([voted.thin, voted.loc, voted.que]) == ["withdrawn", "withdrawn", "passed"]


def test_after_somebody_stepped_back_votes_stand(voted):
    step_back(voted, voted.thin)
    with on(NEXT_DAY), pytest.raises(PolicyDenied, match="thôi dự tuyển nên không sửa được"):
        session_correct(
            actor=voted.an,
            campaign=voted.fresh(),
            version=None,
            reason="Nhầm",
            meeting=voted.meeting(),
            votes={},
        )


def test_only_who_passed_steps_back_with_a_reason_and_before_the_decision(voted):
    with pytest.raises(PolicyDenied, match="Chỉ ghi với người đã trúng tuyển"):
        step_back(voted, voted.loc)
    with pytest.raises(ValidationError, match="Ghi lý do"):
        step_back(voted, voted.thin, reason=" ")
    submit(voted)
    voted.decide()
    with pytest.raises(PolicyDenied, match="Chỉ ghi với người đã trúng tuyển"):
        step_back(voted, voted.thin)


def test_stepping_back_and_moving_up_are_typed_on_their_pages(voted):
    with on(NEXT_DAY):
        client = voted.world.client(voted.an)
        one = now(voted.thin)
        assert "Ghi thôi dự tuyển" in text(client.get(one.get_absolute_url()))
        data = {"reason": "Đi làm xa", "version": one.version}
        assert client.post(url("application_step_back", one), data).status_code == 302
        page = text(client.get(url("session", voted.campaign)))
        assert "Trần Văn Thìn đã thôi dự tuyển: Đi làm xa" in page
        asked = text(client.get(url("application_replace", one)))
        assert "Phan Văn Lộc, 7 phiếu đồng ý" in asked and "Lê Thị Quế" not in asked
        data = {
            "joining": voted.loc.pk, "decided_on": "11/9/2025", "reason": "Hội đồng thống nhất",
            "version": now(voted.thin).version,
        }  # fmt: skip
        assert client.post(url("application_replace", one), data).status_code == 302
    assert states([voted.loc]) == ["passed"]
