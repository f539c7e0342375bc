"""The page of opinions: whose, what was said already, saving what changed, withdrawing, agreeing to all others."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from communes.choices import AgencyKind
from recruitment.models import Application, Opinion
from recruitment.services.opinions import Answer, opinions_give
from tests.audited import one_entry_per_object
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import ANH, LOC, on
from tests.recruitment.test_board import many
from tests.recruitment.test_opinions import DAY, give, send
from tests.recruitment.test_session_form import row_of

pytestmark = pytest.mark.django_db
LATER = date(2025, 9, 7)


@pytest.fixture
def taken(story):
    """Lộc and Ánh have applied; on 06/9 the Front agreed to Lộc and not to Ánh, the hamlet agreed to Ánh."""
    story.open()
    story.loc, story.anh = story.receive("Thanh Lương", LOC), story.receive("Tô Xá", ANH)
    give(story, {story.loc: Answer(True), story.anh: Answer(False, "Hay vắng nhà")})
    give(story, {story.anh: Answer(True)}, source="hamlet")
    return story


def address(story, source="front", **more) -> str:
    query = "&".join([f"cua={source}", *(f"{name}={value}" for name, value in more.items())])
    return f"{url('opinions', story.campaign)}?{query}"


def read(story, source="front", user=None) -> str:
    with on(LATER):
        return text(story.world.client(user or story.an).get(address(story, source)))


def typed(page: str) -> dict[str, str]:
    """What a browser would send of a page, untouched."""
    main = page.partition("<main")[2]
    boxes = dict(re.findall(r'<input type="(?:text|hidden)" name="(\w+)"(?:[^>]*?value="([^"]*)")?', main))
    for name, choices in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', main, re.S):
        chosen = re.search(r'<option value="(\w*)" selected', choices)
        boxes[name] = chosen[1] if chosen else ""
    return boxes


def save(story, source="front", user=None, **changes):
    """Open the page, change these boxes, save."""
    data = typed(read(story, source, user))
    with on(LATER):
        return story.world.client(user or story.an).post(address(story, source), data | changes)


def held(story, source="front") -> dict:
    """What stands: applicant → agrees, words, day."""
    rows = Opinion.objects.filter(source=source).select_related("application__person")
    return {one.application.person.full_name: (one.agrees, one.words, one.given_on) for one in rows}


def test_each_body_has_its_page_with_what_it_said_and_how_often(taken):
    page = read(taken)
    tabs = re.findall(
        r'<li><a href="[^"]*cua=(\w+)"( aria-current="true")?>[^<]*<span class="n">(\d+)</span>', page
    )
    assert [(code, bool(current), count) for code, current, count in tabs] == [
        ("front", True, "2"), ("hamlet_front", False, "0"), ("hamlet", False, "1"), ("agency", False, "0"),
    ]  # fmt: skip
    row = row_of(page, "Nguyễn Thị Ánh")
    assert (
        '<option value="no" selected>' in row
        and 'value="Hay vắng nhà"' in row
        and 'value="06/09/2025"' in row
    )
    assert "dự tuyển Tổ Tô Xá" in row and "Thôn, tổ dân phố: đồng ý (06/09/2025)" in row
    row = row_of(read(taken, "hamlet"), "Phan Văn Lộc")
    assert '<option value="" selected>' in row and "Ủy ban MTTQ Việt Nam xã: đồng ý" in row
    assert 'cua=front" aria-current="true"' in read(taken, "ai-do")  # an address that is none


def test_saving_writes_what_was_changed_and_nothing_else(taken):
    with one_entry_per_object():
        answer = save(taken, **{f"answer_{taken.anh.pk}": "yes", f"given_{taken.anh.pk}": "7/9/2025",
                                f"words_{taken.anh.pk}": ""})  # fmt: skip
    assert answer.status_code == 302
    assert held(taken) == {"Phan Văn Lộc": (True, "", DAY), "Nguyễn Thị Ánh": (True, "", LATER)}
    written = Entry.objects.filter(act="recruitment.opinion.give").order_by("-id").first()
    assert written.before["words"] == "Hay vắng nhà"
    bad = save(taken)
    assert bad.status_code == 422 and "Chưa thay đổi ý kiến nào" in text(bad)


def test_a_new_opinion_has_the_day_of_the_page_unless_the_row_says_another(taken):
    save(taken, "hamlet_front", given_on="6/9/2025", **{
        f"answer_{taken.loc.pk}": "yes", f"answer_{taken.anh.pk}": "yes", f"given_{taken.anh.pk}": "5/9/2025",
    })  # fmt: skip
    assert held(taken, "hamlet_front") == {
        "Phan Văn Lộc": (True, "", DAY), "Nguyễn Thị Ánh": (True, "", date(2025, 9, 5)),
    }  # fmt: skip


def test_an_emptied_answer_withdraws_the_opinion_and_the_history_keeps_it(taken):
    with one_entry_per_object():
        answer = save(taken, **{f"answer_{taken.anh.pk}": ""})
    assert answer.status_code == 302
    assert held(taken) == {"Phan Văn Lộc": (True, "", DAY)}
    client = taken.world.client(taken.an)
    client.cookies = answer.client.cookies
    assert "Ủy ban MTTQ Việt Nam xã: đã rút ý kiến về 1 người." in text(client.get(answer.url))
    history = text(client.get(url("application_history", taken.anh)))
    assert "Rút ý kiến về người dự tuyển" in history and "Hay vắng nhà" in history
    assert "Rút ý kiến" not in text(client.get(url("application_history", taken.loc)))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"answer_{loc}": "no"}, "không đồng ý thì ghi lý do"),
        ({"given_{loc}": "8/9/2025"}, "ngày có ý kiến chưa đến"),
        ({"given_{loc}": "1/8/2025"}, "ngày có ý kiến trước ngày nhận hồ sơ 22/08/2025"),
        ({"given_{loc}": "hôm qua"}, "hôm qua"),
    ],
)
def test_what_cannot_be_is_refused_in_its_row_and_nothing_typed_is_lost(taken, change, words):
    keys = {name.format(loc=taken.loc.pk): value for name, value in change.items()}
    bad = save(taken, **keys, **{f"words_{taken.anh.pk}": "Đã hòa giải"})
    assert bad.status_code == 422
    assert words in row_of(text(bad), "Phan Văn Lộc") and "Đã hòa giải" in text(bad)
    assert held(taken)["Nguyễn Thị Ánh"] == (False, "Hay vắng nhà", DAY)


def test_words_without_an_answer_are_asked_about(taken):
    bad = save(taken, "agency", **{f"words_{taken.loc.pk}": "Tốt"})
    assert bad.status_code == 422
    assert "chọn đồng ý hay không đồng ý" in row_of(text(bad), "Phan Văn Lộc")


def test_two_who_write_at_once_see_each_other(taken):
    data = typed(read(taken, "agency"))
    give(taken, {taken.loc: Answer(False, "Chưa rõ lý lịch")}, source="agency", actor=taken.world.chien)
    stale = data | {f"answer_{taken.loc.pk}": "yes", f"answer_{taken.anh.pk}": "yes"}
    with on(LATER):
        client = taken.world.client(taken.an)
        bad = client.post(address(taken, "agency"), stale)
        assert bad.status_code == 422
        assert "người khác vừa sửa, nay đang ghi: không đồng ý" in row_of(text(bad), "Phan Văn Lộc")
        assert set(held(taken, "agency")) == {"Phan Văn Lộc"}
        again = typed(text(bad))
        assert client.post(address(taken, "agency"), again).status_code == 302
    assert held(taken, "agency")["Phan Văn Lộc"] == (True, "", LATER)


def test_a_page_that_did_not_show_an_opinion_withdraws_none(taken):
    data = typed(read(taken, "agency"))
    give(taken, {taken.loc: Answer(True)}, source="agency", actor=taken.world.chien)
    with on(LATER):
        client = taken.world.client(taken.an)
        assert (
            client.post(address(taken, "agency"), data | {f"answer_{taken.anh.pk}": "yes"}).status_code == 302
        )
    assert set(held(taken, "agency")) == {"Phan Văn Lộc", "Nguyễn Thị Ánh"}


def test_one_button_agrees_to_everybody_who_is_left_and_saves_nothing_yet(taken):
    page = read(taken, "hamlet")
    assert "Đồng ý với người chưa có ý kiến trên trang này" in page
    data = typed(page) | {f"words_{taken.anh.pk}": "Nhiệt tình", "dong_y_het": "1"}
    with on(LATER):
        client = taken.world.client(taken.an)
        filled = client.post(address(taken, "hamlet"), data)
        assert filled.status_code == 200 and "Đã chọn “Đồng ý” cho 1 người" in text(filled)
        assert "Nhiệt tình" in text(filled)
        assert set(held(taken, "hamlet")) == {"Nguyễn Thị Ánh"}
        assert client.post(address(taken, "hamlet"), typed(text(filled))).status_code == 302
    assert held(taken, "hamlet") == {
        "Phan Văn Lộc": (True, "", LATER), "Nguyễn Thị Ánh": (True, "Nhiệt tình", DAY),
    }  # fmt: skip


def test_a_partner_has_only_the_own_page_and_reads_nobody_elses_opinion(taken):
    taken.world.phuc.agency = taken.world.agency(taken.world.commune_a, AgencyKind.FRONT)
    taken.world.phuc.save()
    send(taken, taken.world.phuc.agency)
    page = read(taken, "hamlet", user=taken.world.phuc)
    assert 'class="saved"' not in page and "Thôn, tổ dân phố: đồng ý" not in page
    assert 'value="Hay vắng nhà"' in page  # what the own agency said
    save(
        taken,
        "hamlet",
        user=taken.world.phuc,
        **{f"answer_{taken.anh.pk}": "yes", f"words_{taken.anh.pk}": ""},
    )
    assert held(taken)["Nguyễn Thị Ánh"][0] and set(held(taken, "hamlet")) == {"Nguyễn Thị Ánh"}


def test_many_applicants_are_read_in_pages_of_fifty_in_few_queries(story, django_assert_max_num_queries):
    story.open()
    many(story, 120, "received")
    with on(LATER):
        client = story.world.client(story.an)
        client.get(address(story))
        with django_assert_max_num_queries(14):
            page = text(client.get(address(story, page=2)))
        assert "Từ 51 đến 100 trong 120 người" in page and "cua=front&amp;page=3" in page
        answer = client.post(address(story, page=2), typed(page) | {"dong_y_het": "1"})
        assert "cho 50 người" in text(answer)
        answer = client.post(address(story, page=2), typed(text(answer)))
    assert answer.url.endswith("?cua=front&page=3") and Opinion.objects.count() == 50


def test_an_opinion_is_withdrawn_while_it_may_be_given(story):
    story.met()
    with pytest.raises(Exception, match="trước khi Hội đồng họp"):
        give(story, {story.loc: None})
    with pytest.raises(ValidationError, match="không còn trong danh sách"), on(DAY):
        story.campaign.state = "listed"
        story.campaign.save()
        Application.objects.filter(pk=story.loc.pk).update(state="withdrawn")
        loc = Application.objects.get(pk=story.loc.pk)
        opinions_give(
            actor=story.an, campaign=story.fresh(), source="front", given_on=DAY, answers={loc: None}
        )
