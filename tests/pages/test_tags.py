"""The words, signs and drawings that every page is made of."""

from datetime import date

import pytest
from django.template import Context, Template

from contracts.policy import ALLOWED, Denied
from vietnam.calendar import clock


def render(text: str, **context) -> str:
    return Template(text).render(Context(context))


@pytest.mark.parametrize(
    ("value", "shown"), [(1124, "1.124"), (81.6, "81,6"), (None, "–"), ("", "–"), (0, "0"), (True, "Có")]
)
def test_numbers_as_offices_write_them(value, shown):
    assert render("{{ value|so }}", value=value) == shown


def test_a_figure_opens_and_one_without_records_does_not():
    assert render("{% fig 1131 '/x/' %}") == '<a class="fig" href="/x/">1.131</a>'
    assert render("{% fig 1131 %}") == "1.131"


def test_a_state_is_a_word_a_sign_and_a_colour():
    page = render("{% st 'ask' 'Cần xác minh' %}")
    assert 'class="st st-warn"' in page and "#i-ask" in page and "Cần xác minh" in page


@pytest.mark.parametrize(
    ("members", "quota", "words", "drawn"),
    [(2, 3, "2/3, thiếu 1", 'class="off"'), (4, 3, "4/3, thừa 1", 'class="plus"'), (3, 3, "3/3<", "<circle")],
)
def test_seats_say_what_they_draw(members, quota, words, drawn):
    page = render("{% seats members quota %}", members=members, quota=quota)
    assert words in page and drawn in page


def test_seats_without_a_quota_say_so():
    assert "5 người, chưa có định mức" in render("{% seats 5 None %}")


def test_the_clock_draws_five_squares_and_says_the_rest():
    page = render("{% clock c %}", c=clock(date(2026, 11, 18), date(2026, 11, 16)))
    assert page.count("<rect") == 5 and page.count('class="on"') == 3
    assert 'class="clock soon"' in page and "còn 2 ngày làm việc" in page


def test_a_refused_button_is_disabled_beside_its_reason():
    page = render(
        "{% act answer 'Ký' '/ky/' 'primary' %}", answer=Denied("Chưa chốt kỳ (NĐ 09/2019, Điều 12).")
    )
    assert "disabled" in page and "Chưa chốt kỳ (NĐ 09/2019, Điều 12)." in page and "/ky/" not in page
    assert 'href="/ky/"' in render("{% act answer 'Ký' '/ky/' %}", answer=ALLOWED)


def test_a_name_that_looks_like_a_page_stays_text():
    assert "&lt;b&gt;" in render("{% st 'ok' word %}", word="<b>")
    assert "&lt;b&gt;" in render("{% act answer label '/' %}", answer=ALLOWED, label="<b>")
