"""Background work in the admin: to look at."""

from django.contrib import admin

from jobs.models import Heartbeat, Job, StoredFile
from pages.admin import ReadOnlyAdmin


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """Jobs of the unit; what was asked and what came out stays with the owner."""

    list_display = ["id", "title", "owner", "state", "attempts", "created_at", "finished_at"]
    list_filter = ["state", "kind"]
    search_fields = ["title", "key", "error"]
    joined = ("owner",)
    exclude = ["params"]


@admin.register(StoredFile)
class StoredFileAdmin(ReadOnlyAdmin):
    """Files kept; their content is for their owners."""

    list_display = ["id", "name", "owner", "purpose", "size", "created_at", "expires_at", "wiped_at"]
    list_filter = ["purpose"]
    search_fields = ["name", "sha256"]
    joined = ("owner",)


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnlyAdmin):
    """Signs of life of worker and beat."""

    list_display = ["name", "at"]
