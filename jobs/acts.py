"""What the audit calls the acts of this app."""

from audit.acts import register_acts

register_acts(
    {
        "jobs.job.create": "Giao việc nền",
        "jobs.job.cancel": "Hủy việc nền",
        "jobs.import.upload": "Tải tệp Excel lên",
        "jobs.import.decide": "Chọn trang tính, cột của tệp Excel",
        "jobs.import.heading": "Nhớ tiêu đề cột",
        "jobs.import.confirm": "Ghi tệp Excel vào sổ",
        "jobs.import.give_up": "Bỏ tệp Excel",
        "jobs.import.stopped": "Việc trên tệp Excel dừng giữa chừng",
        "jobs.file.store": "Lưu tệp",
        "jobs.file.download": "Tải tệp về",
        "jobs.file.expire": "Bỏ tệp đã được thay",
    }
)
