"""Communes are merged, split, renamed: nothing of the past is lost, the new unit sees what it took over."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from communes.choices import AreaKind, CommuneKind, SuccessionKind
from communes.models import Agency, AreaStatus, Commune, Hamlet, Succession
from communes.services.hamlets import area_status_set, hamlet_create
from communes.services.plans import NewUnit, Take
from communes.services.succession import succession_apply
from contracts.policy import PolicyDenied
from contracts.roles import Role
from teams.models import Team, TeamHamlet
from tests.audited import one_entry_per_object
from tests.force import make_team
from tests.world import SINCE, make_user

DAY = date(2027, 1, 1)
TODAY = date(2027, 1, 5)
BASIS = "Nghị quyết 1/NQ-UBTVQH16"


def _unit(world, code="19900", name="Xã Trạch Mới", kind=CommuneKind.COMMUNE, takes=()):
    return NewUnit(code, name, kind, world.province, tuple(takes))


def _apply(world, *units, kind=SuccessionKind.MERGE, actor=None, **extra):
    facts = {"effective_on": DAY, "legal_basis": BASIS, "today": TODAY, **extra}
    return succession_apply(actor=actor or world.quang, kind=kind, units=units, **facts)


def _merge(world, **extra):
    return _apply(world, _unit(world, takes=[Take(world.commune_a), Take(world.commune_b)]), **extra)


def _split(world, **extra):
    rest = _unit(world, "19901", "Xã Phần Một", takes=[Take(world.commune_a)])
    part = _unit(world, "19902", "Xã Phần Hai", takes=[Take(world.commune_a, (world.to_xa,))])
    return _apply(world, rest, part, kind=SuccessionKind.SPLIT, **extra)


def _history(hamlet):
    return [(p.commune_id, p.started_on, p.ended_on) for p in hamlet.placements.order_by("started_on")]


def test_a_merger_ends_the_old_units_and_moves_their_hamlets_with_dates(world):
    with one_entry_per_object():
        _merge(world)

    ended = dict(Commune.objects.filter(pk__in=["19057", "19033"]).values_list("code", "ended_on"))
    assert ended == {"19057": DAY, "19033": DAY}
    assert Commune.objects.existing_on(date(2026, 12, 31)).filter(province="44").count() == 2
    assert [c.code for c in Commune.objects.existing_on(DAY).filter(province="44")] == ["19900"]
    assert _history(world.to_xa) == [("19057", SINCE, DAY), ("19900", DAY, None)]
    assert set(Hamlet.objects.filter(commune="19900")) == {world.thanh_luong, world.to_xa, world.hamlet_b}


def test_users_of_the_new_unit_see_what_was_merged_and_others_do_not(world):
    _merge(world)
    new = Commune.objects.get(pk="19900")
    officer = make_user("moi", "Trần Thị Mới", Role.OFFICER, new)
    assert set(new.covers) == {"19900", "19057", "19033"}
    assert set(Commune.objects.visible_to(officer)) == set(Commune.objects.filter(province="44"))
    assert not Commune.objects.visible_to(world.hai).filter(pk="19900").exists()


def test_a_second_merger_covers_what_the_first_one_covered(world):
    _merge(world)
    new = Commune.objects.get(pk="19900")
    world.quang = world.again(world.quang)
    _apply(world, _unit(world, "19950", "Phường Trạch Mới", CommuneKind.WARD, [Take(new)]),
           kind=SuccessionKind.CHANGE_KIND, effective_on=date(2028, 1, 1), today=date(2028, 1, 1))  # fmt: skip
    assert set(Commune.objects.get(pk="19950").covers) == {"19950", "19900", "19057", "19033"}


def test_the_new_unit_gets_agencies_and_the_old_ones_are_put_out_of_use(world):
    _merge(world)
    assert Agency.objects.filter(commune="19900", is_active=True).count() == 7
    assert not Agency.objects.filter(commune__in=["19057", "19033"], is_active=True).exists()


def test_hamlets_of_one_name_are_refused_until_new_names_are_given(world):
    twin = hamlet_create(
        actor=world.binh, commune=world.commune_b, name="Tô Xá", kind="thon", started_on=date(2026, 1, 1)
    )
    with pytest.raises(ValidationError, match="Thôn Tô Xá có ở Xã Hòa Trạch, Xã Quảng Trạch"):
        _merge(world)
    assert not Succession.objects.exists() and Commune.objects.get(pk="19057").ended_on is None

    with one_entry_per_object():
        _merge(world, hamlet_names={twin.pk: "Tô Xá Đông"})
    assert {h.name for h in Hamlet.objects.filter(commune="19900")} >= {"Tô Xá", "Tô Xá Đông"}


def test_a_split_gives_named_hamlets_to_one_and_the_rest_with_the_files_to_the_other(world):
    with one_entry_per_object():
        _split(world)
    assert Hamlet.objects.get(pk=world.to_xa.pk).commune_id == "19902"
    assert Hamlet.objects.get(pk=world.thanh_luong.pk).commune_id == "19901"
    assert Commune.objects.get(pk="19901").covers == ["19901", "19057"]
    assert Commune.objects.get(pk="19902").covers == ["19902"]


def test_a_unit_may_give_hamlets_away_and_go_on_under_its_code(world):
    keeps = _unit(world, "19057", "Xã Quảng Trạch", takes=[Take(world.commune_a)])
    gets = _unit(
        world, "19033", "Xã Hòa Trạch", takes=[Take(world.commune_b), Take(world.commune_a, (world.to_xa,))]
    )
    with one_entry_per_object():
        _apply(world, keeps, gets, kind=SuccessionKind.SPLIT)
    assert Commune.objects.filter(pk__in=["19057", "19033"], ended_on=None).count() == 2
    assert _history(world.to_xa) == [("19057", SINCE, DAY), ("19033", DAY, None)]
    assert _history(world.thanh_luong) == [("19057", SINCE, None)]
    assert Commune.objects.get(pk="19033").covers == ["19033"]


def test_a_renamed_unit_that_keeps_its_code_is_found_by_its_old_name(world):
    with one_entry_per_object():
        _apply(world, _unit(world, "19057", "Xã Ba Trạch", takes=[Take(world.commune_a)]),
               kind=SuccessionKind.RENAME)  # fmt: skip
    commune = Commune.objects.named("quang trach").get()
    assert (commune.code, commune.name, commune.ended_on) == ("19057", "Xã Ba Trạch", None)
    former = commune.former_names.get()
    assert (former.name, former.started_on, former.ended_on) == ("Xã Quảng Trạch", SINCE, DAY)


def test_a_change_of_kind_makes_a_ward_of_a_commune(world):
    _apply(world, _unit(world, "19058", "Phường Quảng Trạch", CommuneKind.WARD, [Take(world.commune_a)]),
           kind=SuccessionKind.CHANGE_KIND)  # fmt: skip
    ward = Commune.objects.get(pk="19058")
    assert (ward.short_name, ward.kind, ward.official_order) == ("Quảng Trạch", CommuneKind.WARD, 2)
    assert Commune.objects.get(pk="19033").official_order == 1


def test_an_area_of_a_whole_unit_lives_on_in_its_hamlets_after_a_merger(world):
    area_status_set(
        actor=world.an,
        commune=world.commune_a,
        kind=AreaKind.MOUNTAIN,
        basis="QĐ 861/QĐ-TTg",
        started_on=SINCE,
    )
    with one_entry_per_object():
        _merge(world)
    carried = AreaStatus.objects.filter(commune="19900")
    assert {(a.hamlet, a.kind, a.basis, a.started_on) for a in carried} == {
        (world.thanh_luong, "mien_nui", "QĐ 861/QĐ-TTg", DAY), (world.to_xa, "mien_nui", "QĐ 861/QĐ-TTg", DAY),
    }  # fmt: skip
    assert AreaStatus.objects.get(commune="19057").ended_on == DAY


def test_an_area_lives_on_in_a_unit_that_only_changed_its_name(world):
    area_status_set(
        actor=world.an,
        commune=world.commune_a,
        kind=AreaKind.MOUNTAIN,
        basis="QĐ 861/QĐ-TTg",
        started_on=SINCE,
    )
    _apply(
        world, _unit(world, "19058", "Xã Ba Trạch", takes=[Take(world.commune_a)]), kind=SuccessionKind.RENAME
    )
    assert list(AreaStatus.objects.filter(commune="19058").values_list("hamlet", "kind")) == [
        (None, "mien_nui")
    ]


def test_a_hamlet_entered_after_the_day_belonged_to_the_new_unit_from_its_first_day(world):
    late = hamlet_create(
        actor=world.an, commune=world.commune_a, name="Thôn Sau", kind="thon", started_on=date(2027, 1, 3)
    )
    _merge(world)
    assert _history(late) == [("19900", date(2027, 1, 3), None)]


@pytest.mark.parametrize("user", ["an", "chien", "le", "phu", "duc", "hung"])
def test_only_administrators_of_province_or_country_change_units(world, user):
    with pytest.raises(PolicyDenied):
        _merge(world, actor=world.users[user])


def test_an_administrator_of_one_commune_may_not(world):
    admin = make_user("qt-xa", "Lý Quản Trị", Role.ADMIN, world.commune_a)
    with pytest.raises(PolicyDenied, match="Đề nghị quản trị của tỉnh"):
        _merge(world, actor=admin)


def test_the_administrator_of_a_province_may_not_change_another_province(world):
    unit = NewUnit("18999", "Xã Đức Mới", CommuneKind.COMMUNE, world.province_b, (Take(world.commune_other),))
    with pytest.raises(PolicyDenied, match="tỉnh khác"):
        _apply(world, unit, kind=SuccessionKind.RENAME)
    _apply(world, unit, kind=SuccessionKind.RENAME, actor=world.admin)
    assert Commune.objects.get(pk="18999").province_id == "42"


def test_the_administrator_of_a_province_may_not_smuggle_a_unit_into_another(world):
    unit = NewUnit("18999", "Xã Đức Mới", CommuneKind.COMMUNE, world.province_b, (Take(world.commune_a),))
    with pytest.raises(PolicyDenied):
        _apply(world, unit, kind=SuccessionKind.RENAME)


def _fails(world, message, *units, **extra):
    with pytest.raises(ValidationError, match=message):
        _apply(world, *units, **extra)
    assert not Succession.objects.exists()
    assert not Commune.objects.filter(ended_on__isnull=False).exists()


def test_what_does_not_fit_is_refused_and_nothing_is_saved(world):
    whole_a, whole_b = Take(world.commune_a), Take(world.commune_b)
    only_to_xa = Take(world.commune_a, (world.to_xa,))
    merged = _unit(world, takes=[whole_a, whole_b])
    _fails(world, "chưa tới", merged, effective_on=date(2027, 2, 1))
    _fails(world, "Ngày có hiệu lực phải sau ngày đó", merged, effective_on=SINCE)
    _fails(world, "Ghi căn cứ", merged, legal_basis=" ")
    _fails(world, "Mã đơn vị không dùng lại", _unit(world, "18229", takes=[whole_a, whole_b]))
    _fails(world, "mã có 5 chữ số", _unit(world, "1990", takes=[whole_a, whole_b]))
    _fails(world, "phải gồm cả loại đơn vị", _unit(world, name="Trạch Mới", takes=[whole_a, whole_b]))
    _fails(world, "ít nhất hai đơn vị cũ", _unit(world, takes=[whole_a]))
    _fails(world, "Thôn Thanh Lương .* chưa được giao", _unit(world, takes=[only_to_xa, whole_b]))
    _fails(world, "giao cho hai đơn vị mới", _unit(world, takes=[whole_a]),
           _unit(world, "19901", "Xã Hai", takes=[only_to_xa]), _unit(world, "19902", "Xã Ba", takes=[only_to_xa]),
           kind=SuccessionKind.SPLIT)  # fmt: skip
    _fails(world, "chỉ một đơn vị mới nhận toàn bộ phần còn lại", _unit(world, takes=[whole_a]),
           _unit(world, "19901", "Xã Hai", takes=[whole_a]), kind=SuccessionKind.SPLIT)  # fmt: skip
    _fails(world, "không còn thuộc đơn vị cũ đã chọn", _unit(world, takes=[whole_a]),
           _unit(world, "19901", "Xã Hai", takes=[Take(world.commune_a, (world.hamlet_b,))]),
           kind=SuccessionKind.SPLIT)  # fmt: skip
    _fails(world, "giống như đang dùng", _unit(world, "19057", "Xã Quảng Trạch", takes=[whole_a]),
           kind=SuccessionKind.RENAME)  # fmt: skip


def test_the_same_merger_sent_twice_is_refused_the_second_time(world):
    _merge(world)
    with pytest.raises(ValidationError, match="đã kết thúc từ ngày 01/01/2027"):
        _merge(world)
    assert Succession.objects.count() == 1


def _team_history(team):
    return [(p.commune_id, p.started_on, p.ended_on) for p in team.placements.order_by("started_on")]


def test_teams_follow_their_commune_into_the_new_one_with_dates(world):
    team = make_team(world.commune_a, "Tổ Tô Xá", hamlet=world.to_xa, quota=None)
    with one_entry_per_object():
        _merge(world)
    team.refresh_from_db()
    assert (team.commune_id, _team_history(team)) == ("19900", [("19057", SINCE, DAY), ("19900", DAY, None)])


def test_in_a_split_a_team_goes_where_its_hamlets_go(world):
    goes = make_team(world.commune_a, "Tổ Tô Xá", hamlet=world.to_xa, quota=None)
    stays = make_team(world.commune_a, "Tổ Thanh Lương", hamlet=world.thanh_luong, quota=None)
    nowhere = make_team(world.commune_a, "Tổ Chợ", quota=None)
    with one_entry_per_object():
        _split(world)
    communes = {team.name: team.commune_id for team in Team.objects.all()}
    assert communes == {goes.name: "19902", stays.name: "19901", nowhere.name: "19901"}
    assert _team_history(goes) == [("19057", SINCE, DAY), ("19902", DAY, None)]


def test_a_team_over_both_parts_of_a_split_is_named_and_nothing_is_saved(world):
    team = make_team(world.commune_a, "Tổ Liên thôn", hamlet=world.to_xa, quota=None)
    TeamHamlet.objects.create(team=team, hamlet=world.thanh_luong, started_on=SINCE)
    with pytest.raises(ValidationError, match="Tổ Liên thôn.* nằm trên địa bàn của nhiều đơn vị mới"):
        _split(world)
    assert not Succession.objects.exists() and Hamlet.objects.get(pk=world.to_xa.pk).commune_id == "19057"


def test_teams_of_one_name_are_said_to_stand_in_the_way(world):
    make_team(world.commune_a, "Tổ Trung tâm", quota=None)
    make_team(world.commune_b, "Tổ Trung tâm", quota=None)
    with pytest.raises(ValidationError, match="trùng tên giữa các đơn vị cũ"):
        _merge(world)
    assert not Succession.objects.exists()
