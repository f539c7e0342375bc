"""Activities and honours in Django admin: scoped, to look at; offices write them on their pages."""

from django.contrib import admin

from activities import models, policies
from pages.admin import ReadOnlyAdmin


@admin.register(models.Activity)
class ActivityAdmin(ReadOnlyAdmin):
    """Meetings, propaganda, inspections, good deeds."""

    list_display = ("topic", "kind", "commune", "subject_name", "held_on", "cancelled_at")
    list_filter = ("kind",)
    search_fields = ("search_key",)


@admin.register(models.Absence)
class AbsenceAdmin(ReadOnlyAdmin):
    """Who missed which meeting."""

    list_display = ("subject_name", "activity")


@admin.register(models.Assessment)
class AssessmentAdmin(ReadOnlyAdmin):
    """Results by year; grounds of replacement only for those who may see them."""

    list_display = ("subject_name", "kind", "year", "result", "commune", "cancelled_at")
    list_filter = ("kind", "year", "result")
    search_fields = ("search_key",)
    exclude = ("ground",)

    def get_readonly_fields(self, request, obj=None):
        """With the ground, of subjects that may have one."""
        shown = obj is not None and obj.grounds and policies.can_see_ground(request.user, obj)
        return ("shown_ground",) if shown else ()

    @admin.display(description="căn cứ phải thay thế, miễn nhiệm")
    def shown_ground(self, row):
        """In words."""
        return row.ground_label


@admin.register(models.Commendation)
class CommendationAdmin(ReadOnlyAdmin):
    """Commendations."""

    list_display = ("subject_name", "form", "level", "issued_on", "commune", "cancelled_at")
    list_filter = ("form", "level")
    search_fields = ("search_key",)


@admin.register(models.Discipline)
class DisciplineAdmin(ReadOnlyAdmin):
    """Discipline."""

    list_display = ("subject_name", "form", "decided_on", "commune", "cancelled_at")
    list_filter = ("form",)
    search_fields = ("search_key",)
