"""Refusals and faults, each with what to do next."""

import pytest

from tests.force import build_force

pytestmark = pytest.mark.django_db


def test_a_refusal_gives_its_reason_and_nothing_else(world):
    force = build_force(world)
    answer = world.client(world.le).get(f"/to-bao-ve/thanh-vien/{force.member('Nguyễn Văn An').pk}/thoi/")
    assert answer.status_code == 403
    assert "Việc này dành cho: Cán bộ Công an xã" in answer.content.decode()


def test_a_page_that_is_not_there_and_one_that_is_not_yours_look_the_same(world):
    force = build_force(world)
    client = world.client(world.binh)
    foreign = client.get(f"/to-bao-ve/{force.to_xa.pk}/")
    missing = client.get("/to-bao-ve/999999/")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


def test_a_form_left_open_too_long_is_told_so(world):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(world.an, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/tai-khoan/dang-xuat/")
    assert answer.status_code == 403
    assert "chưa lưu gì" in answer.content.decode()


def test_a_figure_that_does_not_exist_is_a_plain_bad_request(world):
    client = world.client(world.an)
    for query in (
        "so_lieu=khong_co&tu=01/01/2026&den=31/01/2026",
        "so_lieu=teams_current&tu=hom+qua&den=31/01/2026",
    ):
        assert client.get(f"/to-bao-ve/?{query}").status_code == 400
