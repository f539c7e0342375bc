"""A calendar feed of one's deadlines for a phone: the address itself is the secret.

The token is derived from the user's key and password hash, so that nothing is stored, and changing the password makes
the old address worthless.
"""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from icalendar import Calendar, Event

from accounts.models import User
from reporting.work import due_rows

_SALT = "reporting.feed"


def feed_token(user: User) -> str:
    """The secret part of the user's address."""
    digest = salted_hmac(_SALT, f"{user.pk}:{user.password}", algorithm="sha256").hexdigest()
    return f"{user.pk}-{digest[:40]}"


def feed_url(user: User) -> str:
    """The path of the user's feed."""
    return reverse("reporting:feed", args=[feed_token(user)])


def owner_of(token: str) -> User | None:
    """Whose feed it is; None for a token that is wrong, or of a disabled account."""
    key = token.partition("-")[0]
    user = User.objects.filter(pk=key, is_active=True).first() if key.isdigit() else None
    return user if user and constant_time_compare(feed_token(user), token) else None


def calendar_of(user: User) -> bytes:
    """The user's deadlines as whole-day events."""
    calendar = Calendar()
    calendar.add("prodid", "-//ANTT//Viec den han//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Việc đến hạn, Tổ bảo vệ ANTT")
    for row in due_rows(user, timezone.localdate()):
        if row.roles and not user.role_codes & {*row.roles}:
            continue
        event = Event()
        event.add("uid", f"{row.source}.{row.pk}@antt")
        event.add("dtstamp", row.seen_at)
        event.add("summary", row.title)
        event.add("dtstart", row.due_on)
        event.add("dtend", row.due_on + timedelta(days=1))
        event.add("description", row.rule)
        event.add("url", f"{settings.PUBLIC_ADDRESS}{row.url}")
        calendar.add_component(event)
    return calendar.to_ical()
