"""What posts of hamlets are counted for, and the days on both sides of each boundary."""

from datetime import date

import pytest

from communes.choices import CommuneKind, SuccessionKind
from communes.services.plans import NewUnit, Take
from communes.services.succession import succession_apply
from contracts.measuring import Days, counted_rows
from contracts.registry import measures, registers
from law.models import Parameter
from teams.choices import PostEnd, PostGround, PostKind, PostStart, PropagandaRole
from teams.models import HamletPost, Person
from teams.services.posts import post_end, post_start, post_update
from tests.audited import one_entry_per_object
from tests.force import make_decision, make_person
from tests.teams.test_measures import measured

pytestmark = pytest.mark.django_db
YEAR = Days(date(2026, 1, 1), date(2026, 12, 31))
CORE = (PostKind.PARTY_SECRETARY, PostKind.HAMLET_HEAD, PostKind.FRONT_HEAD)


def hold(world, person, post, hamlet=None, **facts) -> HamletPost:
    facts = {"started_on": date(2026, 3, 1), "start_kind": PostStart.TAKEN_OVER, **facts}
    return post_start(actor=world.an, person=person, hamlet=hamlet or world.thanh_luong, post=post, **facts)


def figure(world, code, span=YEAR) -> int:
    return measured(code, world.commune_a, span)


@pytest.fixture
def lan(world, force):
    """Holds the first two core posts of Thanh Lương; a woman, a Party member."""
    lan = make_person(world.commune_a, "Lê Thị Lan", sex="female", is_party_member=True)
    for post in CORE[:2]:
        hold(world, lan, post)
    return lan


def test_people_count_once_however_many_posts_they_hold(world, lan):
    hold(world, make_person(world.commune_a, "Trần Văn Hải"), PostKind.HEALTH)
    found = {
        code: figure(world, code)
        for code in ("kct_total", "kct_posts_held", "kct_concurrent_posts", "kct_women", "kct_party_members",
                     "kct_priority_profile")
    }  # fmt: skip
    assert list(found.values()) == [2, 3, 1, 1, 1, 1]
    before = Days(date(2026, 1, 1), date(2026, 2, 28))
    assert figure(world, "kct_total", before) == 0
    for code in found:
        rows = HamletPost.objects.visible_to(world.an)
        assert counted_rows(rows, code, YEAR).count() == found[code], code


def test_a_hamlet_is_complete_with_all_core_posts_held_one_person_holding_two(world, lan):
    assert figure(world, "hamlets_core_posts_complete") == 0
    front = hold(world, make_person(world.commune_a, "Trần Văn Hải"), CORE[2], started_on=date(2026, 5, 1))
    assert figure(world, "hamlets_core_posts_complete") == 1
    assert figure(world, "hamlets_core_posts_complete", Days(date(2026, 1, 1), date(2026, 4, 30))) == 0

    post_end(actor=world.an, post=front, version=1, ended_on=date(2026, 12, 31), end_kind=PostEnd.DIED)
    assert figure(world, "hamlets_core_posts_complete") == 0
    assert figure(world, "hamlets_core_posts_complete", Days(date(2026, 1, 1), date(2026, 12, 30))) == 1


def test_where_a_province_has_its_own_core_posts_its_hamlets_are_judged_by_them(world, lan):
    Parameter.objects.create(
        code="post.core", label="Khung", value=list(CORE[:2]), citation="Nghị quyết", certainty="stated",
        started_on=date(2026, 1, 1), province=world.province,
    )  # fmt: skip
    assert figure(world, "hamlets_core_posts_complete") == 1
    assert measured("hamlets_core_posts_complete", world.commune_other, YEAR) == 0


def test_other_posts_are_to_be_paid_as_a_lump_sum_and_a_hamlet_without_them_is_well(world, lan):
    assert figure(world, "hamlets_extra_posts_contracted") == 2
    nurse = hold(world, make_person(world.commune_a, "Trần Văn Hải"), PostKind.HEALTH)
    assert figure(world, "hamlets_extra_posts_contracted") == 1

    post_update(actor=world.an, post=nurse, version=1, contracted_on=date(2026, 12, 31))
    assert figure(world, "hamlets_extra_posts_contracted") == 2
    assert figure(world, "kct_posts_contracted") == 1
    assert figure(world, "kct_posts_contracted", Days(date(2026, 1, 1), date(2026, 12, 30))) == 0


def test_elections_by_ballot_count_with_their_minutes_only(world, lan):
    facts = {"start_kind": PostStart.BALLOT}
    hold(world, lan, CORE[2], **facts)
    assert figure(world, "kct_elected_by_vote") == 0

    post = hold(world, lan, CORE[0], world.to_xa, **facts)
    HamletPost.objects.filter(pk=post.pk).update(start_paper=make_decision(world))
    assert figure(world, "kct_elected_by_vote") == 1
    assert figure(world, "kct_elected_by_vote", Days(date(2026, 3, 2), date(2026, 12, 31))) == 0


def test_who_was_replaced_or_left_counts_once_in_the_period_of_the_day(world, lan):
    for post in HamletPost.objects.all():
        post_end(
            actor=world.an, post=post, version=1, ended_on=date(2026, 8, 1), end_kind=PostEnd.REPLACED,
            end_ground=PostGround.LOW_RESPONSIBILITY,
        )  # fmt: skip
    assert (figure(world, "kct_replaced"), figure(world, "kct_resigned_dismissed")) == (1, 0)
    assert figure(world, "kct_replaced", Days(date(2026, 8, 2), date(2026, 12, 31))) == 0
    assert figure(world, "kct_total") == 0


def test_collaborators_of_propaganda_count_from_the_first_day_of_the_role(world, lan):
    post = HamletPost.objects.filter(person=lan).last()
    post_update(
        actor=world.an, post=post, version=1, propaganda_role=PropagandaRole.REPORTER,
        propaganda_since=date(2026, 6, 1),
    )  # fmt: skip
    assert figure(world, "kct_propaganda_collaborators") == 1
    assert figure(world, "kct_propaganda_collaborators", Days(date(2026, 1, 1), date(2026, 5, 31))) == 0


def test_every_measure_of_posts_names_a_list_that_opens_it():
    codes = [
        one.code for one in measures if one.register in ("kct_workers", "team_reviews", "member_reviews")
    ]
    assert len(codes) > 15
    assert all(registers.get(measures.get(code).register).list_url for code in codes)


def test_who_holds_a_post_goes_along_when_units_merge(world, lan):
    takes = Take(world.commune_a), Take(world.commune_b)
    unit = NewUnit("19900", "Xã Trạch Mới", CommuneKind.COMMUNE, world.province, takes)
    with one_entry_per_object():
        succession_apply(
            actor=world.quang, kind=SuccessionKind.MERGE, effective_on=date(2026, 11, 1),
            legal_basis="Nghị quyết 1/NQ-UBTVQH16", units=(unit,), today=date(2026, 11, 16),
        )  # fmt: skip
    assert set(Person.objects.values_list("home_commune", flat=True)) == {"19900"}
