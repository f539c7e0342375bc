"""Reports, deadlines and reminders in the admin: to look at. They are written by their services alone."""

from django.contrib import admin

from pages.admin import ReadOnlyAdmin
from reporting import models


@admin.register(models.Outline)
class OutlineAdmin(ReadOnlyAdmin):
    """Outlines."""

    list_display = ("code", "title", "origin", "frequency")
    list_filter = ("origin",)


@admin.register(models.OutlineSection)
class OutlineSectionAdmin(ReadOnlyAdmin):
    """Sections of outlines."""

    list_display = ("number", "title", "kind", "outline")


@admin.register(models.SectionIndicator)
class SectionIndicatorAdmin(ReadOnlyAdmin):
    """Figures of sections."""

    list_display = ("section", "indicator", "position")


@admin.register(models.Regime)
class RegimeAdmin(ReadOnlyAdmin):
    """Regimes."""

    list_display = ("code", "name", "level", "period_kind", "started_on", "ended_on")


@admin.register(models.ReportDuty)
class ReportDutyAdmin(ReadOnlyAdmin):
    """Expected reports."""

    list_display = ("regime", "period", "commune", "province", "due_on", "state", "signed_at", "returns")
    list_filter = ("state",)


@admin.register(models.Report)
class ReportAdmin(ReadOnlyAdmin):
    """Versions of reports."""

    list_display = ("duty", "number", "state", "signed_at", "decided_at")
    list_filter = ("state",)
    joined = ("duty__regime", "duty__period", "duty__commune", "duty__province")


@admin.register(models.ReportSection)
class ReportSectionAdmin(ReadOnlyAdmin):
    """Wording."""

    list_display = ("report", "section")
    joined = (
        "report__duty__regime",
        "report__duty__period",
        "report__duty__commune",
        "report__duty__province",
    )


@admin.register(models.ReportFigure)
class ReportFigureAdmin(ReadOnlyAdmin):
    """Figures of reports."""

    list_display = ("report", "indicator", "value", "previous", "last_year", "reason")
    joined = (
        "report__duty__regime",
        "report__duty__period",
        "report__duty__commune",
        "report__duty__province",
    )


@admin.register(models.Deadline)
class DeadlineAdmin(ReadOnlyAdmin):
    """What falls due."""

    list_display = ("title", "due_on", "commune_code", "province_code", "state", "source")
    list_filter = ("state", "source")


@admin.register(models.Reminder)
class ReminderAdmin(ReadOnlyAdmin):
    """Reminders and their outcome."""

    list_display = ("deadline", "user", "step", "day", "state", "sent_at", "outcome")
    list_filter = ("state", "step")


@admin.register(models.Collection)
class CollectionAdmin(ReadOnlyAdmin):
    """When deadlines were collected."""

    list_display = ("day", "last_entry")
