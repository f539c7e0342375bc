"""The review of a commune's teams: opened, filled team by team, closed; and what it is counted for."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from contracts.measuring import Days, counted_rows
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from contracts.registry import deadline_sources
from teams.choices import EndKind, Gap, Outcome, Position, Rating, Standard, StartKind
from teams.models import MemberReview, Membership, ReviewRound
from teams.review_progress import progress
from teams.services.memberships import membership_end, membership_start
from teams.services.reviews import (
    Finding,
    Worker,
    review_close,
    review_sheet_save,
    review_update,
)
from tests.audited import one_entry_per_object
from tests.force import make_decision, make_person
from tests.teams.reviewing import GROUP, KEEP, OUT, fill, opened, sheet_of
from tests.teams.test_measures import measured

pytestmark = pytest.mark.django_db
YEAR = Days(date(2026, 1, 1), date(2026, 12, 31))


def figure(world, code, span=YEAR) -> int:
    return measured(code, world.commune_a, span)


def test_a_review_begins_with_an_empty_sheet_a_team_and_its_working_group(world, force):
    with one_entry_per_object():
        review = opened(
            world, [force.thanh_luong, force.to_xa], workers=(*GROUP, Worker("An", "CA", world.an))
        )

    assert [str(sheet.team) for sheet in review.sheets.all()] == ["Tổ Thanh Lương", "Tổ Tô Xá"]
    assert [worker.full_name for worker in review.workers.all()] == ["Trần Minh Chiến", "Lê Văn Mặt", "An"]
    assert progress(review, date(2026, 10, 1)).lacking_words == (
        "Tổ Thanh Lương (chưa có phiếu), Tổ Tô Xá (chưa có phiếu)"
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"teams": []}, "Chọn ít nhất một Tổ"),
        ({"due_on": date(2026, 9, 30)}, "không được trước ngày bắt đầu"),
        ({"workers": GROUP[1:]}, "đúng một Tổ trưởng"),
    ],
)
def test_a_review_that_cannot_be_is_refused_whole(world, force, facts, words):
    with pytest.raises(ValidationError, match=words):
        opened(world, facts.pop("teams", [force.to_xa]), **facts)
    assert not ReviewRound.objects.exists()


def test_a_team_of_another_commune_is_refused(world, force):
    with pytest.raises(ValidationError, match="thuộc xã khác"):
        opened(world, [force.hoa_lac])


def test_a_review_may_be_changed_while_it_runs_and_what_stays_is_not_written_again(world, force):
    review = opened(world, [force.to_xa])
    with one_entry_per_object():
        review_update(
            actor=world.chien, review=review, version=1, title="Rà soát bổ sung", due_on=date(2026, 11, 30),
            teams=[force.to_xa, force.thanh_luong], workers=(GROUP[0], Worker("Võ Thị Hội", "Hội Phụ nữ")),
        )  # fmt: skip
    assert review.sheets.count() == 2
    assert {worker.full_name for worker in review.workers.all()} == {"Trần Minh Chiến", "Võ Thị Hội"}


def test_five_members_are_reviewed_in_one_save_and_every_row_is_audited_once(world, force, review):
    findings = {
        "Phạm Minh Chiến": Finding(Outcome.TRAIN, gaps=(Gap.HANDLING, Gap.DUTIES)),
        "Nguyễn Văn An": Finding(Outcome.REPLACE, failed_standards=(Standard.HEALTH,), note="Đã trao đổi"),
    }
    with one_entry_per_object():
        fill(world, review, force.to_xa, findings, to_recruit=1)

    rows = {row.membership.person.full_name: row for row in MemberReview.objects.all()}
    trained, ill = rows["Phạm Minh Chiến"], rows["Nguyễn Văn An"]
    assert (trained.knows_duties, trained.has_skills, trained.meets_standard) == (False, False, True)
    assert (ill.meets_standard, ill.is_unfit, ill.standards_words, ill.note) == (
        False, True, "Sức khỏe", "Đã trao đổi",
    )  # fmt: skip
    with one_entry_per_object():
        fill(world, review, force.to_xa, {**findings, "Đặng Hữu Đức": OUT}, rating=Rating.WEAK)
    done = progress(review, date(2026, 10, 31))
    assert (done.done, done.members, done.first) == (1, (3, 5), (1, 2))


def test_leaders_may_come_first_and_the_sheet_stays_open_until_all_are_there(world, force, review):
    leader = force.member("Đặng Hữu Đức")
    sheet = sheet_of(review, force.to_xa)
    review_sheet_save(
        actor=world.an, sheet=sheet, version=1, reviewed_on=date(2026, 10, 10), rating=Rating.FAIR,
        findings={leader: KEEP},
    )  # fmt: skip
    found = {str(one.team): one for one in progress(review, date(2026, 10, 31)).sheets}["Tổ Tô Xá"]
    assert not found.is_done and len(found.missing) == 2
    assert (
        progress(review, date(2026, 10, 31)).lacking_words
        == "Tổ Thanh Lương (chưa có phiếu), Tổ Tô Xá (2 người)"
    )


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 9, 30), "bắt đầu ngày 01/10/2026"), (date(2026, 11, 17), "chưa đến")]
)
def test_a_sheet_lies_within_the_review_and_not_in_days_to_come(world, force, review, day, words):
    with pytest.raises(ValidationError) as refused:
        fill(world, review, force.to_xa, reviewed_on=day)
    assert words in refused.value.message_dict["reviewed_on"][0]


def test_who_did_not_serve_on_the_day_cannot_have_been_reviewed(world, force, review):
    member = force.member("Nguyễn Văn An")
    membership_end(
        actor=world.an, membership=member, version=1, ended_on=date(2026, 10, 10), end_kind=EndKind.DIED
    )
    stranger = force.member("Hoàng Văn Dũng")
    for one in (Membership.objects.get(pk=member.pk), stranger):
        with pytest.raises(ValidationError) as refused:
            review_sheet_save(
                actor=world.an, sheet=sheet_of(review, force.to_xa), version=1, rating=Rating.GOOD,
                reviewed_on=date(2026, 10, 10), findings={one: KEEP},
            )  # fmt: skip
        assert list(refused.value.message_dict) == [f"outcome_{one.pk}"]


def test_keeping_who_is_unfit_needs_a_reason(world, force, review):
    old = Finding(Outcome.KEEP, failed_standards=(Standard.AGE,))
    with pytest.raises(ValidationError, match="ghi lý do"):
        fill(world, review, force.to_xa, {"Nguyễn Văn An": old})
    fill(
        world,
        review,
        force.to_xa,
        {"Nguyễn Văn An": Finding(old.outcome, old.failed_standards, note="QĐ 12")},
    )


def test_two_people_on_one_sheet_the_second_is_told(world, force, review):
    sheet = sheet_of(review, force.to_xa)
    fill(world, review, force.to_xa)
    with pytest.raises(StaleRecord):
        review_sheet_save(
            actor=world.chien, sheet=sheet, version=1, reviewed_on=date(2026, 10, 11), rating=Rating.WEAK,
            findings={},
        )  # fmt: skip


def test_a_review_is_not_closed_while_sheets_are_missing_unless_a_reason_is_given(world, force, review):
    fill(world, review, force.to_xa)
    close = {"actor": world.chien, "review": review, "version": 1}
    with pytest.raises(ValidationError, match=r"Còn thiếu: Tổ Thanh Lương \(chưa có phiếu\)"):
        review_close(**close, closed_on=date(2026, 10, 31))
    with pytest.raises(ValidationError, match="phiếu lập ngày 10/10/2026"):
        review_close(**close, closed_on=date(2026, 10, 9), reason="Hết hạn")
    with one_entry_per_object():
        review_close(**close, closed_on=date(2026, 10, 31), reason="Tổ Thanh Lương chờ kiện toàn")
    assert ReviewRound.objects.get().close_reason == "Tổ Thanh Lương chờ kiện toàn"


def test_after_closing_nothing_changes(world, force, review):
    fill(world, review, force.to_xa)
    fill(world, review, force.thanh_luong)
    review_close(actor=world.an, review=review, version=1, closed_on=date(2026, 10, 31), reason="thừa")
    assert ReviewRound.objects.get().close_reason == ""

    with pytest.raises(PolicyDenied, match="đã kết thúc ngày 31/10/2026"):
        fill(world, review, force.to_xa, rating=Rating.WEAK)
    with pytest.raises(PolicyDenied, match="Mở đợt mới"):
        review_close(actor=world.an, review=review, version=2, closed_on=date(2026, 11, 1))


@pytest.mark.parametrize("who", ["binh", "le", "phuc", "phu", "hai"])
def test_only_the_communes_own_registrars_review_its_teams(world, force, review, who):
    with pytest.raises(PolicyDenied):
        opened(world, [force.to_xa], actor=getattr(world, who))
    with pytest.raises(PolicyDenied):
        fill(world, review, force.to_xa, actor=getattr(world, who))


# ── Figures ──────────────────────────────────────────────────────────────────
def test_the_figures_of_a_review_count_its_latest_findings(world, force, review):
    trained = Finding(Outcome.TRAIN, gaps=(Gap.DUTIES,))
    found = {"Nguyễn Văn An": OUT, "Phạm Minh Chiến": trained}
    fill(world, review, force.to_xa, found, to_recruit=1)
    codes = (
        "teams_reviewed", "team_members_reviewed", "team_members_meeting_standard", "team_members_know_duties",
        "team_members_basic_skills", "team_members_unfit", "team_members_to_replace", "team_recruits_wanted",
        "personnel_team_ordinary_reviewed",
    )  # fmt: skip
    assert [figure(world, code) for code in codes] == [1, 3, 3, 2, 3, 1, 1, 1, 2]
    before = Days(date(2026, 1, 1), date(2026, 10, 9))
    assert [figure(world, code, before) for code in codes] == [0] * len(codes)

    again = opened(
        world, [force.to_xa], title="Rà soát lại", opens_on=date(2026, 11, 1), due_on=date(2026, 11, 30)
    )
    fill(world, again, force.to_xa, reviewed_on=date(2026, 11, 2))
    assert [figure(world, code) for code in codes] == [1, 3, 3, 3, 3, 0, 0, 0, 4]


def test_unfit_members_count_as_replaced_when_they_are_gone_and_the_team_is_full(world, force, review):
    fill(world, review, force.to_xa, {"Nguyễn Văn An": OUT})
    assert (figure(world, "team_members_unfit"), figure(world, "team_members_unfit_replaced")) == (1, 0)

    membership_end(
        actor=world.an, membership=force.member("Nguyễn Văn An"), version=1, ended_on=date(2026, 11, 1),
        end_kind=EndKind.RESIGNED,
    )  # fmt: skip
    assert figure(world, "team_members_unfit_replaced") == 0
    assert figure(world, "team_members_to_replace") == 0

    membership_start(
        actor=world.an, person=make_person(world.commune_a, "Lê Thị Lan"), team=force.to_xa,
        position=Position.MEMBER, started_on=date(2026, 11, 10), start_kind=StartKind.RECRUITED,
        decision=make_decision(world),
    )  # fmt: skip
    assert (figure(world, "team_members_unfit"), figure(world, "team_members_unfit_replaced")) == (1, 1)
    rows = MemberReview.objects.visible_to(world.an)
    assert counted_rows(rows, "team_members_unfit_replaced", YEAR).count() == 1


def test_a_review_not_finished_by_its_last_day_falls_due_and_a_closed_one_does_not(world, force, review):
    fill(world, review, force.to_xa)
    collect = deadline_sources.get("teams.review").collect
    (item,) = collect(date(2026, 11, 16))
    assert (item.due_on, item.commune) == (date(2026, 10, 31), "19057")
    assert "đã lập 1 trên 2 phiếu" in item.title

    review_close(actor=world.an, review=review, version=1, closed_on=date(2026, 11, 1), reason="Hết hạn")
    assert list(collect(date(2026, 11, 16))) == []
