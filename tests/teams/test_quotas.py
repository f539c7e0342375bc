"""Teams, their hamlets, and quotas that must fit the province's decision."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from contracts.policy import PolicyDenied
from teams.models import Quota, Team
from teams.services.quotas import quota_set
from teams.services.teams import team_create, team_hamlets_set, team_update
from tests.audited import one_entry_per_object

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)


def test_the_teams_lines_never_exceed_the_communes_and_both_numbers_are_named(world, force):
    with pytest.raises(ValidationError) as refused:
        quota_set(actor=world.an, commune=world.commune_a, team=force.to_xa, members=4, started_on=DAY)
    assert refused.value.message_dict["members"] == [
        "Cộng các Tổ là 7 người, vượt định mức 6 người của xã. Giảm bớt."
    ]

    quota_set(actor=world.phu, commune=world.commune_a, members=7, teams=2, started_on=date(2026, 10, 1))
    with one_entry_per_object():
        quota_set(actor=world.an, commune=world.commune_a, team=force.to_xa, members=4, started_on=DAY)
    assert Team.objects.with_strength(DAY).get(pk=force.to_xa.pk).missing == 1
    assert Team.objects.with_strength(date(2026, 10, 31)).get(pk=force.to_xa.pk).missing == 0


def test_the_communes_line_is_the_provinces_to_set(world, force):
    line = {"commune": world.commune_a, "members": 9, "teams": 2, "started_on": DAY}
    for who in (world.an, world.chien, world.hung):
        with pytest.raises(PolicyDenied):
            quota_set(actor=who, **line)
    with pytest.raises(ValidationError, match="đã được phân 6 người"):
        quota_set(actor=world.phu, **{**line, "members": 5})


def test_a_team_gets_no_quota_before_its_commune_has_one(world, force):
    with pytest.raises(ValidationError, match="chưa có định mức của UBND tỉnh"):
        quota_set(actor=world.binh, commune=world.commune_b, team=force.hoa_lac, members=2, started_on=DAY)


def test_a_quota_from_a_day_already_past_is_refused(world, force):
    with pytest.raises(ValidationError, match="Đã có định mức từ 01/07/2025"):
        quota_set(
            actor=world.an, commune=world.commune_a, team=force.to_xa, members=2, started_on=date(2025, 7, 1)
        )
    assert Quota.objects.get(team=force.to_xa).members == 3


def test_a_team_is_founded_for_hamlets_nobody_else_covers(world, force):
    with pytest.raises(ValidationError, match="đang do Tổ Tô Xá phụ trách"):
        team_create(
            actor=world.an, commune=world.commune_a, name="Tô Xá 2", started_on=DAY, hamlets=[world.to_xa]
        )
    with pytest.raises(ValidationError, match="thuộc xã khác"):
        team_create(
            actor=world.an, commune=world.commune_a, name="Hòa Lạc", started_on=DAY, hamlets=[world.hamlet_b]
        )
    assert Team.objects.filter(commune=world.commune_a).count() == 2


def test_two_teams_of_one_name_are_refused_whatever_the_accents(world, force):
    with pytest.raises(ValidationError, match="Xã đã có Tổ tên này"):
        team_create(actor=world.an, commune=world.commune_a, name="to xa", started_on=DAY)
    with one_entry_per_object():
        team_update(actor=world.an, team=force.to_xa, version=1, name="Tô Xá Hạ")


def test_a_hamlet_goes_from_one_team_to_another(world, force):
    with one_entry_per_object():
        team_hamlets_set(actor=world.an, team=force.to_xa, hamlets=[], since=DAY)
    team_hamlets_set(
        actor=world.an, team=force.thanh_luong, hamlets=[world.thanh_luong, world.to_xa], since=DAY
    )

    assert force.thanh_luong.hamlet_links.in_force(DAY).count() == 2
    assert force.to_xa.hamlet_links.in_force(date(2026, 10, 31)).count() == 1
