"""Pages of units: what an officer enters, what an administrator changes, what is refused."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communes.models import AreaStatus, Cluster, Commune, Hamlet, HamletYear
from communes.search import find_communes, find_hamlets
from communes.services.hamlets import hamlet_create
from communes.services.plans import NewUnit, Take
from communes.services.succession import succession_apply
from tests.audited import one_entry_per_object
from tests.world import SINCE

LIST = "/don-vi/thon/"


def _text(response) -> str:
    return response.content.decode()


def _names(response) -> list[str]:
    return [str(row.record) for row in response.context["table"].rows]


def test_an_officer_enters_a_hamlet_and_lands_on_its_page(world):
    client = world.client(world.an)
    facts = {"name": "Pháp Kệ", "kind": "thon", "started_on": "1/7/2025"}
    with one_entry_per_object():
        response = client.post(reverse("communes:hamlet_create"), facts)
    hamlet = Hamlet.objects.get(name="Pháp Kệ")
    assert (response.url, hamlet.started_on) == (hamlet.get_absolute_url(), SINCE)
    assert "Thôn Pháp Kệ" in _text(client.get(response.url))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": ""}, "Chưa nhập mục này"),
        ({"name": "thanh luong"}, "Xã đã có thôn, tổ dân phố tên này"),
        ({"started_on": "31/02/2026"}, "không có trong lịch"),
        ({"started_on": "2025"}, "Nhập đủ ngày, tháng, năm"),
        ({"started_on": "30/06/2025"}, "không tồn tại ngày 30/06/2025"),
    ],
)
def test_a_wrong_form_says_why_at_the_field_and_saves_nothing(world, changes, message):
    facts = {
        "name": "Pháp Kệ",
        "kind": "thon",
        "started_on": "02/03/2026",
        "note": "Ghi chú đã gõ",
        **changes,
    }
    response = world.client(world.an).post(reverse("communes:hamlet_create"), facts)
    assert response.status_code == 422
    assert message in _text(response) and "Ghi chú đã gõ" in _text(response)
    assert Hamlet.objects.count() == 4


def test_a_double_click_enters_one_hamlet(world):
    client = world.client(world.an)
    facts = {"name": "Pháp Kệ", "kind": "thon", "started_on": "02/03/2026"}
    statuses = [client.post(reverse("communes:hamlet_create"), facts).status_code for _ in range(2)]
    assert statuses == [302, 422]
    assert Hamlet.objects.filter(name="Pháp Kệ").count() == 1


def test_a_stale_form_shows_both_versions_and_can_be_saved_on_purpose(world):
    address = reverse("communes:hamlet_update", args=[world.to_xa.pk])
    mine, theirs = (
        {"name": "Tô Xá 1", "kind": "thon", "version": 1},
        {"name": "Tô Xá 2", "kind": "thon", "version": 1},
    )
    world.client(world.chien).post(address, theirs)
    stale = world.client(world.an).post(address, mine)
    assert stale.status_code == 409
    assert "Tô Xá 1" in _text(stale) and "Tô Xá 2" in _text(stale)
    world.client(world.an).post(address, {**mine, "version": 2})
    assert Hamlet.objects.get(pk=world.to_xa.pk).name == "Tô Xá 1"


def test_figures_clusters_and_areas_are_entered_from_the_hamlets_page(world):
    client, pk = world.client(world.an), world.to_xa.pk
    client.post(
        reverse("communes:hamlet_year_set", args=[pk]), {"year": 2025, "households": 312, "population": 1204}
    )
    client.post(reverse("communes:cluster_create", args=[pk]), {"name": "Cụm 1", "started_on": "01/08/2025"})
    client.post(
        reverse("communes:area_create", args=["19057"]),
        {"kind": "mien_nui", "hamlet": pk, "basis": "QĐ 861/QĐ-TTg", "started_on": "01/08/2025"},
    )
    page = _text(client.get(world.to_xa.get_absolute_url()))
    assert "1.204" in page and "Cụm 1" in page and "Miền núi" in page
    client.post(reverse("communes:cluster_end", args=[Cluster.objects.get().pk]), {"ended_on": "01/10/2025"})
    client.post(reverse("communes:area_end", args=[AreaStatus.objects.get().pk]), {"ended_on": "01/10/2025"})
    assert Cluster.objects.get().ended_on == AreaStatus.objects.get().ended_on == date(2025, 10, 1)
    assert HamletYear.objects.get().households == 312


def test_another_communes_hamlet_is_not_offered_for_an_area(world):
    facts = {"kind": "mien_nui", "hamlet": world.hamlet_b.pk, "basis": "x", "started_on": "01/08/2025"}
    response = world.client(world.an).post(reverse("communes:area_create", args=["19057"]), facts)
    assert response.status_code == 422 and not AreaStatus.objects.exists()


def test_a_page_offers_only_what_the_role_may_do(world):
    pages = {name: _text(world.client(world.users[name]).get(world.to_xa.get_absolute_url()))
             for name in ("an", "le", "phuc", "phu", "quang")}  # fmt: skip
    assert {name for name, page in pages.items() if "Ngừng sử dụng" in page} == {"an"}
    assert {name for name, page in pages.items() if "Lịch sử" in page} == {"an", "le", "phu", "quang"}


def test_the_list_is_in_vietnamese_order_searched_without_accents_and_filtered(world):
    for name, kind in (("Đông", "thon"), ("10", "to_dan_pho"), ("2", "to_dan_pho"), ("Ấp Bắc", "ap")):
        hamlet_create(actor=world.an, commune=world.commune_a, name=name, kind=kind, started_on=SINCE)
    client = world.client(world.an)
    assert _names(client.get(LIST)) == [
        "Tổ dân phố 2", "Tổ dân phố 10", "Ấp Ấp Bắc", "Thôn Đông", "Thôn Thanh Lương", "Thôn Tô Xá",
    ]  # fmt: skip
    assert _names(client.get(f"{LIST}?q=to+xa")) == ["Thôn Tô Xá"]
    assert _names(client.get(f"{LIST}?group=to_dan_pho")) == ["Tổ dân phố 2", "Tổ dân phố 10"]


def test_ended_hamlets_are_in_the_list_when_asked_for(world):
    Hamlet.objects.filter(pk=world.to_xa.pk).update(ended_on=date(2026, 1, 1))
    client = world.client(world.an)
    assert _names(client.get(LIST)) == ["Thôn Thanh Lương"]
    assert _names(client.get(f"{LIST}?standing=het")) == ["Thôn Tô Xá"]
    assert _names(client.get(f"{LIST}?standing=tat-ca")) == ["Thôn Thanh Lương", "Thôn Tô Xá"]


def test_a_commune_in_the_address_bar_opens_nothing_of_another_unit(world):
    response = world.client(world.an).get(f"{LIST}?commune=19033")
    assert _names(response) == ["Thôn Thanh Lương", "Thôn Tô Xá"] or _names(response) == []
    assert "Hòa Lạc" not in _text(response)


@pytest.mark.parametrize("address", [LIST, "/don-vi/", "/don-vi/19057/"])
def test_pages_take_as_many_queries_for_many_hamlets_as_for_few(world, address, django_assert_num_queries):
    client = world.client(world.phu)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(f"{address}?dong=100")
    for number in range(30):
        hamlet = hamlet_create(
            actor=world.an, commune=world.commune_a, name=f"Số {number}", kind="thon", started_on=SINCE
        )
        HamletYear.objects.create(hamlet=hamlet, year=2025, households=number)
    with django_assert_num_queries(len(few)):
        client.get(f"{address}?dong=100")


def test_exporting_the_list_is_recorded(world):
    from audit.models import Entry

    response = world.client(world.an).get(f"{LIST}?xuat=xlsx")
    assert response.status_code == 200
    entry = Entry.objects.latest("pk")
    assert (entry.act, entry.actor, entry.reason) == (
        "audit.list.export",
        world.an,
        "Thôn, tổ dân phố: 2 dòng",
    )


def test_an_administrator_merges_communes_and_names_hamlets_of_one_name(world):
    twin = hamlet_create(
        actor=world.binh, commune=world.commune_b, name="Tô Xá", kind="thon", started_on=SINCE
    )
    client, address = world.client(world.quang), reverse("communes:succession_merge", args=["44"])
    facts = {"olds": ["19057", "19033"], "code": "19900", "name": "Xã Trạch Mới", "kind": "xa",
             "effective_on": "01/01/2026", "legal_basis": "NQ 1/NQ-UBTVQH16"}  # fmt: skip
    asked = client.post(address, facts)
    assert asked.status_code == 422
    assert "Tên mới của Thôn Tô Xá (Xã Hòa Trạch)" in _text(asked)
    names = {f"hamlet_{world.to_xa.pk}": "Tô Xá", f"hamlet_{twin.pk}": "Tô Xá Đông"}
    assert client.post(address, {**facts, **names}).url == "/don-vi/19900/"
    page = _text(client.get("/don-vi/19900/"))
    assert "Sáp nhập" in page and "Thôn Tô Xá Đông" in page and "NQ 1/NQ-UBTVQH16" in page


def test_renaming_and_splitting_on_the_pages(world):
    client = world.client(world.quang)
    facts = {"code": "19057", "name": "Phường Quảng Trạch", "kind": "phuong", "effective_on": "01/01/2026",
             "legal_basis": "NQ 2"}  # fmt: skip
    client.post(reverse("communes:succession_rename", args=["19057"]), facts)
    assert Commune.objects.get(pk="19057").kind == "phuong"
    facts |= {"effective_on": "01/02/2026", "other_code": "19901", "other_name": "Phường Tô Xá", "other_kind": "phuong",
              "hamlets": [world.to_xa.pk]}  # fmt: skip
    assert client.post(reverse("communes:succession_split", args=["19057"]), facts).status_code == 302
    assert Hamlet.objects.get(pk=world.to_xa.pk).commune_id == "19901"


def test_the_search_box_finds_hamlets_and_communes_by_old_names_within_ones_scope(
    world, django_assert_num_queries
):
    succession_apply(
        actor=world.quang, kind="rename", effective_on=date(2026, 1, 1), legal_basis="NQ 2",
        units=(NewUnit("19057", "Xã Ba Trạch", "xa", world.province, (Take(world.commune_a),)),),
    )  # fmt: skip
    with django_assert_num_queries(1):
        hits = find_communes(world.phu, "quang trach", 5)
    assert [(hit.title, hit.url) for hit in hits] == [("Xã Ba Trạch", "/don-vi/19057/")]
    with django_assert_num_queries(1):
        hits = find_hamlets(world.an, "to xa", 5)
    assert [(hit.title, hit.detail) for hit in hits] == [("Thôn Tô Xá", "Xã Ba Trạch")]
    assert find_hamlets(world.binh, "to xa", 5) == [] and find_communes(world.hai, "quang trach", 5) == []


def test_an_agency_is_renamed_by_the_administrator(world):
    agency = world.agency(world.commune_a, "economy")
    facts = {"name": "Phòng Kinh tế và Đô thị", "parent_name": agency.parent_name, "symbol": "PKTĐT",
             "place": "Quảng Trạch", "is_active": "on"}  # fmt: skip
    world.client(world.quang).post(reverse("communes:agency_update", args=[agency.pk]), facts)
    agency.refresh_from_db()
    assert (agency.symbol, agency.is_active) == ("PKTĐT", True)


def test_the_figures_of_hamlets_and_communes_open_their_lists(world):
    days = "tu=01/10/2025&den=31/10/2025"
    client = world.client(world.phu)
    hamlets = client.get(f"/don-vi/thon/?so_lieu=residential_area_count&xa=19057&{days}").content.decode()
    assert "Thanh Lương" in hamlets and "Hòa Lạc" not in hamlets
    communes = client.get(f"/don-vi/?so_lieu=commune_count&{days}").content.decode()
    assert "Xã Quảng Trạch" in communes and "Xã Hòa Trạch" in communes
