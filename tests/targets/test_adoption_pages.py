"""The pages of directives and their adoption, before anything is adopted."""

from datetime import date

import pytest

from contracts.measuring import Days
from targets.choices import AdoptionState
from targets.models import Adoption

pytestmark = pytest.mark.django_db
SCORES = "/chi-tieu/"
YEAR = Days(date(2026, 1, 1), date(2026, 12, 31))


def _text(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def test_a_province_without_adoptions_is_told_what_to_do(world, catalogue):
    page = _text(world.client(world.hung).get(SCORES))
    assert "Tỉnh Hà Tĩnh chưa áp dụng văn bản chỉ đạo nào" in page
    assert "/chi-tieu/van-ban/" in page


def test_a_target_that_nobody_took_up_is_only_explained(world, catalogue):
    page = _text(world.client(world.an).get("/chi-tieu/T000-05/"))
    assert "chưa áp dụng văn bản này" in page
    assert "từ 15 %" in page


def test_a_reviewer_takes_up_a_plan_for_the_commune_it_names_and_a_director_approves(world, catalogue):
    client = world.client(world.phu)
    page = client.get("/chi-tieu/van-ban/QT-KH-TBV/ap-dung/")
    assert page.context["form"].initial["communes"] == [world.commune_a.code]
    assert page.context["form"].initial["started_on"] == date(2025, 8, 1)
    answer = client.post(
        "/chi-tieu/van-ban/QT-KH-TBV/ap-dung/",
        {"started_on": "15/8/2025", "communes": [world.commune_a.code], "note": "để minh họa"},
    )
    assert answer.url == "/chi-tieu/van-ban/QT-KH-TBV/"
    draft = Adoption.objects.get()
    assert "chờ lãnh đạo duyệt" in _text(client.get(answer.url))
    approve = f"/chi-tieu/ap-dung/{draft.pk}/duyet/"
    assert client.get(approve).status_code == 403
    assert world.client(world.duc).post(approve).status_code == 302
    draft.refresh_from_db()
    assert draft.state == AdoptionState.APPROVED


def test_a_wrong_day_is_said_beside_the_field_and_nothing_is_saved(world, catalogue):
    client = world.client(world.phu)
    answer = client.post("/chi-tieu/van-ban/QT-KH-TBV/ap-dung/", {"started_on": "31/2/2025"})
    assert answer.status_code == 422
    assert "started_on" in answer.context["form"].errors
    assert not Adoption.objects.exists()


def test_a_paper_typed_in_part_is_asked_for_whole(world, catalogue):
    client = world.client(world.phu)
    answer = client.post(
        "/chi-tieu/van-ban/QT-KH-TBV/ap-dung/", {"started_on": "15/8/2025", "symbol": "85/KH-CAT"}
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) >= {"signed_on", "title"}


def test_a_draft_is_withdrawn_from_its_page(world, catalogue):
    client = world.client(world.phu)
    client.post("/chi-tieu/van-ban/QT-KH-TBV/ap-dung/", {"started_on": "15/8/2025"})
    page = _text(client.get("/chi-tieu/van-ban/QT-KH-TBV/"))
    assert "Bỏ dự thảo" in page
    assert client.post(f"/chi-tieu/ap-dung/{Adoption.objects.get().pk}/bo/").status_code == 302
    assert not Adoption.objects.exists()


def test_a_commune_does_not_see_a_draft(world, catalogue):
    world.client(world.phu).post("/chi-tieu/van-ban/QT-KH-TBV/ap-dung/", {"started_on": "15/8/2025"})
    assert "Dự thảo" not in _text(world.client(world.an).get("/chi-tieu/van-ban/QT-KH-TBV/"))
