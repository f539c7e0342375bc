"""Where a row opens, for pages that show rows of registers they do not know."""

from django.db.models import Model

from contracts.policy import ALLOWED, Answer
from contracts.registry import openings


def may_open(user, row: Model) -> Answer:
    """May the user, who sees the row, open its page?"""
    label = row._meta.label_lower
    return openings.get(label).may_open(user) if label in openings else ALLOWED


def address_for(user, row: Model) -> str:
    """The row's page; "" where it has none or this user would be refused there."""
    page = getattr(row, "get_absolute_url", None)
    return page() if page and may_open(user, row) else ""
