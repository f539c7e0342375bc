"""Who may manage accounts (roles.md): the administrator in the own unit and below; the chief proposes."""

from accounts.models import RoleGrant, SavedView, User
from contracts.policy import ALLOWED, Answer, Denied, holds
from contracts.roles import Role, Scope


def can_manage_unit(user, scope: str, province: str = "", commune: str = "") -> Answer:
    """May the user make and change accounts of that unit?"""
    answer = holds(user, Role.ADMIN)
    if not answer or user.scope == Scope.COUNTRY:
        return answer
    if scope == Scope.COUNTRY:
        return Denied("Tài khoản toàn quốc do quản trị toàn quốc tạo và sửa.")
    if province != user.province_id:
        return Denied("Tài khoản này thuộc tỉnh khác. Chuyển cho quản trị của tỉnh đó.")
    if user.scope == Scope.COMMUNE and (scope != Scope.COMMUNE or commune not in user.commune_ids):
        return Denied("Quản trị của xã chỉ quản lý tài khoản trong xã mình. Đề nghị quản trị của tỉnh.")
    return ALLOWED


def can_manage_user(user, target: User) -> Answer:
    """May the user change this account, its roles and password?"""
    return can_manage_unit(user, target.scope, target.province_id or "", target.commune_id or "")


def can_deactivate(user, target: User) -> Answer:
    """May the user close this account? Nobody closes their own."""
    if user.pk == target.pk:
        return Denied("Bạn không thể tự khóa tài khoản của mình. Nhờ quản trị viên khác.")
    return can_manage_user(user, target)


def can_end_grant(user, grant: RoleGrant) -> Answer:
    """May the user end this role? A delegation also by who delegated it."""
    if grant.delegated_by_id and grant.delegated_by_id == user.pk and user.is_active:
        return ALLOWED
    if grant.user_id == user.pk and grant.role == Role.ADMIN:
        return Denied("Bạn không thể tự bỏ vai trò quản trị của mình. Nhờ quản trị viên khác.")
    return can_manage_user(user, grant.user)


def can_delegate(user, role: str) -> Answer:
    """May the user hand this role to a colleague for a time? Never that of administrator."""
    if role == Role.ADMIN:
        return Denied("Vai trò quản trị không ủy quyền được. Quản trị cấp trên giao vai trò cho người khác.")
    return holds(user, role)


def can_propose(user) -> Answer:
    """May the user propose accounts for the own unit to the province's administrator?"""
    return holds(user, Role.CHIEF)


def can_list_users(user) -> Answer:
    """May the user open the list of accounts of the own unit?"""
    return holds(user, Role.ADMIN, Role.CHIEF)


def can_edit_saved_view(user, view: SavedView) -> Answer:
    """May the user rename or share this saved view? Its owner alone."""
    if view.user_id == user.pk and user.is_active:
        return ALLOWED
    return Denied(f"Bộ lọc này do {view.user} lưu; chỉ người lưu đổi tên được. Lưu một bộ lọc của riêng bạn.")


def can_remove_saved_view(user, view: SavedView) -> Answer:
    """May the user remove it? Its owner, and the head of the unit that shares it."""
    if view.user_id == user.pk and user.is_active:
        return ALLOWED
    answer = holds(user, Role.CHIEF, Role.DIRECTOR)
    if answer and view.is_shared and user.scope == view.user.scope:
        return answer
    return Denied("Bộ lọc dùng chung do người lưu hoặc chỉ huy đơn vị xóa. Nhờ người đó xóa.")
