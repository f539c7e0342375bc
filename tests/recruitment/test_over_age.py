"""Somebody over 70: the police propose, the chairman lets them apply or does not (Luật 30/2023, Điều 13, khoản 1)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.models import RoleGrant
from audit.models import Entry
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from documents.models import Document
from documents.services import document_recall
from recruitment.eligibility import examine
from recruitment.models import Application, CampaignPaper
from recruitment.papers.over_age import DECISION, PROPOSAL
from recruitment.services.applications import application_return, candidates_list
from recruitment.services.over_age import (
    over_age_record,
    over_age_refusal_record,
    over_age_refuse,
    over_age_sign,
)
from recruitment.services.papers import campaign_paper_draft
from tests.audited import one_entry_per_object
from tests.papers import whole
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import ANH, LOC, on, paper
from tests.recruitment.telling import XUAN, propose_over_age
from tests.world import make_user

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 5)
GROUND = "Chưa bảo đảm sức khỏe để trực đêm"


@pytest.fixture
def old(story):
    """Hồ Văn Xuân, 70 years and ten months on the day of receipt, verified without objection."""
    story.open()
    story.xuan = story.appraise(story.receive("Thanh Lương", XUAN))
    return story


def fresh(story) -> Application:
    joined = Application.objects.select_related(
        "campaign__commune", "person", "line__team", "over_age_decision"
    )
    return joined.get(pk=story.xuan.pk)


def age(story):
    return next(one for one in examine(fresh(story)) if one.code == "E02")


def proposed(story) -> Document:
    return propose_over_age(story, fresh(story))


def drafted(story, actor=None) -> Document:
    """The decision, drawn up by the officer upon the signed proposal."""
    with on(DAY):
        return campaign_paper_draft(
            actor=actor or story.an, campaign=story.fresh(), code=DECISION, application=fresh(story)
        ).document


def sign(story, **changes) -> Application:
    facts = {"actor": story.world.le, "application": fresh(story), "version": None, "signed_on": DAY}
    with on(changes.get("signed_on", DAY)):
        return over_age_sign(**{**facts, **changes})


def refuse(story, **changes) -> Application:
    facts = {"actor": story.world.le, "application": fresh(story), "version": None, "reason": GROUND}
    with on(DAY):
        return over_age_refuse(**{**facts, **changes})


def record(story, signed_on=DAY, **changes) -> Application:
    facts = {"actor": story.an, "application": fresh(story), "version": None}
    with on(date(2025, 9, 6)):
        return over_age_record(**{**facts, "paper": paper("9/QĐ-UBND", signed_on), **changes})


# ── The chairman lets them apply ─────────────────────────────────────────────


def test_the_chairman_signs_what_was_drafted_upon_the_signed_proposal(old):
    assert (old.xuan.state, age(old).outcome) == ("received", "decision")
    proposed(old)
    draft = drafted(old)
    with one_entry_per_object():
        one = sign(old)
    decision = one.over_age_decision
    assert (one.state, decision.pk, decision.symbol, decision.origin) == (
        "eligible", draft.pk, "01/QĐ-UBND", "issued",
    )  # fmt: skip
    found = age(old)
    assert found.outcome == "pass" and "đã có Quyết định số 01/QĐ-UBND" in found.fact
    acts = Entry.objects.filter(subject_id=str(one.pk), subject_type="recruitment.application")
    assert "recruitment.application.over_age_sign" in acts.values_list("act", flat=True)


def test_both_papers_say_that_health_is_attested_and_nothing_more_of_it(old):
    proposal = whole(proposed(old))
    assert "ông Hồ Văn Xuân 70 tuổi" in proposal and "Tính đến ngày 25 tháng 8 năm 2025" in proposal
    assert "cấp ngày 18 tháng 8 năm 2025 tại Bệnh viện đa khoa khu vực" in proposal
    assert "giấy còn giá trị" in proposal and "dự tuyển vào Tổ Thanh Lương" in proposal
    decision = whole(drafted(old))
    assert "tại Tờ trình số 01/TTr-CAX ngày 05 tháng 9 năm 2025" in decision
    assert "Cho phép ông Hồ Văn Xuân" in decision
    for said in (proposal, decision):  # two of them are told apart by their titles
        assert "Về việc cho phép ông Hồ Văn Xuân, trên 70 tuổi, dự tuyển" in said
    for said in (proposal, decision):
        assert XUAN["citizen_id"] not in said
    assert "Bệnh viện" not in decision


def draft(story, code: str, application) -> CampaignPaper:
    with on(DAY):
        return campaign_paper_draft(
            actor=story.an, campaign=story.fresh(), code=code, application=application
        )


def test_nobody_is_proposed_who_needs_no_decision_or_whose_health_is_not_attested(old):
    young = old.appraise(old.receive("Tô Xá", ANH))
    with pytest.raises(PolicyDenied, match="không quá 70 tuổi .*Điều 13, khoản 1"):
        draft(old, PROPOSAL, young)
    old.appraise(fresh(old), is_facility_lawful=False)
    with pytest.raises(
        PolicyDenied, match="Chỉ cho phép khi bảo đảm sức khỏe .*không hoạt động theo pháp luật"
    ):
        draft(old, PROPOSAL, fresh(old))


def test_the_chairman_decides_upon_a_signed_proposal_alone(old):
    with pytest.raises(PolicyDenied, match="theo đề nghị của Công an xã .*Soạn đề nghị"):
        drafted(old)
    draft(old, PROPOSAL, fresh(old))  # drawn up, not signed
    with pytest.raises(PolicyDenied, match="Trưởng Công an xã ký trước"):
        drafted(old)
    with pytest.raises(PolicyDenied, match="Trưởng Công an xã ký trước"):
        refuse(old)


def test_the_leader_alone_signs_once_and_not_before_the_proposal(old):
    proposed(old)
    with pytest.raises(PolicyDenied, match="chưa soạn văn bản này"):
        sign(old)
    drafted(old)
    for name in ("an", "chien", "phuc", "bich", "phu"):
        with pytest.raises(PolicyDenied):
            sign(old, actor=getattr(old.world, name))
        with pytest.raises(PolicyDenied):
            refuse(old, actor=getattr(old.world, name))
    with pytest.raises(
        ValidationError, match="Tờ trình số 01/TTr-CAX ký ngày 05/09/2025; .*không ký trước đó"
    ):
        sign(old, signed_on=date(2025, 9, 4))
    with pytest.raises(StaleRecord):
        sign(old, version=fresh(old).version - 1)
    sign(old)
    with pytest.raises(PolicyDenied, match="Đã có Quyết định số 01/QĐ-UBND"):
        sign(old)
    with pytest.raises(ValidationError, match="Không cần quyết định về tuổi"):
        record(old)


def test_health_that_is_no_longer_attested_keeps_the_chairman_from_signing(old):
    proposed(old)
    drafted(old)
    old.appraise(fresh(old), is_facility_lawful=False)
    with pytest.raises(PolicyDenied, match="Chỉ cho phép khi bảo đảm sức khỏe"):
        sign(old)


def test_nobody_signs_what_they_alone_drafted_where_two_lead(old):
    lan = make_user("lan.kiem.nhiem", "Vũ Thị Lan", "leader", old.world.commune_a)
    RoleGrant.objects.create(user=lan, role="officer", started_on=date(2025, 7, 1))
    proposed(old)
    drafted(old, lan)
    with pytest.raises(PolicyDenied, match="không tự ký"):
        sign(old, actor=old.world.again(lan))
    assert sign(old).state == "eligible"


def test_the_only_leader_who_drafted_it_signs_with_a_note(old):
    le = old.world.le
    RoleGrant.objects.create(user=le, role="officer", started_on=date(2025, 7, 1))
    proposed(old)
    drafted(old, old.world.again(le))
    decision = sign(old, actor=old.world.again(le)).over_age_decision
    entry = Entry.objects.get(subject_id=str(decision.pk), act="documents.document.issue")
    assert entry.reason == "một người thực hiện"


def test_a_draft_that_was_signed_on_paper_stays_one_document(old):
    proposed(old)
    draft = drafted(old)
    with one_entry_per_object():
        one = record(old)
    assert one.over_age_decision == draft and one.over_age_decision.blocks
    assert (one.over_age_decision.symbol, one.over_age_decision.origin) == ("9/QĐ-UBND", "recorded")


def test_a_decision_recorded_from_paper_ends_a_proposal_that_was_only_drafted(old):
    draft(old, PROPOSAL, fresh(old))
    with one_entry_per_object():
        record(old)
    assert not CampaignPaper.objects.filter(kind=PROPOSAL).exists()
    assert not Document.objects.filter(state="draft").exists()


def test_whose_decision_was_recalled_is_not_listed(old):
    decision = record(old).over_age_decision
    with on(date(2025, 9, 7)):
        document_recall(actor=old.an, document=decision, reason="Sai họ tên")
    old.appraise(old.receive("Tô Xá", ANH))
    with on(date(2025, 9, 8)), pytest.raises(ValidationError, match="không còn hiệu lực: Hồ Văn Xuân"):
        candidates_list(actor=old.an, campaign=old.fresh(), version=None)
    assert age(old).outcome == "decision"


# ── The chairman does not ────────────────────────────────────────────────────


def test_a_refusal_fails_the_rule_of_age_with_its_day_and_ground(old):
    proposed(old)
    drafted(old)
    with one_entry_per_object():
        one = refuse(old)
    assert (one.state, one.over_age_refused_on, one.over_age_decision) == ("ineligible", DAY, None)
    found = age(old)
    assert found.outcome == "fail" and found.citation == "Luật 30/2023/QH15, Điều 13, khoản 1"
    assert f"không cho phép ngày 05/09/2025: {GROUND}" in found.fact
    # Nothing waits for a signature any more.
    assert not Document.objects.filter(state="draft").exists()
    assert CampaignPaper.objects.filter(application=one).get().kind == PROPOSAL


def test_the_ground_is_encrypted_and_the_audit_does_not_tell_it(old):
    proposed(old)
    one = refuse(old)
    (raw,) = Application.objects.filter(pk=one.pk).extra(select={"raw": "over_age_ground"}).values("raw")
    assert GROUND not in str(raw)
    entries = Entry.objects.all().values("before", "after", "reason")
    assert not [entry for entry in entries if GROUND in str(entry)]
    acts = Entry.objects.filter(subject_type="recruitment.application").values_list("act", flat=True)
    assert "recruitment.application.over_age_refuse" in acts


def test_a_refusal_needs_its_ground_and_is_said_once(old):
    proposed(old)
    with pytest.raises(ValidationError, match="Ghi lý do"):
        refuse(old, reason=" ")
    refuse(old)
    with pytest.raises(PolicyDenied, match="đã không cho phép ngày 05/09/2025"):
        refuse(old)


def test_a_later_decision_alone_reverses_a_refusal(old):
    proposed(old)
    refuse(old)
    with pytest.raises(ValidationError, match="chỉ quyết định ký từ ngày đó trở đi"):
        record(old, signed_on=date(2025, 9, 4))
    with one_entry_per_object():
        one = record(old, signed_on=date(2025, 9, 6))
    assert (one.state, one.over_age_refused_on, one.over_age_ground) == ("eligible", None, "")
    entry = Entry.objects.filter(subject_id=str(one.pk), act="recruitment.application.over_age").get()
    assert entry.before["over_age_refused_on"] == "2025-09-05"


def test_the_chairman_reconsiders_in_the_product(old):
    proposed(old)
    refuse(old)
    drafted(old)
    assert sign(old).state == "eligible"


def refusal(story, **changes):
    facts = {"actor": story.an, "application": fresh(story), "version": None, "reason": GROUND}
    with on(date(2025, 9, 6)):
        return over_age_refusal_record(**{**facts, "refused_on": DAY, **changes})


def test_the_police_record_what_the_chairman_refused_otherwise(old):
    for day in (date(2025, 8, 24), date(2025, 9, 7)):
        with pytest.raises(ValidationError, match="Chọn ngày từ ngày nhận hồ sơ 25/08/2025 đến hôm nay"):
            refusal(old, refused_on=day)
    for name in ("le", "phuc", "bich"):
        with pytest.raises(PolicyDenied):
            refusal(old, actor=getattr(old.world, name))
    with pytest.raises(ValidationError, match="Ghi lý do"):
        refusal(old, reason="")
    with one_entry_per_object():
        one = refusal(old)
    assert (one.state, one.over_age_refused_on) == ("ineligible", DAY)
    assert Entry.objects.filter(act="recruitment.application.over_age_refusal").count() == 1
    with pytest.raises(ValidationError, match="đã không cho phép ngày 05/09/2025"):
        refusal(old)


def test_who_was_refused_stays_off_the_list(old):
    refusal(old)
    old.appraise(old.receive("Tô Xá", ANH))
    assert [str(one.person) for one in old.close_list()] == ["Nguyễn Thị Ánh"]


def test_an_application_that_is_over_leaves_no_draft_waiting_for_a_signature(old):
    proposed(old)
    drafted(old)
    with on(date(2025, 9, 6)), one_entry_per_object():
        application_return(actor=old.an, application=fresh(old), version=None, reason="Xin rút giấy tờ")
    assert not Document.objects.filter(state="draft").exists()


# ── On the pages ─────────────────────────────────────────────────────────────


def test_the_page_leads_from_the_proposal_to_the_signature(old):
    address = fresh(old).get_absolute_url()
    with on(DAY):
        an, le = (old.world.client(user) for user in (old.an, old.world.le))
        page = text(an.get(address))
        assert "Soạn đề nghị của Công an xã" in page
        draft_at = url("application", old.xuan) + "van-ban/over_age_proposal/soan/"
        assert draft_at in page
        assert an.post(draft_at).status_code == 302
        proposal = CampaignPaper.objects.get(kind=PROPOSAL).document
        page = text(an.get(address))
        assert "Mở bản thảo đề nghị để ký" in page and proposal.get_absolute_url() in page
        assert proposal.title in text(old.world.client(old.world.chien).get("/"))
        CampaignPaper.objects.all().delete()
        proposal.delete()
    proposed(old)
    with on(DAY):
        page = text(an.get(address))
        assert "Soạn quyết định cho phép dự tuyển" in page
        assert an.post(url("application", old.xuan) + "van-ban/over_age_decision/soan/").status_code == 302
        decision = CampaignPaper.objects.get(kind=DECISION).document
        page = text(an.get(address))
        assert url("application_over_age", old.xuan) in page
        assert url("application_sign_over_age", old.xuan) not in page
        # The chairman finds it on the first page, and the step on the applicant's.
        assert decision.get_absolute_url() in text(le.get("/"))
        assert address in text(le.get(decision.get_absolute_url()))
        page = text(le.get(address))
        assert url("application_sign_over_age", old.xuan) in page
        assert url("application_refuse_over_age", old.xuan) in page
        data = {"signed_on": "5/9/2025", "version": fresh(old).version}
        assert le.post(url("application_sign_over_age", old.xuan), data).status_code == 302
        page = text(le.get(address))
        assert "đã có Quyết định số 01/QĐ-UBND" in page and "Quyết định về tuổi" in page
        assert url("application_refuse_over_age", old.xuan) not in page


def test_a_refusal_is_typed_on_the_chairmans_page_and_told_on_the_applicants(old):
    proposed(old)
    decision = drafted(old)
    with on(DAY):
        le, an = (old.world.client(user) for user in (old.world.le, old.an))
        data = {"reason": "", "version": fresh(old).version}
        assert le.post(url("application_refuse_over_age", old.xuan), data).status_code == 422
        data["reason"] = GROUND
        assert le.post(url("application_refuse_over_age", old.xuan), data).status_code == 302
        page = text(an.get(fresh(old).get_absolute_url()))
        assert f"không cho phép ngày 05/09/2025: {GROUND}" in page and "Không đủ điều kiện" in page
        assert decision.title not in text(le.get("/"))
        rules = text(an.get(url("rules", old.campaign)))
        assert GROUND in rules


def test_a_refusal_by_word_is_typed_by_the_officer(old):
    with on(date(2025, 9, 6)):
        client = old.world.client(old.an)
        data = {"refused_on": "5/9/2025", "reason": GROUND, "version": fresh(old).version}
        assert client.post(url("application_over_age_refusal", old.xuan), data).status_code == 302
    assert fresh(old).over_age_refused_on == DAY


def test_the_form_of_a_signed_decision_knows_the_draft(old):
    proposed(old)
    decision = drafted(old)
    with on(DAY):
        page = text(old.world.client(old.an).get(url("application_over_age", old.xuan)))
    assert decision.title in page


def test_who_is_of_age_is_offered_no_such_paper(old):
    loc = old.receive("Tô Xá", LOC)
    with on(DAY):
        page = text(old.world.client(old.an).get(loc.get_absolute_url()))
    assert "over_age" not in page and "quá tuổi" not in page


def test_the_page_of_somebody_over_age_takes_a_bounded_number_of_queries(old, django_assert_max_num_queries):
    proposed(old)
    drafted(old)
    with on(DAY):
        for user in (old.an, old.world.le):
            client = old.world.client(user)
            client.get(old.xuan.get_absolute_url())
            with django_assert_max_num_queries(40):
                assert client.get(old.xuan.get_absolute_url()).status_code == 200
