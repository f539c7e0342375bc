"""The public list of team leaders: switched on by the commune, least data, telephones only by consent."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from communes.choices import CommuneKind, SuccessionKind
from communes.models import Commune
from communes.services.plans import NewUnit, Take
from communes.services.succession import succession_apply
from contracts.measuring import Days
from contracts.policy import PolicyDenied
from targets.measuring import measure_register
from teams.choices import ConsentWay
from teams.models import LeaderListing, Person
from teams.services.contact import phone_consent_set, phone_consent_withdraw
from teams.services.publishing import listing_close, listing_open
from tests.audited import one_entry_per_object
from tests.force import make_team

pytestmark = pytest.mark.django_db
PAGE = "/to-bao-ve/cong-khai/19057/"


@pytest.fixture
def leader(force) -> Person:
    """The leader of Thanh Lương, with everything that must not be seen."""
    person = force.member("Hoàng Văn Dũng").person
    person.phone, person.citizen_id, person.address, person.religion = (
        "0912345678",
        "044080000123",
        "Số 7",
        "Phật giáo",
    )
    person.save()
    return person


def text(answer) -> str:
    return answer.content.decode()


def count(world, first=(2026, 11, 1), last=(2026, 11, 16)) -> int:
    span = Days(date(*first), date(*last))
    found = measure_register("protection_teams", span, [world.commune_a.code], ["team_contacts_published"])
    return found[world.commune_a.code]["team_contacts_published"]


def test_nothing_is_public_until_the_commune_switches_it_on(world, leader):
    assert world.client().get(PAGE).status_code == 404
    with one_entry_per_object():
        listing_open(actor=world.an, commune=world.commune_a)
    answer = world.client().get(PAGE)
    assert answer.status_code == 200
    for words in (
        "Hoàng Văn Dũng",
        "Tổ trưởng Tổ Thanh Lương",
        "Thôn Thanh Lương",
        "Đặng Hữu Đức",
        "Xã Quảng Trạch",
    ):
        assert words in text(answer)


def test_the_page_shows_no_more_than_it_must_and_is_kept_out_of_search_engines(world, leader):
    listing_open(actor=world.an, commune=world.commune_a)
    answer = world.client().get(PAGE)
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in text(answer)
    for secret in (
        "0912",
        "044080000123",
        "0123",
        "Số 7",
        "Phật giáo",
        "1980",
        "Phan Thanh Hà",
        "Cao Xuân Hiền",
    ):
        assert secret not in text(answer)


def test_a_telephone_appears_from_the_day_of_consent_and_goes_with_it(world, leader):
    listing_open(actor=world.an, commune=world.commune_a)
    agreed = {"since": date(2026, 11, 16), "way": ConsentWay.WRITTEN}
    leader = phone_consent_set(actor=world.an, person=leader, version=leader.version, **agreed)
    assert "0912 345 678" in text(world.client().get(PAGE))
    with time_machine.travel("2026-11-15 09:00+07:00", tick=False):
        LeaderListing.objects.update(started_on=date(2026, 11, 1))
        assert "0912" not in text(world.client().get(PAGE))
    phone_consent_withdraw(actor=world.an, person=leader, version=leader.version, on=date(2026, 11, 16))
    assert "0912" not in text(world.client().get(PAGE))


def test_switched_off_the_page_is_gone_at_once(world, force):
    listing = listing_open(actor=world.an, commune=world.commune_a)
    with one_entry_per_object():
        listing_close(actor=world.chien, listing=listing)
    assert world.client().get(PAGE).status_code == 404
    assert (listing.started_on, listing.ended_on) == (date(2026, 11, 16), date(2026, 11, 17))
    assert (listing.opened_by, listing.closed_by) == (world.an, world.chien)
    with pytest.raises(ValidationError, match="đã thôi công khai"):
        listing_close(actor=world.an, listing=listing)


def test_it_is_switched_on_once_by_the_registrars_of_the_commune(world, force):
    listing_open(actor=world.an, commune=world.commune_a)
    with pytest.raises(ValidationError, match="đang công khai"):
        listing_open(actor=world.chien, commune=world.commune_a)
    for stranger in (world.binh, world.le, world.phuc, world.phu, world.admin):
        with pytest.raises(PolicyDenied):
            listing_open(actor=stranger, commune=world.commune_a)


def test_a_unit_that_is_no_more_publishes_nothing(world, force):
    listing_open(actor=world.an, commune=world.commune_a)
    LeaderListing.objects.update(started_on=date(2026, 1, 1))
    unit = NewUnit(
        "19900", "Xã Mới", CommuneKind.COMMUNE, world.province, (Take(world.commune_a), Take(world.commune_b))
    )
    succession_apply(
        actor=world.quang,
        kind=SuccessionKind.MERGE,
        effective_on=date(2026, 11, 10),
        legal_basis="NQ 1",
        units=(unit,),
    )
    assert world.client().get(PAGE).status_code == 404
    assert world.client().get("/to-bao-ve/cong-khai/19900/").status_code == 404
    with pytest.raises(ValidationError, match="không còn từ ngày 10/11/2026"):
        listing_open(actor=world.an, commune=Commune.objects.get(pk="19057"))


def test_the_indicator_counts_teams_with_a_leader_while_the_list_is_on(world, force):
    make_team(world.commune_a, "Chưa có ai")
    assert count(world) == 0
    listing = listing_open(actor=world.an, commune=world.commune_a)
    assert count(world) == 2
    assert count(world, last=(2026, 11, 15)) == 0
    listing_close(actor=world.an, listing=listing)
    assert (count(world), count(world, last=(2026, 11, 17))) == (2, 0)


def test_the_commune_switches_it_on_in_its_page_and_gets_address_and_code(world, leader):
    client = world.client(world.an)
    page = text(client.get("/to-bao-ve/cong-khai/"))
    assert "Chưa công khai" in page and "/to-bao-ve/cong-khai/bat/" in page
    assert client.post("/to-bao-ve/cong-khai/bat/").status_code == 302
    page = text(client.get("/to-bao-ve/cong-khai/"))
    assert f"http://testserver{PAGE}" in page and "data:image/svg+xml" in page and "Đang công khai" in page
    spell = leader.memberships.get()
    answer = client.post(
        f"/to-bao-ve/thanh-vien/{spell.pk}/dong-y/",
        {"since": "1/11/26", "way": "written", "version": leader.version},
    )
    assert answer.status_code == 302
    assert "Đã đồng ý" in text(client.get("/to-bao-ve/cong-khai/"))
    assert "Xã Quảng Trạch" in text(world.client(world.phu).get("/to-bao-ve/cong-khai/"))
    assert client.post("/to-bao-ve/cong-khai/tat/").status_code == 302
    assert world.client().get(PAGE).status_code == 404


@pytest.mark.parametrize("teams", [1, 30])
def test_the_public_page_takes_as_many_queries_with_thirty_teams_as_with_one(
    world, force, teams, django_assert_max_num_queries
):
    for number in range(teams):
        make_team(world.commune_a, f"Số {number}", f"Người {number}")
    listing_open(actor=world.an, commune=world.commune_a)
    client = world.client()
    with django_assert_max_num_queries(4):
        client.get(PAGE)
