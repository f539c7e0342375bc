"""The page on which the secretary records the session: quick to fill, and what is wrong stands where it is wrong."""

import re
from datetime import date

import pytest

from recruitment.models import CouncilSession
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import ANH, LOC, on
from tests.recruitment.test_board import many
from tests.recruitment.test_council import QUE, THIN, states
from tests.recruitment.test_pages import ballots

pytestmark = pytest.mark.django_db
HELD = date(2025, 9, 10)


@pytest.fixture
def seated(story):
    """Lộc and Ánh on the list; the council of eight has not met."""
    story.listed()
    story.council()
    return story


def page_of(story, day=HELD) -> str:
    with on(day):
        return text(story.world.client(story.an).get(url("step_council", story.campaign)))


def post(story, data):
    with on(HELD):
        return story.world.client(story.an).post(url("step_council", story.campaign), data)


def seat(story, capacity: str):
    return story.fresh().council.members.get(capacity=capacity)


def row_of(page: str, name: str) -> str:
    """The row of the table that is headed by this name, with what is said under it."""
    return page.partition(f'<th scope="row">{name}')[2].partition("</tbody>")[0]


def test_everybody_is_there_and_the_chair_presides_until_the_secretary_says_otherwise(seated):
    page = page_of(seated)
    assert len(re.findall(r'name="present_\d+"[^>]*checked', page)) == 8
    assert (
        f'<option value="{seat(seated, "chair").pk}" selected>Phạm Thị Lê, Chủ tịch Hội đồng</option>' in page
    )
    assert not re.search(r'name="yes_\d+"[^>]*value', page)


def test_ballots_and_their_count_are_asked_only_where_the_vote_is_secret(seated):
    page = page_of(seated)
    assert re.search(
        r'<section[^>]*data-when="method=ballot"><div class="sec mb-3"><h2[^>]*>Kiểm phiếu', page
    )
    heads = re.findall(r'<th scope="col" data-when="method=ballot">([^<]*)', page)
    assert heads == ["Phiếu trắng", "Không hợp lệ"]
    assert "<script>" not in page and "style=" not in page.partition("<main")[2]


def test_a_vote_by_hand_needs_no_more_than_who_agreed(seated):
    data = {name: value for name, value in ballots(seated).items()
            if not name.startswith(("counter_", "ballots_", "no_"))}  # fmt: skip
    assert post(seated, {**data, "method": "hand"}).status_code == 302
    session = CouncilSession.objects.get()
    assert (session.present, session.method, session.ballots_issued) == (8, "hand", None)


def test_the_minutes_may_wait_folded_away_and_open_where_something_is_wrong(seated):
    folded = '<details class="fold mb-4"><summary>Biên bản đã ký (có thể ghi sau)</summary>'
    assert folded in page_of(seated)
    bad = post(seated, ballots(seated, signer_title=""))
    assert bad.status_code == 422 and folded not in text(bad)
    assert '<details class="fold mb-4" open><summary>Biên bản đã ký' in text(bad)
    waiting = dict.fromkeys(("symbol", "signed_on", "title", "signer_name", "signer_title"), "")
    assert post(seated, ballots(seated, **waiting)).status_code == 302
    assert CouncilSession.objects.get().minutes is None


def test_each_error_stands_in_its_own_row_and_all_are_summed_on_top(seated):
    front = seat(seated, "front")
    data = ballots(seated, **{
        f"no_{seated.loc.pk}": "1", f"present_{front.pk}": "", "ballots_returned": "9",
        "ended_at": "7:00", "secretary": " x", "counter_1": "",
    })  # fmt: skip
    bad = text(post(seated, data))
    assert "Phan Văn Lộc: 9 phiếu, nhiều hơn 7 người dự họp" in row_of(bad, "Phan Văn Lộc")
    assert "ghi lý do vắng mặt" in row_of(bad, "Bùi Mặt Trận")
    assert "một Tổ trưởng và một thư ký" in bad.partition('id="id_counter_0_error"')[2].partition("</div>")[0]
    summed = re.findall(r'<a href="#id_(\w+)">', bad.partition('id="errsum"')[2].partition("</ul>")[0])
    assert {f"yes_{seated.loc.pk}", f"yes_{seated.anh.pk}", f"absent_{front.pk}", "ended_at", "counter_0",
            "ballots_issued", "ballots_returned", "ballots_valid"} == set(summed)  # fmt: skip


def test_whoever_is_marked_present_has_no_reason_to_be_away(seated):
    vice = seat(seated, "vice")
    bad = post(seated, ballots(seated, **{f"absent_{vice.pk}": "Đi công tác"}))
    assert bad.status_code == 422
    assert "vừa có mặt vừa có lý do vắng" in row_of(text(bad), "Trần Minh Chiến")
    assert not CouncilSession.objects.exists()


def test_of_a_secret_ballot_nothing_that_was_not_counted_is_taken_for_none(seated):
    bad = text(post(seated, ballots(seated, ballots_returned="", ballots_invalid="")))
    row = row_of(bad, "Số phiếu")
    assert "ghi số phiếu thu về; không có thì ghi 0" in row and "ghi số phiếu không hợp lệ" in row
    assert "nhiều hơn 0 phiếu" not in bad


def test_numbers_are_numbers(seated):
    bad = text(post(seated, ballots(seated, **{f"yes_{seated.loc.pk}": "tám", f"yes_{seated.anh.pk}": "-1"})))
    assert "Ghi số, ví dụ 8." in row_of(bad, "Phan Văn Lộc")
    assert "Số phải từ 0 trở lên." in row_of(bad, "Nguyễn Thị Ánh")


def test_a_tie_is_told_and_only_then_asks_whom_the_council_chose(story):
    story.open()
    three = [story.appraise(story.receive("Thanh Lương", facts)) for facts in (LOC, THIN, QUE)]
    story.loc, story.anh = three[0], three[2]
    story.close_list()
    story.council()
    loc, thin, que = three
    assert "prefer_" not in page_of(story)
    data = ballots(story, **{f"yes_{loc.pk}": "6", f"yes_{thin.pk}": "6", f"no_{que.pk}": "0"})
    bad = post(story, data)
    assert bad.status_code == 422 and "bằng 6 phiếu mà chỉ còn 1 chỗ" in text(bad)
    assert set(re.findall(r'name="prefer_(\d+)"', text(bad))) == {str(loc.pk), str(thin.pk)}
    assert '<details class="fold mb-4" open><summary>Bằng phiếu ở chỗ cuối cùng' in text(bad)
    chosen = {f"prefer_{thin.pk}": str(thin.line_id), "tie_break": "Ưu tiên bộ đội xuất ngũ"}
    assert post(story, data | chosen).status_code == 302
    assert states(three) == ["not_passed", "passed", "not_passed"]


def test_who_stands_for_another_teams_seat_is_not_asked_about_in_a_tie(story):
    story.open()
    loc, thin = (story.appraise(story.receive("Thanh Lương", facts)) for facts in (LOC, THIN))
    anh = story.appraise(story.receive("Tô Xá", ANH))
    story.loc, story.anh = loc, anh
    story.close_list()
    story.council()
    equal = {f"yes_{one.pk}": "6" for one in (loc, thin, anh)}
    bad = text(post(story, ballots(story, **equal)))
    assert set(re.findall(r'name="prefer_(\d+)"', bad)) == {str(loc.pk), str(thin.pk)}


def test_thirty_candidates_take_as_few_queries_as_two(seated, django_assert_max_num_queries):
    many(seated, 28, "listed")
    with on(HELD):
        client = seated.world.client(seated.an)
        client.get(url("step_council", seated.campaign))
        with django_assert_max_num_queries(14):
            page = text(client.get(url("step_council", seated.campaign)))
    assert len(re.findall(r'name="yes_\d+"', page)) == 30


def test_the_minutes_are_signed_by_who_presided(seated):
    seated.meet({seated.loc: {"yes": 8}, seated.anh: {"yes": 8}}, paper=None)
    with on(HELD):
        page = text(seated.world.client(seated.an).get(url("minutes", seated.campaign)))
    assert 'value="Phạm Thị Lê"' in page and 'value="Chủ tọa"' in page
