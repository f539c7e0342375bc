"""Accounts: made, changed, closed and proposed by whom it belongs to."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from accounts.models import Notice, User
from accounts.services import users as services
from audit.models import Entry
from communes.choices import AgencyKind
from contracts.policy import PolicyDenied
from contracts.records import StaleRecord
from contracts.roles import Role, Scope
from tests.audited import one_entry_per_object
from tests.world import PASSWORD, make_user

FIRST = "Quang-Trach-8372"


def _create(world, actor=None, **changes):
    facts = {
        "username": "cax.minh", "full_name": "  nguyễn văn   Minh", "password": FIRST, "scope": Scope.COMMUNE,
        "commune": world.commune_a, "roles": [Role.OFFICER], "phone": "+84 912 345 678",
    }  # fmt: skip
    return services.user_create(actor=actor or world.quang, **{**facts, **changes})


def test_an_administrator_makes_an_account_that_must_change_its_password(world):
    with one_entry_per_object():
        user = _create(world)
    user = world.again(user)
    assert (user.full_name, user.phone, user.province_id) == ("nguyễn văn Minh", "0912345678", "44")
    assert user.role_codes == {Role.OFFICER}
    assert user.must_change_password and user.check_password(FIRST) and not user.is_staff


def test_the_audit_keeps_neither_password_nor_hash(world):
    user = _create(world)
    services.password_set(actor=world.quang, user=user, password="Hoa-Trach-99120")
    texts = [f"{entry.before} {entry.after}" for entry in Entry.objects.about(user)]
    assert len(texts) == 2
    assert all("md5$" not in text and FIRST not in text and "•••" in text for text in texts)


def test_an_administrator_gets_into_the_admin_pages(world):
    with one_entry_per_object():
        user = _create(world, username="qt2", scope=Scope.PROVINCE, commune=None, province=world.province,
                       roles=[Role.ADMIN, Role.REVIEWER])  # fmt: skip
    assert user.is_staff


@pytest.mark.parametrize("name", ["an", "chien", "le", "phuc", "phu", "duc", "hung", "khanh"])
def test_nobody_but_administrators_makes_accounts(world, name):
    with pytest.raises(PolicyDenied):
        _create(world, actor=world.users[name])


def test_the_administrator_of_a_province_stays_within_it(world):
    with pytest.raises(PolicyDenied, match="tỉnh khác"):
        _create(world, commune=world.commune_other)
    with pytest.raises(PolicyDenied, match="toàn quốc"):
        _create(world, scope=Scope.COUNTRY, commune=None, roles=[Role.ADMIN])
    assert _create(world, actor=world.admin, commune=world.commune_other).province_id == "42"


def test_the_administrator_of_a_commune_stays_within_it(world):
    admin = make_user("qt-xa", "Lý Quản Trị", Role.ADMIN, world.commune_a)
    _create(world, actor=admin)
    for unit in (
        {"commune": world.commune_b},
        {"scope": Scope.PROVINCE, "commune": None, "province": world.province},
    ):
        with pytest.raises(PolicyDenied, match="trong xã mình"):
            _create(world, actor=admin, username="khac", **unit)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"username": "an"}, "username", "Tên đăng nhập này đã có"),
        ({"password": "1234567890"}, "password", None),
        ({"password": "ngan"}, "password", None),
        ({"phone": "01234"}, "phone", "Số di động phải có 10 số, ô này có 5"),
        ({"roles": []}, "roles", "Chọn ít nhất một vai trò"),
        ({"roles": [Role.REVIEWER]}, "role", "không có ở phạm vi"),
        ({"roles": [Role.PARTNER]}, "role", "cần ghi rõ cơ quan"),
        ({"roles": [Role.CHIEF, Role.LEADER]}, "role", "Điều 14, 16"),
    ],
)
def test_an_account_that_does_not_fit_is_refused_at_its_field(world, changes, field, message):
    with pytest.raises(ValidationError, match=message) as refused:
        _create(world, **changes)
    assert list(refused.value.message_dict) == [field]
    assert User.objects.count() == len(world.users)


def test_an_agency_must_be_of_the_users_unit(world):
    agency = world.agency(world.commune_b, AgencyKind.ECONOMY)
    with pytest.raises(ValidationError, match="không thuộc đơn vị của người dùng"):
        _create(world, roles=[Role.PARTNER], agency=agency)


def _update(world, user, version=1, **changes):
    facts = {
        "full_name": user.full_name,
        "scope": user.scope,
        "province": user.province,
        "commune": user.commune,
    }
    return services.user_update(actor=world.quang, user=user, version=version, **{**facts, **changes})


def test_an_account_moves_to_another_commune_with_its_roles(world):
    with one_entry_per_object():
        _update(world, world.an, commune=world.commune_b)
    an = world.again(world.an)
    assert (an.commune_ids, an.role_codes) == (("19033",), {Role.OFFICER})


def test_an_account_does_not_move_to_a_scope_where_its_roles_make_no_sense(world):
    with pytest.raises(ValidationError, match="Kết thúc vai trò đó trước khi chuyển đơn vị"):
        _update(world, world.an, scope=Scope.PROVINCE, commune=None)
    assert world.again(world.an).commune_id == "19057"


def test_an_account_cannot_be_moved_out_of_the_administrators_province(world):
    with pytest.raises(PolicyDenied):
        _update(world, world.an, commune=world.commune_other)


def test_a_stale_form_of_an_account_is_refused(world):
    again = world.again(world.an)
    _update(world, world.an, title="Đội trưởng")
    with pytest.raises(StaleRecord):
        _update(world, again, title="Đội phó")
    assert world.again(world.an).title == "Đội trưởng"


def test_a_closed_account_is_out_at_once_and_may_be_opened_again(world):
    client = world.client(world.an)
    with one_entry_per_object():
        services.user_deactivate(actor=world.quang, user=world.an, reason="Chuyển công tác")
    response = client.get("/tai-khoan/ca-nhan/")
    assert (response.status_code, "/tai-khoan/dang-nhap/" in response.url) == (302, True)
    assert not User.objects.visible_to(world.again(world.an)).exists()
    with one_entry_per_object():
        services.user_activate(actor=world.quang, user=world.an)
    assert world.again(world.an).is_active


def test_closing_twice_or_closing_oneself_is_refused(world):
    services.user_deactivate(actor=world.quang, user=world.an)
    with pytest.raises(ValidationError, match="đã ở trạng thái đó"):
        services.user_deactivate(actor=world.quang, user=world.an)
    with pytest.raises(PolicyDenied, match="tự khóa"):
        services.user_deactivate(actor=world.quang, user=world.quang)


def test_a_user_changes_the_own_password(world):
    with one_entry_per_object():
        services.password_change(actor=world.an, old=PASSWORD, new=FIRST)
    an = world.again(world.an)
    assert an.check_password(FIRST) and not an.must_change_password


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [("sai", FIRST, "old"), (PASSWORD, PASSWORD, "new"), (PASSWORD, "12345678901", "new")],
)
def test_a_wrong_old_or_a_weak_new_password_is_refused(world, old, new, field):
    with pytest.raises(ValidationError) as refused:
        services.password_change(actor=world.an, old=old, new=new)
    assert list(refused.value.message_dict) == [field]
    assert world.again(world.an).check_password(PASSWORD)


def test_a_chief_proposes_and_the_administrator_of_the_province_is_told(
    world, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        told = services.user_propose(actor=world.chien, text="Cấp tài khoản cho Lê Văn Tám, cán bộ")
    notice = Notice.objects.get()
    assert (told, notice.user) == (1, world.quang)
    assert notice.title == "Xã Quảng Trạch đề nghị: Cấp tài khoản cho Lê Văn Tám, cán bộ"
    assert Entry.objects.latest("id").act == "accounts.user.propose"


def test_where_the_province_has_no_administrator_the_country_is_told(
    world, django_capture_on_commit_callbacks
):
    chief = make_user("tho", "Lê Đức Thọ", Role.CHIEF, world.commune_other)
    with django_capture_on_commit_callbacks(execute=True):
        services.user_propose(actor=chief, text="Khóa tài khoản của người đã nghỉ")
    assert Notice.objects.get().user == world.admin


def test_only_a_chief_proposes_and_says_what(world):
    with pytest.raises(PolicyDenied):
        services.user_propose(actor=world.an, text="x")
    with pytest.raises(ValidationError, match="Ghi rõ đề nghị"):
        services.user_propose(actor=world.chien, text="  ")


def test_roles_hold_from_their_first_day_until_the_day_before_their_end(world):
    grant = world.an.grants.get()
    grant.ended_on = date(2026, 3, 1)
    grant.save()
    held = {}
    for day in ("2025-06-30", "2025-07-01", "2026-02-28", "2026-03-01"):
        with time_machine.travel(f"{day}T05:00:00+07:00", tick=False):
            held[day] = world.again(world.an).role_codes
    assert held == {
        "2025-06-30": frozenset(), "2025-07-01": {Role.OFFICER}, "2026-02-28": {Role.OFFICER},
        "2026-03-01": frozenset(),
    }  # fmt: skip
