"""The campaign of xã Quảng Trạch in 2025 as the plan tells it (seed 002.V), from the window to the members."""

from collections import Counter
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from documents.models import Document
from recruitment.clocks import Clocks
from recruitment.models import Application, Campaign
from recruitment.services.applications import (
    application_receive,
    application_refuse_late,
    candidates_list,
)
from recruitment.services.campaigns import campaign_close
from recruitment.services.decisions import recognise, recognise_by_leader
from recruitment.services.intake_rules import LateApplication
from recruitment.services.submission import results_submit
from teams.models import Membership, Person, Team
from tests.audited import one_entry_per_object
from tests.force import make_person, make_spell
from tests.recruitment.conftest import ANH, LOC, PAPERS, on, paper

pytestmark = pytest.mark.django_db


def missing(team: Team, day: date) -> int:
    return Team.objects.with_strength(day).get(pk=team.pk).missing


def test_from_the_plan_to_two_members_the_shortage_closes(story):
    story.submitted()
    day = date(2025, 9, 16)
    assert [missing(team, day) for team in (story.force.thanh_luong, story.force.to_xa)] == [1, 1]

    with one_entry_per_object():
        recognised = story.decide()

    assert {str(one.person) for one in recognised} == {"Phan Văn Lộc", "Nguyễn Thị Ánh"}
    spells = Membership.objects.filter(application__in=recognised)
    assert {(s.start_kind, s.started_on, s.start_decision.symbol) for s in spells} == {
        ("recruited", day, "61/QĐ-UBND")
    }
    assert [missing(team, day) for team in (story.force.thanh_luong, story.force.to_xa)] == [0, 0]
    campaign = story.fresh()
    assert campaign.state == "decided"
    assert campaign_close(actor=story.an, campaign=campaign, version=None).state == "closed"


@pytest.mark.parametrize("day", [date(2025, 8, 22), date(2025, 9, 7)])
def test_both_days_of_the_window_belong_to_it(story, day):
    story.open()
    assert story.receive("Thanh Lương", LOC, received_on=day).state == "received"


@pytest.mark.parametrize(
    ("day", "words"), [(date(2025, 9, 8), "sau khi hết hạn"), (date(2025, 8, 21), "trước khi bắt đầu")]
)
def test_a_day_outside_the_window_is_refused_and_nothing_is_kept(story, day, words):
    story.open()
    with pytest.raises(LateApplication) as refusal:
        story.receive("Thanh Lương", LOC, received_on=day)
    (message,) = refusal.value.message_dict["received_on"]
    assert words in message and "22/08/2025 đến hết 07/09/2025" in message and "TT 14/2024, Điều 3" in message
    assert not Person.objects.filter(full_name="Phan Văn Lộc").exists()


def late(story, day=date(2025, 9, 8), **changes):
    facts = {
        "line": story.line("Thanh Lương"),
        "source": "own_wish",
        "received_on": day,
        "full_name": "Phan Văn Lộc",
    }
    with on(date(2025, 9, 9)):
        return application_refuse_late(actor=story.an, campaign=story.campaign, **{**facts, **changes})


def test_who_came_late_is_written_down_and_not_taken(story):
    story.open()
    with one_entry_per_object():
        application = late(story)
    assert (application.state, application.reason) == ("refused", "Nộp sau hạn 07/09/2025")
    assert application.is_late


def test_late_can_be_written_down_after_the_list_was_closed_too(story):
    story.listed()
    assert late(story, full_name="Trần Văn Thìn").state == "refused"


@pytest.mark.parametrize("day", [date(2025, 9, 7), date(2025, 9, 10)])
def test_only_what_is_late_and_has_happened_is_written_down_as_late(story, day):
    story.open()
    with pytest.raises(ValidationError):
        late(story, day=day)


def test_every_step_is_in_the_audit_once_an_object(story):
    with one_entry_per_object():
        story.draft()
    story.open()
    with one_entry_per_object():
        story.loc = story.receive("Thanh Lương", LOC)
    with one_entry_per_object():
        story.appraise(story.loc)
    story.anh = story.appraise(story.receive("Tô Xá", ANH))
    with one_entry_per_object():
        story.close_list(is_approved=False)
    with one_entry_per_object():
        story.approve_list()
    with one_entry_per_object():
        story.council()
    with one_entry_per_object():
        story.meet({story.loc: {"yes": 8}, story.anh: {"yes": 8}})
    with on(date(2025, 9, 12)), one_entry_per_object():
        results_submit(actor=story.an, campaign=story.fresh(), version=None, submitted_on=date(2025, 9, 12))


def test_a_second_application_is_refused_by_number_and_by_name_and_birth_date(story):
    story.open()
    story.receive("Thanh Lương", LOC)
    for facts in (LOC, {**LOC, "citizen_id": ""}):
        with pytest.raises(ValidationError, match="đã có hồ sơ trong đợt này"):
            story.receive("Tô Xá", facts)
    assert Application.objects.count() == 1 and Person.objects.filter(full_name="Phan Văn Lộc").count() == 1


def test_somebody_known_by_the_number_keeps_one_row_and_gets_the_new_facts(story):
    before = make_person(
        story.world.commune_a, "Phan Văn Lộc", citizen_id=LOC["citizen_id"], phone="0912345678"
    )
    story.open()
    application = story.receive("Thanh Lương", {**LOC, "phone": "", "address": "Cụm 3"})
    person = Person.objects.get(pk=application.person_id)
    assert (person.pk, person.phone, person.address) == (before.pk, "0912345678", "Cụm 3")


def test_a_number_that_belongs_to_another_name_is_refused(story):
    make_person(story.world.commune_a, "Trần Văn Thìn", citizen_id=LOC["citizen_id"])
    story.open()
    with pytest.raises(ValidationError, match="là của Trần Văn Thìn"):
        story.receive("Thanh Lương", LOC)


def test_who_is_a_member_already_cannot_apply(story):
    member = make_person(story.world.commune_a, "Phan Văn Lộc", citizen_id=LOC["citizen_id"])
    make_spell(story.force.thanh_luong, member)
    story.draft(quotas={story.force.to_xa: 1})
    story.campaign.lines.model.objects.filter(campaign=story.campaign).update(team=story.force.to_xa)
    Campaign.objects.filter(pk=story.campaign.pk).update(state="receiving")
    with pytest.raises(ValidationError, match="đang là thành viên Tổ Thanh Lương"):
        story.receive("Tô Xá", LOC)


def test_a_number_of_eleven_digits_is_refused_beside_its_field(story):
    story.open()
    with pytest.raises(ValidationError) as refusal:
        story.receive("Thanh Lương", {**LOC, "citizen_id": "00008500001"})
    assert "12 số" in refusal.value.message_dict["citizen_id"][0]


def test_a_quota_of_another_campaign_is_refused(story):
    story.open()
    foreign = story.line("Thanh Lương")
    first = story.campaign
    story.more_room()
    story.draft()
    second_line = story.line("Thanh Lương")
    assert foreign.campaign_id != second_line.campaign_id
    story.campaign = first
    with on(date(2025, 8, 25)), pytest.raises(ValidationError, match="của đợt khác"):
        from_second = {"papers": PAPERS, "received_on": date(2025, 8, 25), "source": "hamlet", **LOC}
        application_receive(actor=story.an, campaign=first, line=second_line, **from_second)


def test_the_list_waits_for_the_deadline_and_for_every_application(story):
    story.open()
    application = story.receive("Thanh Lương", LOC)
    with pytest.raises(ValidationError, match="Còn 1 hồ sơ chưa kết luận: Phan Văn Lộc"):
        story.close_list()
    story.appraise(application)
    with on(date(2025, 9, 7)), pytest.raises(ValidationError, match="Còn nhận hồ sơ đến hết 07/09/2025"):
        candidates_list(actor=story.an, campaign=story.campaign, version=None)
    assert [str(one.person) for one in story.close_list()] == ["Phan Văn Lộc"]


def test_a_campaign_nobody_qualifies_for_can_be_ended(story):
    story.open()
    application = story.receive("Thanh Lương", {**LOC, "education": "primary"})
    story.appraise(application)
    with pytest.raises(ValidationError, match="Chưa có hồ sơ nào đủ điều kiện"):
        story.close_list()
    with on(date(2025, 9, 7)), pytest.raises(ValidationError, match="Còn nhận hồ sơ"):
        campaign_close(actor=story.an, campaign=story.campaign, version=None)
    with on(date(2025, 9, 8)):
        assert campaign_close(actor=story.an, campaign=story.campaign, version=None).state == "closed"


def test_a_campaign_with_somebody_waiting_is_not_ended(story):
    story.submitted()
    with pytest.raises(ValidationError, match="Còn 2 hồ sơ chưa giải quyết xong: "):
        campaign_close(actor=story.an, campaign=story.fresh(), version=None)


def test_a_decision_before_the_minutes_or_the_submission_is_refused(story):
    story.submitted()
    for signed_on, words in (
        (date(2025, 9, 9), "trước biên bản ngày 10/09/2025"),
        (date(2025, 9, 11), "12/09/2025"),
    ):
        with pytest.raises(ValidationError, match=words):
            story.decide(paper=paper("61/QĐ-UBND", signed_on))
    with pytest.raises(ValidationError, match="từ ngày ký"):
        story.decide(effective_on=date(2025, 9, 14))
    assert not Document.objects.filter(symbol="61/QĐ-UBND").exists()


def test_a_decision_without_submission_is_refused(story):
    story.met()
    with pytest.raises(PolicyDenied, match="Ghi ngày trình kết quả trước"):
        story.decide()


def test_two_officers_deciding_at_once_do_nothing_twice(story):
    story.submitted()
    first, second = story.fresh(), story.fresh()
    story.decide(campaign=first, version=first.version)
    with pytest.raises(StaleRecord):
        story.decide(campaign=second, version=second.version, actor=story.world.chien)
    with pytest.raises(PolicyDenied):
        story.decide(actor=story.world.chien)
    assert Membership.objects.filter(start_kind="recruited").count() == 2


def test_a_seat_filled_meanwhile_undoes_the_whole_decision(story):
    story.submitted()
    make_spell(
        story.force.to_xa, make_person(story.world.commune_a, "Lê Văn Mới"), started_on=date(2025, 9, 13)
    )
    with pytest.raises(ValidationError, match="Tổ Tô Xá đã đủ 3 người"):
        story.decide()
    assert not Membership.objects.filter(start_kind="recruited").exists()
    assert story.fresh().state == "council"

    recognised = story.decide(refused={story.anh.pk: "Tổ đã đủ định mức"})
    assert [str(one.person) for one in recognised] == ["Phan Văn Lộc"]
    assert Application.objects.get(pk=story.anh.pk).reason == "Tổ đã đủ định mức"


def test_a_refusal_needs_its_ground_and_the_verdict_its_people(story):
    story.submitted()
    with pytest.raises(ValidationError, match="ghi lý do từ chối"):
        story.decide(refused={story.anh.pk: " "})
    with pytest.raises(ValidationError, match="không nằm trong danh sách"):
        story.decide(refused={0: "x"})


def test_a_second_leader_in_the_team_is_refused_by_name(story):
    story.submitted()
    with pytest.raises(ValidationError, match="Phan Văn Lộc: Tổ đang có Tổ trưởng là Hoàng Văn Dũng"):
        story.decide(positions={story.loc.pk: "leader"})


def test_positions_are_decided_with_the_recognition(story):
    story.submitted()
    story.decide(positions={story.loc.pk: "deputy"})
    assert Membership.objects.get(application=story.loc).position == "deputy"
    assert Membership.objects.get(application=story.anh).position == "member"


def sign(story, **changes):
    facts = {"signed_on": date(2025, 9, 15), "effective_on": date(2025, 9, 16)}
    with on(date(2025, 9, 15)):
        return recognise_by_leader(
            **{"actor": story.world.le, "campaign": story.fresh(), "version": None, **facts, **changes}
        )


def test_the_leader_approves_in_the_product_with_a_number_from_the_book(story):
    story.submitted()
    last = Entry.objects.latest("pk").pk
    recognised = sign(story)
    entries = Counter(Entry.objects.filter(pk__gt=last).values_list("subject_type", "subject_id"))
    assert {kind for (kind, _), times in entries.items() if times > 1} == {
        "documents.document"
    }  # drafted, issued
    assert {kind for kind, _ in entries} >= {
        "teams.membership",
        "recruitment.campaign",
        "recruitment.application",
    }
    decision = recognised[0].recognition
    assert (decision.symbol, decision.signer_name, decision.created_by) == (
        "01/QĐ-UBND",
        "Phạm Thị Lê",
        story.an,
    )
    assert "Phan Văn Lộc" in str(decision.blocks) and "ngày 16 tháng 9 năm 2025" in str(decision.blocks)
    assert missing(story.force.thanh_luong, date(2025, 9, 16)) == 0
    assert {one.membership.start_decision_id for one in recognised} == {decision.pk}


def test_who_is_refused_does_not_stand_in_the_decision(story):
    story.submitted()
    (only,) = sign(story, refused={story.anh.pk: "Chưa bảo đảm"})
    assert "Nguyễn Thị Ánh" not in str(only.recognition.blocks)


def test_refusing_everybody_makes_no_decision(story):
    story.submitted()
    with pytest.raises(ValidationError, match="không có quyết định công nhận"):
        sign(story, refused={story.anh.pk: "x", story.loc.pk: "x"})


@pytest.mark.parametrize("who", ["an", "chien", "bich", "phu", "admin"])
def test_only_the_chairman_approves(story, who):
    story.submitted()
    with pytest.raises(PolicyDenied):
        sign(story, actor=story.world.users[who])


def test_the_chairman_does_not_record_what_was_signed_on_paper(story):
    story.submitted()
    with pytest.raises(PolicyDenied):
        story.decide(actor=story.world.le)


def test_tet_lies_between_the_minutes_and_the_last_day(story):
    """Minutes of 12/02/2026, submission of 24/02/2026: nobody works from 14 to 22/02/2026 (Tết Bính Ngọ)."""
    story.listed()
    story.council()
    story.meet({story.loc: {"yes": 8}, story.anh: {"yes": 8}}, held_on=date(2026, 2, 12))
    campaign = story.fresh()
    assert Clocks().submit_due(campaign).on == date(2026, 2, 26)
    assert Clocks().decide_due(campaign) is None

    with on(date(2026, 2, 24)):
        results_submit(actor=story.an, campaign=campaign, version=None, submitted_on=date(2026, 2, 24))
    assert Clocks().running(campaign).on == date(2026, 3, 3)
    assert Clocks().running(campaign).rule == "TT 14/2024/TT-BCA, Điều 4"


def test_results_are_submitted_once_and_not_before_the_minutes(story):
    story.met()
    for day, words in ((date(2025, 9, 9), "không trình trước đó"), (date(2025, 9, 13), "chưa đến")):
        with on(date(2025, 9, 12)), pytest.raises(ValidationError, match=words):
            results_submit(actor=story.an, campaign=story.fresh(), version=None, submitted_on=day)
    with on(date(2025, 9, 12)):
        results_submit(actor=story.an, campaign=story.fresh(), version=None, submitted_on=date(2025, 9, 12))
        with pytest.raises(PolicyDenied, match="đã trình ngày 12/09/2025"):
            results_submit(
                actor=story.an, campaign=story.fresh(), version=None, submitted_on=date(2025, 9, 12)
            )


def test_nothing_is_recorded_for_another_commune(story):
    story.submitted()
    with pytest.raises(PolicyDenied):
        recognise(
            actor=story.world.binh, campaign=story.fresh(), version=None, paper=paper("1/QĐ-UBND", date(2025, 9, 15)),
            effective_on=date(2025, 9, 16),
        )  # fmt: skip
