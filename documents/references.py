"""What relies on a paper: the rows of other registers that point to it, found without knowing those registers."""

from typing import NamedTuple

from django.db import models

from contracts.opening import address_for, may_open
from documents.models import Attachment, Document, Posting

#: A page shows so many rows of each register.
MOST = 20
#: What is said of a row that the user may not open.
HIDDEN = "vai trò của bạn không mở mục này"
#: Registers with a section of their own on the paper's page.
_SHOWN_APART = (Document, Posting)


class Reference(NamedTuple):
    """A row that names the paper: what register it is of, what it is called, where it opens ("" = nowhere).

    Of a row that the user may not open nothing but the register is said: its name may be a person's.
    """

    register: str
    title: str
    url: str


def references_to(document: Document, user) -> list[Reference]:
    """Rows that name the paper and that the user may see; one query a relation, whatever the rows."""
    found = []
    for relation in Document._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and relation.related_model not in _SHOWN_APART:
            found += _rows(relation, document, user)
    return found


def held_by(document: Document) -> list[str]:
    """The names of all registers with a row that points to the paper, whoever may see it; files included."""
    found = []
    for relation in Document._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: document})
            if rows.exists():
                found.append(str(relation.related_model._meta.verbose_name))
    files = Attachment.objects.filter(subject_type__app_label="documents", subject_type__model="document")
    if files.filter(subject_id=document.pk).exists():
        found.append(str(Attachment._meta.verbose_name))
    return list(dict.fromkeys(found))


def _rows(relation, document: Document, user) -> list[Reference]:
    model: type[models.Model] = relation.related_model
    manager = model._default_manager
    if not hasattr(manager.all(), "visible_to"):
        return []
    field = relation.field
    rows = manager.all().visible_to(user).filter(**{field.name: document}).select_related(*_joined(model))
    name = str(model._meta.verbose_name).capitalize()
    return [
        Reference(name, str(row) if may_open(user, row) else HIDDEN, address_for(user, row))
        for row in rows[:MOST]
    ]


def _joined(model: type[models.Model]) -> list[str]:
    """The to-one relations that a row's name may need."""
    return [f.name for f in model._meta.concrete_fields if f.is_relation and f.related_model is not Document]
