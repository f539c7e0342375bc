"""What the audit calls the acts of this app."""

from audit.acts import register_acts

register_acts(
    {
        "jobs.job.create": "Giao việc nền",
        "jobs.job.cancel": "Hủy việc nền",
        "jobs.file.store": "Lưu tệp",
        "jobs.file.download": "Tải tệp về",
    }
)
