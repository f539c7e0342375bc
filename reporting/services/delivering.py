"""Reminders are delivered: one digest a person a day, in the application and by e-mail.

A reminder is recorded first and delivered after: pending → sending → sent. What a killed worker left sending goes back
to pending, three times at the most; the notice is written once, with the first claim.
"""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.choices import NoticeKind
from accounts.models import User
from accounts.services.notices import notice_send
from law.values import day_table
from reporting.choices import ReminderState, ReminderStep
from reporting.models import Reminder
from vietnam.calendar import clock

logger = logging.getLogger(__name__)

#: Nobody is written to at night.
FROM_HOUR = 7
MOST_ATTEMPTS = 3
STALE_AFTER = timedelta(minutes=10)


def reminders_send(now: datetime) -> int:
    """Deliver what is pending, one digest a person a day; what the province sends by hand goes at once. Gives how
    many digests were delivered; one query when there is nothing to do."""
    _sweep(now)
    local = timezone.localtime(now)
    if local.hour < FROM_HOUR:
        return 0
    users = Reminder.objects.pending().order_by("user_id").values_list("user_id", flat=True).distinct()
    return sum(_digest(user, now) for user in list(users))


def _sweep(now: datetime) -> None:
    stale = Reminder.objects.filter(state=ReminderState.SENDING, claimed_at__lt=now - STALE_AFTER)
    stale.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=ReminderState.FAILED, outcome="Bị ngắt giữa chừng ba lần."
    )
    stale.update(state=ReminderState.PENDING)


def _digest(user_id: int, now: datetime) -> bool:
    """Deliver one person's reminders, unless they had today's digest."""
    user = User.objects.get(pk=user_id)
    rows = _claim(user, now)
    if not rows:
        return False
    try:
        outcome = _mail(user, rows, now)
    except (SMTPException, OSError) as error:
        logger.warning("reminders of user %s could not be mailed", user.pk, exc_info=True)
        _settle(
            rows, ReminderState.FAILED, outcome=f"Thư điện tử: {error}"[:250], attempts__gte=MOST_ATTEMPTS
        )
        _settle(rows, ReminderState.PENDING)
        return False
    _settle(rows, ReminderState.SENT, outcome=outcome, sent_at=now)
    return True


@transaction.atomic
def _claim(user: User, now: datetime) -> list[Reminder]:
    """Make the person's pending reminders one's own and tell them in the application; nothing where somebody else
    was quicker. A conditional update a row set: of two workers one finds them pending."""
    rows = Reminder.objects.pending().filter(user=user)
    if _had_digest(user, now):
        rows = rows.filter(step=ReminderStep.BY_HAND)
    found = list(
        rows.select_related("deadline").select_for_update(of=("self",)).order_by("deadline__due_on", "pk")
    )
    keys = [row.pk for row in found]
    mine = Reminder.objects.filter(pk__in=keys, state=ReminderState.PENDING)
    won = mine.update(state=ReminderState.SENDING, claimed_at=now, attempts=F("attempts") + 1)
    if not won or won != len(keys):
        transaction.set_rollback(True)
        return []
    if first := [row for row in found if row.attempts == 0]:
        _tell(user, first)
    return found


def _had_digest(user: User, now: datetime) -> bool:
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    sent = Reminder.objects.filter(
        user=user, state__in=(ReminderState.SENT, ReminderState.FAILED), claimed_at__gte=midnight,
        claimed_at__lt=midnight + timedelta(days=1),
    )  # fmt: skip
    return sent.exclude(step=ReminderStep.BY_HAND).exists()


def _tell(user: User, rows: list[Reminder]) -> None:
    deadlines = [row.deadline for row in rows]
    if len(deadlines) == 1:
        title, url = f"{deadlines[0].title}, hạn {deadlines[0].due_on:%d/%m/%Y}", deadlines[0].url
    else:
        title, url = f"{len(deadlines)} việc đến hạn hoặc quá hạn: {deadlines[0].title}…", "/"
    notice_send(users=[user], kind=NoticeKind.DEADLINE, title=title, url=url)


def _mail(user: User, rows: list[Reminder], now: datetime) -> str:
    """Write to the person; what came of it, in words."""
    if not user.email:
        return "Thông báo trong hệ thống (tài khoản không có thư điện tử)."
    today, extra = timezone.localdate(now), day_table()
    lines = [(row.deadline, clock(row.deadline.due_on, today, extra).text) for row in rows]
    text = render_to_string("reporting/mail/digest.txt", {"user": user, "lines": lines, "today": today})
    send_mail(f"{len(lines)} việc đến hạn hoặc quá hạn", text, settings.DEFAULT_FROM_EMAIL, [user.email])
    return "Thông báo trong hệ thống và thư điện tử."


def _settle(rows: list[Reminder], state: ReminderState, *, outcome: str = "", sent_at=None, **only) -> None:
    mine: QuerySet = Reminder.objects.filter(
        pk__in=[row.pk for row in rows], state=ReminderState.SENDING, **only
    )
    mine.update(state=state, outcome=outcome, sent_at=sent_at)
