"""What members who left still hold falls due to be taken back."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from readiness.choices import Condition, EquipmentKind
from readiness.deadlines.returns import returns_due
from readiness.services.equipment import equipment_return
from teams.choices import EndKind
from teams.services.memberships import membership_change_position, membership_end
from tests.readiness.conftest import give
from tests.world import load_law

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def _law_on_16_november(db):
    with time_machine.travel("2026-11-16 09:00+07:00", tick=False):
        load_law()
        yield


def equipped(world, force, name="Nguyễn Văn An"):
    """A member with name badge and certificate."""
    member = force.member(name)
    kinds = (EquipmentKind.NAME_BADGE, EquipmentKind.CERTIFICATE)
    return member, give(world, member.team, *kinds, on=date(2026, 3, 1), membership=member)


def leave(world, member, kind=EndKind.DIED, day=date(2026, 11, 12)):
    return membership_end(actor=world.an, membership=member, version=None, ended_on=day, end_kind=kind)


def test_one_line_a_leaver_until_everything_is_back(world, force):
    member, issues = equipped(world, force)
    assert list(returns_due(TODAY)) == []
    leave(world, member)
    (due,) = returns_due(TODAY)
    assert (due.due_on, due.commune) == (
        date(2026, 11, 19),
        world.commune_a.pk,
    )  # 05 working days from a Thursday
    assert due.title == "Thu hồi của Nguyễn Văn An đã thôi: giấy chứng nhận, biển tên"
    page = world.client(world.an).get(due.url).content.decode()
    assert all(reverse("readiness:equipment", args=[issue.pk]) in page for issue in issues)
    for issue in issues:
        equipment_return(actor=world.an, issue=issue, version=1, returned_on=TODAY, condition=Condition.GOOD)
    assert list(returns_due(TODAY)) == []


def test_before_the_last_day_nothing_is_asked_and_who_goes_on_keeps_it(world, force):
    member, _ = equipped(world, force)
    leave(world, member, day=date(2026, 11, 20))
    assert list(returns_due(TODAY)) == [] and len(list(returns_due(date(2026, 11, 20)))) == 1
    other, _ = equipped(world, force, "Phan Thanh Hà")
    membership_change_position(
        actor=world.an, membership=other, version=None, position="deputy", changed_on=date(2026, 11, 10)
    )
    assert [due.key for due in returns_due(date(2026, 11, 20))] == [str(member.pk)]


def test_the_queries_do_not_grow_with_the_leavers(world, force):
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            list(returns_due(TODAY))
        return len(queries)

    leave(world, equipped(world, force)[0])
    before = count()
    for name in ("Phan Thanh Hà", "Phạm Minh Chiến"):
        leave(world, equipped(world, force, name)[0])
    assert count() == before
