"""What the province's criteria propose for each team, and taking it over."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communes.models import Hamlet, HamletYear
from contracts.policy import PolicyDenied
from teams.choices import QuotaBasis
from teams.models import Quota, QuotaRule, TeamHamlet
from teams.services.quota_rules import quota_proposals, quota_rule_set
from teams.services.quotas import quota_set, quotas_take_over
from tests.audited import one_entry_per_object
from tests.force import make_team

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 16)
#: Seed of Thành phố Hồ Chí Minh: up to 2.700 people 3, up to 3.600 one more, then one more for every 900.
CITY = [
    {"at_least": 0, "members": 3}, {"at_least": 2701, "members": 4},
    {"at_least": 3601, "members": 5, "step": 900, "most": 7},
]  # fmt: skip


def lay_down(world, bands, basis=QuotaBasis.POPULATION, day=date(2026, 1, 1), actor=None):
    return quota_rule_set(
        actor=actor or world.phu, province=world.province, basis=basis, started_on=day, bands=bands,
        legal_basis="Nghị quyết số 12/2025/NQ-HĐND",
    )  # fmt: skip


def count(hamlet, year=2025, **numbers):
    HamletYear.objects.create(hamlet=hamlet, year=year, **numbers)


def proposals(world, on=TODAY):
    return {one.team.name: one for one in quota_proposals(world.commune_a, on)[1]}


@pytest.mark.parametrize(
    ("people", "members"), [(2700, 3), (2701, 4), (3600, 4), (3601, 5), (4500, 5), (4501, 6), (9000, 7)]
)
def test_bands_steps_and_the_most(world, force, people, members):
    lay_down(world, CITY)
    count(world.to_xa, population=people)
    assert proposals(world)["Tô Xá"].proposed == members


def test_thon_and_to_dan_pho_have_bands_of_their_own(world, force):
    lay_down(
        world,
        [
            {"group": "thon", "members": 3}, {"group": "thon", "at_least": 350, "members": 4},
            {"group": "to_dan_pho", "members": 3}, {"group": "to_dan_pho", "at_least": 500, "members": 4},
        ],
        QuotaBasis.HOUSEHOLDS,
    )  # fmt: skip
    Hamlet.objects.filter(pk=world.to_xa.pk).update(kind="khu_pho")
    count(world.to_xa, households=400)
    count(world.thanh_luong, households=400)
    found = proposals(world)
    assert (found["Tô Xá"].proposed, found["Thanh Lương"].proposed) == (3, 4)


def test_a_team_of_two_hamlets_has_both_counted_with_the_newest_year_known_by_then(world, force):
    lay_down(world, CITY)
    TeamHamlet.objects.filter(team=force.to_xa).update(ended_on=TODAY)
    TeamHamlet.objects.create(team=force.thanh_luong, hamlet=world.to_xa, started_on=TODAY)
    count(world.to_xa, population=2000)
    count(world.thanh_luong, population=600)
    count(world.thanh_luong, 2026, population=701)
    count(world.thanh_luong, 2027, population=9000)
    found = proposals(world)
    assert (found["Thanh Lương"].number, found["Thanh Lương"].proposed) == (2701, 4)
    assert found["Tô Xá"].reason == "Tổ chưa được giao thôn nào"
    count(world.to_xa, 2026, households=1)  # the newest year that holds what is counted


def test_what_is_not_known_is_named_and_not_guessed(world, force):
    assert {one.reason for one in proposals(world).values()} == {"Tỉnh chưa nhập tiêu chí"}
    lay_down(world, CITY)
    assert proposals(world)["Tô Xá"].reason == "Thiếu số nhân khẩu của Thôn Tô Xá"


def test_new_criteria_end_the_old_ones_and_each_line_is_audited(world, force):
    lay_down(world, CITY)
    with one_entry_per_object():
        lay_down(world, [{"group": "thon", "members": 4}], QuotaBasis.KIND, date(2026, 7, 1), world.duc)
    assert QuotaRule.objects.in_force(date(2026, 6, 30)).get().basis == "population"
    assert proposals(world)["Tô Xá"].proposed == 4
    with pytest.raises(ValidationError, match="Đã có tiêu chí từ 01/07/2026"):
        lay_down(world, CITY)
    with pytest.raises(ValidationError, match="mỗi loại một mức"):
        lay_down(world, [{"at_least": 5, "members": 4}], QuotaBasis.KIND, date(2026, 8, 1))
    with pytest.raises(ValidationError, match="Hai mức cùng bắt đầu"):
        lay_down(world, [CITY[0], CITY[0]], day=date(2026, 8, 1))
    for who in (world.an, world.hung, world.quang):
        with pytest.raises(PolicyDenied):
            lay_down(world, CITY, day=date(2026, 8, 1), actor=who)


def test_all_lines_are_taken_over_in_one_step_or_none(world, force):
    lines = {force.to_xa: 4, force.thanh_luong: 3}
    take = {"actor": world.an, "commune": world.commune_a, "started_on": date(2026, 12, 1)}
    with pytest.raises(ValidationError, match="Cộng các Tổ là 7 người, vượt định mức 6 người"):
        quotas_take_over(**take, members=lines)
    assert Quota.objects.of_teams().open().filter(started_on=date(2026, 12, 1)).count() == 0

    with one_entry_per_object():
        written = quotas_take_over(**take, members={force.to_xa: 4, force.thanh_luong: 2})
    assert len(written) == 2
    with pytest.raises(ValidationError, match="không có gì để thay đổi"):
        quotas_take_over(**take | {"started_on": date(2026, 12, 2)}, members={force.to_xa: 4})
    with pytest.raises(PolicyDenied):
        quotas_take_over(**take | {"actor": world.phu}, members={force.to_xa: 3})


def test_the_board_shows_proposal_line_and_strength_and_what_is_left(world, force):
    quota_set(actor=world.phu, commune=world.commune_a, members=8, teams=2, started_on=date(2026, 9, 1))
    lay_down(world, CITY)
    count(world.to_xa, population=3000)
    count(world.thanh_luong, population=1000)
    client = world.client(world.an)
    board = client.get(reverse("teams:quota_board", args=["19057"])).content.decode()
    assert "chưa phân bổ 2" in board and "cần 7 người" in board
    assert "chưa phân bổ cho Tổ nào: 2 người" in client.get(reverse("teams:team_list")).content.decode()
    assert "Chưa phân bổ" in world.client(world.phu).get(reverse("teams:quota_list")).content.decode()

    address = reverse("teams:quota_take_over", args=["19057"])
    assert 'value="4"' in client.get(address).content.decode()
    answer = client.post(
        address,
        {"started_on": "01/12/2026", f"team_{force.to_xa.pk}": 4, f"team_{force.thanh_luong.pk}": 3},
    )
    assert answer.status_code == 302
    assert Quota.objects.get(team=force.to_xa, started_on=date(2026, 12, 1)).members == 4


def test_the_criteria_are_typed_on_a_page(world):
    client = world.client(world.phu)
    typed = {
        "basis": "households", "legal_basis": "Nghị quyết số 12/2025/NQ-HĐND", "started_on": "01/01/2026",
        "members_1": 3, "at_least_2": 350, "members_2": 4,
    }  # fmt: skip
    assert client.post(reverse("teams:quota_rule_new"), {**typed, "step_3": 5}).status_code == 422
    answer = client.post(reverse("teams:quota_rule_new"), typed)
    assert answer.status_code == 302 and "Nghị quyết số 12" in client.get(answer.url).content.decode()
    assert list(QuotaRule.objects.get().bands.values_list("at_least", "members")) == [(0, 3), (350, 4)]


def test_the_board_takes_as_many_queries_for_thirty_teams_as_for_one(world, force):
    def queries():
        client = world.client(world.an)
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("teams:quota_board", args=["19057"]))
        return len(found)

    lay_down(world, CITY)
    one = queries()
    for number in range(30):
        make_team(world.commune_a, f"Số {number}")
    assert queries() == one
