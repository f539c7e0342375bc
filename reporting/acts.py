"""Names of the acts of this app."""

from audit.acts import register_acts

register_acts(
    {
        "reporting.outline.load": "Nạp đề cương báo cáo",
        "reporting.regime.load": "Nạp chế độ báo cáo",
        "reporting.duty.open": "Ghi báo cáo phải lập",
        "reporting.duty.withdraw": "Bỏ báo cáo phải lập của đơn vị đã thôi tồn tại",
        "reporting.report.open": "Mở báo cáo",
        "reporting.report.save": "Sửa lời văn báo cáo",
        "reporting.report.refresh": "Lấy lại số liệu báo cáo",
        "reporting.figure.correct": "Sửa số liệu báo cáo",
        "reporting.report.produce": "Lập tệp báo cáo",
        "reporting.report.download": "Tải tệp báo cáo",
        "reporting.report.sign": "Ký gửi báo cáo",
        "reporting.report.return": "Trả lại báo cáo",
        "reporting.report.approve": "Duyệt báo cáo",
        "reporting.duty.remind": "Đôn đốc báo cáo",
        "reporting.bm1.take": "Xuất biểu mẫu BM1",
        "reporting.list.export": "Xuất danh sách báo cáo",
    }
)
