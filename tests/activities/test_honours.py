"""Assessments, commendations, discipline: what is registered, what is refused, who sees it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from activities.about import subject_find, subject_of, subjects_offered
from activities.choices import (
    AssessmentKind,
    CommendationForm,
    CommendationLevel,
    Result,
)
from activities.models import Assessment, Commendation, Discipline
from activities.services.assessments import assessment_update
from activities.services.honours import commendation_update, discipline_update
from activities.services.records import record_cancel
from contracts.policy import PolicyDenied
from tests.activities.conftest import TODAY, assess, commend, member
from tests.activities.conftest import discipline as remind
from tests.audited import one_entry_per_object
from tests.force import make_person

pytestmark = pytest.mark.django_db


# ── Assessments ──────────────────────────────────────────────────────────────
def test_a_member_is_assessed_once_a_year_by_each_kind(world, force):
    dung = member(force, "Hoàng Văn Dũng")
    with one_entry_per_object():
        assess(world, dung)

    with pytest.raises(ValidationError, match="đã có kết quả loại này trong năm"):
        assess(world, dung, result=Result.FAILED)
    assess(world, dung, year=2025)
    assert Assessment.objects.count() == 2


def test_a_cancelled_result_makes_room_for_the_right_one(world, force):
    wrong = assess(world, member(force, "Hoàng Văn Dũng"))
    with one_entry_per_object():
        record_cancel(actor=world.chien, record=wrong, version=1, reason="Ghi nhầm người")
    assert assess(world, member(force, "Hoàng Văn Dũng"), result=Result.FAILED).pk


def test_results_belong_to_their_kind_and_kinds_to_their_subjects(world, force):
    dung = member(force, "Hoàng Văn Dũng")
    with pytest.raises(ValidationError) as refused:
        assess(world, dung, result=Result.RECOGNISED)
    assert list(refused.value.message_dict) == ["result"]
    with pytest.raises(ValidationError) as refused:
        assess(world, dung, AssessmentKind.SAFE_AREA, result=Result.RECOGNISED)
    assert list(refused.value.message_dict) == ["subject"]
    area = subject_of("hamlet", world.to_xa)
    assert assess(world, area, AssessmentKind.SAFE_AREA, result=Result.REGISTERED).commune == world.commune_a


def test_days_and_years_of_a_result_are_plausible(world, force):
    for change in ({"decided_on": date(2026, 11, 21)}, {"year": 2027}, {"year": 26}):
        with pytest.raises(ValidationError) as refused:
            assess(world, member(force, "Hoàng Văn Dũng"), **change)
        assert list(refused.value.message_dict) == list(change)


def test_a_result_for_the_year_before_may_come_in_january(world, force):
    assert (
        assess(world, member(force, "Hoàng Văn Dũng"), year=2025, decided_on=date(2026, 1, 15)).year == 2025
    )


def test_a_title_is_carried_on_from_registered_to_recognised(world, force):
    area = assess(
        world, subject_of("hamlet", world.to_xa), AssessmentKind.SAFE_AREA, result=Result.REGISTERED,
        decided_on=date(2026, 2, 10),
    )  # fmt: skip
    with one_entry_per_object():
        assessment_update(
            actor=world.an, assessment=area, version=1, result=Result.RECOGNISED, decided_on=TODAY
        )
    assert Assessment.objects.get().result == Result.RECOGNISED


def test_the_province_assesses_whole_communes_but_no_members(world, force):
    whole = subject_of("commune", world.commune_a)
    assert assess(world, whole, AssessmentKind.NEW_RURAL, result=Result.YES, actor=world.phu).pk
    with pytest.raises(PolicyDenied):
        assess(world, member(force, "Hoàng Văn Dũng"), actor=world.phu)


# ── Commendations ────────────────────────────────────────────────────────────
def test_a_team_and_a_member_are_commended_with_one_entry_each(world, force):
    with one_entry_per_object():
        commend(world, subject_of("team", force.to_xa))
        commend(world, member(force, "Hoàng Văn Dũng"))
    assert {str(row) for row in Commendation.objects.all()} == {
        "Giấy khen tặng Tổ Tô Xá (19/08/2026)", "Giấy khen tặng Hoàng Văn Dũng (19/08/2026)",
    }  # fmt: skip


def test_a_commune_gives_no_bang_khen_and_the_refusal_names_the_law(world, force):
    dung = member(force, "Hoàng Văn Dũng")
    with pytest.raises(ValidationError, match=r"Bằng khen do .* tặng \(Luật Thi đua, khen thưởng"):
        commend(world, dung, form=CommendationForm.MERIT)
    merit = commend(world, dung, form=CommendationForm.MERIT, level=CommendationLevel.PROVINCE)
    with pytest.raises(ValidationError) as refused:
        commendation_update(actor=world.an, commendation=merit, version=1, form=CommendationForm.PRAISE)
    assert list(refused.value.message_dict) == ["level"]


def test_before_the_law_says_who_gives_what_nothing_is_refused(world, force):
    old = make_person(world.commune_a, "Trần Văn Xưa")
    force.thanh_luong.memberships.create(
        person=old, position="member", start_kind="taken_over", started_on=date(2023, 5, 1)
    )
    before = {"form": CommendationForm.MERIT, "issued_on": date(2023, 12, 31)}
    assert commend(world, subject_of("member", old), **before).pk
    with pytest.raises(ValidationError):
        commend(world, subject_of("member", old), **{**before, "issued_on": date(2024, 1, 1)})


def test_the_same_commendation_is_written_once(world, force):
    commend(world, subject_of("team", force.to_xa))
    with pytest.raises(ValidationError, match="đã ghi"):
        commend(world, subject_of("team", force.to_xa))


def test_who_left_can_be_commended_for_a_year_after_not_longer(world, force):
    spell = force.member("Phan Thanh Hà")
    spell.ended_on, spell.end_kind = date(2025, 10, 1), "resigned"
    spell.save()
    ha = subject_of("member", spell.person)

    assert commend(world, ha, issued_on=date(2026, 10, 1)).pk
    with pytest.raises(ValidationError, match="không phải đối tượng"):
        commend(world, ha, issued_on=date(2026, 10, 2))
    assert subject_find(world.an, ha.key, date(2025, 6, 30), among=["member"]) is None


def test_only_the_communes_own_registrars_write_honours(world, force):
    subject = member(force, "Hoàng Văn Dũng")
    for who in ("binh", "le", "phuc", "phu", "hai"):
        for write in (commend, assess, remind):
            with pytest.raises(PolicyDenied):
                write(world, subject, actor=getattr(world, who))


# ── Discipline ───────────────────────────────────────────────────────────────
def test_a_member_is_reminded_in_writing_and_it_is_corrected(world, force):
    with one_entry_per_object():
        row = remind(world, member(force, "Hoàng Văn Dũng"))
    with one_entry_per_object():
        discipline_update(actor=world.chien, discipline=row, version=1, valid_until=date(2027, 5, 4))
    assert Discipline.objects.get().valid_until == date(2027, 5, 4)


def test_teams_are_not_disciplined_and_an_end_before_the_beginning_is_refused(world, force):
    with pytest.raises(ValidationError, match="không phải đối tượng"):
        remind(world, subject_of("team", force.to_xa))
    with pytest.raises(ValidationError, match="phải sau ngày quyết định"):
        remind(world, member(force, "Hoàng Văn Dũng"), valid_until=date(2026, 5, 4))


# ── Who sees and chooses what ────────────────────────────────────────────────
def test_partners_see_what_concerns_teams_not_people(world, force):
    team = commend(world, subject_of("team", force.to_xa))
    person = commend(world, member(force, "Hoàng Văn Dũng"))
    reminder = remind(world, member(force, "Hoàng Văn Dũng"))

    assert set(Commendation.objects.visible_to(world.phuc)) == {team}
    assert set(Commendation.objects.visible_to(world.le)) == {team, person}
    assert not Discipline.objects.visible_to(world.phuc).exists()
    assert reminder in Discipline.objects.visible_to(world.duc)
    assert not Commendation.objects.visible_to(world.binh).exists()


def test_one_chooses_among_ones_own_and_a_province_among_communes(world, force):
    def names(user, *kinds):
        return {subject.label for subject in subjects_offered(user, TODAY, among=kinds)}

    assert names(world.an, "team") == {"Tổ Thanh Lương", "Tổ Tô Xá"}
    assert "Hoàng Văn Dũng (Tổ Thanh Lương)" in names(world.an, "member")
    assert names(world.binh, "member") == {"Cao Xuân Hiền (Tổ Hòa Lạc)"}
    assert names(world.phu, "team", "member", "commune") == {"Xã Hòa Trạch", "Xã Quảng Trạch"}
    assert subject_find(world.binh, f"team:{force.to_xa.pk}", TODAY, among=["team"]) is None
    assert subject_find(world.an, "team:abc", TODAY, among=["team"]) is None
    assert subject_find(world.an, f"team:{force.to_xa.pk}", TODAY, among=["hamlet"]) is None
