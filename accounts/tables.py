"""Columns of the list of users."""

from accounts.models import User
from contracts.roles import Role
from pages.tables import DROPS, INLINE, Column, MomentColumn, NameColumn, RegisterTable
from pages.templatetags.pages import st


class UserTable(RegisterTable):
    """Users of one's unit and of those below."""

    name = NameColumn(lambda row: row.get_absolute_url(), verbose_name="Họ và tên", accessor="full_name",
                      order_by=("sort_key",))  # fmt: skip
    username = Column(verbose_name="Tên đăng nhập", room=INLINE)
    title = Column(verbose_name="Chức vụ", room=DROPS)
    unit = Column(verbose_name="Đơn vị", accessor="unit_label", order_by=("commune__official_order", "sort_key"),
                  room=INLINE)  # fmt: skip
    roles = Column(verbose_name="Vai trò hôm nay", accessor="role_codes", orderable=False)
    last_login = MomentColumn(verbose_name="Đăng nhập gần nhất", room=DROPS)
    is_active = Column(verbose_name="Tình trạng", room=INLINE)

    def render_roles(self, value):
        return self.value_roles(value)

    def value_roles(self, value):
        return ", ".join(str(role.label) for role in Role if role in value) or "Không có"

    def render_is_active(self, value):
        return st("ok", "Đang dùng") if value else st("idle", "Đã khóa")

    def value_is_active(self, value):
        return "Đang dùng" if value else "Đã khóa"

    class Meta(RegisterTable.Meta):
        model = User
        fields = ("name", "username", "title", "unit", "roles", "last_login", "is_active")
        order_by = "name"
