"""Codes of legal parameters."""

from django.db import models


class Certainty(models.TextChoices):
    """How sure we are of a value."""

    STATED = "stated", "Văn bản nêu rõ"
    RECALLED = "recalled", "Theo trí nhớ, cần đối chiếu"
    ASSUMED = "assumed", "Giả định, văn bản không nêu"


class DayKind(models.TextChoices):
    """What the calendar table may change."""

    HOLIDAY = "holiday", "Nghỉ"
    WORKDAY = "workday", "Làm bù"
