"""Pages of the law: what holds, since when, by what."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from law.models import Parameter, SpecialDay
from law.services import parameter_set
from law.values import value
from tests.world import load_law

CODE = "recruit.submit_days"


@pytest.fixture(autouse=True)
def _shipped(world):
    load_law()
    with time_machine.travel("2026-08-03T09:00:00+07:00", tick=False):
        yield


def _text(response) -> str:
    return response.content.decode()


def _set(world, user, **changes):
    facts = {
        "value": "7",
        "started_on": "01/09/2026",
        "citation": "Luật 118/2025/QH15",
        "certainty": "stated",
    }
    return world.client(user).post(reverse("law:parameter_set", args=[CODE]), {**facts, **changes})


def test_the_list_says_value_citation_and_certainty(world):
    page = _text(world.client(world.an).get(f"{reverse('law:parameter_list')}?dong=100"))
    assert "Hạn trình kết quả xét tuyển" in page and "5 ngày làm việc" in page
    assert "TT 14/2024/TT-BCA, Điều 4" in page and "Giả định, văn bản không nêu" in page
    assert "lower_secondary" not in page and "Trung học cơ sở" in page


def test_of_a_country_row_and_the_provinces_own_the_list_shows_the_provinces(world):
    parameter_set(
        actor=world.duc,
        code=CODE,
        value=3,
        started_on=date(2026, 1, 1),
        citation="NQ 1",
        province=world.province,
    )

    def shown(user):
        rows = world.client(user).get(f"{reverse('law:parameter_list')}?dong=100").context["table"].rows
        return [row.record.words for row in rows if row.record.code == CODE]

    assert shown(world.an) == ["3 ngày làm việc"]
    assert shown(world.hai) == ["5 ngày làm việc"]
    assert sorted(shown(world.admin)) == ["3 ngày làm việc", "5 ngày làm việc"]


def test_the_administrator_sets_a_value_and_the_page_keeps_the_old_one(world):
    assert _set(world, world.admin).url == f"/tham-so/{CODE}/"
    page = _text(world.client(world.an).get(f"/tham-so/{CODE}/"))
    assert "7 ngày làm việc" in page and "5 ngày làm việc" in page and "01/09/2026" in page
    assert value(CODE, on=date(2026, 8, 31)) == 5 and value(CODE, on=date(2026, 9, 1)) == 7


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"value": "bảy"}, "không phải là số"),
        ({"value": ""}, "Chưa nhập mục này"),
        ({"citation": ""}, "Chưa nhập mục này"),
        ({"started_on": "01/01/2024"}, "Đã có giá trị từ 01/07/2024"),
    ],
)
def test_a_wrong_value_is_refused_at_its_field(world, changes, message):
    response = _set(world, world.admin, **changes)
    assert response.status_code == 422 and message in _text(response)
    assert Parameter.objects.filter(code=CODE).count() == 1


def test_a_reviewer_drafts_and_the_director_approves_on_the_pages(world):
    assert _set(world, world.phu, province="44").status_code == 302
    draft = Parameter.objects.get(code=CODE, is_draft=True)
    page = _text(world.client(world.duc).get(f"/tham-so/{CODE}/"))
    assert "Dự thảo" in page and "Duyệt" in page
    assert "Duyệt</a>" not in _text(world.client(world.phu).get(f"/tham-so/{CODE}/"))
    world.client(world.duc).post(reverse("law:parameter_approve", args=[draft.pk]))
    assert value(CODE, on=date(2026, 9, 1), province="44") == 7
    again = world.client(world.duc).post(reverse("law:parameter_approve", args=[draft.pk]))
    assert again.status_code == 422


def test_a_reviewer_cannot_name_another_province(world):
    assert _set(world, world.phu, province="42").status_code == 422
    assert not Parameter.objects.filter(is_draft=True).exists()


@pytest.mark.parametrize(
    ("code", "typed", "stored"),
    [
        ("recruit.exception_areas", "Miền núi\nHải đảo", ["mien_nui", "hai_dao"]),
        ("recruit.exception_ethnic_minority", "Không", False),
        ("equipment.minimum", "Đèn pin: 2\nGậy: 1", {"flashlight": 2, "baton": 1}),
        ("recruit.education_min", "Tiểu học", "primary"),
    ],
)
def test_every_kind_of_value_can_be_set_on_the_page(world, code, typed, stored):
    facts = {"value": typed, "started_on": "01/09/2026", "citation": "Luật 118", "certainty": "stated"}
    response = world.client(world.admin).post(reverse("law:parameter_set", args=[code]), facts)
    assert response.status_code == 302
    assert value(code, on=date(2026, 9, 1)) == stored


def test_the_calendar_shows_official_and_decided_days(world):
    client = world.client(world.admin)
    facts = {"day": "22/08/2026", "kind": "workday", "name": "Làm bù ngày 31/8", "citation": "TB 441/TB-BNV"}
    assert client.post(reverse("law:day_set"), facts).url == "/tham-so/lich/?nam=2026"
    page = _text(client.get("/tham-so/lich/?nam=2026"))
    assert "02/09/2026" in page and "Làm bù ngày 31/8" in page and "TB 441/TB-BNV" in page
    client.post(reverse("law:day_remove", args=[SpecialDay.objects.get().pk]))
    assert not SpecialDay.objects.exists()


@pytest.mark.parametrize("year", ["", "abc", "99999", "1800"])
def test_a_year_that_makes_no_sense_shows_the_present_one(world, year):
    response = world.client(world.an).get(f"/tham-so/lich/?nam={year}")
    assert "Lịch làm việc năm 2026" in _text(response)


def test_a_parameter_that_does_not_exist_is_not_found(world):
    assert world.client(world.an).get("/tham-so/khong.co/").status_code == 404
    assert world.client(world.admin).get("/tham-so/khong.co/dat/").status_code == 404
