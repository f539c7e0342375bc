"""The pages of targets as officers, reviewers and directors use them."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communes.models import Commune
from contracts.measuring import Days
from contracts.registry import search_sources
from targets.figures import figure_value
from targets.measuring import figure_page
from targets.models import Adoption, Directive, Target
from targets.services.figures import figures_refresh, figures_refresh_all
from targets.services.periods import period_open
from tests.shared import once_a_module, own_copy
from tests.targets.conftest import MINIMUM, TODAY, adopt, build_teams, give

pytestmark = pytest.mark.django_db
SCORES = "/chi-tieu/"
YEAR = Days(date(2026, 1, 1), date(2026, 12, 31))


def _begin(world):
    force = build_teams(world)
    give(world, force.thanh_luong, *MINIMUM, on=date(2026, 3, 1))
    adopt(world, "QT-KH-TBV")
    figures_refresh_all(TODAY)
    return force


_module_at_work = once_a_module(_begin, needs="_module_catalogue", at="2026-11-16 09:00+07:00")


@pytest.fixture
def at_work(world, catalogue, _module_at_work):
    """The plan of Quảng Trạch taken up for the whole province, figures computed."""
    return own_copy(_module_at_work) or _begin(world)


def _text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


# ── Scorecard ────────────────────────────────────────────────────────────────
def test_a_commune_sees_its_targets_by_directive_with_verdict_and_sentence(world, at_work):
    page = _text(world.client(world.an).get(SCORES))
    assert "Xã Quảng Trạch, 23 chỉ tiêu của 1 văn bản chỉ đạo đang áp dụng." in page
    assert "Tổ đủ trang bị tối thiểu 1/2 (50 %), mục tiêu 100 %, còn thiếu 1 tổ." in page
    assert "Từng xã, phường" not in page


def test_the_province_sees_communes_beside_each_other_worst_first(world, at_work):
    response = world.client(world.phu).get(SCORES)
    heat = response.context["heat"]
    assert [commune.name for commune, _, _ in heat["rows"]] == ["Xã Quảng Trạch", "Xã Hòa Trạch"]
    assert len(heat["heads"]) <= 10
    page = _text(response)
    assert 'class="h-bad"' in page and 'class="h-ok"' in page


def test_the_province_opens_one_commune(world, at_work):
    page = _text(world.client(world.phu).get(SCORES, {"xa": world.commune_b.code}))
    assert "Xã Hòa Trạch, 21 chỉ tiêu" in page


@pytest.mark.parametrize("name", ["an", "phu", "hung"])
def test_no_page_tells_of_a_unit_out_of_reach(world, at_work, name):
    foreign = {"an": world.commune_b, "phu": world.commune_other, "hung": world.commune_a}[name]
    client = world.client(world.users[name])
    for address in (SCORES, "/chi-tieu/T002-05/", "/chi-tieu/so-lieu/teams_current/"):
        assert client.get(address, {"xa": foreign.code}).status_code == 404


def test_results_are_narrowed_and_years_looked_back_at(world, at_work):
    client = world.client(world.an)
    missed = client.get(SCORES, {"ket_qua": "missed"})
    verdicts = {line.judgement.verdict for _, lines in missed.context["groups"] for line in lines}
    assert verdicts == {"missed"}
    last = client.get(SCORES, {"nam": "2025"})
    assert last.context["frame_period"].label == "Năm 2025"
    assert [choice.label for choice in last.context["frame_period"].choices] == [
        "Năm 2026",
        "Năm 2025",
        "Năm 2024",
    ]
    assert client.get(SCORES, {"nam": "1999"}).context["frame_period"].label == "Năm 2026"


def test_the_country_sees_a_province_that_adopted(world, at_work):
    assert "Tỉnh Quảng Trị" in _text(world.client(world.admin).get(SCORES))
    assert "Tỉnh Hà Tĩnh" in _text(world.client(world.admin).get(SCORES, {"tinh": "42"}))


def _queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", [SCORES, "/chi-tieu/T002-05/", "/chi-tieu/so-lieu/teams_current/"])
def test_queries_do_not_grow_with_communes(world, at_work, address):
    client = world.client(world.phu)
    few = _queries(client, address)
    for number in range(8):
        Commune.objects.create(
            code=f"1999{number}", province=world.province, name=f"Xã Số {number}", short_name=f"Số {number}",
            kind="xa", started_on=date(2025, 7, 1),
        )  # fmt: skip
    figures_refresh_all(TODAY)
    assert _queries(client, address) <= few


# ── One target ───────────────────────────────────────────────────────────────
def test_a_target_shows_figures_that_open_and_what_is_lacking(world, at_work):
    client = world.client(world.an)
    response = client.get("/chi-tieu/T002-05/")
    assert [str(row) for row in response.context["lacking"]] == ["Tổ Tô Xá"]
    assert "Mục 002.III" in _text(response)
    for part in response.context["figures"]:
        listed = client.get(part.url)
        assert listed.context["count"] == part.value
        assert parse_qs(urlsplit(part.url).query)["xa"] == [world.commune_a.code]


def test_vacancies_name_the_teams_that_are_short(world, at_work):
    response = world.client(world.an).get("/chi-tieu/T002-09/")
    assert {str(row) for row in response.context["lacking"]} == {"Tổ Thanh Lương", "Tổ Tô Xá"}


def test_the_provinces_figures_open_to_as_many_records(world, at_work):
    client = world.client(world.phu)
    response = client.get("/chi-tieu/T002-05/")
    assert [part.value for part in response.context["figures"]] == [1, 3]
    for part in response.context["figures"]:
        assert client.get(part.url).context["count"] == part.value
    assert [commune.name for commune, _ in response.context["communes"]] == ["Xã Hòa Trạch", "Xã Quảng Trạch"]


def test_twelve_months_are_drawn_where_there_are_figures(world, at_work):
    client = world.client(world.an)
    assert client.get("/chi-tieu/T002-05/").context["chart"] is None
    for day in (date(2026, 9, 20), date(2026, 10, 20)):
        period = period_open("month", day)
        figures_refresh(span=period, province="44", on=TODAY)
    chart = client.get("/chi-tieu/T002-05/").context["chart"]
    assert list(chart.labels) == ["T10", "T11"]
    assert list(chart.values) == [1, 1]


def test_every_target_page_opens(world, at_work):
    client = world.client(world.phu)
    for target in Target.objects.all():
        assert client.get(target.get_absolute_url()).status_code == 200, target.code


# ── Directives and adoption ──────────────────────────────────────────────────
def test_directives_are_listed_with_their_state(world, at_work):
    page = _text(world.client(world.an).get("/chi-tieu/van-ban/"))
    assert page.count("Chưa áp dụng") == 4
    assert "Đang áp dụng" in page


def test_a_director_ends_an_adoption_and_moves_a_due_day(world, at_work):
    client, row = world.client(world.duc), Adoption.objects.get()
    move = client.post(f"/chi-tieu/ap-dung/{row.pk}/T002-07/doi-han/", {"due_on": "15/12/2026", "version": 1})
    assert move.url == "/chi-tieu/T002-07/"
    assert "15/12/2026" in _text(client.get(move.url))
    stale = client.post(f"/chi-tieu/ap-dung/{row.pk}/ket-thuc/", {"ended_on": "1/12/2026", "version": 1})
    assert stale.status_code == 409
    done = client.post(f"/chi-tieu/ap-dung/{row.pk}/ket-thuc/", {"ended_on": "1/12/2026", "version": 2})
    assert done.status_code == 302
    assert Adoption.objects.get().ended_on == date(2026, 12, 1)


def test_every_directive_page_opens(world, at_work):
    for row in Directive.objects.all():
        assert world.client(world.an).get(row.get_absolute_url()).status_code == 200


# ── Figures ──────────────────────────────────────────────────────────────────
def test_a_figure_tells_its_value_its_source_and_opens(world, at_work):
    client = world.client(world.an)
    page = client.get(figure_page("teams_min_equipped", YEAR, world.commune_a.code))
    assert (page.context["figure"].value, page.context["figure"].state) == (1, "computed")
    assert client.get(page.context["records"]).context["count"] == 1
    assert "đủ đèn pin, gậy bảo vệ, áo mưa, sổ sách" in _text(page).lower()


def test_a_figure_nobody_computes_says_which_register_lacks(world, at_work):
    page = _text(world.client(world.an).get("/chi-tieu/so-lieu/security_hotspots/"))
    assert "Chưa có sổ Vụ việc về ANTT" in page


def test_an_officer_types_a_figure_over_the_computed_one_and_both_are_shown(world, at_work):
    client = world.client(world.an)
    address = figure_page("teams_current", YEAR, world.commune_a.code)
    form = address.replace("/teams_current/", "/teams_current/nhap/")
    assert client.post(form, {"value": "ba", "reason": "x"}).status_code == 422
    assert client.post(form, {"value": "3", "reason": "Một Tổ chưa vào sổ"}).url == address
    page = _text(client.get(address))
    assert "Số tính từ sổ là 2, khác số nhập tay" in page
    assert "Một Tổ chưa vào sổ" in page
    assert figure_value("teams_current", YEAR, world.commune_a.code).value == 3


def test_wrong_days_in_the_address_are_refused(world, at_work):
    client = world.client(world.an)
    for query in (
        {"tu": "31/2/2026", "den": "1/3/2026"},
        {"tu": "1/3/2026", "den": "1/2/2026"},
        {"tu": "2026"},
    ):
        assert client.get("/chi-tieu/so-lieu/teams_current/", query).status_code == 400


def test_targets_are_found_by_words_without_accents(world, at_work):
    find = search_sources.get("targets").find
    assert find(world.an, "trang bi toi thieu", 5)[0].url == "/chi-tieu/T002-05/"
    assert find(world.phuc, "trang bi toi thieu", 5) == []
