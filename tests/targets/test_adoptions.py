"""Taking up directives: drafted, approved, ended, due days moved; each by who may."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from audit.models import Entry
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from targets.choices import AdoptionState
from targets.models import Adoption, Directive, Target
from targets.services.adoptions import (
    adoption_approve,
    adoption_end,
    adoption_withdraw,
    directive_adopt,
    due_date_move,
)
from tests.audited import one_entry_per_object
from tests.targets.conftest import SINCE, adopt
from tests.world import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue(catalogue):
    pass


def _draft(world, **changes) -> Adoption:
    facts = {
        "actor": world.phu, "directive": Directive.objects.get(code="QT-KH-TBV"), "province": world.province,
        "started_on": SINCE, "communes": [world.commune_a],
    }  # fmt: skip
    return directive_adopt(**{**facts, **changes})


def test_a_reviewer_drafts_and_a_director_approves(world):
    with one_entry_per_object():
        draft = _draft(world, note="để minh họa")
    assert (draft.state, draft.drafted_by) == (AdoptionState.DRAFT, world.phu)
    with one_entry_per_object():
        adoption_approve(actor=world.duc, adoption=draft)
    assert (draft.state, draft.approved_by) == (AdoptionState.APPROVED, world.duc)
    assert list(draft.communes.all()) == [world.commune_a]


def test_the_provinces_plan_is_recorded_with_it(world):
    paper = {"symbol": "85/KH-CAT", "signed_on": date(2025, 8, 14), "title": "Áp dụng kế hoạch", "scan": None,
             "signer_name": "Ngô Trọng Đức", "signer_title": "Trưởng phòng"}  # fmt: skip
    draft = _draft(world, typed_paper=paper)
    assert (draft.paper.symbol, draft.paper.agency.kind) == ("85/KH-CAT", "province_police")


@pytest.mark.parametrize("name", ["an", "le", "quang", "hung", "admin"])
def test_nobody_else_drafts(world, name):
    with pytest.raises(PolicyDenied):
        _draft(world, actor=world.users[name])


def test_a_reviewer_does_not_approve(world):
    with pytest.raises(PolicyDenied):
        adoption_approve(actor=world.phu, adoption=_draft(world))


def test_a_director_alone_approves_an_own_draft_and_it_is_marked(world):
    adoption_approve(actor=world.duc, adoption=_draft(world, actor=world.duc))
    assert Entry.objects.get(act="targets.adoption.approve").reason == "một người thực hiện"


def test_where_there_is_another_director_nobody_approves_an_own_draft(world):
    make_user("dung", "Lê Tiến Dũng", "director", world.province)
    with pytest.raises(PolicyDenied, match="lãnh đạo khác"):
        adoption_approve(actor=world.duc, adoption=_draft(world, actor=world.duc))


def test_a_draft_is_approved_once(world):
    draft = _draft(world)
    adoption_approve(actor=world.duc, adoption=draft)
    with pytest.raises(ValidationError, match="đã được xử lý"):
        adoption_approve(actor=world.duc, adoption=draft)


def test_a_directive_is_taken_up_once_at_a_time(world):
    first = adopt(world, "QT-KH-TBV")
    with pytest.raises(ValidationError, match="đã áp dụng văn bản này từ 15/08/2025"):
        _draft(world, started_on=date(2026, 1, 1))
    adoption_end(actor=world.duc, adoption=first, ended_on=date(2026, 6, 1), version=1)
    assert _draft(world, started_on=date(2026, 6, 1)).pk


def test_communes_are_the_provinces_own(world):
    with pytest.raises(ValidationError, match="Xã Đức Thọ"):
        _draft(world, communes=[world.commune_other])


def test_a_draft_is_thrown_away(world):
    draft = _draft(world)
    with one_entry_per_object():
        adoption_withdraw(actor=world.phu, adoption=draft)
    assert not Adoption.objects.exists()
    with pytest.raises(PolicyDenied, match="đã được duyệt"):
        adoption_withdraw(actor=world.phu, adoption=adopt(world, "QT-KH-TBV"))


def test_an_adoption_ends_after_it_began_and_once(world):
    row = adopt(world, "QT-KH-TBV")
    with pytest.raises(ValidationError):
        adoption_end(actor=world.duc, adoption=row, ended_on=SINCE, version=1)
    row.refresh_from_db()
    adoption_end(actor=world.duc, adoption=row, ended_on=date(2026, 6, 1), version=1)
    with pytest.raises(ValidationError, match="Đã kết thúc"):
        adoption_end(actor=world.duc, adoption=row, ended_on=date(2026, 7, 1), version=2)


def test_a_due_day_is_moved_within_the_province(world):
    row, target = adopt(world, "QT-KH-TBV"), Target.objects.get(code="T002-07")
    with one_entry_per_object():
        due_date_move(actor=world.duc, adoption=row, target=target, due_on=date(2026, 12, 15), version=1)
    assert row.due_dates == {"T002-07": "2026-12-15"}
    with pytest.raises(StaleRecord):
        due_date_move(actor=world.duc, adoption=row, target=target, due_on=date(2026, 12, 20), version=1)


@pytest.mark.parametrize(
    ("code", "due_on", "said"),
    [
        ("T002-05", date(2026, 12, 15), "không có hạn để dời"),
        ("T001-28", date(2026, 12, 15), "không có hạn để dời"),
        ("T002-07", date(2025, 8, 1), "từ ngày áp dụng"),
    ],
)
def test_only_due_days_of_the_directive_are_moved(world, code, due_on, said):
    row = adopt(world, "QT-KH-TBV")
    with pytest.raises(ValidationError, match=said):
        due_date_move(actor=world.duc, adoption=row, target=Target.objects.get(code=code), due_on=due_on)


def test_a_commune_sees_what_its_province_approved_for_it(world):
    adopt(world, "QT-KH-TBV", world.commune_a)
    adopt(world, "BK-NQ-KCT")
    draft = _draft(world, directive=Directive.objects.get(code="QN-NQ-CAP"), communes=[])

    def seen(user: User) -> set[str]:
        return set(Adoption.objects.visible_to(user).values_list("directive__code", flat=True))

    assert seen(world.an) == {"QT-KH-TBV", "BK-NQ-KCT"}
    assert seen(world.binh) == {"BK-NQ-KCT"}
    assert draft.directive.code in seen(world.phu)
    assert seen(world.hung) == seen(world.hai) == set()
