"""People and teams in Django admin: scoped, to look at; offices write them on their pages."""

from django.contrib import admin

from pages.admin import ReadOnlyAdmin
from teams import models


@admin.register(models.Person)
class PersonAdmin(ReadOnlyAdmin):
    """People; secrets are left out altogether."""

    list_display = ("full_name", "birth_date", "sex", "home_commune")
    search_fields = ("search_key",)
    exclude = ("citizen_id", "bank_account", "health_note", "legal_record")


@admin.register(models.Team)
class TeamAdmin(ReadOnlyAdmin):
    """Teams."""

    list_display = ("name", "commune", "started_on", "ended_on")
    search_fields = ("search_key",)


@admin.register(models.TeamPlacement)
class TeamPlacementAdmin(ReadOnlyAdmin):
    """Which commune a team belonged to."""

    list_display = ("team", "commune", "started_on", "ended_on")


@admin.register(models.TeamHamlet)
class TeamHamletAdmin(ReadOnlyAdmin):
    """Which hamlets a team covers."""

    list_display = ("team", "hamlet", "started_on", "ended_on")


@admin.register(models.Membership)
class MembershipAdmin(ReadOnlyAdmin):
    """Spells."""

    list_display = ("person", "team", "position", "started_on", "ended_on", "end_kind")
    list_filter = ("position", "start_kind", "end_kind")
    search_fields = ("person__search_key",)


@admin.register(models.Quota)
class QuotaAdmin(ReadOnlyAdmin):
    """Quota lines."""

    list_display = ("commune", "team", "members", "teams", "started_on", "ended_on")


@admin.register(models.ClusterAssignment)
class ClusterAssignmentAdmin(ReadOnlyAdmin):
    """Clusters in members' charge."""

    list_display = ("cluster", "membership", "started_on", "ended_on")
    joined = ("membership__person", "membership__team", "cluster__hamlet")
