"""Hamlets, clusters, yearly facts and legal areas."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from communes.choices import AreaKind, HamletKind
from communes.models import AreaStatus, Cluster, Commune, Hamlet, HamletPlacement, HamletYear
from communes.services import hamlets as services
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from tests.audited import one_entry_per_object

DAY = date(2026, 3, 2)


def _create(world, actor=None, **changes):
    facts = {"commune": world.commune_a, "name": "Pháp Kệ", "kind": HamletKind.THON, "started_on": DAY}
    return services.hamlet_create(actor=actor or world.an, **{**facts, **changes})


def test_a_hamlet_is_entered_with_its_belonging_and_marks_the_commune_as_changed(world):
    with one_entry_per_object():
        hamlet = _create(world, name="  Pháp   Kệ ")
    assert str(hamlet) == "Thôn Pháp Kệ"
    assert [(p.commune_id, p.started_on, p.ended_on) for p in hamlet.placements.all()] == [
        ("19057", DAY, None)
    ]
    assert Commune.objects.get(pk="19057").data_version == 1


@pytest.mark.parametrize("user", ["binh", "le", "phuc", "phu", "quang", "hai"])
def test_only_officer_and_chief_of_the_commune_enter_hamlets(world, user):
    with pytest.raises(PolicyDenied):
        _create(world, actor=world.users[user])
    assert Hamlet.objects.count() == 4


def test_a_second_hamlet_of_the_same_name_is_refused_whatever_its_accents(world):
    with pytest.raises(ValidationError, match="Xã đã có thôn, tổ dân phố tên này"):
        _create(world, name="Thanh Luong")


def test_a_hamlet_cannot_begin_before_its_commune(world):
    with pytest.raises(ValidationError, match="Xã Quảng Trạch không tồn tại ngày 30/06/2025"):
        _create(world, started_on=date(2025, 6, 30))


def test_kinds_fall_into_the_two_groups_of_the_law(world):
    assert _create(world, name="5", kind=HamletKind.TIEU_KHU).group == "to_dan_pho"
    assert world.thanh_luong.group == "thon"


def test_correcting_a_hamlet_raises_its_version(world):
    with one_entry_per_object():
        services.hamlet_update(
            actor=world.chien, hamlet=world.to_xa, version=1, name="Tô Xá Mới", kind=HamletKind.THON
        )
    assert (Hamlet.objects.get(pk=world.to_xa.pk).name, world.to_xa.version) == ("Tô Xá Mới", 2)


def test_a_stale_form_is_refused_and_carries_the_present_row(world):
    stale = Hamlet.objects.get(pk=world.to_xa.pk)
    services.hamlet_update(actor=world.chien, hamlet=world.to_xa, version=1, name="Tô Xá 1", kind="thon")
    with pytest.raises(StaleRecord) as refused:
        services.hamlet_update(actor=world.an, hamlet=stale, version=1, name="Tô Xá 2", kind="thon")
    assert refused.value.current.name == "Tô Xá 1"


def test_ending_a_hamlet_ends_its_belonging_clusters_and_areas(world):
    services.cluster_create(actor=world.an, hamlet=world.to_xa, name="Cụm 1", started_on=DAY)
    services.area_status_set(
        actor=world.an, commune=world.commune_a, hamlet=world.to_xa, kind=AreaKind.HARDSHIP,
        basis="QĐ 861/QĐ-TTg", started_on=DAY,
    )  # fmt: skip
    end = date(2026, 9, 1)
    with one_entry_per_object():
        services.hamlet_end(
            actor=world.an, hamlet=world.to_xa, version=1, ended_on=end, reason="Sáp nhập thôn"
        )
    for rows in (HamletPlacement.objects, Cluster.objects, AreaStatus.objects):
        assert [row.ended_on for row in rows.filter(hamlet=world.to_xa)] == [end]
    assert world.to_xa.is_in_force(date(2026, 8, 31)) and not world.to_xa.is_in_force(end)


@pytest.mark.parametrize(
    ("ended_on", "reason", "message"),
    [
        (date(2025, 7, 1), "Sáp nhập", "Ngày kết thúc phải sau ngày bắt đầu 01/07/2025"),
        (date(2026, 9, 1), "  ", "Ghi lý do hoặc văn bản quy định"),
    ],
)
def test_ending_a_hamlet_needs_a_later_day_and_a_reason(world, ended_on, reason, message):
    with pytest.raises(ValidationError, match=message):
        services.hamlet_end(actor=world.an, hamlet=world.to_xa, version=1, ended_on=ended_on, reason=reason)
    assert Hamlet.objects.get(pk=world.to_xa.pk).ended_on is None


def test_ending_a_hamlet_before_its_cluster_began_saves_nothing(world):
    services.cluster_create(actor=world.an, hamlet=world.to_xa, name="Cụm 1", started_on=DAY)
    with pytest.raises(ValidationError, match="bắt đầu ngày 02/03/2026"):
        services.hamlet_end(actor=world.an, hamlet=world.to_xa, version=1, ended_on=DAY, reason="Sáp nhập")
    assert Hamlet.objects.get(pk=world.to_xa.pk).version == 1


def test_figures_of_a_year_are_written_once_and_corrected_in_place(world):
    facts = {"actor": world.an, "hamlet": world.to_xa, "year": 2025, "today": DAY}
    with one_entry_per_object():
        services.hamlet_year_set(**facts, households=310, population=1204)
    with one_entry_per_object():
        services.hamlet_year_set(**facts, households=312, population=1204)
    assert list(HamletYear.objects.values_list("year", "households", "population")) == [(2025, 312, 1204)]


@pytest.mark.parametrize(
    ("year", "households", "population", "message"),
    [
        (2027, 1, 1, "Năm phải từ 2000 đến 2026"),
        (1999, 1, 1, "Năm phải từ 2000 đến 2026"),
        (2025, None, None, "Ghi ít nhất một số"),
        (2025, 300, 120, r"Số nhân khẩu \(120\) ít hơn số hộ \(300\)"),
    ],
)
def test_implausible_figures_of_a_year_are_refused(world, year, households, population, message):
    with pytest.raises(ValidationError, match=message):
        services.hamlet_year_set(
            actor=world.an,
            hamlet=world.to_xa,
            year=year,
            households=households,
            population=population,
            today=DAY,
        )


def test_a_cluster_of_the_same_name_may_come_again_once_the_first_has_ended(world):
    first = services.cluster_create(actor=world.an, hamlet=world.to_xa, name="Cụm 1", started_on=DAY)
    with pytest.raises(ValidationError, match="Thôn đã có cụm dân cư tên này"):
        services.cluster_create(actor=world.an, hamlet=world.to_xa, name="Cụm 1", started_on=DAY)
    with one_entry_per_object():
        services.cluster_end(actor=world.an, cluster=first, ended_on=date(2026, 5, 1))
    services.cluster_create(actor=world.an, hamlet=world.to_xa, name="Cụm 1", started_on=date(2026, 5, 1))
    assert Cluster.objects.count() == 2


def test_an_area_is_recorded_once_and_ended(world):
    facts = {
        "actor": world.an,
        "commune": world.commune_a,
        "kind": AreaKind.MOUNTAIN,
        "basis": "QĐ 861/QĐ-TTg",
    }
    with one_entry_per_object():
        area = services.area_status_set(**facts, started_on=DAY)
    with pytest.raises(ValidationError, match="đã ghi từ ngày 02/03/2026"):
        services.area_status_set(**facts, started_on=date(2026, 6, 1))
    with one_entry_per_object():
        services.area_status_end(actor=world.an, area=area, ended_on=date(2026, 6, 1))
    services.area_status_set(**facts, started_on=date(2026, 6, 1))


def test_an_area_cannot_name_another_communes_hamlet(world):
    with pytest.raises(ValidationError, match="không thuộc Xã Quảng Trạch"):
        services.area_status_set(
            actor=world.an, commune=world.commune_a, hamlet=world.hamlet_b, kind=AreaKind.BORDER, basis="x",
            started_on=DAY,
        )  # fmt: skip


def test_a_commune_sees_its_own_hamlets_only(world):
    assert set(Hamlet.objects.visible_to(world.an)) == {world.thanh_luong, world.to_xa}
    assert set(Hamlet.objects.visible_to(world.phu)) == {world.thanh_luong, world.to_xa, world.hamlet_b}
    assert not Hamlet.objects.visible_to(world.khanh).exists()
