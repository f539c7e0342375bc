"""Opening periods: on the first day of a period the reports expected for it are written down."""

from datetime import date

from django.db import transaction

from accounts.models import User
from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.models import Commune
from law.values import RuleBook, due_after
from reporting.choices import DutyState, Level
from reporting.models import Regime, ReportDuty
from targets.models import Period
from targets.services.periods import period_open
from vietnam.windows import Window, previous, window_for

#: How many periods are caught up at the most after days without beat.
MOST_BEHIND = 12
_NAMED = ("regime", "period", "commune", "province")


def periods_open(on: date) -> int:
    """Open what begins or is at work on that day: the period, and one expected report for each commune that exists on
    its last day. Gives how many reports were written down; a handful of queries when there is nothing to do.

    Days without beat are caught up: every period since the last one that was opened. The period before the present one
    is kept in step as long as it may still be handed in on time, in a new installation too.
    """
    return sum(
        _open_window(regime, window, province)
        for regime in Regime.objects.in_force(on).filter(level=Level.COMMUNE).select_related("province")
        for province in _provinces(regime)
        for window in _windows(regime, province, on)
    )


def _provinces(regime: Regime) -> list[str]:
    """Provinces at work: those in which somebody has an account."""
    if regime.province_id:
        return [regime.province_id]
    users = User.objects.filter(is_active=True, province__isnull=False).order_by("province_id")
    return list(users.values_list("province_id", flat=True).distinct())


def _windows(regime: Regime, province: str, on: date) -> list[Window]:
    """The present window, and those before it that were missed, oldest first."""
    closing_day = RuleBook(on, province, prefix="report.").value(regime.closing_rule)
    window = window_for(regime.period_kind, on, closing_day)
    last = _last_opened(regime, province)
    found = [window]
    for _ in range(MOST_BEHIND):
        window = previous(window)
        if window.first_day < regime.started_on or not _is_missed(window, last, regime, province, on):
            break
        found.append(window)
    return found[::-1]


def _last_opened(regime: Regime, province: str) -> date | None:
    duties = ReportDuty.objects.filter(regime=regime, province_id=province)
    return duties.order_by("-period__last_day").values_list("period__last_day", flat=True).first()


def _is_missed(window: Window, last: date | None, regime: Regime, province: str, on: date) -> bool:
    behind = last is not None and window.last_day > last
    return behind or _due_on(regime, province, window.last_day) >= on


def _due_on(regime: Regime, province: str, last_day: date) -> date:
    """The due day: so many working days after the close, by the law of the closing day."""
    return due_after(last_day, RuleBook(last_day, province, prefix="report.").value(regime.due_rule))


def _open_window(regime: Regime, window: Window, province: str) -> int:
    expected, known = _communes(regime, window, province)
    return 0 if expected == known else _settle(regime, window, province)


def _communes(regime: Regime, window: Window, province: str) -> tuple[set[str], set[str]]:
    """Communes that have to report, and those whose report is written down."""
    existing = Commune.objects.existing_on(window.last_day).filter(province_id=province)
    duties = ReportDuty.objects.of_communes().filter(
        regime=regime, province_id=province, period__code=window.code, period__closing_day=window.closing_day
    )
    return set(existing.values_list("code", flat=True)), set(duties.values_list("commune_id", flat=True))


@transaction.atomic
def _settle(regime: Regime, window: Window, province: str) -> int:
    """Write down what is missing. The regime's row is locked (SQLite has one writer anyway) and everything looked at
    again: of two schedulers the second finds nothing to do."""
    Regime.objects.select_for_update().get(pk=regime.pk)
    expected, known = _communes(regime, window, province)
    period = period_open(window.kind, window.last_day, window.closing_day)
    _withdraw(regime, period, known - expected)
    if not expected - known:
        return 0
    due_on = _due_on(regime, province, period.last_day)
    rows = [
        ReportDuty(regime=regime, period=period, province_id=province, commune_id=code, due_on=due_on)
        for code in sorted(expected - known)
    ]
    ReportDuty.objects.bulk_create(rows, batch_size=500)
    fresh = ReportDuty.objects.filter(regime=regime, period=period, commune__in=expected - known)
    return audit_many(None, "reporting.duty.open", map(Change, fresh.select_related(*_NAMED)))


def _withdraw(regime: Regime, period: Period, gone: set[str]) -> None:
    """Nothing is expected of a commune that no longer exists on the last day, unless it began its report."""
    rows = ReportDuty.objects.filter(
        regime=regime, period=period, commune__in=gone, state=DutyState.NOT_STARTED, reports__isnull=True
    )
    named = list(rows.select_related(*_NAMED))
    for duty in named:
        audit(None, "reporting.duty.withdraw", duty, before=snapshot(duty), after={})
    ReportDuty.objects.filter(pk__in=[duty.pk for duty in named]).delete()
