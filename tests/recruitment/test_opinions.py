"""Opinions of Mặt trận, the hamlets and agencies: on the list sent to them, on paper, missed before the list closes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from communes.choices import AgencyKind
from contracts.policy import PolicyDenied
from recruitment.models import Opinion
from recruitment.services.opinions import Answer, opinions_give, opinions_request
from recruitment.services.papers import campaign_paper_draft
from tests.audited import one_entry_per_object
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import ANH, LOC, on
from tests.recruitment.test_board import many

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 6)


@pytest.fixture
def taken(story):
    """Lộc and Ánh have applied."""
    story.open()
    story.loc, story.anh = story.receive("Thanh Lương", LOC), story.receive("Tô Xá", ANH)
    return story


def send(story, agency=None, **facts):
    with on(DAY):
        return opinions_request(
            **{"actor": story.an, "campaign": story.campaign, "agency": agency or story.world.phuc.agency,
               "sent_on": DAY, **facts}
        )  # fmt: skip


def give(story, answers, actor=None, source="front", **facts):
    with on(DAY):
        return opinions_give(
            actor=actor or story.an, campaign=story.campaign, source=source, given_on=DAY, answers=answers, **facts
        )  # fmt: skip


def test_a_partner_sees_names_and_teams_of_the_list_sent_and_nothing_else(taken):
    client = taken.world.client(taken.world.phuc)
    assert client.get(url("opinions", taken.campaign)).status_code == 403
    with one_entry_per_object():
        send(taken)
    page = text(client.get(url("opinions", taken.campaign)))
    assert "Phan Văn Lộc" in page and "Tổ Thanh Lương" in page and "Thôn Thanh Lương" in page
    for secret in ("0001", "1985", "04/03", "sức khỏe", "Trung học", taken.loc.get_state_display()):
        assert secret not in page.partition("<main")[2].partition("</main>")[0], secret
    assert client.get(taken.loc.get_absolute_url()).status_code == 403


def test_a_partner_agrees_or_not_with_words_for_the_own_agency_alone(taken):
    send(taken)
    data = {"given_on": "6/9/2025", f"answer_{taken.loc.pk}": "yes", f"answer_{taken.anh.pk}": "no"}
    with on(DAY):
        client = taken.world.client(taken.world.phuc)
        bad = client.post(url("opinions", taken.campaign), data)
        assert bad.status_code == 422 and "không đồng ý thì ghi lý do" in text(bad)
        data[f"words_{taken.anh.pk}"] = "Hay vắng mặt"
        with one_entry_per_object():
            assert client.post(url("opinions", taken.campaign), data).status_code == 302
    found = {
        one.application_id: (one.agrees, one.words, one.source, one.on_paper) for one in Opinion.objects.all()
    }
    assert found == {
        taken.loc.pk: (True, "", "agency", False), taken.anh.pk: (False, "Hay vắng mặt", "agency", False),
    }  # fmt: skip
    page = text(taken.world.client(taken.an).get(taken.anh.get_absolute_url()))
    assert "Không đồng ý" in page and "Hay vắng mặt" in page
    with pytest.raises(PolicyDenied, match="cơ quan mình"):
        give(taken, {taken.loc: Answer(True)}, actor=taken.world.phuc, source="front")


def test_the_police_record_what_came_on_paper_and_correct_it(taken):
    with one_entry_per_object():
        give(taken, {taken.loc: Answer(False, "Chưa rõ")}, source="hamlet", on_paper=True)
    with one_entry_per_object():
        give(taken, {taken.loc: Answer(True)}, source="hamlet", on_paper=True)
    assert [(one.agrees, one.on_paper) for one in Opinion.objects.all()] == [(True, True)]


def test_among_many_one_is_found_by_name_and_the_next_can_be_looked_for(taken):
    many(taken, 60)
    page_of_all = url("opinions", taken.campaign)
    with on(DAY):
        client = taken.world.client(taken.an)
        assert 'name="q"' in text(client.get(page_of_all))
        page = text(client.get(page_of_all, {"cua": "hamlet", "q": "phan loc"}))
        assert "Phan Văn Lộc" in page and "Người Thứ" not in page and "1 trong 62 người" in page
        answered = client.post(
            f"{page_of_all}?cua=hamlet&q=loc", {"given_on": "6/9/2025", f"answer_{taken.loc.pk}": "yes"}
        )
        assert answered.url == f"{page_of_all}?cua=hamlet"
        nobody = text(client.get(page_of_all, {"q": "không có ai"}))
    assert [(one.application, one.source) for one in Opinion.objects.all()] == [(taken.loc, "hamlet")]
    assert "Không có người dự tuyển nào khớp" in nobody and "Ghi ý kiến" not in nobody.partition("<main")[2]


def test_opinions_that_cannot_be_are_refused(taken):
    with pytest.raises(ValidationError, match="Chưa thay đổi ý kiến nào"):
        give(taken, {})
    with pytest.raises(PolicyDenied):
        give(taken, {taken.loc: Answer(True)}, actor=taken.world.le)
    with pytest.raises(ValidationError, match="đơn vị khác"):
        send(taken, taken.world.agency(taken.world.commune_b, AgencyKind.FRONT))
    send(taken)
    with pytest.raises(ValidationError, match="Đã gửi danh sách"):
        send(taken)
    with pytest.raises(ValidationError, match="chưa đến"):
        send(taken, taken.world.agency(taken.world.commune_a, AgencyKind.FRONT), sent_on=date(2025, 9, 7))


def test_who_has_no_opinion_is_warned_of_before_the_list_is_closed_not_refused(taken):
    for one in (taken.loc, taken.anh):
        taken.appraise(one)
    give(taken, {taken.loc: Answer(True)})
    with on(date(2025, 9, 8)):
        page = text(taken.world.client(taken.an).get(url("step_list", taken.campaign)))
    assert "1 người chưa có ý kiến của Ủy ban MTTQ Việt Nam xã hoặc Ban Công tác Mặt trận" in page
    assert "2 người chưa có ý kiến của Thôn, tổ dân phố" in page
    assert len(taken.close_list()) == 2


def test_after_the_vote_nothing_is_asked_any_more(story):
    story.met()
    for check in (
        lambda: send(story, campaign=story.fresh()),
        lambda: give(story, {story.loc: Answer(True)}),
    ):
        with pytest.raises(PolicyDenied, match="trước khi Hội đồng họp"):
            check()


def test_the_table_by_rules_counts_opinions_and_names_who_on_opening(taken):
    give(taken, {taken.loc: Answer(True), taken.anh: Answer(False, "Hay vắng nhà")})
    give(taken, {taken.anh: Answer(True)}, source="hamlet")
    page = text(taken.world.client(taken.an).get(url("rules", taken.campaign)))
    assert "1 đồng ý, 1 không đồng ý" in page
    assert "Ủy ban MTTQ Việt Nam xã: không đồng ý: Hay vắng nhà (06/09/2025)" in page
    assert "Thôn, tổ dân phố: đồng ý (06/09/2025)" in page


def test_closing_and_approving_the_list_show_opinions_with_objections_first(taken):
    give(taken, {taken.loc: Answer(True), taken.anh: Answer(False, "Hay vắng nhà")})
    for one in (taken.loc, taken.anh):
        taken.appraise(one)
    with on(date(2025, 9, 8)):
        client = taken.world.client(taken.an)
        page = text(client.get(url("step_list", taken.campaign)))
        assert page.index("Nguyễn Thị Ánh") < page.index("Phan Văn Lộc") and "1 không đồng ý" in page
        assert "Hay vắng nhà" in page
    taken.close_list(is_approved=False)
    with on(date(2025, 9, 9)):
        client = taken.world.client(taken.an)
        assert "Hay vắng nhà" in text(client.get(url("step_approve_list", taken.campaign)))
        campaign_paper_draft(actor=taken.an, campaign=taken.fresh(), code="recruitment.candidates_approval")
        le = taken.world.client(taken.world.le)
        assert "1 không đồng ý" in text(le.get(url("step_sign_list", taken.campaign)))


def test_a_long_list_names_fifty_and_leads_to_the_others_in_few_queries(taken, django_assert_max_num_queries):
    many(taken, 60, "eligible")
    give(taken, {taken.anh: Answer(False, "Hay vắng nhà")})
    for one in (taken.loc, taken.anh):
        taken.appraise(one)
    with on(date(2025, 9, 8)):
        client = taken.world.client(taken.an)
        client.get(url("step_list", taken.campaign))
        with django_assert_max_num_queries(16):
            page = text(client.get(url("step_list", taken.campaign)))
    assert "Xem cả 62 người" in page and url("rules", taken.campaign) in page
    assert page.count("Chưa có ý kiến") == 49 and "Hay vắng nhà" in page


def test_the_form_of_the_session_tells_what_was_said_of_each_candidate(taken):
    give(taken, {taken.loc: Answer(True), taken.anh: Answer(False, "Hay vắng nhà")})
    for one in (taken.loc, taken.anh):
        taken.appraise(one)
    taken.close_list()
    taken.council()
    with on(date(2025, 9, 10)):
        page = text(taken.world.client(taken.an).get(url("step_council", taken.campaign)))
    assert "dự tuyển Tổ Thanh Lương. Ý kiến: 1 đồng ý" in page
    assert "1 không đồng ý (Ủy ban MTTQ Việt Nam xã: không đồng ý: Hay vắng nhà (06/09/2025))" in page
