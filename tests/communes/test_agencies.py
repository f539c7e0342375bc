"""Agencies and how they are named on paper."""

import pytest

from communes.choices import AgencyKind, CommuneKind, ProvinceKind
from communes.letterheads import commune_letterhead, of_unit, province_letterhead
from communes.models import Agency, Commune, Province
from communes.services.agencies import agencies_ensure, agency_update
from contracts.policy import PolicyDenied
from tests.audited import one_entry_per_object

QUANG_TRI = Province(code="44", name="Tỉnh Quảng Trị", short_name="Quảng Trị", kind=ProvinceKind.PROVINCE)
DA_NANG = Province(code="48", name="Thành phố Đà Nẵng", short_name="Đà Nẵng", kind=ProvinceKind.CITY)


def _commune(name, short_name, kind):
    return Commune(code="00001", name=name, short_name=short_name, kind=kind)


@pytest.mark.parametrize(
    ("name", "short_name", "kind", "agency", "expected"),
    [
        ("Xã Quảng Trạch", "Quảng Trạch", CommuneKind.COMMUNE, AgencyKind.PEOPLES_COMMITTEE,
         ("Ủy ban nhân dân xã Quảng Trạch", "", "UBND", "Quảng Trạch")),
        ("Xã Quảng Trạch", "Quảng Trạch", CommuneKind.COMMUNE, AgencyKind.COMMUNE_POLICE,
         ("Công an xã Quảng Trạch", "Công an tỉnh Quảng Trị", "CAX", "Quảng Trạch")),
        ("Phường Ba Đồn", "Ba Đồn", CommuneKind.WARD, AgencyKind.COMMUNE_POLICE,
         ("Công an phường Ba Đồn", "Công an tỉnh Quảng Trị", "CAP", "Ba Đồn")),
        ("Đặc khu Cồn Cỏ", "Cồn Cỏ", CommuneKind.SPECIAL_ZONE, AgencyKind.COMMUNE_POLICE,
         ("Công an đặc khu Cồn Cỏ", "Công an tỉnh Quảng Trị", "CAĐK", "Cồn Cỏ")),
        ("Phường 1 Bảo Lộc", "1 Bảo Lộc", CommuneKind.WARD, AgencyKind.PEOPLES_COMMITTEE,
         ("Ủy ban nhân dân Phường 1 Bảo Lộc", "", "UBND", "1 Bảo Lộc")),
        ("Xã Quảng Trạch", "Quảng Trạch", CommuneKind.COMMUNE, AgencyKind.ECONOMY,
         ("Phòng Kinh tế", "Ủy ban nhân dân xã Quảng Trạch", "PKT", "Quảng Trạch")),
    ],
)  # fmt: skip
def test_commune_letterheads_follow_decree_30(name, short_name, kind, agency, expected):
    letterhead = commune_letterhead(_commune(name, short_name, kind), QUANG_TRI, agency)
    assert (letterhead.name, letterhead.parent_name, letterhead.symbol, letterhead.place) == expected


def test_police_of_a_province_and_of_a_city_have_their_own_symbols():
    assert province_letterhead(QUANG_TRI, AgencyKind.PROVINCE_POLICE).symbol == "CAT"
    assert province_letterhead(DA_NANG, AgencyKind.PROVINCE_POLICE).symbol == "CATP"
    assert province_letterhead(DA_NANG, AgencyKind.PROVINCE_POLICE).name == "Công an thành phố Đà Nẵng"


@pytest.mark.parametrize(
    ("kind", "province", "text", "expected"),
    [
        (CommuneKind.COMMUNE, "QUANG_TRI", "UBND xã, Công an tỉnh", "UBND xã, Công an tỉnh"),
        (CommuneKind.WARD, "QUANG_TRI", "UBND xã, Công an tỉnh", "UBND phường, Công an tỉnh"),
        (CommuneKind.WARD, "DA_NANG", "Phòng PV01 Công an tỉnh", "Phòng PV01 Công an thành phố"),
        (CommuneKind.SPECIAL_ZONE, "DA_NANG", "Công an xã ký", "Công an đặc khu ký"),
        *((CommuneKind.WARD, "DA_NANG", kept, kept) for kept in (
            "UBND cấp xã", "Công an xã bán chuyên trách", "tệ nạn xã hội", "Công an tỉnh, thành phố",
        )),
    ],
)  # fmt: skip
def test_a_text_that_speaks_of_a_commune_speaks_of_a_ward_in_a_ward(kind, province, text, expected):
    commune = Commune(kind=kind, province={"QUANG_TRI": QUANG_TRI, "DA_NANG": DA_NANG}[province])
    assert of_unit(text, commune) == expected


def test_the_heading_of_a_paper_is_in_capitals(world):
    police = world.agency(world.commune_a, AgencyKind.COMMUNE_POLICE)
    assert police.heading_lines == ("CÔNG AN TỈNH QUẢNG TRỊ", "CÔNG AN XÃ QUẢNG TRẠCH")
    committee = world.agency(world.commune_a, AgencyKind.PEOPLES_COMMITTEE)
    assert committee.heading_lines == ("", "ỦY BAN NHÂN DÂN XÃ QUẢNG TRẠCH")


def test_agencies_that_are_there_are_not_added_again(world):
    assert agencies_ensure(actor=world.admin, communes=[world.commune_a], provinces=[world.province]) == []


def test_missing_agencies_are_added_with_an_entry_each(world):
    Agency.objects.filter(commune=world.commune_b).delete()
    with one_entry_per_object():
        added = agencies_ensure(actor=world.quang, communes=[world.commune_a, world.commune_b])
    assert {agency.commune_id for agency in added} == {"19033"}
    assert len(added) == 7


def test_an_officer_may_not_found_agencies(world):
    with pytest.raises(PolicyDenied):
        agencies_ensure(actor=world.an, communes=[world.commune_a])


def test_the_administrator_of_the_province_renames_an_agency(world):
    office = world.agency(None, AgencyKind.PROVINCE_OFFICE)
    with one_entry_per_object():
        agency_update(actor=world.quang, agency=office, name="Phòng PV05", parent_name=office.parent_name,
                      symbol="PV05", place=office.place, is_active=True)  # fmt: skip
    assert world.agency(None, AgencyKind.PROVINCE_OFFICE).symbol == "PV05"


def test_the_administrator_of_another_province_may_not(world):
    office = Agency.objects.get(commune=None, province=world.province_b, kind=AgencyKind.PROVINCE_OFFICE)
    with pytest.raises(PolicyDenied, match="tỉnh khác"):
        agency_update(actor=world.quang, agency=office, name="x", parent_name="", symbol="x", place="x",
                      is_active=True)  # fmt: skip


def test_a_commune_sees_its_own_agencies_and_those_of_its_province(world):
    seen = Agency.objects.visible_to(world.an)
    assert {(a.province_id, a.commune_id) for a in seen} == {("44", "19057"), ("44", None)}
