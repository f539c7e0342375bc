"""Data quality: counts by kind, by commune, the records behind each, and the way to the field; few queries."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.registry import quality_checks
from readiness.models import EquipmentIssue
from teams.models import Person
from tests.force import build_force, make_person, make_spell
from tests.world import SINCE, load_law

pytestmark = pytest.mark.django_db
PAGE = "/chat-luong-du-lieu/"


@pytest.fixture
def force(world):
    cache.clear()
    load_law()
    yield build_force(world)
    cache.clear()


def page(world, user, address: str = PAGE, **query) -> str:
    return world.client(user).get(address, query).content.decode()


def test_an_officer_sees_counts_that_open_their_records(world, force):
    text = page(world, world.an)
    assert "Còn thiếu" in text and "Chưa có số định danh, CCCD" in text
    assert '<a class="fig" href="/chat-luong-du-lieu/teams.citizen_id/">5</a>' in text
    assert "Theo xã, phường" not in text
    rows = page(world, world.an, f"{PAGE}teams.citizen_id/")
    spell = force.member("Phan Thanh Hà")
    assert f'href="/to-bao-ve/thanh-vien/{spell.pk}/sua/#id_citizen_id"' in rows
    assert "5 dòng" in rows and "Cao Xuân Hiền" not in rows


def test_every_count_is_as_many_as_the_records_it_opens(world, force):
    for check in quality_checks:
        text = page(world, world.phu, f"{PAGE}{check.code}/")
        assert f"{check.find(world.phu, _today()).count()} dòng" in text


def _today():
    from django.utils import timezone

    return timezone.localdate()


def test_a_province_sees_its_communes_and_looks_into_one(world, force):
    text = page(world, world.phu)
    assert (
        "Theo xã, phường" in text and f'href="{PAGE}?xa=19057"' in text and f'href="{PAGE}?xa=19033"' in text
    )
    inside = page(world, world.phu, xa="19033")
    assert f'href="{PAGE}teams.citizen_id/?xa=19033">1</a>' in inside
    rows = page(world, world.phu, f"{PAGE}teams.citizen_id/", xa="19033")
    assert "Cao Xuân Hiền" in rows and "Phan Thanh Hà" not in rows
    assert "Mở để sửa" not in rows  # communes write their registers


def test_who_reads_but_does_not_mend_opens_the_record_itself(world, force):
    spell = force.member("Phan Thanh Hà")
    for user in (world.le, world.phu):
        rows = page(world, user, f"{PAGE}teams.citizen_id/", xa="19057")
        assert f'<a href="/to-bao-ve/thanh-vien/{spell.pk}/">Phan Thanh Hà</a>' in rows
        assert "Mở để sửa" not in rows


def test_other_units_and_unknown_checks_are_not_there(world, force):
    assert world.client(world.an).get(PAGE, {"xa": "19033"}).status_code == 404
    assert world.client(world.hung).get(f"{PAGE}teams.birth/", {"xa": "19057"}).status_code == 404
    assert world.client(world.an).get(f"{PAGE}teams.nothing/").status_code == 404


def test_certificates_and_badges(world, force):
    spell = force.member("Phan Thanh Hà")
    check, run_out = quality_checks.get("readiness.no_certificate"), quality_checks.get("readiness.run_out")
    assert check.find(world.an, _today()).count() == 5
    issue = EquipmentIssue.objects.create(
        team=spell.team, membership=spell, kind="certificate", started_on=SINCE, valid_until=_today()
    )
    assert check.find(world.an, _today()).count() == 4 and not run_out.find(world.an, _today()).exists()
    EquipmentIssue.objects.update(valid_until=SINCE)
    assert list(run_out.find(world.an, _today())) == [issue]
    EquipmentIssue.objects.update(condition="lost")
    assert check.find(world.an, _today()).count() == 5


def test_the_first_page_links_it_while_there_is_something(world, force):
    assert 'href="/chat-luong-du-lieu/"' in page(world, world.an, "/").split("</nav>")[-1]
    assert "chỗ nên bổ sung" in page(world, world.an, "/")
    assert "chỗ nên bổ sung" not in page(world, world.phuc, "/")


def test_without_anything_it_says_so(world):
    cache.clear()
    load_law()
    assert "Không thấy chỗ nào thiếu" in page(world, world.an)
    assert "chỗ nên bổ sung" not in page(world, world.an, "/")


def queries(client, address: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}teams.birth/", f"{PAGE}teams.citizen_id/"])
@pytest.mark.parametrize("name", ["an", "phu"])
def test_queries_do_not_grow_with_what_is_found(world, force, address, name):
    client = world.client(world.users[name])
    Person.objects.filter(full_name="Phan Thanh Hà").update(birth_date=None)
    client.get(address)
    few = queries(client, address)
    for number in range(30):
        make_spell(force.to_xa, make_person(world.commune_a, f"Lê Văn {number}", birth_date=None))
    assert queries(client, address) == few <= 16
