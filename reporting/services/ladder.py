"""The ladder of reminders: three working days before and on the day those whose duty it is; one after, them and the
head of the unit; three after, the province. Written down here, delivered by `services.delivering`."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import RoleGrant
from audit.services import Change, audit_many
from audit.snapshots import snapshot
from contracts.policy import require
from contracts.roles import REGISTRARS, REVIEWERS, Role, Scope
from law.values import day_table
from reporting import policies
from reporting.choices import ReminderStep
from reporting.deadlines import due_item
from reporting.models import Deadline, Reminder, ReportDuty
from reporting.services.closing import DUTIES, deadline_new
from vietnam.calendar import DayTable, add_working_days

#: Working days from the due day to each rung.
BEFORE, AFTER, PROVINCE = -3, 1, 3
#: A rung that was passed this long ago is not made up for: an installation's first day is no flood of old news.
STALE = timedelta(days=14)

#: (scope, unit, role) → users.
Holders = dict[tuple[str, str, str], set[int]]


def reminders_write(on: date) -> int:
    """Write down who is to be reminded of what on that day; gives how many. Each rung once a person, however often
    this runs; after days without beat only the last rung passed."""
    extra = day_table()
    latest = add_working_days(on, -BEFORE, extra)
    deadlines = list(Deadline.objects.open().filter(due_on__lte=latest, due_on__gte=on - STALE))
    known = set(
        Reminder.objects.filter(deadline__in=[d.pk for d in deadlines]).values_list(
            "deadline_id", "user_id", "step", "day"
        )
    )
    holders = role_holders(on)
    rows = [
        Reminder(deadline=deadline, user_id=user, step=step, day=day)
        for deadline in deadlines
        for user, step, day in _due(deadline, on, extra, holders)
        if (deadline.pk, user, step, day) not in known
    ]
    Reminder.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return len(rows)


def role_holders(on: date) -> Holders:
    """Who holds which role in which unit on that day, in one query."""
    found: Holders = defaultdict(set)
    grants = RoleGrant.objects.in_force(on).filter(user__is_active=True)
    for user, role, scope, province, commune in grants.values_list(
        "user_id", "role", "user__scope", "user__province_id", "user__commune_id"
    ):
        unit = commune if scope == Scope.COMMUNE else province
        found[scope, unit or "", role].add(user)
    return found


def responsible(deadline: Deadline, holders: Holders) -> set[int]:
    """Those whose duty it is: who holds the roles it names; where nobody does, whoever keeps the unit's registers."""
    scope, unit, usual = _unit(deadline)
    found = _holding(holders, scope, unit, deadline.roles)
    return found or _holding(holders, scope, unit, usual)


def _unit(deadline: Deadline) -> tuple[str, str, tuple[Role, ...]]:
    if deadline.commune_code:
        return Scope.COMMUNE, deadline.commune_code, REGISTRARS
    return Scope.PROVINCE, deadline.province_code, REVIEWERS


def _holding(holders: Holders, scope: str, unit: str, roles) -> set[int]:
    return set().union(*(holders.get((scope, unit, str(role)), set()) for role in roles))


def _due(deadline: Deadline, on: date, extra: DayTable, holders: Holders) -> Iterator[tuple[int, str, date]]:
    """Whom to remind at the last rung reached: user, step, the rung's day."""
    scope, unit, _ = _unit(deadline)
    due = deadline.due_on
    after, escalated = add_working_days(due, AFTER, extra), add_working_days(due, PROVINCE, extra)
    if on < due:
        day = add_working_days(due, BEFORE, extra)
        if day <= on:
            yield from ((user, ReminderStep.BEFORE, day) for user in responsible(deadline, holders))
    elif on < after:
        yield from ((user, ReminderStep.ON, due) for user in responsible(deadline, holders))
    elif on < escalated or scope == Scope.PROVINCE:
        head = Role.CHIEF if scope == Scope.COMMUNE else Role.DIRECTOR
        heads = _holding(holders, scope, unit, (head,))
        yield from ((user, ReminderStep.HEAD, after) for user in heads)
        yield from ((user, ReminderStep.AFTER, after) for user in responsible(deadline, holders) - heads)
    else:
        reviewers = _holding(holders, Scope.PROVINCE, deadline.province_code, (Role.REVIEWER,))
        yield from ((user, ReminderStep.PROVINCE, escalated) for user in reviewers)


@transaction.atomic
def duties_remind(*, actor, duties: list[ReportDuty], today: date | None = None) -> int:
    """Press the communes that have not handed in, once a day each; gives how many were pressed. Communes pressed
    today already, or that handed in meanwhile, are passed over."""
    today = today or timezone.localdate()
    for duty in duties:
        require(policies.can_review(actor, duty))
    due = [duty for duty in duties if policies.can_remind(actor, duty, today) and not _pressed(duty, today)]
    pressed = []
    for duty in due:
        before = snapshot(duty)
        # Of two clicks one finds the row as it was read.
        same = ReportDuty.objects.filter(pk=duty.pk, reminders=duty.reminders)
        if same.update(reminders=F("reminders") + 1, reminded_at=timezone.now()):
            duty.refresh_from_db(fields=["reminders", "reminded_at"])
            pressed.append(Change(duty, before))
    _press([change.subject for change in pressed], today)
    audit_many(actor, "reporting.duty.remind", pressed)
    return len(pressed)


def _pressed(duty: ReportDuty, today: date) -> bool:
    return duty.reminded_at is not None and timezone.localdate(duty.reminded_at) >= today


def _press(duties: list[ReportDuty], today: date) -> None:
    """A reminder by hand to those whose duty it is and to the head of the unit."""
    deadlines = _deadlines(duties)
    holders = role_holders(today)
    rows = [
        Reminder(deadline=deadline, user_id=user, step=ReminderStep.BY_HAND, day=today)
        for deadline in deadlines
        for user in _holding(holders, Scope.COMMUNE, deadline.commune_code, REGISTRARS)
    ]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)


def _deadlines(duties: list[ReportDuty]) -> list[Deadline]:
    """The deadlines of these reports; those not collected yet are written down."""
    items = [due_item(duty) for duty in duties]
    new = [deadline_new(DUTIES, item) for item in items]
    Deadline.objects.bulk_create(new, ignore_conflicts=True)
    return list(Deadline.objects.filter(source=DUTIES, key__in=[item.key for item in items]))
