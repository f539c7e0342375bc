"""A merger and a split: teams go over with their members and their quotas, and nothing of the old is lost."""

from datetime import date

import pytest

from communes.choices import CommuneKind, SuccessionKind
from communes.services.plans import NewUnit, Take
from communes.services.succession import succession_apply
from teams.models import Membership, Person, Proposal, Quota, Team
from teams.services.proposals import dissolution_draft, leaving_propose, proposal_withdraw
from teams.services.quotas import quota_set
from tests.audited import one_entry_per_object
from tests.world import make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)


def apply(world, kind, *units):
    return succession_apply(
        actor=world.quang, kind=kind, effective_on=DAY, legal_basis="Nghị quyết 1/NQ-UBTVQH16", units=units,
        today=date(2026, 11, 16),
    )  # fmt: skip


def unit(world, code, name, *takes):
    return NewUnit(code, name, CommuneKind.COMMUNE, world.province, tuple(takes))


def merge(world):
    takes = Take(world.commune_a), Take(world.commune_b)
    return apply(world, SuccessionKind.MERGE, unit(world, "19900", "Xã Trạch Mới", *takes))


def split(world):
    return apply(
        world, SuccessionKind.SPLIT,
        unit(world, "19901", "Xã Phần Một", Take(world.commune_a)),
        unit(world, "19902", "Xã Phần Hai", Take(world.commune_a, (world.to_xa,))),
    )  # fmt: skip


def strengths(on: date) -> dict[str, tuple[int, int | None]]:
    return {team.name: (team.members, team.quota) for team in Team.objects.with_strength(on)}


def test_a_merger_takes_members_and_quotas_along_and_changes_no_strength(world, force):
    before = strengths(date(2026, 10, 31))
    with one_entry_per_object():
        merge(world)

    assert strengths(DAY) == strengths(date(2026, 10, 31)) == before
    assert set(Person.objects.values_list("home_commune", flat=True)) == {"19900"}
    lines = Quota.objects.filter(team=force.to_xa).order_by("started_on")
    assert [(line.commune_id, line.started_on, line.ended_on) for line in lines] == [
        ("19057", date(2025, 7, 1), DAY), ("19900", DAY, None),
    ]  # fmt: skip


def test_a_merger_is_no_recruiting_and_no_leaving(world, force):
    merge(world)
    year = date(2026, 1, 1), date(2026, 12, 31)
    assert not Membership.objects.recruited_within(*year).exists()
    assert not Membership.objects.left_within(*year).exists()


def test_after_the_merger_the_new_unit_goes_on_working_with_its_teams(world, force):
    merge(world)
    from communes.models import Commune

    new = Commune.objects.get(pk="19900")
    quota_set(actor=world.phu, commune=new, members=12, teams=3, started_on=date(2026, 11, 2))
    quota_set(
        actor=make_user("moi", "Trần Văn Mới", "officer", new), commune=new,
        team=Team.objects.select_related("commune").get(pk=force.to_xa.pk), members=4, started_on=date(2026, 11, 2),
    )  # fmt: skip
    assert strengths(date(2026, 11, 2))["Tô Xá"] == (3, 4)


def test_in_a_split_people_are_at_home_where_their_team_went(world, force):
    with one_entry_per_object():
        split(world)
    homes = dict(Person.objects.values_list("full_name", "home_commune"))
    assert (homes["Đặng Hữu Đức"], homes["Hoàng Văn Dũng"]) == ("19902", "19901")
    from communes.models import Commune

    officer = make_user("hai_b", "Trần Văn Hai", "officer", Commune.objects.get(pk="19902"))
    seen = set(Person.objects.visible_to(officer).values_list("full_name", flat=True))
    assert "Đặng Hữu Đức" in seen


def test_what_the_chairman_has_not_answered_goes_with_the_team(world, force):
    member = force.member("Nguyễn Văn An")
    waiting = leaving_propose(actor=world.an, membership=member, end_kind="resigned")
    ended = dissolution_draft(actor=world.an, team=force.thanh_luong, grounds="Sắp xếp lại", moves={})
    proposal_withdraw(actor=world.an, proposal=ended, version=None, reason="Chưa cần")
    with one_entry_per_object():
        split(world)
    communes = dict(Proposal.objects.values_list("pk", "commune"))
    assert communes == {waiting.pk: "19902", ended.pk: world.commune_a.pk}
