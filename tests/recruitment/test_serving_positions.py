"""A Tổ trưởng has gone: a serving member is proposed beside the recruits (Mẫu 06), the chairman confirms or refuses."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from communes.models import Hamlet
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from documents.models import Document, Posting
from recruitment.models import Application, Campaign, CampaignPaper, PositionProposal
from recruitment.services.decisions import recognise_by_leader
from recruitment.services.papers import campaign_paper_draft
from recruitment.services.positions import positions_propose
from recruitment.services.submission import candidate_step_back, results_submit
from teams.models import Membership
from teams.services.memberships import membership_change_position, membership_end
from tests.audited import one_entry_per_object
from tests.force import make_person, make_spell
from tests.papers import whole
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import on, paper
from tests.recruitment.test_council import states
from tests.recruitment.test_pages import SIGNED, verdicts

pytestmark = pytest.mark.django_db
BEFORE, SUBMITTED, SIGNED_ON, SINCE = (date(2025, 9, day) for day in (11, 12, 15, 16))


@pytest.fixture
def met(story):
    """Ánh chosen for Tô Xá, whose Tổ trưởng Đức left; Chiến serves there as Tổ viên. Lộc chosen for Thanh Lương, which
    Dũng leads with Hà beside him."""
    story.met()
    force = story.force
    story.chien_spell, story.duc = force.member("Phạm Minh Chiến"), force.member("Đặng Hữu Đức")
    story.dung, story.ha = force.member("Hoàng Văn Dũng"), force.member("Phan Thanh Hà")
    Membership.objects.filter(pk=story.duc.pk).update(ended_on=date(2025, 8, 1), end_kind="moved_away")
    return story


def propose(story, day=BEFORE, **changes):
    facts = {
        "actor": story.an, "campaign": story.fresh(), "version": None, "positions": {},
        "serving": {story.chien_spell.pk: "leader"},
    }  # fmt: skip
    with on(day):
        return positions_propose(**{**facts, **changes})


def submit(story, **more):
    with on(SUBMITTED):
        return results_submit(
            actor=story.an, campaign=story.fresh(), version=None, submitted_on=SUBMITTED, **more
        )


def sign(story, **changes):
    facts = {"version": None, "signed_on": SIGNED_ON, "effective_on": SINCE, **changes}
    with on(SIGNED_ON):
        return recognise_by_leader(actor=story.world.le, campaign=story.fresh(), **facts)


def drafted(story, code: str, day=BEFORE) -> Document:
    with on(day):
        return campaign_paper_draft(
            actor=story.an, campaign=story.fresh(), code=f"recruitment.{code}"
        ).document


def now(spell: Membership) -> Membership:
    """The spell that the person is in."""
    return Membership.objects.open().get(person=spell.person_id)


def row() -> PositionProposal:
    return PositionProposal.objects.select_related("decision", "result").get()


# ── Proposed ─────────────────────────────────────────────────────────────────


def test_a_serving_member_is_proposed_with_the_submission(met):
    with one_entry_per_object():
        submit(met, serving={met.chien_spell.pk: "leader"})
    assert (row().membership, row().position, row().decided_on) == (met.chien_spell, "leader", None)
    assert now(met.chien_spell).position == "member"  # nothing before the chairman decides


def test_what_was_proposed_before_stands_in_the_papers_and_goes_with_the_submission(met):
    with one_entry_per_object():
        propose(met, positions={met.loc.pk: "deputy"})
    assert Application.objects.get(pk=met.loc.pk).position == "deputy"
    names = "Phạm Minh Chiến", "Tổ trưởng (đang là Tổ viên)"
    listed = whole(drafted(met, "positions"))
    assert all(name in listed for name in names)
    assert "Danh sách gồm 03 người" in listed and "trong đó 01 người đang tham gia Tổ" in listed
    asked = whole(drafted(met, "submission"))
    assert "công nhận 02 người trúng tuyển" in asked and "đối với 01 người đang tham gia Tổ" in asked
    assert "Phạm Minh Chiến, Tổ viên Tổ Tô Xá: đề nghị công nhận là Tổ trưởng" in asked
    submit(met)
    assert row().membership == met.chien_spell
    decision = whole(drafted(met, "recognition", SUBMITTED))
    assert "Công nhận 03 người" in decision and all(name in decision for name in names)


def test_without_serving_members_the_papers_say_nothing_of_them(met):
    assert "đang tham gia" not in whole(drafted(met, "positions"))
    assert "đang tham gia" not in whole(drafted(met, "submission"))


def test_a_proposal_is_changed_and_taken_back_until_it_is_submitted(met):
    propose(met)
    with one_entry_per_object():
        propose(met, serving={met.chien_spell.pk: "deputy", met.ha.pk: "deputy"})
    assert [one.position for one in PositionProposal.objects.all()] == ["deputy", "deputy"]
    with one_entry_per_object():
        propose(met, serving={met.ha.pk: "deputy"})
    assert row().membership == met.ha
    submit(met)
    with pytest.raises(PolicyDenied, match="trước khi trình"):
        propose(met)


@pytest.mark.parametrize(
    ("serving", "words"),
    [
        ({"ha": "leader"}, "Tổ Thanh Lương đã có Tổ trưởng là Hoàng Văn Dũng; mỗi Tổ một Tổ trưởng"),
        ({"dung": "leader"}, "Hoàng Văn Dũng đang là Tổ trưởng. Chọn người khác"),
        ({"ha": "member"}, "chỉ đề nghị người đang tham gia làm Tổ trưởng, Tổ phó"),
        ({"duc": "leader"}, "1 người đề nghị không tham gia Tổ của đợt này vào ngày 11/09/2025"),
        ({"hien": "leader"}, "1 người đề nghị không tham gia Tổ của đợt này"),
    ],
)
def test_only_who_serves_in_a_team_of_the_campaign_and_one_leader_a_team(met, serving, words):
    met.hien = met.force.member("Cao Xuân Hiền")  # of another commune
    keys = {getattr(met, name).pk: position for name, position in serving.items()}
    with pytest.raises(ValidationError, match=words):
        propose(met, serving=keys)
    assert not PositionProposal.objects.exists()


def test_one_leader_a_team_across_those_chosen_and_those_who_serve(met):
    with pytest.raises(ValidationError, match="Tổ Tô Xá đã có Tổ trưởng là Phạm Minh Chiến"):
        propose(met, positions={met.anh.pk: "leader"})
    # A Tổ trưởng who becomes Tổ phó makes room.
    propose(met, serving={met.dung.pk: "deputy", met.ha.pk: "leader"})
    propose(met, serving={met.dung.pk: "deputy"}, positions={met.loc.pk: "leader"})


def test_who_may_propose_and_when(met):
    for name in ("le", "phuc", "bich", "phu"):
        with pytest.raises(PolicyDenied):
            propose(met, actor=getattr(met.world, name))
    with pytest.raises(StaleRecord):
        propose(met, version=met.fresh().version - 1)


def test_without_anybody_chosen_a_change_of_positions_is_no_recruitment(met):
    propose(met)
    for one in (met.loc, met.anh):
        application = Application.objects.select_related("campaign__commune", "person").get(pk=one.pk)
        with on(BEFORE):
            candidate_step_back(actor=met.an, application=application, version=None, reason="Đi làm xa")
    with pytest.raises(PolicyDenied, match="Không ai trúng tuyển .*quyết định ở trang thành viên"):
        propose(met)
    with pytest.raises(ValidationError, match="Không ai trúng tuyển nên không có gì để trình"):
        submit(met)


def test_who_left_since_is_not_put_before_the_chairman(met):
    propose(met)
    with on(BEFORE):
        membership_end(
            actor=met.an, membership=met.chien_spell, version=None, ended_on=BEFORE, end_kind="moved_away"
        )
    with pytest.raises(ValidationError, match="không tham gia Tổ của đợt này vào ngày 12/09/2025"):
        submit(met)


# ── Decided ──────────────────────────────────────────────────────────────────


def changed(story, symbol: str) -> None:
    """Chiến leads Tô Xá from 16/9 by the decision of the campaign; Ánh is a Tổ viên of it."""
    spell = now(story.chien_spell)
    assert (spell.position, spell.started_on, spell.start_kind) == ("leader", SINCE, "position_change")
    assert spell.start_decision.symbol == symbol
    old = Membership.objects.get(pk=story.chien_spell.pk)
    assert (old.ended_on, old.end_kind, old.end_decision) == (SINCE, "position_change", spell.start_decision)
    assert (row().result, row().decision, row().decided_on) == (spell, spell.start_decision, SIGNED_ON)
    anh = Application.objects.select_related("membership__start_decision").get(pk=story.anh.pk)
    assert (anh.membership.position, anh.membership.start_decision) == ("member", spell.start_decision)


def test_the_chairman_confirms_in_the_product(met):
    propose(met)
    submit(met)
    draft = drafted(met, "recognition", SUBMITTED)
    with one_entry_per_object():
        sign(met)
    changed(met, "01/QĐ-UBND")
    assert row().decision == draft
    said = whole(row().decision)
    assert (
        "Phạm Minh Chiến" in said and "Tổ trưởng (đang là Tổ viên)" in said and "Công nhận 03 người" in said
    )


def test_the_police_record_the_signed_decision(met):
    propose(met)
    submit(met)
    with one_entry_per_object():
        met.decide()
    changed(met, "61/QĐ-UBND")


def test_the_decision_is_posted_also_where_only_a_position_changed(met):
    propose(met)
    submit(met)
    met.decide(refused={met.anh.pk: "Chưa bảo đảm sức khỏe"})
    assert states([met.loc, met.anh]) == ["recognised", "refused"] and row().result is not None
    places = [str(one) for one in Posting.objects.filter(document=row().decision)]
    assert "Nhà văn hóa thôn Tô Xá" in places and "Nhà văn hóa thôn Thanh Lương" in places


def test_the_chairman_refuses_one_with_the_ground_and_they_keep_their_position(met):
    propose(met, serving={met.chien_spell.pk: "leader", met.ha.pk: "deputy"})
    submit(met)
    draft = drafted(met, "recognition", SUBMITTED)
    refused = PositionProposal.objects.get(membership=met.chien_spell)
    for words, keys in (("ghi lý do không chấp thuận", {refused.pk: " "}), ("không nằm trong", {0: "x"})):
        with pytest.raises(ValidationError, match=words):
            sign(met, serving_refused=keys)
    sign(met, serving_refused={refused.pk: "Chưa qua tập huấn"})
    refused.refresh_from_db()
    assert (refused.decided_on, refused.decision, refused.result) == (SIGNED_ON, None, None)
    assert now(met.chien_spell) == met.chien_spell and now(met.ha).position == "deputy"
    decision = Application.objects.get(pk=met.loc.pk).recognition
    assert decision.pk != draft.pk and not Document.objects.filter(state="draft").exists()
    assert "Phạm Minh Chiến" not in whole(decision) and "Phan Thanh Hà" in whole(decision)
    (raw,) = (
        PositionProposal.objects.filter(pk=refused.pk).extra(select={"raw": "refused_reason"}).values("raw")
    )
    assert "tập huấn" not in str(raw)


def test_a_leader_who_becomes_deputy_makes_room_on_the_same_day(met):
    propose(met, serving={met.dung.pk: "deputy", met.ha.pk: "leader"})
    submit(met)
    sign(met)
    assert (now(met.dung).position, now(met.ha).position) == ("deputy", "leader")


def test_whose_room_was_not_made_is_said_by_name(met):
    propose(met, serving={met.dung.pk: "deputy", met.ha.pk: "leader"})
    submit(met)
    stays = PositionProposal.objects.get(membership=met.dung)
    with pytest.raises(ValidationError, match="Phan Thanh Hà: Tổ đang có Tổ trưởng là Hoàng Văn Dũng"):
        sign(met, serving_refused={stays.pk: "Giữ Tổ trưởng"})
    assert states([met.loc, met.anh]) == ["submitted", "submitted"] and now(met.ha).position == "member"


def test_who_left_before_the_decision_is_refused_by_name(met):
    propose(met)
    submit(met)
    with on(SIGNED_ON):
        membership_end(
            actor=met.an, membership=met.chien_spell, version=None, ended_on=SIGNED_ON, end_kind="moved_away"
        )
    with pytest.raises(ValidationError, match="Phạm Minh Chiến: Người này đã thôi tham gia"):
        sign(met)
    sign(met, serving_refused={row().pk: "Đã chuyển đi"})
    assert states([met.loc, met.anh]) == ["recognised", "recognised"]


def test_where_nobody_is_recognised_nobody_changes_position_by_the_answer(met):
    propose(met)
    submit(met)
    answer = {
        "refused": {met.loc.pk: "Chưa bảo đảm sức khỏe", met.anh.pk: "Tổ đã đủ định mức"},
        "paper": paper("75/UBND-VP", SIGNED_ON, "V/v trả lời"),
    }  # fmt: skip
    with pytest.raises(
        ValidationError, match="Chọn không chấp thuận cho Phạm Minh Chiến; đổi chức danh bằng quyết định"
    ):
        met.decide(**answer)
    with one_entry_per_object():
        met.decide(**answer, serving_refused={row().pk: "Bằng quyết định riêng"})
    assert row().is_refused and now(met.chien_spell) == met.chien_spell


def test_the_chairman_changes_positions_by_a_decision_alone(met):
    with on(SIGNED_ON), pytest.raises(PolicyDenied):
        membership_change_position(
            actor=met.world.le, membership=met.chien_spell, version=None, position="leader", changed_on=SINCE,
            paper=paper("61/QĐ-UBND", SIGNED_ON),
        )  # fmt: skip


# ── On the pages ─────────────────────────────────────────────────────────────


def test_a_team_with_quotas_for_two_hamlets_is_asked_about_once(met):
    team, hamlet = (
        met.force.to_xa,
        Hamlet.objects.create(commune=met.world.commune_a, name="Xóm Mới", started_on=BEFORE),
    )
    Campaign.objects.get().lines.create(team=team, hamlet=hamlet, count=1)
    with on(BEFORE):
        page = text(met.world.client(met.an).get(url("positions", met.campaign)))
    assert page.count("Tổ Tô Xá, người đang tham gia") == 1
    assert page.count("Phạm Minh Chiến (Tổ viên)") == 2  # once for each position
    propose(met)


def test_positions_are_proposed_submitted_and_confirmed_on_their_pages(met):
    leader, deputy = f"leader_{met.force.to_xa.pk}", f"deputy_{met.force.to_xa.pk}"
    with on(BEFORE):
        client = met.world.client(met.an)
        assert url("positions", met.campaign) in text(client.get(url("session", met.campaign)))
        page = text(client.get(url("positions", met.campaign)))
        assert "Tổ Tô Xá, người đang tham gia" in page and "hiện không có Tổ trưởng" in page
        assert "Tổ trưởng hiện nay: Hoàng Văn Dũng" in page and "Phạm Minh Chiến (Tổ viên)" in page
        data = {leader: met.chien_spell.pk, deputy: met.chien_spell.pk, "version": met.fresh().version}
        bad = client.post(url("positions", met.campaign), data)
        assert bad.status_code == 422 and "Đã chọn người này làm Tổ trưởng" in text(bad)
        data[deputy] = ""
        assert client.post(url("positions", met.campaign), data).status_code == 302
    with on(SUBMITTED):
        client = met.world.client(met.an)
        page = text(client.get(url("step_submit", met.campaign)))
        assert f'<option value="{met.chien_spell.pk}" selected>Phạm Minh Chiến (Tổ viên)' in page
        data = {"submitted_on": "12/9/2025", leader: met.chien_spell.pk, "version": met.fresh().version}
        bad = client.post(url("step_submit", met.campaign), data | {f"position_{met.anh.pk}": "leader"})
        assert bad.status_code == 422 and "đã có Tổ trưởng là Phạm Minh Chiến" in text(bad)
        assert client.post(url("step_submit", met.campaign), data).status_code == 302
    with on(SIGNED_ON):
        le = met.world.client(met.world.le)
        page = text(le.get(url("step_sign", met.campaign)))
        assert "đang là Tổ viên Tổ Tô Xá, đề nghị Tổ trưởng" in page
        change = {f"change_{row().pk}": "refuse", f"change_ground_{row().pk}": ""}
        bad = le.post(url("step_sign", met.campaign), verdicts(met, **change))
        assert bad.status_code == 422 and "Ghi lý do không chấp thuận" in text(bad)
        change = {f"change_{row().pk}": "confirm", f"verdict_{met.anh.pk}": "member"}
        answer = le.post(url("step_sign", met.campaign), verdicts(met, **change))
        assert answer.status_code == 302
        assert "Đổi chức danh: Phạm Minh Chiến: Tổ trưởng Tổ Tô Xá" in text(le.get(answer.url))
        held = text(le.get(url("session", met.campaign)))
    assert "Đề nghị chức danh người đang tham gia" in held and "Công nhận" in held
    changed(met, "01/QĐ-UBND")


def test_a_refusal_is_recorded_from_paper_and_told_on_the_sessions_page(met):
    propose(met)
    submit(met)
    with on(SIGNED_ON):
        client = met.world.client(met.an)
        change = {f"change_{row().pk}": "refuse", f"change_ground_{row().pk}": "Chưa qua tập huấn"}
        data = verdicts(met, **SIGNED, symbol="61/QĐ-UBND", **change) | {"signed_on": "15/9/2025"}
        assert client.post(url("step_decide", met.campaign), data).status_code == 302
        page = text(client.get(url("session", met.campaign)))
    assert "Không chấp thuận" in page and "Chưa qua tập huấn" in page
    assert now(met.chien_spell).position == "member"


def test_partners_read_no_grounds_about_single_members(met):
    propose(met)
    submit(met)
    page = text(met.world.client(met.world.phuc).get(url("session", met.campaign)))
    assert "Phạm Minh Chiến" not in page


def test_the_forms_take_the_same_queries_for_two_members_and_for_twenty(met, django_assert_max_num_queries):
    client = met.world.client(met.an)
    for address in (url("positions", met.campaign), url("step_submit", met.campaign)):
        with on(BEFORE):
            client.get(address)
            with django_assert_max_num_queries(30) as few:
                client.get(address)
            for number in range(20):
                person = make_person(met.world.commune_a, f"Người Thứ {number} {address}")
                make_spell(met.force.to_xa, person)
            with django_assert_max_num_queries(len(few)):
                client.get(address)


def test_what_was_not_submitted_is_nobodys_paper(met):
    assert Campaign.objects.get().position_proposals.count() == 0
    assert not CampaignPaper.objects.filter(kind="recruitment.positions").exists()
