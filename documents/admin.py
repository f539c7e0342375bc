"""Papers and number books in the admin: to look at. They are written by their services alone."""

from django.contrib import admin

from documents.models import Attachment, Document, NumberBook, PaperTemplate, Posting
from pages.admin import ReadOnlyAdmin


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    """Papers without their content: the page of the paper shows that."""

    list_display = ("symbol", "type", "title", "signed_on", "agency", "state", "origin")
    list_filter = ("type", "state", "origin")
    search_fields = ("search_key",)
    date_hierarchy = "signed_on"
    exclude = ("blocks", "check_code")
    joined = ("agency",)


@admin.register(NumberBook)
class NumberBookAdmin(ReadOnlyAdmin):
    """Number books."""

    list_display = ("agency", "type", "series", "year", "last_number")
    list_filter = ("type", "year")
    joined = ("agency",)


@admin.register(Attachment)
class AttachmentAdmin(ReadOnlyAdmin):
    """Files on records: that they are there and who put them, not what they are called or hold."""

    list_display = ("id", "subject_kind", "subject_id", "added_by", "added_at", "removed_at")
    list_filter = ("subject_kind",)
    date_hierarchy = "added_at"
    exclude = ("title", "name", "file", "remove_reason")


@admin.register(Posting)
class PostingAdmin(ReadOnlyAdmin):
    """Places where papers are posted."""

    list_display = ("place_name", "place", "document", "due_on", "posted_on", "taken_down_on", "posted_by")
    list_filter = ("place",)
    search_fields = ("search_key",)
    joined = ("document",)


@admin.register(PaperTemplate)
class PaperTemplateAdmin(ReadOnlyAdmin):
    """Versions of wordings; the pages of the templates show and change them."""

    list_display = ("code", "number", "province", "started_on", "ended_on", "note", "created_by")
    list_filter = ("code",)
    search_fields = ("code", "title")
