"""Training and equipment in Django admin: scoped, to look at; offices write them on their pages."""

from django.contrib import admin

from pages.admin import ReadOnlyAdmin
from readiness import models


@admin.register(models.DutyRoster)
class DutyRosterAdmin(ReadOnlyAdmin):
    """Rosters of teams by month."""

    list_display = ("team", "month")
    joined = ("team",)


@admin.register(models.DutyShift)
class DutyShiftAdmin(ReadOnlyAdmin):
    """Shifts."""

    list_display = ("roster", "day", "kind", "starts_at", "ends_at", "is_heavy")
    list_filter = ("kind",)
    joined = ("roster__team",)


@admin.register(models.DutyAssignment)
class DutyAssignmentAdmin(ReadOnlyAdmin):
    """Who is on which shift."""

    list_display = ("shift", "membership", "outcome")
    list_filter = ("outcome",)
    joined = ("shift", "membership__person", "membership__team")


@admin.register(models.Patrol)
class PatrolAdmin(ReadOnlyAdmin):
    """The log of patrols."""

    list_display = ("team", "patrolled_on", "starts_at", "ends_at", "route")
    joined = ("team",)


@admin.register(models.PatrolMember)
class PatrolMemberAdmin(ReadOnlyAdmin):
    """Who went on patrol."""

    list_display = ("patrol", "membership")
    joined = ("patrol__team", "membership__person", "membership__team")


@admin.register(models.AllowanceRate)
class AllowanceRateAdmin(ReadOnlyAdmin):
    """Levels of provinces."""

    list_display = ("kind", "position", "province", "words", "started_on", "ended_on")
    list_filter = ("kind",)
    joined = ("province",)


@admin.register(models.AllowanceSheet)
class AllowanceSheetAdmin(ReadOnlyAdmin):
    """Sheets by month."""

    list_display = ("month", "commune", "state", "total")
    list_filter = ("state",)
    joined = ("commune",)


@admin.register(models.AllowanceLine)
class AllowanceLineAdmin(ReadOnlyAdmin):
    """Lines of sheets."""

    list_display = ("full_name", "sheet", "position", "total")
    joined = ("sheet__commune",)


@admin.register(models.Injury)
class InjuryAdmin(ReadOnlyAdmin):
    """Accidents, injuries, illness and death of members."""

    list_display = ("membership", "happened_on", "kind", "on_duty", "claim_state")
    list_filter = ("kind", "claim_state")
    joined = ("membership__person", "membership__team")


@admin.register(models.Training)
class TrainingAdmin(ReadOnlyAdmin):
    """Classes and drills."""

    list_display = ("title", "kind", "state", "commune", "held_on", "organiser")
    list_filter = ("kind", "organiser")


@admin.register(models.TrainingTopic)
class TrainingTopicAdmin(ReadOnlyAdmin):
    """Topics that were taught."""

    list_display = ("training", "topic")
    list_filter = ("topic",)


@admin.register(models.PostAttendance)
class PostAttendanceAdmin(ReadOnlyAdmin):
    """Holders of posts at classes."""

    list_display = ("training", "post")
    joined = ("training", "post__person", "post__hamlet")


@admin.register(models.Attendance)
class AttendanceAdmin(ReadOnlyAdmin):
    """Who attended what."""

    list_display = ("training", "membership", "is_certified")
    joined = ("membership__person", "membership__team")


@admin.register(models.EquipmentIssue)
class EquipmentIssueAdmin(ReadOnlyAdmin):
    """Things given out."""

    list_display = ("kind", "team", "membership", "quantity", "started_on", "ended_on", "condition")
    list_filter = ("kind", "condition")
    joined = ("membership__person", "membership__team")


@admin.register(models.StockEntry)
class StockEntryAdmin(ReadOnlyAdmin):
    """What came into communes' stores and what was written off."""

    list_display = ("kind", "move", "commune", "happened_on", "quantity", "source")
    list_filter = ("kind", "move")
