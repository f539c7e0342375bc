"""Roles are granted, ended and delegated with dates."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from accounts.duties import SOLE_PERFORMER, sole_performer
from accounts.models import Notice, RoleGrant
from accounts.services.roles import role_delegate, role_end, role_grant
from accounts.services.users import user_deactivate
from contracts.policy import PolicyDenied
from contracts.roles import Role
from tests.audited import one_entry_per_object
from tests.world import make_user

TODAY = date(2026, 3, 2)
LATER = date(2026, 4, 1)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-03-02T09:00:00+07:00", tick=False):
        yield


def test_a_second_role_is_granted_from_a_day_on(world):
    with one_entry_per_object():
        role_grant(actor=world.quang, user=world.an, role=Role.CHIEF, started_on=TODAY, basis="QĐ 12/QĐ-CAT")
    assert world.again(world.an).role_codes == {Role.OFFICER, Role.CHIEF}


@pytest.mark.parametrize(
    ("name", "role", "message"),
    [
        ("an", Role.OFFICER, "đã giữ vai trò này từ 01/07/2025"),
        ("an", Role.DIRECTOR, "không có ở phạm vi"),
        ("phu", Role.CHIEF, "không có ở phạm vi"),
        ("an", Role.PARTNER, "cần ghi rõ cơ quan"),
        ("an", Role.LEADER, "Một người không vừa giữ vai trò Công an xã"),
        ("le", Role.CHIEF, "Một người không vừa giữ vai trò Công an xã"),
    ],
)
def test_a_role_that_does_not_fit_is_refused(world, name, role, message):
    with pytest.raises(ValidationError, match=message):
        role_grant(actor=world.quang, user=world.users[name], role=role, started_on=TODAY)


@pytest.mark.parametrize("name", ["an", "chien", "le", "phu", "duc", "hung"])
def test_nobody_but_the_administrator_grants_roles(world, name):
    with pytest.raises(PolicyDenied):
        role_grant(actor=world.users[name], user=world.an, role=Role.CHIEF, started_on=TODAY)


def test_the_first_administrator_role_opens_the_admin_pages(world):
    with one_entry_per_object():
        role_grant(actor=world.quang, user=world.phu, role=Role.ADMIN, started_on=TODAY)
    assert world.again(world.phu).is_staff


def test_an_ended_role_stays_in_the_history(world):
    with one_entry_per_object():
        role_end(actor=world.quang, grant=world.an.grants.get())
    assert world.again(world.an).role_codes == frozenset()
    assert [(g.started_on, g.ended_on) for g in world.an.grants.all()] == [(date(2025, 7, 1), TODAY)]
    with pytest.raises(ValidationError, match="đã kết thúc từ ngày 02/03/2026"):
        role_end(actor=world.quang, grant=world.an.grants.get())


def test_a_role_given_by_mistake_today_is_taken_back_at_once(world):
    grant = role_grant(actor=world.quang, user=world.an, role=Role.CHIEF, started_on=TODAY)
    with one_entry_per_object():
        role_end(actor=world.quang, grant=grant)
    assert world.again(world.an).role_codes == {Role.OFFICER}


def test_a_past_role_cannot_be_made_to_end_before_it_began(world):
    with pytest.raises(ValidationError, match="sau ngày bắt đầu 01/07/2025"):
        role_end(actor=world.quang, grant=world.an.grants.get(), ended_on=date(2025, 6, 1))


def test_an_administrator_cannot_drop_the_own_role(world):
    with pytest.raises(PolicyDenied, match="Nhờ quản trị viên khác"):
        role_end(actor=world.quang, grant=world.quang.grants.get())


def _delegate(world, **changes):
    facts = {"actor": world.chien, "user": world.an, "role": Role.CHIEF, "started_on": TODAY, "ended_on": LATER,
             "basis": "Giấy ủy quyền 03/UQ-CAX"}  # fmt: skip
    return role_delegate(**{**facts, **changes})


def test_a_chief_delegates_to_an_officer_for_a_time_and_the_officer_is_told(
    world, django_capture_on_commit_callbacks
):
    with one_entry_per_object(), django_capture_on_commit_callbacks(execute=True):
        _delegate(world)
    assert world.again(world.an).role_codes == {Role.OFFICER, Role.CHIEF}
    assert world.again(world.chien).role_codes == {Role.CHIEF}
    assert Notice.objects.get().title == (
        "Trần Minh Chiến ủy quyền cho bạn vai trò Trưởng, Phó Công an xã từ 02/03/2026 đến hết 31/03/2026"
    )
    with time_machine.travel("2026-04-01T00:30:00+07:00", tick=False):
        assert world.again(world.an).role_codes == {Role.OFFICER}


def test_what_was_delegated_cannot_be_delegated_on(world):
    _delegate(world)
    other = make_user("tam", "Lê Văn Tám", Role.OFFICER, world.commune_a)
    with pytest.raises(ValidationError, match="không kể được ủy quyền"):
        _delegate(world, actor=world.again(world.an), user=other)


def test_delegation_is_of_roles_one_holds(world):
    with pytest.raises(PolicyDenied, match="Tài khoản của bạn không giữ vai trò đó"):
        _delegate(world, actor=world.an, user=world.chien)


@pytest.mark.parametrize(
    ("name", "changes", "message"),
    [
        ("binh", {}, "Chỉ ủy quyền trong cùng đơn vị"),
        ("phu", {}, "Chỉ ủy quyền trong cùng đơn vị"),
        ("khanh", {}, "Chọn một người khác đang dùng hệ thống"),
        ("chien", {}, "Chọn một người khác đang dùng hệ thống"),
        ("le", {}, "Một người không vừa giữ vai trò Công an xã"),
        ("an", {"basis": " "}, "Ghi văn bản ủy quyền"),
        ("an", {"ended_on": TODAY}, "Ngày kết thúc phải sau ngày bắt đầu"),
        ("an", {"started_on": date(2025, 6, 1)}, "trong cả thời gian đó"),
    ],
)
def test_a_delegation_that_does_not_fit_is_refused(world, name, changes, message):
    with pytest.raises(ValidationError, match=message):
        _delegate(world, user=world.users[name], **changes)
    assert not RoleGrant.objects.filter(delegated_by__isnull=False).exists()


def test_the_role_of_administrator_is_not_delegated(world):
    with pytest.raises(PolicyDenied, match="không ủy quyền được"):
        _delegate(world, actor=world.quang, user=world.phu, role=Role.ADMIN)


def test_who_delegated_takes_it_back(world):
    grant = _delegate(world)
    with pytest.raises(PolicyDenied):
        role_end(actor=world.an, grant=grant)
    role_end(actor=world.chien, grant=grant)
    assert world.again(world.an).role_codes == {Role.OFFICER}


def test_when_a_role_ends_its_delegations_end_with_it(world):
    grant = _delegate(world)
    with time_machine.travel("2026-03-10T09:00:00+07:00", tick=False), one_entry_per_object():
        role_end(actor=world.quang, grant=world.chien.grants.get())
    grant.refresh_from_db()
    assert grant.ended_on == date(2026, 3, 10)


def test_approving_what_somebody_else_drafted_is_allowed(world):
    answer = sole_performer(world.an, world.chien, [Role.CHIEF], TODAY)
    assert (bool(answer), answer.note) == (True, "")


def test_nobody_signs_the_own_draft_where_a_colleague_may(world):
    make_user("pho", "Lê Văn Phó", Role.CHIEF, world.commune_a)
    answer = sole_performer(world.chien, world.chien, [Role.CHIEF], TODAY)
    assert not answer
    assert "Chuyển cho Lê Văn Phó" in answer.reason


def test_the_only_one_of_a_unit_may_and_it_is_marked(world):
    answer = sole_performer(world.chien, world.chien, [Role.CHIEF], TODAY)
    assert (bool(answer), answer.note) == (True, SOLE_PERFORMER)


def test_colleagues_of_other_units_closed_accounts_and_past_roles_do_not_count(world):
    deputy = make_user("pho", "Lê Văn Phó", Role.CHIEF, world.commune_a)
    role_end(actor=world.quang, grant=deputy.grants.get())
    closed = make_user("cu", "Lê Văn Cũ", Role.CHIEF, world.commune_a)
    user_deactivate(actor=world.quang, user=closed)
    assert sole_performer(world.chien, world.chien, [Role.CHIEF], TODAY).note == SOLE_PERFORMER
    assert not sole_performer(world.chien, world.chien, [Role.CHIEF], date(2026, 2, 1))


def test_what_several_drafted_may_be_signed_by_one_of_them(world):
    assert sole_performer(None, world.chien, [Role.CHIEF], TODAY).note == ""
