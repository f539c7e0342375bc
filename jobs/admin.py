"""Background work in the admin: to look at."""

from django.contrib import admin

from jobs.models import HeadingMemory, Heartbeat, ImportBatch, Job, StoredFile, UndoLog
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


@admin.register(UndoLog)
class UndoLogAdmin(ReadOnlyAdmin):
    """Batches of writes; what the rows were before stays hidden."""

    list_display = ["id", "title", "owner", "row_count", "created_at", "undone_at"]
    list_filter = ["kind"]
    search_fields = ["title", "batch"]
    joined = ("owner",)
    exclude = ["rows"]


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnlyAdmin):
    """Signs of life of worker and beat."""

    list_display = ["name", "at"]


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin):
    """Imports of the unit; what was in them stays with the commune."""

    list_display = ["id", "file", "owner", "resource", "state", "created_at", "confirmed_at"]
    list_filter = ["resource", "state"]
    joined = ("owner",)
    exclude = ["notes", "headings", "error", "preview", "aside"]


@admin.register(HeadingMemory)
class HeadingMemoryAdmin(ReadOnlyAdmin):
    """What headings mean in the workbooks of each commune."""

    list_display = ["commune_code", "resource", "heading_key", "field"]
    list_filter = ["resource"]
