"""Names of the acts of this app."""

from audit.acts import register_acts

register_acts(
    {
        "targets.catalogue.load": "Nạp danh mục chỉ tiêu",
        "targets.target.amend": "Sửa chỉ tiêu trong danh mục",
        "targets.directive.amend": "Sửa văn bản chỉ đạo trong danh mục",
        "targets.adoption.draft": "Dự thảo áp dụng văn bản chỉ đạo",
        "targets.adoption.approve": "Duyệt áp dụng văn bản chỉ đạo",
        "targets.adoption.end": "Kết thúc áp dụng văn bản chỉ đạo",
        "targets.adoption.withdraw": "Bỏ dự thảo áp dụng văn bản chỉ đạo",
        "targets.adoption.due_date": "Dời hạn chỉ tiêu",
        "targets.figure.type": "Nhập số liệu",
        "targets.period.open": "Mở kỳ số liệu",
    }
)
