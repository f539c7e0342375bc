"""A leaving as Điều 17 and TT 14 want it: evidence, the police's proposal, the chairman's decision, in either way."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from accounts.models import RoleGrant
from audit.models import Entry
from communes.models import Agency, Commune
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from contracts.roles import Role
from documents.models import Document, Posting
from law.models import SpecialDay
from teams.choices import DutyFault, EndKind, LeavingPaperKind, ProposalState
from teams.clocks import ProposalClocks
from teams.deadlines.decisions import leavings_to_decide, leavings_to_propose
from teams.models import LeavingPaper, Membership, Proposal
from teams.services.leaving import leaving_fact_void, leaving_paper_add, refusal_record, reminder_record
from teams.services.memberships import membership_change_position, membership_end
from teams.services.proposal_decisions import (
    proposal_decide,
    proposal_refusal_record,
    proposal_refuse,
    proposal_sign,
)
from teams.services.proposal_reports import report_draft
from teams.services.proposals import (
    leaving_propose,
    proposal_agree,
    proposal_line_remove,
    proposal_line_update,
    proposal_present,
    proposal_submit,
    proposal_withdraw,
)
from tests.audited import one_entry_per_object
from tests.force import make_spell
from tests.world import SINCE, make_user

pytestmark = pytest.mark.django_db
LETTER, TODAY = date(2026, 11, 12), date(2026, 11, 16)
REPORT = {
    "symbol": "21/BC-CAX", "signed_on": TODAY, "title": "Đề xuất cho thôi", "signer_name": "Trần Minh Chiến",
    "signer_title": "Trưởng Công an xã",
}  # fmt: skip
DECISION = {
    "symbol": "77/QĐ-UBND", "signed_on": TODAY, "title": "Về việc cho thôi", "signer_name": "Phạm Thị Lê",
    "signer_title": "Chủ tịch",
}  # fmt: skip
HEADS = {"hamlet_head": "Trần Văn Thôn", "front_head": "Lê Thị Mặt", "agreed_on": date(2026, 11, 13)}


def on(day: date):
    """Work on that day, at nine in the morning."""
    return time_machine.travel(f"{day:%Y-%m-%d} 09:00+07:00", tick=False)


@pytest.fixture
def member(force) -> Membership:
    """Nguyễn Văn An, Tổ viên of Tổ Tô Xá."""
    return force.member("Nguyễn Văn An")


def fresh(proposal: Proposal) -> Proposal:
    """The proposal as a new request would load it."""
    rows = Proposal.objects.select_related(
        "commune", "team__commune", "report", "decision", "submitted_by", "created_by"
    )
    return rows.get(pk=proposal.pk)


def letter_of(world, member, day=LETTER, kind=LeavingPaperKind.LETTER, **facts):
    facts = {"issuer": member.person.full_name, **facts}
    return leaving_paper_add(actor=world.an, membership=member, kind=kind, dated_on=day, **facts)


def propose(world, member, kind=EndKind.RESIGNED, paper=None, **facts) -> Proposal:
    facts = {"actor": world.an, **facts}
    return leaving_propose(membership=member, end_kind=kind, paper=paper, **facts)


def drafted(world, member, **facts) -> Proposal:
    """A draft upon a letter, agreed with hamlet and Front."""
    proposal = propose(world, member, paper=letter_of(world, member), **facts)
    return proposal_agree(actor=world.an, proposal=fresh(proposal), version=None, **HEADS)


def submitted(world, member, day=TODAY) -> Proposal:
    """The draft, signed on paper and put before the chairman."""
    proposal = drafted(world, member)
    return fresh(record(world, proposal, day))


def record(world, proposal, day=TODAY, **facts) -> Proposal:
    facts = {"submitted_on": day, "paper": REPORT | {"signed_on": day}, "version": None, **facts}
    return proposal_submit(actor=world.an, proposal=fresh(proposal), **facts)


def sign(world, proposal, **facts) -> Proposal:
    facts = {"actor": world.le, "signed_on": TODAY, "ended_on": date(2026, 11, 17), "version": None, **facts}
    return proposal_sign(proposal=fresh(proposal), **facts)


def decide(world, proposal, **facts) -> Proposal:
    facts = {"actor": world.an, "paper": DECISION, "ended_on": date(2026, 11, 17), "version": None, **facts}
    return proposal_decide(proposal=fresh(proposal), **facts)


# ── The whole path ───────────────────────────────────────────────────────────
def test_from_the_letter_to_the_decision_approved_in_the_product(world, member):
    proposal = drafted(world, member)
    proposal_present(actor=world.chien, proposal=fresh(proposal), version=None, signed_on=TODAY)
    proposal = fresh(proposal)
    assert (proposal.state, proposal.submitted_by, proposal.submitted_on) == ("submitted", world.chien, TODAY)
    report = proposal.report
    assert (report.symbol, report.signer_name, report.created_by) == (
        "01/BC-CAX",
        "Trần Minh Chiến",
        world.an,
    )
    said = str(report.blocks)
    assert (
        "thống nhất ngày 13 tháng 11 năm 2026 với Trần Văn Thôn (Trưởng thôn) và Lê Thị Mặt "
        "(Trưởng Ban công tác Mặt trận)"
    ) in said
    assert "Nguyễn Văn An: có đơn xin thôi đề ngày 12 tháng 11 năm 2026 (điểm a)." in said

    proposal = fresh(sign(world, proposal))
    decision = proposal.decision
    member.refresh_from_db()
    assert (member.ended_on, member.end_kind, member.end_decision) == (
        date(2026, 11, 17),
        "resigned",
        decision,
    )
    assert (decision.symbol, decision.signer_name, decision.created_by) == (
        "01/QĐ-UBND",
        "Phạm Thị Lê",
        world.chien,
    )
    assert "01/BC-CAX ngày 16 tháng 11 năm 2026" in str(decision.blocks)
    places = Posting.objects.filter(document=decision)
    assert {one.place for one in places} == {"headquarters", "police", "culture_house", "community_point"}
    assert {one.due_on for one in places} == {date(2026, 11, 17)}
    assert places.get(place="culture_house").hamlet == world.to_xa


def test_recorded_from_paper_it_ends_the_same(world, member):
    proposal = submitted(world, member)
    with one_entry_per_object():
        decide(world, proposal)
    member.refresh_from_db()
    assert (member.end_kind, member.end_decision.symbol) == ("resigned", "77/QĐ-UBND")
    assert fresh(proposal).state == ProposalState.APPROVED
    assert Posting.objects.filter(document=member.end_decision).count() == 4


def test_each_act_before_the_decision_has_one_entry_for_each_object(world, member):
    letter = letter_of(world, member)
    with one_entry_per_object():
        proposal = propose(world, member, paper=letter, grounds="Bận việc nhà")
    with one_entry_per_object():
        proposal_agree(actor=world.an, proposal=fresh(proposal), version=1, **HEADS)
    with one_entry_per_object():
        report_draft(actor=world.an, proposal=fresh(proposal), version=2)
    with one_entry_per_object():
        record(world, proposal)
    with one_entry_per_object():
        proposal_refuse(actor=world.le, proposal=fresh(proposal), version=None, reason="Tổ đang thiếu người")


def test_grounds_and_reasons_never_stand_in_the_audit(world, member):
    proposal = propose(world, member, paper=letter_of(world, member), grounds="Suy tim độ ba")
    proposal_withdraw(actor=world.an, proposal=fresh(proposal), version=None, reason="Bệnh đã khỏi")
    told = str(list(Entry.objects.values_list("before", "after", "reason")))
    assert "Suy tim" not in told and "đã khỏi" not in told


# ── The four cases ───────────────────────────────────────────────────────────
def agree(world, proposal) -> Proposal:
    return proposal_agree(actor=world.an, proposal=fresh(proposal), version=None, **HEADS)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (EndKind.RESIGNED, "điểm a cần “Đơn xin thôi tham gia”"),
        (EndKind.UNFIT_HEALTH, "điểm b cần “Giấy chứng nhận sức khỏe”"),
        (EndKind.PROSECUTED, "điểm d cần “Quyết định khởi tố"),
        (EndKind.BREACH_OF_DUTY, "Nguyễn Văn An: Chưa đủ căn cứ .* mới ghi 0 lần không chấp hành"),
    ],
)
def test_no_case_goes_to_the_chairman_without_its_evidence(world, member, kind, said):
    proposal = agree(world, propose(world, member, kind))
    with pytest.raises(ValidationError, match=said):
        record(world, proposal)


@pytest.mark.parametrize(
    ("kind", "paper"),
    [
        (EndKind.UNFIT_HEALTH, {"kind": LeavingPaperKind.HEALTH, "issuer": "Bệnh viện Ba Đồn"}),
        (EndKind.PROSECUTED, {"kind": LeavingPaperKind.PROSECUTION, "issuer": "Cơ quan điều tra", "symbol": "5/QĐ"}),
    ],
)  # fmt: skip
def test_health_and_prosecution_need_their_paper_and_hamlet_and_front_as_a_letter_does(
    world, member, kind, paper
):
    """TT 14/2024, Điều 5, khoản 3, điểm b: the police gather the papers together with both."""
    proposal = propose(world, member, kind, letter_of(world, member, **paper))
    with pytest.raises(ValidationError, match="Trưởng Ban công tác Mặt trận"):
        record(world, proposal)
    decide(world, record(world, agree(world, proposal)))
    member.refresh_from_db()
    assert member.end_kind == kind


def test_a_prosecution_is_named_by_its_number(world, member):
    facts = {"kind": LeavingPaperKind.PROSECUTION, "issuer": "Cơ quan điều tra"}
    with pytest.raises(ValidationError, match="Ghi số, ký hiệu của quyết định"):
        letter_of(world, member, **facts)
    # One that was written down before numbers were asked for.
    paper = LeavingPaper.objects.create(membership=member, dated_on=LETTER, **facts)
    proposal = agree(world, propose(world, member, EndKind.PROSECUTED, paper))
    with pytest.raises(ValidationError, match="ghi số, ký hiệu của quyết định"):
        record(world, proposal)


def test_a_breach_of_duty_stands_on_what_is_counted(world, member):
    proposal = propose(world, member, EndKind.BREACH_OF_DUTY)
    for number, day in enumerate((date(2026, 9, 5), date(2026, 10, 1)), 1):
        paper = {
            "symbol": f"0{number}/TB-CAX", "signed_on": day, "title": "Nhắc nhở", "signer_name": "Trần Minh Chiến",
            "signer_title": "Trưởng Công an xã",
        }  # fmt: skip
        reminder_record(actor=world.an, membership=member, about="Bỏ trực", paper=paper)
    for day in (date(2026, 10, 1), date(2026, 10, 5)):
        refusal_record(
            actor=world.an, membership=member, fault=DutyFault.REFUSED, happened_on=day, asked="Tuần tra"
        )
    draft = report_draft(actor=world.an, proposal=fresh(proposal), version=None)
    assert (
        "Nguyễn Văn An: không chấp hành nhiệm vụ 02 lần; đã được nhắc nhở bằng văn bản 02 lần mà vẫn tiếp tục vi phạm "
        "(điểm c)."
    ) in str(draft.blocks)
    decide(world, record(world, agree(world, proposal)))
    member.refresh_from_db()
    assert member.end_kind == EndKind.BREACH_OF_DUTY


def test_upon_a_letter_hamlet_and_front_take_part(world, member):
    proposal = propose(world, member, paper=letter_of(world, member))
    with pytest.raises(ValidationError, match="Trưởng Ban công tác Mặt trận"):
        record(world, proposal)
    proposal_agree(actor=world.an, proposal=fresh(proposal), version=None, **HEADS | {"agreed_on": TODAY})
    with pytest.raises(ValidationError, match="sau ngày trình"):
        record(world, proposal, date(2026, 11, 13))


@pytest.mark.parametrize("kind", [EndKind.DIED, EndKind.MOVED_AWAY, EndKind.OTHER])
def test_what_is_not_in_the_article_needs_no_proposal(world, member, kind):
    with pytest.raises(ValidationError, match="Chỉ bốn trường hợp"):
        propose(world, member, kind)
    membership_end(actor=world.an, membership=member, version=None, ended_on=TODAY, end_kind=kind)


# ── Limits ───────────────────────────────────────────────────────────────────
def test_the_letter_and_then_the_report_start_five_working_days_each(world, member):
    proposal = drafted(world, member)  # the letter is of Thursday 12/11
    (due,) = leavings_to_propose(TODAY)
    assert (due.due_on, due.roles, due.url) == (
        date(2026, 11, 19), ("officer", "chief"), proposal.get_absolute_url()
    )  # fmt: skip
    record(world, proposal)
    assert list(leavings_to_propose(TODAY)) == []
    (due,) = leavings_to_decide(TODAY)
    assert due.due_on == date(2026, 11, 23) and "leader" in due.roles and "Nguyễn Văn An" in due.title
    sign(world, proposal)
    assert list(leavings_to_decide(TODAY)) == []


def test_the_clock_of_a_letter_runs_from_the_day_it_was_received(world, member):
    """TT 14/2024, Điều 5, khoản 3, điểm a: "từ ngày nhận được đơn"; the letter of Thursday came in on Friday."""
    letter = letter_of(world, member, received_on=date(2026, 11, 13))
    (due,) = leavings_to_propose(TODAY)
    assert (due.started_on, due.due_on) == (date(2026, 11, 13), date(2026, 11, 20))
    proposal = propose(world, member, paper=letter)
    assert ProposalClocks().running(fresh(proposal)).limit.due_on == date(2026, 11, 20)
    report = report_draft(actor=world.an, proposal=fresh(proposal), version=None)
    assert "đơn xin thôi đề ngày 12 tháng 11 năm 2026, nhận ngày 13 tháng 11 năm 2026" in str(report.blocks)


@pytest.mark.parametrize(
    ("received_on", "said"), [(date(2026, 11, 11), "trước ngày viết"), (date(2026, 11, 17), "sau hôm nay")]
)
def test_a_letter_is_received_between_its_own_day_and_today(world, member, received_on, said):
    with pytest.raises(ValidationError, match=said):
        letter_of(world, member, received_on=received_on)


def test_in_a_ward_the_papers_speak_of_the_ward_and_its_heads(world, member):
    Commune.objects.filter(pk=world.commune_a.pk).update(kind="phuong", name="Phường Quảng Trạch")
    Agency.objects.filter(commune=world.commune_a, kind="commune_police").update(symbol="CAP")
    world.to_xa.kind = "to_dan_pho"
    world.to_xa.save()
    proposal = drafted(world, member)
    report = report_draft(actor=world.an, proposal=fresh(proposal), version=None)
    assert "Trần Văn Thôn (Tổ trưởng tổ dân phố)" in str(report.blocks)
    assert report.recipients[-1] == "Lưu: VT, CAP"
    decided = sign(world, record(world, proposal, paper=REPORT | {"symbol": "21/BC-CAP"})).decision
    assert "Thường trực Đảng ủy, HĐND phường" in decided.recipients
    assert "xã Quảng Trạch" not in str(decided.blocks).replace("cấp xã", "")


def test_tet_and_a_swapped_saturday_are_counted_as_they_are_worked(world, member):
    """Tết Đinh Mùi: off from 04/02 to 10/02/2027 as decided for the tests; Saturday 13/02 is worked instead."""
    for day in range(4, 11):
        SpecialDay.objects.get_or_create(day=date(2027, 2, day), defaults={"kind": "holiday", "name": "Tết"})
    SpecialDay.objects.create(day=date(2027, 2, 13), kind="workday", name="Làm bù")
    with on(date(2027, 2, 2)):
        letter = letter_of(world, member, date(2027, 2, 2))
        proposal = propose(world, member, paper=letter)
    running = ProposalClocks().running(fresh(proposal))
    # 03/02, 11/02, 12/02, Saturday 13/02, 15/02
    assert (running.step, running.limit.due_on) == ("present", date(2027, 2, 15))
    clocks = ProposalClocks()
    faces = [
        clocks.face(running, day).tone for day in (date(2027, 2, 3), date(2027, 2, 12), date(2027, 2, 15))
    ]
    assert faces == ["calm", "soon", "late"]


def test_evidence_without_a_letter_runs_on_no_clock_until_it_is_put_forward(world, member):
    paper = letter_of(world, member, kind=LeavingPaperKind.HEALTH, issuer="Bệnh viện")
    proposal = propose(world, member, EndKind.UNFIT_HEALTH, paper)
    assert ProposalClocks().running(fresh(proposal)) is None
    assert list(leavings_to_propose(TODAY)) == []


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"signed_on": date(2026, 11, 15)}, "quyết định không ký trước đó"),
        ({"ended_on": date(2026, 11, 15)}, "Quyết định ký ngày 16/11/2026. Chọn ngày từ đó trở đi"),
    ],
)
def test_the_decision_follows_the_proposal_and_the_leaving_the_decision(world, member, facts, said):
    proposal = submitted(world, member)
    with pytest.raises(ValidationError, match=said):
        sign(world, proposal, **facts)
    assert (
        fresh(proposal).state == ProposalState.SUBMITTED and not Document.objects.filter(type="qd").exists()
    )
    sign(world, proposal, ended_on=TODAY)


def test_a_report_is_not_put_forward_before_it_is_signed_nor_tomorrow(world, member):
    proposal = drafted(world, member)
    with pytest.raises(ValidationError, match="Ngày trình chưa đến"):
        record(world, proposal, date(2026, 11, 17))
    with pytest.raises(ValidationError, match="trình từ ngày đó trở đi"):
        record(world, proposal, paper=REPORT, submitted_on=date(2026, 11, 14))


# ── One at a time, twice ─────────────────────────────────────────────────────
def test_nobody_stands_in_two_open_proposals_nor_is_let_go_beside_one(world, member):
    proposal = drafted(world, member)
    with pytest.raises(PolicyDenied, match="đang có trong một đề xuất"):
        propose(world, member)
    with pytest.raises(ValidationError, match="đang có trong một đề xuất cho thôi"):
        membership_end(
            actor=world.an, membership=member, version=None, ended_on=TODAY, end_kind=EndKind.RESIGNED
        )
    proposal_withdraw(
        actor=world.an, proposal=fresh(proposal), version=None, reason="Rút đơn", letters_too=True
    )
    assert list(leavings_to_propose(TODAY)) == []
    propose(world, member)


def test_a_proposal_withdrawn_without_the_letter_leaves_its_clock_running(world, member):
    proposal = submitted(world, member)
    proposal_withdraw(actor=world.an, proposal=proposal, version=None, reason="Lập lại cho đúng")
    (due,) = leavings_to_propose(TODAY)
    assert due.due_on == date(2026, 11, 19) and due.action == "Lập đề xuất"


def test_the_chairman_decides_once(world, member):
    proposal = submitted(world, member)
    version = proposal.version
    sign(world, proposal, version=version)
    with pytest.raises(PolicyDenied, match="chưa tới lượt hoặc đã qua"):
        sign(world, proposal, version=version)
    with pytest.raises(PolicyDenied, match="đã qua"):
        decide(world, proposal)
    assert Document.objects.filter(type="qd").count() == 1


def test_a_page_that_is_out_of_date_decides_nothing(world, member):
    proposal = submitted(world, member)
    with pytest.raises(StaleRecord):
        sign(world, proposal, version=proposal.version - 1)
    member.refresh_from_db()
    assert member.ended_on is None


def test_the_second_leaving_of_the_same_person_needs_a_letter_of_its_own(world, member):
    old = letter_of(world, member)
    decide(world, record(world, agree(world, propose(world, member, paper=old))))
    with on(date(2027, 3, 15)):
        again = make_spell(member.team, member.person, started_on=date(2027, 1, 4))
        proposal = agree(world, propose(world, again, paper=old))
        with pytest.raises(ValidationError, match="điểm a cần"):
            record(world, proposal, date(2027, 3, 15))
        line = proposal.lines.get()
        proposal_line_update(
            actor=world.an,
            line=line,
            end_kind=EndKind.RESIGNED,
            paper=letter_of(world, again, date(2027, 3, 12)),
        )
        record(world, proposal, date(2027, 3, 15))
        decide(world, proposal, paper=DECISION | {"signed_on": date(2027, 3, 15)}, ended_on=date(2027, 3, 15))
    again.refresh_from_db()
    assert again.ended_on == date(2027, 3, 15)


def test_a_letter_that_was_struck_out_is_none(world, member):
    proposal = drafted(world, member)
    leaving_fact_void(actor=world.an, fact=proposal.lines.get().paper, reason="Ghi nhầm người")
    with pytest.raises(ValidationError, match="điểm a cần"):
        record(world, proposal)


def test_who_changed_position_meanwhile_is_named(world, member):
    proposal = submitted(world, member)
    membership_change_position(
        actor=world.an, membership=member, version=None, position="deputy", changed_on=date(2026, 11, 15)
    )
    with pytest.raises(ValidationError, match="Nguyễn Văn An không còn ở Tổ Tô Xá từ 15/11/2026"):
        sign(world, proposal)


# ── Several in one ───────────────────────────────────────────────────────────
def test_one_decision_lets_several_go_and_keeps_who_is_refused(world, force, member):
    proposal = drafted(world, member)
    other = force.member("Phan Thanh Hà")
    paper = letter_of(world, other, kind=LeavingPaperKind.HEALTH, issuer="Bệnh viện")
    propose(world, other, EndKind.UNFIT_HEALTH, paper, proposal=fresh(proposal))
    third = force.member("Phạm Minh Chiến")
    propose(world, third, paper=letter_of(world, third), proposal=fresh(proposal))
    record(world, proposal)
    stays = proposal.lines.get(membership=third)
    with pytest.raises(ValidationError, match="Phạm Minh Chiến: ghi lý do không cho thôi"):
        sign(world, proposal, refused={stays.pk: " "})
    with pytest.raises(ValidationError, match="không nằm trong đề xuất"):
        sign(world, proposal, refused={0: "x"})
    done = sign(world, proposal, refused={stays.pk: "Tổ sẽ không còn Tổ phó"})
    assert set(done.decision.ended_memberships.values_list("person__full_name", flat=True)) == {
        "Nguyễn Văn An", "Phan Thanh Hà",
    }  # fmt: skip
    assert "Phạm Minh Chiến" not in str(done.decision.blocks) and "02 người" in str(done.decision.blocks)
    hamlets = Posting.objects.filter(document=done.decision, hamlet__isnull=False)
    assert set(hamlets.values_list("hamlet__name", flat=True)) == {"Thanh Lương", "Tô Xá"}
    third.refresh_from_db()
    assert third.ended_on is None


def test_refusing_all_makes_no_decision_but_a_refusal(world, member):
    proposal = submitted(world, member)
    line = proposal.lines.get()
    with pytest.raises(ValidationError, match="Chọn “Từ chối đề xuất”"):
        sign(world, proposal, refused={line.pk: "x"})
    with pytest.raises(ValidationError, match="Ghi lý do từ chối"):
        proposal_refuse(actor=world.le, proposal=fresh(proposal), version=None, reason=" ")
    proposal_refuse(actor=world.le, proposal=fresh(proposal), version=None, reason="Tổ đang thiếu người")
    assert list(leavings_to_propose(TODAY)) == list(leavings_to_decide(TODAY)) == []
    member.refresh_from_db()
    assert member.ended_on is None


def test_a_refusal_on_paper_is_recorded_with_its_day(world, member):
    proposal = submitted(world, member)
    with pytest.raises(ValidationError, match="từ ngày trình 16/11/2026"):
        proposal_refusal_record(
            actor=world.an,
            proposal=proposal,
            version=None,
            refused_on=date(2026, 11, 13),
            reason="Thiếu người",
        )
    proposal_refusal_record(
        actor=world.an, proposal=fresh(proposal), version=None, refused_on=TODAY, reason="Thiếu người"
    )
    assert (fresh(proposal).state, fresh(proposal).closed_on) == ("refused", TODAY)


def test_one_person_is_taken_out_of_a_draft_but_not_the_last(world, force, member):
    proposal = drafted(world, member)
    other = force.member("Phan Thanh Hà")
    propose(world, other, paper=letter_of(world, other), proposal=fresh(proposal))
    with one_entry_per_object():
        proposal_line_remove(actor=world.an, line=proposal.lines.get(membership=other))
    with pytest.raises(ValidationError, match="Rút đề xuất"):
        proposal_line_remove(actor=world.an, line=proposal.lines.get())
    record(world, proposal)
    with pytest.raises(PolicyDenied, match="không còn là bản soạn"):
        proposal_line_remove(actor=world.an, line=proposal.lines.get())


# ── Who ──────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("who", ["le", "binh", "phu", "phuc"])
def test_only_the_communes_police_propose(world, member, who):
    with pytest.raises(PolicyDenied):
        propose(world, member, actor=world.users[who])


@pytest.mark.parametrize("who", ["an", "chien", "bich", "phu", "admin"])
def test_only_the_chairman_approves(world, member, who):
    proposal = submitted(world, member)
    with pytest.raises(PolicyDenied):
        sign(world, proposal, actor=world.users[who])


def test_an_officer_does_not_sign_the_report_nor_the_chairman_record_papers(world, member):
    proposal = drafted(world, member)
    with pytest.raises(PolicyDenied):
        proposal_present(actor=world.an, proposal=fresh(proposal), version=None, signed_on=TODAY)
    record(world, proposal)
    with pytest.raises(PolicyDenied):
        decide(world, proposal, actor=world.le)


def test_the_chief_does_not_sign_what_they_alone_drew_up_while_there_is_another(world, member):
    proposal = propose(world, member, paper=letter_of(world, member), actor=world.chien)
    proposal = agree(world, proposal)
    deputy = make_user("tu", "Võ Anh Tú", Role.CHIEF, world.commune_a, title="Phó Trưởng Công an xã")
    with pytest.raises(PolicyDenied, match="không tự ký"):
        proposal_present(actor=world.chien, proposal=fresh(proposal), version=None, signed_on=TODAY)
    proposal_present(actor=deputy, proposal=fresh(proposal), version=None, signed_on=TODAY)
    report = fresh(proposal).report
    assert report.signer_title == "Phó Trưởng Công an xã" and "KT. TRƯỞNG CÔNG AN XÃ" in str(report.blocks)


def test_the_only_chief_signs_what_they_drew_up_and_it_is_noted(world, member):
    proposal = agree(world, propose(world, member, paper=letter_of(world, member), actor=world.chien))
    proposal_present(actor=world.chien, proposal=fresh(proposal), version=None, signed_on=TODAY)
    assert Entry.objects.get(act="documents.document.issue").reason == "một người thực hiện"


def test_one_who_is_both_does_not_approve_what_they_put_forward(world, member):
    """Who put it forward as chief and holds the chairman's role too leaves the decision to the other."""
    RoleGrant.objects.create(user=world.chien, role=Role.LEADER, started_on=SINCE)
    both = world.again(world.chien)
    proposal = drafted(world, member)
    proposal_present(actor=both, proposal=fresh(proposal), version=None, signed_on=TODAY)
    with pytest.raises(PolicyDenied, match="không tự ký"):
        sign(world, proposal, actor=both)
    sign(world, proposal)


def test_when_who_put_it_forward_has_gone_the_chairman_is_told(world, member):
    proposal = submitted(world, member)
    RoleGrant.objects.filter(user=world.an).update(ended_on=TODAY)
    with pytest.raises(PolicyDenied, match=r"Người trình \(Nguyễn Văn An\) không còn giữ vai trò"):
        sign(world, proposal)
    decide(world, proposal, actor=world.chien)


# ── The report as a draft ────────────────────────────────────────────────────
def test_the_drafted_report_follows_the_proposal_and_is_signed_as_it_is(world, force, member):
    proposal = drafted(world, member)
    draft = report_draft(actor=world.an, proposal=fresh(proposal), version=None)
    other = force.member("Phan Thanh Hà")
    propose(world, other, paper=letter_of(world, other), proposal=fresh(proposal))
    draft.refresh_from_db()
    assert "02 người" in str(draft.blocks) and "Phan Thanh Hà" in str(draft.blocks)
    proposal_present(actor=world.chien, proposal=fresh(proposal), version=None, signed_on=TODAY)
    assert fresh(proposal).report_id == draft.pk and Document.objects.filter(type="bc").count() == 1


def test_the_draft_signed_on_paper_takes_its_number(world, member):
    proposal = drafted(world, member)
    draft = report_draft(actor=world.an, proposal=fresh(proposal), version=None)
    record(world, proposal)
    draft.refresh_from_db()
    assert (draft.symbol, draft.origin) == ("21/BC-CAX", "recorded") and fresh(proposal).report == draft


def test_a_draft_goes_with_the_proposal_that_is_taken_back(world, member):
    proposal = drafted(world, member)
    report_draft(actor=world.an, proposal=fresh(proposal), version=None)
    with one_entry_per_object():
        proposal_withdraw(actor=world.an, proposal=fresh(proposal), version=None, reason="Rút đơn")
    assert not Document.objects.filter(type="bc").exists()


def test_neither_report_nor_decision_tells_of_health_and_offences(world, member):
    paper = letter_of(
        world, member, kind=LeavingPaperKind.PROSECUTION, issuer="Cơ quan điều tra", symbol="5/QĐ-CSĐT"
    )
    proposal = propose(world, member, EndKind.PROSECUTED, paper, grounds="Trộm cắp tài sản")
    draft = report_draft(actor=world.an, proposal=fresh(proposal), version=None)
    record(world, agree(world, proposal))
    said = str(sign(world, proposal).decision.blocks)
    assert "Điểm d khoản 3 Điều 17" in said
    said += str(draft.blocks)  # every login of the commune may open it
    assert not any(word in said for word in ("Trộm cắp", "khởi tố", "5/QĐ-CSĐT"))
