"""The list of the country's units, and the mark that a commune's registers changed."""

import time
from io import StringIO

from django.core.management import call_command

from audit.models import Entry
from communes.models import Commune, Province
from communes.services.communes import commune_touch, units_load


def test_loading_gives_34_provinces_and_3321_communes_with_text_codes(db):
    units_load()

    assert (Province.objects.count(), Commune.objects.count()) == (34, 3321)
    by_kind = {kind: Commune.objects.filter(kind=kind).count() for kind in ("xa", "phuong", "dac_khu")}
    assert by_kind == {"xa": 2621, "phuong": 687, "dac_khu": 13}
    assert Commune.objects.get(name="Phường Ba Đình").code == "00004"
    assert Province.objects.get(short_name="Hà Nội").code == "01"


def test_names_carry_their_kind_and_stand_without_it_beside(db):
    units_load()

    assert [(p.name, p.short_name, p.kind) for p in Province.objects.filter(code__in=["01", "44"])] == [
        ("Thành phố Hà Nội", "Hà Nội", "thanh_pho"),
        ("Tỉnh Quảng Trị", "Quảng Trị", "tinh"),
    ]
    commune = Commune.objects.get(code="19057")
    assert (commune.name, commune.short_name, commune.kind, commune.covers) == (
        "Xã Quảng Trạch", "Quảng Trạch", "xa", ["19057"],
    )  # fmt: skip


def test_communes_of_a_province_come_xa_first_each_kind_in_vietnamese_order(db):
    units_load()

    names = list(Commune.objects.of_province("44").values_list("name", flat=True))
    assert len(names) == 78
    assert names[:6] == ["Xã A Dơi", "Xã Ái Tử", "Xã Ba Lòng", "Xã Bắc Trạch", "Xã Bến Hải", "Xã Bến Quan"]
    assert names.index("Xã Vĩnh Thủy") < names.index("Phường Ba Đồn") < names.index("Phường Quảng Trị")
    assert names[-1] == "Đặc khu Cồn Cỏ"


def test_the_map_of_quang_tri_has_78_tiles_and_no_two_on_one_place(db):
    units_load()

    tiles = Commune.objects.filter(map_column__isnull=False).values_list(
        "province_id", "map_column", "map_row"
    )
    assert len(tiles) == len(set(tiles)) == 78
    assert {province for province, _, _ in tiles} == {"44"}


def test_loading_again_adds_nothing_and_keeps_what_was_changed(db):
    units_load()
    Commune.objects.filter(code="19057").update(name="Xã Tên Mới")
    out = StringIO()

    call_command("load_communes", stdout=out)

    assert out.getvalue() == "Đơn vị hành chính: thêm 0 tỉnh, thành phố; 0 xã, phường, đặc khu.\n"
    assert Commune.objects.get(code="19057").name == "Xã Tên Mới"
    assert Entry.objects.count() == 34 + 3321


def test_loading_takes_few_statements_and_less_than_three_seconds(db, django_assert_max_num_queries):
    start = time.perf_counter()
    with django_assert_max_num_queries(150):
        units_load()
    assert time.perf_counter() - start < 3


def test_touching_raises_the_version_of_those_communes_in_one_statement(world, django_assert_num_queries):
    with django_assert_num_queries(1):
        commune_touch(["19057", "19033", "19057"])
    versions = dict(Commune.objects.values_list("code", "data_version"))
    assert versions == {"19057": 1, "19033": 1, "18229": 0}
