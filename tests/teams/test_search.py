"""Search, accents aside: people, teams, hamlets, communes by present and former names; in lists and everywhere."""

from datetime import date

import pytest

from communes.choices import CommuneKind
from communes.models import Commune, CommuneName
from teams.models import Membership, Team
from tests.force import build_force

pytestmark = pytest.mark.django_db
MEMBERS, TEAMS, HAMLETS = "/to-bao-ve/thanh-vien/", "/to-bao-ve/", "/don-vi/thon/"


@pytest.fixture
def force(world):
    CommuneName.objects.create(
        commune=world.commune_a, name="Xã Phù Hóa", kind=CommuneKind.COMMUNE, started_on=date(2020, 1, 1),
        ended_on=date(2025, 7, 1),
    )  # fmt: skip
    return build_force(world)


def found(world, address: str, text: str, user=None) -> str:
    page = world.client(user or world.an).get(address, {"q": text}).content.decode()
    return page.split("<h1>")[1].split("</h1>")[0].split('class="count">')[1].split(" ")[0]


def everywhere(world, text: str, user=None) -> str:
    return world.client(user or world.an).get("/tim-kiem/", {"q": text}).content.decode()


@pytest.mark.parametrize(
    ("address", "text", "count"),
    [
        (MEMBERS, "nguyen an", "1"),  # the words of a name in any order
        (MEMBERS, "ĐỨC đặng", "1"),
        (MEMBERS, "thanh luong", "2"),  # a team
        (MEMBERS, "thon to xa", "3"),  # a hamlet
        (MEMBERS, "phu hoa", "5"),  # what the commune was called before
        (MEMBERS, "luong", "0"),  # one word is a name of a person, not of a place
        (TEAMS, "to xa", "1"),
        (TEAMS, "thôn thanh", "1"),
        (TEAMS, "phù hóa", "2"),
        (TEAMS, "quang trach", "2"),
        (HAMLETS, "luong", "1"),
        (HAMLETS, "phu hoa", "2"),
        (HAMLETS, "hoa trach", "0"),  # another commune's
    ],
)
def test_lists_find_by_any_name_without_accents(world, force, address, text, count):
    assert found(world, address, text) == count


def test_the_province_finds_its_communes_quotas_and_clusters_by_a_former_name(world, force):
    assert found(world, "/to-bao-ve/dinh-muc/", "phu hoa", world.phu) == "1"
    assert found(world, "/to-bao-ve/cum-dan-cu/", "phu hoa", world.phu) == "0"
    assert found(world, "/to-bao-ve/bien-dong/", "nguyen van an", world.phu) == "1"


def test_one_search_finds_people_teams_and_hamlets(world, force):
    page = everywhere(world, "to xa")
    assert "Tổ Tô Xá" in page and "Thôn Tô Xá" in page and "Nguyễn Văn An" in page
    page = everywhere(world, "phù hoá")
    assert "Tổ Thanh Lương" in page and "Thôn Thanh Lương" in page and "Xã Quảng Trạch" in page


def test_after_a_merger_the_old_name_still_finds_teams_and_hamlets(world, force):
    new = Commune.objects.create(
        code="19999", province=world.province, name="Xã Tân Hợp", short_name="Tân Hợp", kind=CommuneKind.COMMUNE,
        started_on=date(2025, 7, 1),
    )  # fmt: skip
    Team.objects.filter(pk=force.hoa_lac.pk).update(commune=new)
    force.hoa_lac.placements.update(ended_on=date(2026, 1, 1))
    force.hoa_lac.placements.create(commune=new, started_on=date(2026, 1, 1))
    rows = Team.objects.visible_to(world.phu)
    assert list(rows.called("hoa trach")) == [force.hoa_lac] == list(rows.called("tân hợp"))
    assert Membership.objects.visible_to(world.phu).called("xã hòa trạch", world.phu).count() == 1


def test_searching_costs_the_same_however_many_are_found(world, force, django_assert_max_num_queries):
    client = world.client(world.phu)
    client.get(MEMBERS)
    for text in ("nguyen van", "phu hoa"):
        with django_assert_max_num_queries(12):
            client.get(MEMBERS, {"q": text})
