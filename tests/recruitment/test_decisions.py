"""What the chairman's decision sets in motion; the written answer where nobody is recognised (TT 14/2024, Điều 4)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from documents.layout.blocks import from_json
from documents.models import Document, Posting
from documents.services import document_edit
from recruitment.clocks import Clocks
from recruitment.models import Application, CouncilSession
from recruitment.paper_lines import campaign_lines
from recruitment.papers.decisions import RECOGNITION
from recruitment.papers.words import DOTS
from recruitment.services.decisions import recognise_by_leader
from recruitment.services.papers import campaign_paper_draft
from recruitment.services.submission import results_submit
from recruitment.views.sessions import decided_on
from reporting.services.collecting import deadlines_collect
from tests.audited import one_entry_per_object
from tests.recruitment.conftest import on, paper
from tests.recruitment.test_council import states
from tests.recruitment.test_pages import SIGNED, text, url, verdicts

pytestmark = pytest.mark.django_db
SIGNED_ON = date(2025, 9, 15)


def refusals(story) -> dict[int, str]:
    return {story.loc.pk: "Chưa bảo đảm sức khỏe", story.anh.pk: "Tổ đã đủ định mức"}


# ── Posted ───────────────────────────────────────────────────────────────────


def test_the_decision_is_to_be_posted_in_the_hamlets_it_concerns(story):
    story.submitted()
    with one_entry_per_object():
        story.decide(refused={story.anh.pk: "Chưa bảo đảm sức khỏe"})
    decision = Document.objects.get(symbol="61/QĐ-UBND")
    rows = Posting.objects.filter(document=decision).order_by("pk")
    assert [str(row) for row in rows] == [
        "Trụ sở HĐND, UBND xã Quảng Trạch", "Trụ sở Công an xã Quảng Trạch", "Nhà văn hóa thôn Thanh Lương",
        "Điểm sinh hoạt cộng đồng thôn Thanh Lương", "Trang thông tin điện tử xã Quảng Trạch",
    ]  # fmt: skip
    assert {row.due_on for row in rows} == {date(2025, 9, 16)}
    with on(date(2025, 9, 18)):
        deadlines_collect(date(2025, 9, 18))
        client = story.world.client(story.an)
        assert "Niêm yết Quyết định số 61/QĐ-UBND" in text(client.get("/"))
        page = text(client.get(story.campaign.get_absolute_url()))
    assert "Quyết định chưa niêm yết ở:" in page and f"{decision.get_absolute_url()}#niem-yet" in page


def test_what_the_chairman_signs_in_the_product_is_to_be_posted_too(story):
    story.submitted()
    with on(SIGNED_ON):
        recognise_by_leader(
            actor=story.world.le,
            campaign=story.fresh(),
            version=None,
            signed_on=SIGNED_ON,
            effective_on=SIGNED_ON,
        )
    assert Posting.objects.filter(document__type="qd").count() == 7


def drafted(story, words: str) -> Document:
    """The officer's draft of the decision, with a sentence changed by hand."""
    with on(SIGNED_ON):
        draft = campaign_paper_draft(actor=story.an, campaign=story.fresh(), code=RECOGNITION).document
        blocks = [
            {**one, "text": words}
            if one["kind"] == "article" and "thực hiện nhiệm vụ" in one["text"]
            else one
            for one in draft.blocks
        ]
        return document_edit(
            actor=story.an, document=draft, version=draft.version, title=draft.title, blocks=from_json(blocks)
        )


def sign(story, **changes):
    """The chairman signs in the product."""
    facts = {"version": None, "signed_on": SIGNED_ON, "effective_on": date(2025, 9, 16), **changes}
    with on(SIGNED_ON):
        return recognise_by_leader(actor=story.world.le, campaign=story.fresh(), **facts)


def test_the_chairman_signs_what_the_officer_drafted_with_the_first_day_written_in(story):
    story.submitted()
    draft = drafted(story, "Người có tên tại Điều 1 nhận nhiệm vụ tại Công an xã.")
    with one_entry_per_object():
        sign(story)
    decision = Application.objects.get(pk=story.loc.pk).recognition
    said = str(decision.blocks)
    assert decision == draft and decision.symbol == "01/QĐ-UBND"
    assert "nhận nhiệm vụ tại Công an xã" in said and "kể từ ngày 16 tháng 9 năm 2025" in said
    assert DOTS not in said


def test_a_draft_that_says_otherwise_than_the_chairman_decides_is_not_what_he_signs(story):
    story.submitted()
    draft = drafted(story, "Sửa tay.")
    sign(story, positions={story.loc.pk: "deputy"})
    decision = Application.objects.get(pk=story.loc.pk).recognition
    assert decision.pk != draft.pk and "Sửa tay" not in str(decision.blocks)
    # The chairman spoke: the draft waits for his signature no longer.
    assert not Document.objects.filter(state="draft").exists()
    line = next(one for one in campaign_lines(story.an, story.fresh()) if one.papers == [decision])
    assert line.state == "issued"


# ── Nobody recognised ────────────────────────────────────────────────────────


def test_refusing_everybody_is_answered_in_writing(story):
    story.submitted()
    with one_entry_per_object():
        recognised = story.decide(
            refused=refusals(story), paper=paper("75/UBND-VP", SIGNED_ON, "V/v trả lời")
        )
    assert recognised == [] and states([story.loc, story.anh]) == ["refused", "refused"]
    session = CouncilSession.objects.select_related("reply").get()
    assert (session.reply.type, session.reply.symbol) == ("cv", "75/UBND-VP")
    assert story.fresh().state == "decided" and decided_on(story.fresh()) == SIGNED_ON
    assert not Posting.objects.filter(document=session.reply).exists()
    assert Application.objects.get(pk=story.anh.pk).reason == "Tổ đã đủ định mức"


def test_a_written_answer_is_no_decision_and_not_older_than_the_submission(story):
    story.submitted()
    with pytest.raises(ValidationError, match="61/QĐ-UBND"):
        story.decide(refused=refusals(story))
    with pytest.raises(ValidationError, match="không ký trước đó"):
        story.decide(refused=refusals(story), paper=paper("75/UBND-VP", date(2025, 9, 11)))
    assert states([story.loc, story.anh]) == ["submitted", "submitted"]


def test_the_chairman_who_refuses_everybody_is_told_where_the_answer_is_recorded(story):
    story.submitted()
    refuse = {f"verdict_{one.pk}": "refuse" for one in (story.loc, story.anh)}
    ground = {f"ground_{one.pk}": "Chưa bảo đảm sức khỏe" for one in (story.loc, story.anh)}
    with on(SIGNED_ON):
        leader = story.world.client(story.world.le)
        bad = leader.post(url("step_sign", story.campaign), verdicts(story, **refuse, **ground))
        assert bad.status_code == 422 and "Ký công văn trả lời nêu lý do từng người" in text(bad)
        assert "Chưa bảo đảm sức khỏe" in text(bad)
        client = story.world.client(story.an)
        data = verdicts(story, **SIGNED, symbol="75/UBND-VP", **refuse, **ground) | {"signed_on": "15/9/2025"}
        assert client.post(url("step_decide", story.campaign), data).status_code == 302


# ── Founding ─────────────────────────────────────────────────────────────────


def test_one_decision_founds_a_team_and_recognises_its_people(story):
    story.submitted()
    with one_entry_per_object():
        story.decide(founds=[story.force.to_xa.pk])
    story.force.to_xa.refresh_from_db()
    assert story.force.to_xa.founding.symbol == "61/QĐ-UBND"


def test_a_team_is_founded_once_and_with_people(story):
    story.submitted()
    with pytest.raises(ValidationError, match="phải có người được công nhận"):
        story.decide(founds=[story.force.to_xa.pk], refused={story.anh.pk: "Chưa bảo đảm sức khỏe"})
    with on(SIGNED_ON):
        client = story.world.client(story.an)
        assert "cũng thành lập Tổ Tô Xá" in text(client.get(url("step_decide", story.campaign)))
        data = verdicts(story, **SIGNED, symbol="61/QĐ-UBND", **{f"founds_{story.force.to_xa.pk}": "on"})
        assert (
            client.post(url("step_decide", story.campaign), data | {"signed_on": "15/9/2025"}).status_code
            == 302
        )
    story.force.to_xa.refresh_from_db()
    assert story.force.to_xa.founding.symbol == "61/QĐ-UBND"
    story.force.thanh_luong.refresh_from_db()
    assert story.force.thanh_luong.founding is None


# ── The two limits ───────────────────────────────────────────────────────────


def met_on(story, day: date):
    story.listed()
    story.council()
    return story.meet({story.loc: {"yes": 8}, story.anh: {"yes": 8}}, held_on=day)


@pytest.mark.parametrize(
    ("minutes", "submit_by", "submitted", "decide_by"),
    [
        # Tết Bính Ngọ: off from 16 to 20/02/2026. Minutes on the Thursday before it.
        (date(2026, 2, 12), date(2026, 2, 26), date(2026, 2, 26), date(2026, 3, 5)),
        # Minutes just before 30/4 and 1/5/2026.
        (date(2026, 4, 28), date(2026, 5, 7), date(2026, 5, 7), date(2026, 5, 14)),
        # Quốc khánh 2026: 31/8 is exchanged for Saturday 22/8, which is worked.
        (date(2026, 8, 20), date(2026, 8, 26), date(2026, 8, 26), date(2026, 9, 7)),
    ],
)
def test_days_off_and_days_exchanged_move_both_limits(story, minutes, submit_by, submitted, decide_by):
    met_on(story, minutes)
    assert Clocks().submit_due(story.fresh()).on == submit_by
    with on(submitted):
        results_submit(actor=story.an, campaign=story.fresh(), version=None, submitted_on=submitted)
    assert Clocks().decide_due(story.fresh()).on == decide_by


def test_before_tet_2027_the_clock_waits_and_then_says_who_is_late(story):
    met_on(story, date(2027, 2, 3))
    clocks, campaign = Clocks(), story.fresh()
    due = clocks.submit_due(campaign)
    assert (due.who, due.since, due.on) == ("Công an xã", date(2027, 2, 3), date(2027, 2, 17))
    days = (date(2027, 2, 10), date(2027, 2, 16), date(2027, 2, 17), date(2027, 2, 18))
    assert [clocks.face(due, day).tone for day in days] == ["calm", "soon", "late", "late"]
    with on(date(2027, 3, 1)):
        results_submit(actor=story.an, campaign=campaign, version=None, submitted_on=date(2027, 3, 1))
    police, chairman = Clocks().kept(story.fresh(), None, date(2027, 3, 20))
    assert police.late > 0 and police.done_on == date(2027, 3, 1)
    assert chairman.due.who == "Chủ tịch UBND xã" and chairman.late > 0 and chairman.done_on is None
    with on(date(2027, 3, 20)):
        client = story.world.client(story.world.le)
        page = text(client.get(url("step_sign", story.campaign)))
        assert "Chủ tịch UBND xã: hạn 08/03/2027" in page and "quá 9 ngày làm việc" in page
        held = text(client.get(url("session", story.campaign)))
        assert "Công an xã làm ngày 01/03/2027, quá 8 ngày làm việc (hạn 17/02/2027)" in held
