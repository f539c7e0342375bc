"""Separation of duties (roles.md, last paragraph): nobody approves or signs what they alone drafted."""

from collections.abc import Iterable
from datetime import date

from accounts.models import User
from contracts.policy import ALLOWED, Allowed, Answer, Denied

#: What an approval by the only person of a unit is marked with.
SOLE_PERFORMER = "một người thực hiện"


def sole_performer(drafter: User | None, actor: User, roles: Iterable[str], on: date) -> Answer:
    """May `actor` approve or sign what `drafter` alone drafted?

    Yes if they are two persons, or several drafted it (`drafter` None). Where they are one: refused if somebody else
    of the unit holds one of `roles`, those that may approve, on that day; else it passes with the note
    `SOLE_PERFORMER`, which the caller keeps.
    """
    if drafter is None or drafter.pk != actor.pk:
        return ALLOWED
    unit = {"scope": actor.scope, "province": actor.province_id, "commune": actor.commune_id}
    others = User.objects.holding(list(roles), on).filter(**unit).exclude(pk=actor.pk)
    if colleague := others.order_by("sort_key").first():
        return Denied(
            "Người soạn không tự ký, tự duyệt khi đơn vị có người khác cùng thẩm quyền. "
            f"Chuyển cho {colleague.full_name}."
        )
    return Allowed(note=SOLE_PERFORMER)
