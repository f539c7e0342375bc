"""What the law asks before a member is let go, the papers, the clocks, the decision that follows."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contracts.policy import PolicyDenied
from contracts.registry import quality_checks
from law.models import Parameter
from teams.choices import DutyFault, EndKind, LeavingPaperKind
from teams.deadlines.decisions import leavings_to_decide, leavings_to_propose
from teams.services.leaving import (
    breach_evidence,
    leaving_decision_record,
    leaving_fact_void,
    leaving_paper_add,
    refusal_record,
    reminder_record,
)
from teams.services.memberships import membership_change_position, membership_end
from tests.audited import one_entry_per_object
from tests.force import make_decision
from tests.uploads import PDF

pytestmark = pytest.mark.django_db
LEFT = date(2026, 11, 10)


def leavings_without_decision(user, on: date):
    """What data quality lists as left without the chairman's decision."""
    return quality_checks.get("teams.end_decision").find(user, on)


@pytest.fixture
def member(force):
    return force.member("Nguyễn Văn An")


def refuse(world, member, day, **changes):
    facts = {"fault": DutyFault.REFUSED, "asked": "Tuần tra đêm", **changes}
    return refusal_record(actor=world.an, membership=member, happened_on=day, **facts)


def remind(world, member, symbol, day):
    paper = {
        "symbol": symbol, "signed_on": day, "title": "Về việc nhắc nhở", "signer_name": "Trần Minh Chiến",
        "signer_title": "Trưởng Công an xã",
    }  # fmt: skip
    return reminder_record(actor=world.an, membership=member, about="Bỏ ca trực", paper=paper)


def leave(world, member, **changes):
    facts = {"version": member.version, "ended_on": LEFT, "end_kind": EndKind.BREACH_OF_DUTY, **changes}
    return membership_end(actor=world.an, membership=member, **facts)


def refused_because(world, member, **changes) -> str:
    with pytest.raises(ValidationError) as refused:
        leave(world, member, **changes)
    return refused.value.message_dict["end_kind"][0]


def test_breach_of_duty_is_refused_until_the_law_has_what_it_asks(world, member):
    said = refused_because(world, member)
    assert "mới ghi 0 lần không chấp hành" in said and "mới ghi 0 lần Công an xã nhắc nhở" in said
    assert "Điều 17, khoản 3, điểm c" in said

    refuse(world, member, date(2026, 9, 1))
    remind(world, member, "01/TB-CAX", date(2026, 9, 5))
    refuse(world, member, date(2026, 9, 20), has_good_reason=True)
    remind(world, member, "02/TB-CAX", date(2026, 10, 1))
    said = refused_because(world, member)
    assert "mới ghi 1 lần không chấp hành mà không có lý do chính đáng (cần 2)" in said
    assert "chưa ghi lần vi phạm nào sau lần nhắc nhở thứ 2" in said

    refuse(world, member, date(2026, 10, 1))
    with one_entry_per_object():
        leave(world, member)
    assert member.end_kind == EndKind.BREACH_OF_DUTY


def test_not_completing_a_duty_once_is_ground_enough_with_two_reminders(world, member):
    remind(world, member, "01/TB-CAX", date(2026, 9, 5))
    remind(world, member, "02/TB-CAX", date(2026, 10, 1))
    refuse(world, member, date(2026, 10, 2), fault=DutyFault.UNFINISHED)
    leave(world, member)


def test_what_happened_after_the_decision_does_not_count_for_it(world, member):
    remind(world, member, "01/TB-CAX", date(2026, 9, 5))
    remind(world, member, "02/TB-CAX", date(2026, 10, 1))
    refuse(world, member, date(2026, 10, 6), fault=DutyFault.ABUSED)
    decision = make_decision(world, signed_on=date(2026, 10, 5))
    assert "chưa ghi việc không hoàn thành" in refused_because(world, member, decision=decision)
    assert not breach_evidence(member, date(2026, 10, 6)).missing


def test_the_numbers_are_the_laws_of_the_day(world, member):
    Parameter.objects.filter(code="leave.reminders_min").update(value=1)
    remind(world, member, "01/TB-CAX", date(2026, 9, 5))
    refuse(world, member, date(2026, 10, 2), fault=DutyFault.UNFINISHED)
    leave(world, member)


def test_it_counts_over_another_position_but_not_what_was_written_by_mistake(world, member):
    first = refuse(world, member, date(2026, 9, 1))
    refuse(world, member, date(2026, 9, 2))
    spell = membership_change_position(
        actor=world.an, membership=member, version=1, position="deputy", changed_on=date(2026, 10, 1)
    )
    assert breach_evidence(spell, LEFT).refusals == 2
    with one_entry_per_object():
        leaving_fact_void(actor=world.an, fact=first, reason="Ghi nhầm người")
    assert breach_evidence(spell, LEFT).refusals == 1
    with pytest.raises(ValidationError, match="đã bỏ"):
        leaving_fact_void(actor=world.an, fact=first, reason="Ghi nhầm người")


def test_each_reminder_is_a_paper_of_its_own_and_lies_within_the_service(world, member):
    with one_entry_per_object():
        remind(world, member, "01/TB-CAX", date(2026, 9, 5))
    with pytest.raises(ValidationError, match="Mỗi lần nhắc nhở là một văn bản"):
        remind(world, member, "01/TB-CAX", date(2026, 9, 5))
    with pytest.raises(ValidationError, match="không tham gia Tổ vào ngày đó"):
        remind(world, member, "09/TB-CAX", date(2025, 6, 30))
    with pytest.raises(ValidationError, match="Ngày này chưa đến"):
        refuse(world, member, date(2026, 11, 17))


@pytest.mark.parametrize("who", ["le", "binh", "phu"])
def test_only_the_communes_registrars_write_it_down(world, member, who):
    with pytest.raises(PolicyDenied):
        refusal_record(
            actor=getattr(world, who), membership=member, fault="refused", happened_on=LEFT, asked="Trực"
        )


def add_paper(world, member, kind, day, **changes):
    facts = {"issuer": "Nguyễn Văn An", **changes}
    return leaving_paper_add(actor=world.an, membership=member, kind=kind, dated_on=day, **facts)


def test_a_letter_starts_the_clock_of_the_proposal_and_that_the_clock_of_the_decision(world, member):
    today = date(2026, 11, 16)
    with one_entry_per_object():
        add_paper(world, member, LeavingPaperKind.LETTER, date(2026, 11, 6))  # a Friday
    (due,) = leavings_to_propose(today)
    assert (due.due_on, due.commune, due.roles) == (date(2026, 11, 13), "19057", ("officer", "chief"))
    assert list(leavings_to_decide(today)) == []

    add_paper(world, member, LeavingPaperKind.PROPOSAL, date(2026, 11, 12), issuer="Công an xã")
    assert list(leavings_to_propose(today)) == []
    (due,) = leavings_to_decide(today)
    assert due.due_on == date(2026, 11, 19) and "leader" in due.roles

    leave(world, member, end_kind=EndKind.RESIGNED)
    assert list(leavings_to_decide(today)) == []


def test_a_letter_taken_back_stops_the_clock(world, member):
    letter = add_paper(world, member, LeavingPaperKind.LETTER, date(2026, 11, 6))
    leaving_fact_void(actor=world.an, fact=letter, reason="Đã rút đơn ngày 09/11/2026")
    assert list(leavings_to_propose(date(2026, 11, 16))) == []


def test_a_decision_may_follow_once_and_is_chased_until_then(world, member):
    today = date(2026, 11, 16)
    leave(world, member, end_kind=EndKind.UNFIT_HEALTH)
    assert list(leavings_without_decision(world.an, today)) == [member]

    decision = make_decision(world)
    with one_entry_per_object():
        leaving_decision_record(actor=world.an, membership=member, version=member.version, decision=decision)
    assert not leavings_without_decision(world.an, today).exists()
    with pytest.raises(PolicyDenied, match="Đã ghi quyết định cho thôi"):
        leaving_decision_record(
            actor=world.an, membership=member, version=None, decision=make_decision(world, "6/QĐ-UBND")
        )


def test_a_death_needs_no_decision(world, member):
    leave(world, member, end_kind=EndKind.DIED_ON_DUTY)
    assert not leavings_without_decision(world.an, date(2026, 11, 16)).exists()


def test_the_scan_of_a_letter_is_read_by_those_who_keep_decide_and_review(world, member):
    scan = SimpleUploadedFile("don.pdf", PDF)
    paper = add_paper(world, member, LeavingPaperKind.LETTER, date(2026, 11, 6), scan=scan)
    address = reverse("teams:leaving_paper_file", args=[paper.pk])
    for user in (world.an, world.le, world.phu):
        answer = world.client(user).get(address)
        assert b"".join(answer.streaming_content) == PDF
        assert answer["Cache-Control"] == "private, no-store"
    assert world.client(world.phuc).get(address).status_code == 403
    assert world.client(world.binh).get(address).status_code == 404


def test_the_pages_show_what_is_there_and_what_lacks(world, member):
    client = world.client(world.an)
    page = client.get(reverse("teams:leave", args=[member.pk])).content.decode()
    assert "0/2 lần không chấp hành" in page and "Chưa đủ" in page

    answer = client.post(
        reverse("teams:refusal_new", args=[member.pk]),
        {"fault": "refused", "happened_on": "1/10/2026", "asked": "Tuần tra đêm", "reason": "Bận việc nhà"},
    )
    assert answer.status_code == 302
    answer = client.post(
        reverse("teams:reminder_new", args=[member.pk]),
        {
            "about": "Bỏ ca tuần tra", "type": "tb", "symbol": "07/TB-CAX", "signed_on": "5/10/2026",
            "title": "Về việc nhắc nhở", "signer_name": "Trần Minh Chiến", "signer_title": "Trưởng Công an xã",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    page = client.get(reverse("teams:membership", args=[member.pk])).content.decode()
    assert "Tuần tra đêm" in page and "07/TB-CAX" in page and "Bận việc nhà" in page
    answer = client.post(
        reverse("teams:leave", args=[member.pk]),
        {"end_kind": "breach_of_duty", "ended_on": "10/11/2026", "version": 1},
    )
    assert answer.status_code == 422 and "Chưa đủ căn cứ" in answer.content.decode()
