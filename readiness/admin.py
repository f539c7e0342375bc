"""Training and equipment in Django admin: scoped, to look at; offices write them on their pages."""

from django.contrib import admin

from pages.admin import ReadOnlyAdmin
from readiness import models


@admin.register(models.Training)
class TrainingAdmin(ReadOnlyAdmin):
    """Classes and drills."""

    list_display = ("title", "kind", "commune", "held_on", "organiser")
    list_filter = ("kind", "organiser")


@admin.register(models.TrainingTopic)
class TrainingTopicAdmin(ReadOnlyAdmin):
    """Topics that were taught."""

    list_display = ("training", "topic")
    list_filter = ("topic",)


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
