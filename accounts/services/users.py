"""Writes of users: accounts, their unit, their password; proposals by a chief."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts import policies
from accounts.choices import NoticeKind
from accounts.models import User
from accounts.services.notices import notice_send
from accounts.services.roles import role_grant, wrong_roles
from audit.services import audit
from audit.snapshots import snapshot
from communes.models import Agency, Commune, Province
from contracts.policy import require
from contracts.roles import Role, Scope
from vietnam.ids import phone_clean, phone_error
from vietnam.names import clean_name


@transaction.atomic
def user_create(
    *,
    actor,
    username: str,
    full_name: str,
    password: str,
    scope: str,
    roles: list[str],
    province: Province | None = None,
    commune: Commune | None = None,
    agency: Agency | None = None,
    title: str = "",
    email: str = "",
    phone: str = "",
) -> User:
    """Make an account with its roles from today. The password must be changed at the first login."""
    province = commune.province if commune else province
    require(
        policies.can_manage_unit(actor, scope, province.pk if province else "", commune.pk if commune else "")
    )
    if not roles:
        raise ValidationError({"roles": "Chọn ít nhất một vai trò."})
    user = User(username=username, scope=scope, province=province, commune=commune, must_change_password=True)
    user.is_staff = Role.ADMIN in roles
    _fill(user, full_name=full_name, title=title, email=email, phone=phone, agency=agency)
    _check(user)
    _set_password(user, password)
    user.save()
    audit(actor, "accounts.user.create", user)
    for role in roles:
        role_grant(actor=actor, user=user, role=role, started_on=timezone.localdate())
    return user


@transaction.atomic
def user_update(
    *,
    actor,
    user: User,
    version: int | None,
    full_name: str,
    scope: str,
    province: Province | None = None,
    commune: Commune | None = None,
    agency: Agency | None = None,
    title: str = "",
    email: str = "",
    phone: str = "",
) -> User:
    """Change an account, or move it to another unit; the roles in force must make sense there."""
    province = commune.province if commune else province
    require(policies.can_manage_user(actor, user))
    require(
        policies.can_manage_unit(actor, scope, province.pk if province else "", commune.pk if commune else "")
    )
    before = snapshot(user)
    user.claim_version(version)
    user.scope, user.province, user.commune = scope, province, commune
    _fill(user, full_name=full_name, title=title, email=email, phone=phone, agency=agency)
    _check(user)
    today = timezone.localdate()
    held = [grant.role for grant in user.grants.all() if grant.ended_on is None or grant.ended_on > today]
    if errors := wrong_roles(user, held):
        raise ValidationError({"scope": [*errors, "Kết thúc vai trò đó trước khi chuyển đơn vị."]})
    user.save()
    audit(actor, "accounts.user.update", user, before=before)
    return user


@transaction.atomic
def user_deactivate(*, actor, user: User, reason: str = "") -> User:
    """Close an account: it logs in no more, from this moment. What its owner did stays under the name."""
    require(policies.can_deactivate(actor, user))
    return _set_active(actor, user, False, reason)


@transaction.atomic
def user_activate(*, actor, user: User, reason: str = "") -> User:
    """Open a closed account again."""
    require(policies.can_manage_user(actor, user))
    return _set_active(actor, user, True, reason)


def _set_active(actor, user: User, active: bool, reason: str) -> User:
    before = snapshot(user)
    if User.objects.filter(pk=user.pk, is_active=not active).update(is_active=active) != 1:
        raise ValidationError("Tài khoản đã ở trạng thái đó. Mở lại trang để xem.")
    user.is_active = active
    audit(
        actor, f"accounts.user.{'activate' if active else 'deactivate'}", user, before=before, reason=reason
    )
    return user


@transaction.atomic
def password_set(*, actor, user: User, password: str) -> User:
    """Give a user a new password, to be changed at the next login."""
    require(policies.can_manage_user(actor, user))
    before = snapshot(user)
    user.must_change_password = True
    _set_password(user, password)
    user.save(update_fields=["password", "must_change_password"])
    audit(actor, "accounts.password.set", user, before=before)
    return user


@transaction.atomic
def password_change(*, actor: User, old: str, new: str) -> User:
    """Change one's own password; the old one must be known."""
    if not actor.check_password(old):
        raise ValidationError({"old": "Mật khẩu hiện tại chưa đúng. Nhập lại."})
    if old == new:
        raise ValidationError({"new": "Mật khẩu mới phải khác mật khẩu hiện tại."})
    before = snapshot(actor)
    actor.must_change_password = False
    _set_password(actor, new, name="new")
    actor.save(update_fields=["password", "must_change_password"])
    audit(actor, "accounts.password.change", actor, before=before)
    return actor


@transaction.atomic
def user_propose(*, actor, text: str, url: str = "") -> int:
    """Ask the administrators of the province (of the country where there is none) for accounts of one's own unit.

    Gives how many were told.
    """
    require(policies.can_propose(actor))
    text = clean_name(text)
    if not text:
        raise ValidationError({"text": "Ghi rõ đề nghị: họ tên, chức vụ, vai trò, từ ngày nào."})
    admins = User.objects.holding(Role.ADMIN, timezone.localdate())
    told = list(admins.filter(scope=Scope.PROVINCE, province=actor.province_id))
    told = told or list(admins.filter(scope=Scope.COUNTRY))
    if not told:
        raise ValidationError("Chưa có quản trị nào của tỉnh hoặc toàn quốc. Gọi cho Công an tỉnh.")
    audit(actor, "accounts.user.propose", actor.commune, reason=text, fields=False)
    notice_send(users=told, kind=NoticeKind.ACCOUNT, title=f"{actor.commune} đề nghị: {text}", url=url)
    return len(told)


def _fill(user: User, *, full_name, title, email, phone, agency) -> None:
    user.full_name, user.title, user.email = clean_name(full_name), clean_name(title), email.strip()
    user.phone, user.agency = phone_clean(phone).text, agency
    user.fill_keys()


def _check(user: User) -> None:
    """Refuse what does not fit, each error at its field."""
    errors = {}
    if error := phone_error(user.phone):
        errors["phone"] = error
    if user.agency and (user.agency.province_id, user.agency.commune_id) != (
        user.province_id,
        user.commune_id,
    ):
        errors["agency"] = f"{user.agency} không thuộc đơn vị của người dùng. Chọn cơ quan của đơn vị đó."
    if user.commune and user.commune.ended_on and user.commune.ended_on <= timezone.localdate():
        errors["commune"] = f"{user.commune} không còn. Chọn đơn vị mới sau sắp xếp."
    if errors:
        raise ValidationError(errors)
    user.full_clean(exclude=["password"])


def _set_password(user: User, password: str, name: str = "password") -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({name: error.messages}) from error
    user.set_password(password)
