"""What the targets of the plan of Quảng Trạch count from training and equipment."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from contracts.measuring import Days, aggregate, condition
from contracts.registry import measures, registers
from readiness.choices import Condition, EquipmentKind, Organiser, Topic, TrainingKind
from readiness.services.attendance import attendance_add
from readiness.services.equipment import equipment_inspect
from readiness.services.training import training_create
from tests.readiness.conftest import give
from tests.world import load_law

pytestmark = pytest.mark.django_db
MINIMUM = [EquipmentKind.FLASHLIGHT, EquipmentKind.BATON, EquipmentKind.RAINCOAT, EquipmentKind.LOGBOOK]
YEAR = Days(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture(autouse=True)
def _law_on_16_november(db):
    with time_machine.travel("2026-11-16 09:00+07:00", tick=False):
        load_law()
        yield


def measured(code: str, commune, span: Days = YEAR) -> int:
    """The measure alone, for one commune."""
    measure = measures.get(code)
    register = registers.get(measure.register)
    rows = register.model.objects.filter(condition(measure, span), **{register.commune: commune.code})
    return rows.aggregate(n=aggregate(measure, span))["n"] or 0


def test_a_team_is_equipped_when_all_four_kinds_are_there_and_usable(world, force):
    give(world, force.thanh_luong, *MINIMUM, on=date(2026, 3, 1))
    give(world, force.to_xa, *MINIMUM[:3], on=date(2026, 3, 1))
    assert measured("teams_min_equipped", world.commune_a) == 1

    (book,) = give(world, force.to_xa, EquipmentKind.LOGBOOK, on=date(2026, 4, 1))
    assert measured("teams_min_equipped", world.commune_a) == 2
    assert measured("teams_min_equipped", world.commune_a, Days(date(2026, 3, 1), date(2026, 3, 31))) == 1

    equipment_inspect(actor=world.an, issue=book, version=1, condition=Condition.LOST)
    assert measured("teams_min_equipped", world.commune_a) == 1
    assert measured("teams_min_equipped", world.commune_b) == 0


def test_a_member_counts_with_badge_and_certificate_both(world, force):
    dung = force.member("Hoàng Văn Dũng")
    give(world, force.thanh_luong, EquipmentKind.NAME_BADGE, on=date(2026, 3, 1), membership=dung)
    assert measured("members_badge_and_certificate", world.commune_a) == 0

    give(world, force.thanh_luong, EquipmentKind.CERTIFICATE, on=date(2026, 3, 1), membership=dung)
    assert measured("members_badge_and_certificate", world.commune_a) == 1


def test_classes_drills_topics_and_who_was_trained(world, force):
    common = {
        "actor": world.an, "province": world.province, "commune": world.commune_a,
        "organiser": Organiser.COMMUNE, "days": Decimal("1"), "uses_ministry_material": True,
    }  # fmt: skip
    first = training_create(
        **common, kind=TrainingKind.SHORT_COURSE, title="Lớp 1", held_on=date(2026, 2, 1),
        topics=[Topic.LAW, Topic.PATROL],
    )  # fmt: skip
    training_create(
        **common, kind=TrainingKind.SHORT_COURSE, title="Lớp 2", held_on=date(2026, 5, 1),
        topics=[Topic.PATROL, Topic.TOOLS],
    )  # fmt: skip
    training_create(
        **common, kind=TrainingKind.DRILL, title="Diễn tập", held_on=date(2025, 12, 31), topics=[Topic.TOOLS]
    )
    attendance_add(actor=world.an, training=first, memberships=[force.member("Hoàng Văn Dũng")])

    assert measured("team_training_classes", world.commune_a) == 2
    assert measured("team_drills", world.commune_a) == 0
    assert measured("training_topics_covered", world.commune_a) == 3
    assert measured("team_members_trained", world.commune_a) == 1
    assert measured("team_members_untrained", world.commune_a) == 4
    assert measured("bm1_19", world.commune_a) == 1
    assert measured("bm1_20", world.commune_a) == 2
    assert measured("team_members_trained", world.commune_a, Days(date(2026, 1, 1), date(2026, 1, 31))) == 0
