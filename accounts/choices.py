"""Codes of accounts."""

from django.db import models


class NoticeKind(models.TextChoices):
    """What a notice is about."""

    REPORT = "report", "Báo cáo"
    DEADLINE = "deadline", "Việc đến hạn"
    JOB = "job", "Việc nền"
    TRANSFER = "transfer", "Tiếp nhận người"
    ACCOUNT = "account", "Tài khoản"
    RECRUITMENT = "recruitment", "Tuyển chọn"
