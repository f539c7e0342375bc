"""Writes of drafts of forms. They are working papers of their owner, no register: the audit leaves them out."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils import timezone

from accounts.models import FormDraft

#: How long a draft is kept, how many one person has, how long one may be.
KEPT_FOR = timedelta(days=7)
MOST = 30
LONGEST = 60_000
_OURS = ("csrfmiddlewaretoken", "_address")


@transaction.atomic
def draft_keep(*, actor, address: str, data: QueryDict) -> FormDraft:
    """Keep what was typed at that address of the site, in place of what was kept there before."""
    _check_address(address)
    typed = data.copy()
    for name in _OURS:
        typed.pop(name, None)
    content = typed.urlencode()
    if len(content) > LONGEST:
        raise ValidationError("Nội dung quá dài nên không lưu nháp được. Lưu vào sổ trước khi rời trang.")
    kept = {"content": content, "saved_at": timezone.now()}
    draft, _made = FormDraft.objects.update_or_create(user_id=actor.pk, address=address, defaults=kept)
    newest = FormDraft.objects.filter(user=actor).order_by("-saved_at", "-pk").values("pk")[:MOST]
    FormDraft.objects.filter(user=actor).exclude(pk__in=list(newest.values_list("pk", flat=True))).delete()
    return draft


def draft_drop(*, actor, address: str) -> None:
    """Throw a draft away."""
    FormDraft.objects.filter(user_id=actor.pk, address=address).delete()


def drafts_wipe(now: datetime) -> None:
    """Throw away what nobody came back to."""
    FormDraft.objects.filter(saved_at__lt=now - KEPT_FOR).delete()


def _check_address(address: str) -> None:
    path = urlsplit(address)
    try:
        known = not path.netloc and len(address) <= 300 and resolve(path.path)
    except Resolver404:
        known = False
    if not known:
        raise ValidationError("Không có trang này nên không lưu nháp được.")
