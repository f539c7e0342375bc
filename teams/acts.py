"""Names of the acts of this app."""

from audit.acts import register_acts

register_acts(
    {
        "teams.person.create": "Thêm người",
        "teams.person.update": "Sửa nhân thân",
        "teams.person.home": "Đổi xã quản lý hồ sơ",
        "teams.person.reveal": "Xem thông tin được che",
        "teams.team.create": "Thành lập Tổ",
        "teams.team.update": "Sửa thông tin Tổ",
        "teams.team.hamlet": "Phân công thôn cho Tổ",
        "teams.team.place": "Ghi Tổ thuộc xã",
        "teams.quota.set": "Đặt định mức",
        "teams.quota.end": "Kết thúc định mức cũ",
        "teams.membership.start": "Ghi tham gia Tổ",
        "teams.membership.end": "Ghi thôi tham gia Tổ",
        "teams.membership.position": "Đổi chức danh",
        "teams.membership.team": "Chuyển Tổ",
        "teams.cluster.assign": "Phân công cụm dân cư",
        "teams.cluster.release": "Kết thúc phân công cụm dân cư",
    }
)
