"""The files that hang on one record, for the record's own page: `components/attachments.html` shows them."""

from dataclasses import dataclass

from django.db import models
from django.urls import reverse

from contracts.policy import Answer
from contracts.registry import attachment_kinds
from documents import policies
from documents.models import Attachment


@dataclass(frozen=True)
class AttachmentShelf:
    """The section of one record: what hangs on it, what was taken away, what this user may do."""

    code: str
    heading: str
    may_see: Answer
    may_write: Answer
    add_url: str
    standing: list[Attachment]
    removed: list[Attachment]


def attachments_of(user, code: str, record: models.Model) -> AttachmentShelf:
    """The section about a record that the page has fetched through its door; one query, none for who may not see it."""
    kind = attachment_kinds.get(code)
    may_see, may_write = kind.may_see(user, record), policies.can_attach(user, kind, record)
    rows: list[Attachment] = []
    if may_see:
        found = Attachment.objects.visible_to(user).of(kind, record.pk)
        rows = list(found.select_related("file", "added_by", "removed_by"))
    return AttachmentShelf(
        code, kind.heading, may_see, may_write, reverse("documents:attachment_add", args=[code, record.pk]),
        [row for row in rows if not row.is_removed],
        [row for row in rows if row.is_removed] if may_write else [],
    )  # fmt: skip
