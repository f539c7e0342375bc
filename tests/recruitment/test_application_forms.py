"""The short forms of an application: what is asked for, until when and by which rule; appraisal; wishes."""

import re
from datetime import date

import pytest

from recruitment.services.receipts import supplement_request
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import ANH, LOC, PAPERS, on
from tests.recruitment.test_session_form import row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def lacking(story):
    """Lộc came on 25/8 without the certificate of health."""
    story.open()
    papers = {kind: PAPERS[kind] for kind in ("application", "cv", "diploma")}
    return story.receive("Thanh Lương", LOC, papers=papers)


def read(story, name: str, one, day=date(2025, 8, 25)) -> str:
    with on(day):
        return text(story.world.client(story.an).get(url(name, one)))


def test_a_request_says_first_what_is_lacking_and_by_which_rule_until_when(story, lacking):
    page = read(story, "application_request", lacking)
    assert page.index("Báo người nộp: Thiếu giấy chứng nhận sức khỏe") < page.index('name="told"')
    assert "03 ngày làm việc từ ngày yêu cầu" in page and "không quá hạn nhận hồ sơ 07/09/2025" in page
    assert "TT 14/2024/TT-BCA, Điều 3" in page
    assert re.search(r'name="told" value="in_person"[^>]*checked', page)  # the applicant stands at the desk
    assert 'value="28/08/2025"' in page


def test_a_second_request_says_when_the_first_was_made(story, lacking):
    with on(date(2025, 8, 25)):
        supplement_request(actor=story.an, application=lacking, told="in_person", asked_on=date(2025, 8, 25))
    page = read(story, "application_request", lacking, date(2025, 9, 3))
    assert "Đã yêu cầu ngày 25/08/2025, hạn 28/08/2025" in page
    assert not re.search(r'name="told"[^>]*checked', page)


def test_papers_that_are_supplied_stand_in_rows_and_what_is_lacking_is_said_above(story, lacking):
    page = read(story, "application_supplement", lacking)
    assert page.index("Thiếu giấy chứng nhận sức khỏe") < page.index("<table")
    assert 'name="health_certificate_in"' in row_of(page, "Giấy chứng nhận sức khỏe")
    assert re.search(r'name="cv_in"[^>]*disabled', row_of(page, "Bản khai sơ yếu lý lịch"))


def test_an_appraisal_is_asked_in_the_order_of_the_rules_under_three_headings(story, lacking):
    page = read(story, "application_appraise", lacking).partition("<main")[2]
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", page) == [
        "Tiêu chuẩn", "Án tích, xử lý hành chính", "Diện ưu tiên"
    ]  # fmt: skip
    assert "không bắt buộc" not in page and "để “Chưa thẩm định”" in page
    assert 'name="serving_sentence"' in row_of(page, "Đang chấp hành án hình sự")


def test_a_team_that_is_wished_for_twice_is_refused_where_it_stands_a_second_time(story):
    story.open()
    one = story.receive("Tô Xá", ANH)
    with on(date(2025, 8, 26)):
        client = story.world.client(story.an)
        line = story.line("Tô Xá").pk
        data = {"version": one.version, "line_1": line, "line_2": line}
        bad = client.post(url("application_wishes", one), data)
    assert bad.status_code == 422
    assert (
        "Tổ Tô Xá đã ghi ở nguyện vọng 1" in text(bad).partition('id="id_line_2_error"')[2].partition("<")[0]
    )
