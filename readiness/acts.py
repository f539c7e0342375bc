"""Names of the acts of this app."""

from audit.acts import register_acts

register_acts(
    {
        "readiness.training.create": "Thêm lớp tập huấn, buổi diễn tập",
        "readiness.training.update": "Sửa lớp tập huấn, buổi diễn tập",
        "readiness.topic.add": "Thêm nội dung tập huấn",
        "readiness.topic.remove": "Bỏ nội dung tập huấn",
        "readiness.attendance.add": "Ghi người dự tập huấn",
        "readiness.attendance.remove": "Bỏ người dự tập huấn",
        "readiness.attendance.certify": "Ghi cấp chứng nhận tập huấn",
        "readiness.equipment.issue": "Cấp trang bị",
        "readiness.equipment.return": "Thu hồi trang bị",
        "readiness.equipment.inspect": "Ghi tình trạng trang bị",
    }
)
