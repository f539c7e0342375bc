"""Several counts in one statement."""

from collections.abc import Mapping

from django.db.models import F, Func, IntegerField, QuerySet, Subquery


class _CountAll(Func):
    """COUNT(…) over all rows of a subquery; `Count` would group them."""

    function, output_field = "COUNT", IntegerField()


def counted(user, rows: Mapping[str, QuerySet]) -> dict[str, int]:
    """How many rows each of these querysets has, by its name; one query for all, none for none. `user` is who asks:
    their own row is what the counts hang on."""
    if not rows:
        return {}
    parts = {
        name: Subquery(one.order_by().annotate(number_of_rows=_CountAll(F("pk"))).values("number_of_rows"))
        for name, one in rows.items()
    }
    found = user._meta.model._base_manager.filter(pk=user.pk).values(**parts).get()
    return {name: number or 0 for name, number in found.items()}
