"""Names of the acts of this app."""

from audit.acts import register_acts

register_acts(
    {
        "accounts.user.create": "Tạo tài khoản",
        "accounts.user.update": "Sửa tài khoản",
        "accounts.user.deactivate": "Khóa tài khoản",
        "accounts.user.activate": "Mở lại tài khoản",
        "accounts.user.propose": "Đề nghị về tài khoản",
        "accounts.password.set": "Đặt lại mật khẩu",
        "accounts.password.change": "Đổi mật khẩu của mình",
        "accounts.role.grant": "Giao vai trò",
        "accounts.role.end": "Kết thúc vai trò",
        "accounts.role.delegate": "Ủy quyền vai trò",
    }
)
