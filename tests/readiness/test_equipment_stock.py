"""The store of a commune: what came in, what was given out, and that it never lies below nothing."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from contracts.policy import PolicyDenied
from documents.models import Document
from readiness.choices import BulkTarget, Condition, EquipmentKind, StockMove
from readiness.models import EquipmentIssue, StockEntry
from readiness.services.bulk import equipment_issue_many, equipment_return_many, issue_plan
from readiness.services.equipment import equipment_inspect, equipment_return
from readiness.services.stock import stock_receive, stock_remove, stock_write_off
from readiness.stock import balances
from tests.audited import one_entry_per_object
from tests.readiness.conftest import give
from tests.world import load_law

pytestmark = pytest.mark.django_db
LAMP, BADGE = EquipmentKind.FLASHLIGHT, EquipmentKind.NAME_BADGE
MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


@pytest.fixture(autouse=True)
def _law_on_16_november(db):
    with time_machine.travel("2026-11-16 09:00+07:00", tick=False):
        load_law()
        yield


def receive(world, quantity: int, on: date, kind=LAMP, **more) -> StockEntry:
    return stock_receive(
        actor=world.an, commune=world.commune_a, kind=kind, quantity=quantity, received_on=on,
        source="Công an tỉnh cấp", **more,
    )  # fmt: skip


def left(world, on: date, kind=LAMP) -> int:
    return balances([world.commune_a.pk], on)[world.commune_a.pk, kind].left


def test_the_store_of_a_day_is_what_came_in_less_what_went_out(world, force):
    with one_entry_per_object():
        receive(world, 10, MARCH)
    (issue,) = give(world, force.to_xa, LAMP, on=APRIL, quantity=4)
    equipment_return(actor=world.an, issue=issue, version=1, returned_on=MAY, condition=Condition.WORN)
    with one_entry_per_object():
        stock_write_off(
            actor=world.an,
            commune=world.commune_a,
            kind=LAMP,
            quantity=1,
            happened_on=MAY,
            move=StockMove.LOST,
        )
    days = [MARCH, date(2026, 3, 31), APRIL, date(2026, 4, 30), MAY]
    assert [left(world, day) for day in days] == [10, 10, 6, 6, 9]
    assert balances([world.commune_a.pk], date(2026, 2, 28)) == {}


def test_what_comes_back_broken_does_not_lie_in_the_store_again(world, force):
    receive(world, 3, MARCH)
    (issue,) = give(world, force.to_xa, LAMP, on=APRIL, quantity=3)
    equipment_return(actor=world.an, issue=issue, version=1, returned_on=MAY, condition=Condition.BROKEN)
    assert left(world, MAY) == 0
    with pytest.raises(ValidationError, match="ghi giảm kho"):
        equipment_inspect(actor=world.an, issue=issue, version=2, condition=Condition.GOOD)


def test_more_than_lies_in_the_store_is_refused_with_the_numbers(world, force):
    receive(world, 3, MARCH)
    give(world, force.to_xa, LAMP, on=APRIL, quantity=2)
    with pytest.raises(ValidationError) as refused:
        give(world, force.thanh_luong, LAMP, on=MAY, quantity=2)
    assert "Kho còn 1 đèn pin ngày 01/05/2026, không đủ cấp 2" in refused.value.message_dict["quantity"][0]
    give(world, force.thanh_luong, LAMP, on=MAY, quantity=1)


def test_an_issue_entered_late_may_not_take_what_was_given_out_later(world, force):
    receive(world, 3, MARCH)
    give(world, force.to_xa, LAMP, on=MAY, quantity=3)
    with pytest.raises(ValidationError, match="tính cả lần xuất ngày 01/05/2026"):
        give(world, force.thanh_luong, LAMP, on=APRIL, quantity=1)
    assert EquipmentIssue.objects.count() == 1


def test_without_receipts_of_the_kind_things_are_given_out_all_the_same(world, force):
    receive(world, 1, MARCH, kind=EquipmentKind.RADIO)
    give(world, force.to_xa, LAMP, on=APRIL, quantity=5)
    give(
        world, force.to_xa, EquipmentKind.RADIO, on=date(2026, 2, 28), quantity=9
    )  # before the book was opened
    assert (world.commune_a.pk, LAMP) not in balances([world.commune_a.pk], MAY)
    assert left(world, MAY, EquipmentKind.RADIO) == 1


def test_a_receipt_entered_late_must_cover_what_was_given_out_since(world, force):
    give(world, force.to_xa, LAMP, on=APRIL, quantity=5)
    with pytest.raises(ValidationError, match="đã cấp hơn số nhập 2 đèn pin"):
        receive(world, 3, MARCH)
    receive(world, 5, MARCH)
    assert left(world, APRIL) == 0


def test_a_wrong_entry_is_taken_out_unless_things_were_given_out_of_it(world, force):
    wrong, right = receive(world, 7, MARCH), receive(world, 2, MARCH)
    with one_entry_per_object():
        stock_remove(actor=world.chien, entry=wrong)
    give(world, force.to_xa, LAMP, on=APRIL, quantity=1)
    give(world, force.thanh_luong, LAMP, on=APRIL, quantity=1)
    receive(world, 1, date(2026, 2, 1))
    with pytest.raises(ValidationError, match="ngày 01/04/2026 kho thiếu 1 đèn pin"):
        stock_remove(actor=world.an, entry=right)
    assert StockEntry.objects.filter(pk=right.pk).exists()


def test_a_receipt_names_its_paper_and_where_the_things_came_from(world, force):
    paper = {
        "symbol": "12/BB-CAX", "signed_on": MARCH, "title": "Giao nhận trang bị", "signer_name": "Trần Minh Chiến",
        "signer_title": "Trưởng Công an xã",
    }  # fmt: skip
    entry = receive(world, 3, MARCH, paper=paper, unit_price=120_000, made_in=2025)
    assert entry.paper == Document.objects.get(symbol="12/BB-CAX")
    assert receive(world, 3, MARCH, kind=EquipmentKind.BATON, paper=paper).paper == entry.paper


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"received_on": date(2026, 11, 17)}, "received_on"),
        ({"quantity": 0}, "quantity"),
        ({"made_in": 2027}, "made_in"),
        ({"unit_price": -1}, "unit_price"),
        ({"source": " "}, "__all__"),
    ],
)
def test_receipts_are_plausible(world, change, field):
    facts = {"kind": LAMP, "quantity": 1, "received_on": MARCH, "source": "UBND xã mua", **change}
    with pytest.raises(ValidationError) as refused:
        stock_receive(actor=world.an, commune=world.commune_a, **facts)
    assert field in refused.value.message_dict


@pytest.mark.parametrize("who", ["binh", "le", "phuc", "phu", "hai"])
def test_only_the_communes_own_registrars_keep_its_store(world, who):
    with pytest.raises(PolicyDenied):
        stock_receive(
            actor=getattr(world, who),
            commune=world.commune_a,
            kind=LAMP,
            quantity=1,
            received_on=MARCH,
            source="x",
        )


def many(world, target=BulkTarget.MEMBERS, **changes) -> int:
    facts = {"kind": BADGE, "quantity": 1, "issued_on": APRIL, **changes}
    return equipment_issue_many(actor=world.an, commune=world.commune_a, target=target, **facts)


def test_a_badge_for_every_member_passes_over_who_has_one(world, force):
    give(world, force.thanh_luong, BADGE, on=MARCH, membership=force.member("Hoàng Văn Dũng"))
    plan = issue_plan(
        commune=world.commune_a, kind=BADGE, target=BulkTarget.MEMBERS, quantity=1, issued_on=APRIL
    )
    assert [str(one.membership.person) for one in plan.holders] == ["Hoàng Văn Dũng"]
    assert (len(plan.recipients), plan.total, plan.stock) == (4, 4, None)

    with one_entry_per_object():
        assert many(world) == 4
    with pytest.raises(ValidationError, match="đều đang giữ"):
        many(world)


def test_each_team_gets_its_lamps_out_of_the_store_or_none_does(world, force):
    receive(world, 3, MARCH)
    with pytest.raises(ValidationError, match="Kho còn 3 đèn pin ngày 01/04/2026, không đủ cấp 4"):
        many(world, BulkTarget.TEAMS, kind=LAMP, quantity=2)
    assert not EquipmentIssue.objects.exists()
    assert many(world, BulkTarget.TEAMS, kind=LAMP, team=force.to_xa, quantity=3) == 1


def test_who_gets_something_must_be_what_was_looked_at(world, force):
    seen = issue_plan(
        commune=world.commune_a, kind=BADGE, target=BulkTarget.MEMBERS, quantity=1, issued_on=APRIL
    )
    give(world, force.thanh_luong, BADGE, on=MARCH, membership=force.member("Hoàng Văn Dũng"))
    with pytest.raises(ValidationError, match="vừa thay đổi"):
        many(world, seen=seen.mark)


def test_a_badge_for_a_whole_team_and_another_communes_store_are_refused(world, force):
    with pytest.raises(ValidationError, match="cấp cho từng người"):
        many(world, BulkTarget.TEAMS)
    with pytest.raises(PolicyDenied):
        equipment_issue_many(
            actor=world.binh, commune=world.commune_a, kind=BADGE, target=BulkTarget.MEMBERS, quantity=1,
            issued_on=APRIL,
        )  # fmt: skip


def test_many_things_are_handed_back_at_once_or_none(world, force):
    many(world)
    issues = list(EquipmentIssue.objects.select_related("team__commune", "membership"))
    back = {"actor": world.an, "returned_on": MAY, "condition": Condition.GOOD}
    with one_entry_per_object():
        assert equipment_return_many(issues=issues[:2], **back) == 2
    with pytest.raises(ValidationError, match="đã thu hồi ngày 01/05/2026"):
        equipment_return_many(
            issues=list(EquipmentIssue.objects.select_related("team__commune", "membership")), **back
        )
    assert EquipmentIssue.objects.filter(ended_on=None).count() == 3
