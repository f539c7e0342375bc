"""Which records keep a target from being met: the teams that are short, the members not yet trained."""

from datetime import date

from django.db.models import QuerySet

from communes.models import Commune
from contracts.measuring import Days, counted_rows
from contracts.registry import measures, registers
from targets.adopted import Asked
from targets.choices import Comparator
from targets.measuring import until

#: A numerator that counts what is missing: the measure whose rows miss it.
_ROWS_BEHIND = {"team_vacancies": "teams_short"}
MOST = 12


def lacking_rows(asked: Asked, commune: Commune, user, today: date) -> list:
    """Up to `MOST` records of the commune that are still lacking; none where the registers cannot say.

    A ratio whose parts count the same register: what its denominator counts and its numerator does not.
    """
    target = asked.target
    if target.filter or target.comparator == Comparator.REPORT_ONLY:
        return []
    days = until(Days(*asked.frame.span), today)
    if target.numerator in _ROWS_BEHIND:
        code = _ROWS_BEHIND[target.numerator]
        return _named(counted_rows(_rows(code, commune, user), code, days)) if code in measures else []
    part, whole = target.numerator, target.denominator
    if part not in measures or whole not in measures or target.comparator != Comparator.AT_LEAST:
        return []
    if measures.get(part).register != measures.get(whole).register:
        return []
    rows = _rows(whole, commune, user)
    done = counted_rows(rows, part, days).order_by().values("pk")
    return _named(counted_rows(rows, whole, days).exclude(pk__in=done))


def _rows(code: str, commune: Commune, user) -> QuerySet:
    register = registers.get(measures.get(code).register)
    return register.model._default_manager.visible_to(user).filter(**{register.commune: commune.code})


def _named(rows: QuerySet) -> list:
    """The rows with what their names need joined."""
    joined = [field.name for field in rows.model._meta.concrete_fields if field.is_relation]
    return list(rows.select_related(*joined)[:MOST])
