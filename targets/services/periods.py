"""Opening periods."""

from datetime import date

from django.db import transaction

from audit.services import audit
from targets.models import Period
from vietnam.windows import DEFAULT_CLOSING_DAY, window_for


@transaction.atomic
def period_open(kind: str, day: date, closing_day: int = DEFAULT_CLOSING_DAY) -> Period:
    """The period of that kind that holds `day`; written down the first time it is asked for.

    Kinds are those of `vietnam.windows` ("month" closes on the 14th after NĐ 09/2019, "calendar_month" at its end).
    """
    if kind.startswith("calendar_"):
        closing_day = DEFAULT_CLOSING_DAY
    window = window_for(kind, day, closing_day)
    period, is_new = Period.objects.get_or_create(
        code=window.code, closing_day=closing_day,
        defaults={
            "kind": kind, "first_day": window.first_day, "last_day": window.last_day, "label": window.label,
        },
    )  # fmt: skip
    if is_new:
        audit(None, "targets.period.open", period)
    return period
