"""Dated rows and rows that two people may edit at once."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q


def in_force(on: date, prefix: str = "") -> Q:
    """The condition "in force on that day" for rows with `started_on`, `ended_on`.

    `started_on` is the first day in force, `ended_on` the first day no longer in force (empty = open).
    `prefix` is a look-up path that ends in "__".
    """
    return Q(**{f"{prefix}started_on__lte": on}) & (
        Q(**{f"{prefix}ended_on__isnull": True}) | Q(**{f"{prefix}ended_on__gt": on})
    )


class DatedQuerySet(models.QuerySet):
    """Query words of dated rows; mix in before `ScopedQuerySet`."""

    def in_force(self, on: date):
        """Rows in force on that day."""
        return self.filter(in_force(on))

    def open(self):
        """Rows without an end."""
        return self.filter(ended_on__isnull=True)

    def overlapping(self, started_on: date, ended_on: date | None):
        """Rows that share at least one day with [started_on, ended_on)."""
        rows = self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=started_on))
        return rows.filter(started_on__lt=ended_on) if ended_on else rows


class Dated(models.Model):
    """A fact with a first day in force and a first day no longer in force."""

    started_on = models.DateField("từ ngày")
    ended_on = models.DateField(
        "đến trước ngày", null=True, blank=True, help_text="Ngày đầu tiên không còn hiệu lực"
    )

    class Meta:
        abstract = True

    def is_in_force(self, on: date) -> bool:
        """Whether the fact holds on that day."""
        return self.started_on <= on and (self.ended_on is None or self.ended_on > on)


def ends_after_start(name: str) -> models.CheckConstraint:
    """The constraint every dated table carries."""
    return models.CheckConstraint(
        condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on")),
        name=name,
        violation_error_message="Ngày kết thúc phải sau ngày bắt đầu. Kiểm tra lại hai ngày.",
    )


class StaleRecord(ValidationError):
    """Somebody else saved the record since it was read; both versions are to be shown."""

    def __init__(self, current):
        super().__init__(
            "Bản ghi này vừa được người khác sửa. Xem bản mới bên dưới rồi nhập lại phần của bạn.",
            code="stale",
        )
        self.current = current


class Versioned(models.Model):
    """A row with a version number that every service raises by one."""

    version = models.PositiveIntegerField("phiên bản", default=1, editable=False)

    class Meta:
        abstract = True

    def claim_version(self, expected: int | None) -> None:
        """Raise the version if it is still the expected one; else raise `StaleRecord`.

        Call inside the service's transaction, before saving. `expected` None means the caller just read the row
        under its own lock and there is no form that could be stale. A conditional update works where
        `select_for_update` is silently nothing (SQLite).
        """
        model = type(self)
        expected = self.version if expected is None else expected
        won = model._base_manager.filter(pk=self.pk, version=expected).update(version=expected + 1)
        if won != 1:
            raise StaleRecord(model._base_manager.filter(pk=self.pk).first())
        self.version = expected + 1
