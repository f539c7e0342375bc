"""Drafts of forms: what somebody was typing when the page was left, the power failed or the session closed.

A page sends what was typed every few seconds; the app that owns drafts keeps it for its owner alone. Opened again, the
form says that there is a draft and takes it on wish; saving throws it away.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

#: The parameter that asks for the draft.
USE = "nhap"


@dataclass(frozen=True)
class Draft:
    """What was typed into a form, and when it was kept."""

    saved_at: datetime
    data: QueryDict


@dataclass(frozen=True)
class DraftKeeper:
    """Finds and throws away the user's draft at an address; `keep_url()` and `drop_url()` are where pages send to."""

    find: Callable[[Any, str], Draft | None]
    drop: Callable[[Any, str], None]
    keep_url: Callable[[], str]
    drop_url: Callable[[], str]


#: Filled by the app that keeps drafts.
draft_keepers: list[DraftKeeper] = []


class DraftMixin:
    """A form page whose form may be left half filled in; mix in before `FormView`."""

    keeps_draft = True

    @property
    def draft_address(self) -> str:
        """By what the draft is found again: the address without the wish to use it."""
        query = self.request.GET.copy()
        query.pop(USE, None)
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path

    @cached_property
    def draft(self) -> Draft | None:
        """The draft at this address, when the page is opened."""
        if not (self.keeps_draft and draft_keepers and self.request.method == "GET"):
            return None
        return draft_keepers[0].find(self.request.user, self.draft_address)

    def get_form(self, form_class=None):
        """The form; filled from the draft where that was asked for."""
        form = super().get_form(form_class)
        if self.draft and USE in self.request.GET:
            for name, field in form.fields.items():
                if not field.widget.needs_multipart_form:
                    typed = field.widget.value_from_datadict(self.draft.data, {}, form.add_prefix(name))
                    form.initial[name] = typed
        return form

    def drop_draft(self) -> None:
        """What was typed is saved: its draft is no longer needed."""
        if self.keeps_draft and draft_keepers:
            draft_keepers[0].drop(self.request.user, self.draft_address)

    def draft_context(self, form) -> dict[str, Any]:
        """What the form's template shows; nothing for forms with secrets."""
        secret = any(isinstance(field.widget, forms.PasswordInput) for field in form.fields.values())
        if not (self.keeps_draft and draft_keepers) or secret:
            return {}
        query = self.request.GET.copy()
        query[USE] = "1"
        return {
            "draft": self.draft, "draft_used": USE in self.request.GET, "draft_address": self.draft_address,
            "draft_keep": draft_keepers[0].keep_url(), "draft_drop": draft_keepers[0].drop_url(),
            "draft_use": f"?{query.urlencode()}",
        }  # fmt: skip
