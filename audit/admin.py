"""The audit in Django admin: to look at, never to write."""

from django.contrib import admin

from audit.models import Entry
from pages.admin import ReadOnlyAdmin


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    """Entries of the administrator's unit."""

    list_display = ("at", "actor_name", "act_name", "subject_name", "commune_code", "source")
    list_filter = ("source",)
    search_fields = ("actor_name", "subject_name", "reference")
    exclude = ("actor",)
