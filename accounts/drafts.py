"""Keeps drafts for every form of the site (`pages.drafts`)."""

from django.http import QueryDict
from django.urls import reverse

from accounts.models import FormDraft
from accounts.services.drafts import draft_drop
from pages.drafts import Draft, DraftKeeper, draft_keepers


def _find(user, address: str) -> Draft | None:
    row = FormDraft.objects.visible_to(user).filter(address=address).first()
    return Draft(row.saved_at, QueryDict(row.content)) if row else None


draft_keepers.append(
    DraftKeeper(
        _find, lambda user, address: draft_drop(actor=user, address=address),
        lambda: reverse("accounts:draft_keep"), lambda: reverse("accounts:draft_drop"),
    )
)  # fmt: skip
