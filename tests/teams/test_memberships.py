"""Spells in teams as officers record them, and what the law refuses."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from audit.models import Entry
from communes.models import Cluster
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from documents.models import Document
from teams.choices import EndKind, Position, StartKind
from teams.models import Membership, Person, Team
from teams.services.joining import member_join
from teams.services.memberships import (
    cluster_assign,
    membership_change_position,
    membership_change_team,
    membership_end,
    membership_start,
)
from tests.audited import one_entry_per_object
from tests.force import make_decision, make_person, make_spell

pytestmark = pytest.mark.django_db
PAPER = {
    "symbol": "12/QĐ-UBND", "signed_on": date(2026, 11, 2), "title": "Về việc cho thôi tham gia Tổ",
    "signer_name": "Phạm Thị Lê", "signer_title": "Chủ tịch",
}  # fmt: skip


def leave(world, membership, **changes):
    facts = {"version": membership.version, "ended_on": date(2026, 11, 10), "end_kind": EndKind.RESIGNED}
    return membership_end(actor=world.an, membership=membership, **{**facts, **changes})


def start(world, person, team, **changes):
    facts = {"position": Position.MEMBER, "started_on": date(2026, 11, 1), "start_kind": StartKind.TAKEN_OVER}
    return membership_start(actor=world.an, person=person, team=team, **{**facts, **changes})


def strength(team, on=date(2026, 11, 16)):
    row = Team.objects.with_strength(on).get(pk=team.pk)
    return row.members, row.quota, row.missing


def test_when_a_member_leaves_the_shortage_follows_at_once(world, force):
    assert strength(force.to_xa) == (3, 3, 0)

    with one_entry_per_object():
        leave(world, force.member("Nguyễn Văn An"), paper=PAPER)

    assert strength(force.to_xa) == (2, 3, 1)
    assert strength(force.to_xa, date(2026, 11, 9)) == (3, 3, 0)
    paper = Document.objects.get()
    assert (paper.symbol, paper.commune_id, paper.agency.kind) == ("12/QĐ-UBND", "19057", "peoples_committee")
    assert force.member("Nguyễn Văn An").end_decision == paper


def test_the_clusters_of_who_leaves_are_given_back_with_one_entry_each(world, force):
    member = force.member("Nguyễn Văn An")
    cluster = Cluster.objects.create(hamlet=world.to_xa, name="Cụm 1", started_on=date(2025, 7, 1))
    assignment = cluster_assign(
        actor=world.an, membership=member, cluster=cluster, started_on=date(2026, 1, 1)
    )

    with one_entry_per_object():
        leave(world, member)

    assignment.refresh_from_db()
    assert assignment.ended_on == date(2026, 11, 10)


def test_a_cluster_of_another_teams_hamlet_is_refused(world, force):
    cluster = Cluster.objects.create(hamlet=world.thanh_luong, name="Cụm 1", started_on=date(2025, 7, 1))
    with pytest.raises(ValidationError, match="không thuộc thôn do Tổ phụ trách"):
        cluster_assign(
            actor=world.an,
            membership=force.member("Nguyễn Văn An"),
            cluster=cluster,
            started_on=date(2026, 1, 1),
        )


@pytest.mark.parametrize("day", [date(2025, 7, 1), date(2025, 6, 30)])
def test_leaving_on_or_before_the_first_day_is_refused_at_the_field(world, force, day):
    with pytest.raises(ValidationError) as refused:
        leave(world, force.member("Nguyễn Văn An"), ended_on=day)
    assert refused.value.message_dict == {"ended_on": ["Ngày thôi phải sau ngày tham gia 01/07/2025."]}


def test_a_transfer_is_not_recorded_as_a_leaving(world, force):
    with pytest.raises(ValidationError) as refused:
        leave(world, force.member("Nguyễn Văn An"), end_kind=EndKind.TRANSFERRED_OUT)
    assert list(refused.value.message_dict) == ["end_kind"]


def test_two_officers_record_the_same_leaving_the_second_is_told(world, force):
    first, second = force.member("Nguyễn Văn An"), force.member("Nguyễn Văn An")
    leave(world, first)

    with pytest.raises(StaleRecord):
        leave(world, second, ended_on=date(2026, 11, 12))
    assert force.member("Nguyễn Văn An").ended_on == date(2026, 11, 10)


def test_pressing_twice_says_it_is_done_already(world, force):
    member = leave(world, force.member("Nguyễn Văn An"))
    with pytest.raises(ValidationError, match="đã thôi tham gia từ 10/11/2026"):
        leave(world, member)


@pytest.mark.parametrize("who", ["binh", "le", "phuc", "phu", "hai", "admin"])
def test_only_the_communes_registrars_record_it(world, force, who):
    with pytest.raises(PolicyDenied):
        membership_end(
            actor=getattr(world, who), membership=force.member("Nguyễn Văn An"), version=1,
            ended_on=date(2026, 11, 10), end_kind=EndKind.DIED,
        )  # fmt: skip
    assert not Entry.objects.filter(act="teams.membership.end").exists()


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2025, 8, 1), date(2025, 9, 1)),  # wholly past
        (date(2025, 12, 1), None),  # still open
        (date(2026, 12, 1), None),  # begins later
    ],
)
def test_spells_of_one_person_never_overlap(world, force, first, last):
    person = make_person(world.commune_a, "Trần Quốc Bình")
    other = {"ended_on": last, "end_kind": EndKind.OTHER} if last else {}
    make_spell(force.thanh_luong, person, started_on=first, **other)

    with pytest.raises(ValidationError, match="Một người chỉ tham gia một Tổ trong cùng thời gian"):
        start(world, person, force.to_xa, started_on=date(2025, 8, 15))
    assert person.memberships.count() == 1


def test_a_spell_may_begin_on_the_day_another_ends(world, force):
    member = leave(world, force.member("Nguyễn Văn An"))
    start(world, member.person, force.thanh_luong, started_on=date(2026, 11, 10))
    assert member.person.memberships.count() == 2


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="a constraint of PostgreSQL alone")
def test_the_database_itself_refuses_overlapping_spells(world, force):
    assert connection.vendor == "postgresql"
    person = force.member("Nguyễn Văn An").person
    with pytest.raises(Exception, match="membership_no_overlap"):
        make_spell(
            force.thanh_luong,
            person,
            started_on=date(2025, 8, 1),
            ended_on=date(2025, 9, 1),
            end_kind="other",
        )


def test_a_second_leader_is_refused_and_the_present_one_named(world, force):
    person = make_person(world.commune_a, "Trần Quốc Bình")
    with pytest.raises(ValidationError) as refused:
        start(world, person, force.to_xa, position=Position.LEADER)
    assert refused.value.message_dict["position"] == [
        "Tổ đang có Tổ trưởng là Đặng Hữu Đức. Đổi chức danh của người đó trước (Điều 16)."
    ]


def test_a_recruit_without_a_decision_is_refused(world, force):
    person = make_person(world.commune_a, "Trần Quốc Bình")
    with pytest.raises(ValidationError) as refused:
        start(world, person, force.thanh_luong, start_kind=StartKind.RECRUITED)
    assert list(refused.value.message_dict) == ["decision"]


def test_a_recalled_decision_and_one_of_another_province_are_refused(world, force):
    person = make_person(world.commune_a, "Trần Quốc Bình")
    recalled = make_decision(world, state="recalled")
    elsewhere = make_decision(world, "7/QĐ-UBND", world.commune_other)
    for decision in (recalled, elsewhere):
        with pytest.raises(ValidationError) as refused:
            start(world, person, force.thanh_luong, start_kind=StartKind.RECRUITED, decision=decision)
        assert list(refused.value.message_dict) == ["decision"]


def test_nobody_joins_before_the_team_was_founded_or_after_it_was_dissolved(world, force):
    person = make_person(world.commune_a, "Trần Quốc Bình")
    with pytest.raises(ValidationError, match="Tổ thành lập ngày 01/07/2025"):
        start(world, person, force.to_xa, started_on=date(2025, 6, 30))
    Team.objects.filter(pk=force.to_xa.pk).update(ended_on=date(2026, 10, 1))
    force.to_xa.refresh_from_db()
    with pytest.raises(ValidationError, match="Tổ đã giải thể ngày 01/10/2026"):
        start(world, person, force.to_xa)


def test_another_position_is_a_new_spell_without_a_gap_and_no_leaving(world, force):
    member = force.member("Nguyễn Văn An")
    with one_entry_per_object():
        spell = membership_change_position(
            actor=world.an,
            membership=member,
            version=1,
            position=Position.DEPUTY,
            changed_on=date(2026, 11, 1),
        )

    assert (spell.started_on, spell.start_kind) == (date(2026, 11, 1), StartKind.POSITION_CHANGE)
    assert strength(force.to_xa) == (3, 3, 0)
    assert not Membership.objects.left_within(date(2026, 1, 1), date(2026, 12, 31)).exists()
    assert not Membership.objects.recruited_within(date(2026, 1, 1), date(2026, 12, 31)).exists()


def test_another_team_of_the_commune_yes_of_another_commune_no(world, force):
    move = {
        "actor": world.an, "membership": force.member("Nguyễn Văn An"), "version": 1,
        "position": Position.MEMBER, "changed_on": date(2026, 11, 1),
    }  # fmt: skip
    with pytest.raises(ValidationError, match="thuộc xã khác"):
        membership_change_team(**move, team=force.hoa_lac)

    membership_change_team(**move, team=force.thanh_luong)
    assert (strength(force.to_xa), strength(force.thanh_luong)) == ((2, 3, 1), (3, 3, 0))


def test_a_refused_spell_leaves_no_person_behind(world, force):
    with pytest.raises(ValidationError):
        member_join(
            actor=world.an, team=force.to_xa, position=Position.LEADER, started_on=date(2026, 1, 1),
            full_name="Trần Quốc Bình",
        )  # fmt: skip
    assert not Person.objects.filter(full_name="Trần Quốc Bình").exists()


def test_home_follows_the_open_spell(world, force):
    person = make_person(world.commune_b, "Trần Quốc Bình")
    start(world, person, force.thanh_luong)

    person.refresh_from_db()
    assert person.home_commune == world.commune_a
    assert person not in Person.objects.visible_to(world.binh)
