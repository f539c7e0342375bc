"""Names of the acts of this app."""

from audit.acts import register_acts

register_acts(
    {
        "law.parameter.set": "Đặt tham số pháp luật",
        "law.parameter.draft": "Dự thảo tham số của tỉnh",
        "law.parameter.withdraw": "Bỏ dự thảo tham số",
        "law.parameter.load": "Nạp tham số pháp luật",
        "law.day.set": "Đặt ngày nghỉ, ngày làm bù",
        "law.day.remove": "Bỏ ngày nghỉ, ngày làm bù",
    }
)
