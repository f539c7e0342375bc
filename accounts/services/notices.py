"""News for users: written after commit, so that nobody is told of what did not happen."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import Notice, User

_TITLE_LENGTH = 200


def notice_send(*, users: Iterable[User], kind: str, title: str, url: str = "") -> None:
    """Tell these users once the present transaction is committed; disabled accounts are left out."""
    title = title if len(title) <= _TITLE_LENGTH else f"{title[: _TITLE_LENGTH - 1]}…"
    receivers = {user.pk for user in users if user.is_active}
    rows = [Notice(user_id=pk, kind=kind, title=title, url=url) for pk in sorted(receivers)]
    transaction.on_commit(lambda: Notice.objects.bulk_create(rows))


def notices_read(*, actor: User, keys: Iterable[int] | None = None) -> int:
    """Mark one's own notices as read, all or those with these keys; gives how many were unread."""
    rows = Notice.objects.visible_to(actor).unread()
    if keys is not None:
        rows = rows.filter(pk__in=list(keys))
    return rows.update(read_at=timezone.now())
