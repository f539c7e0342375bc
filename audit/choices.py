"""Codes of the audit."""

from django.db import models


class Source(models.TextChoices):
    """Where a write came from."""

    PAGE = "page", "Trang"
    ADMIN = "admin", "Quản trị"
    JOB = "job", "Việc nền"
    COMMAND = "command", "Lệnh"
