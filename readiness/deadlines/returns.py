"""What members who left still hold: name badge, certificate, equipment (the decision on a leaving asks for it back)."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse

from contracts.registry import DeadlineSource, DueItem, deadline_sources
from contracts.roles import Role
from law.limits import Limits
from readiness.models import EquipmentIssue
from teams.choices import LEAVING_ENDS

DAYS = "leave.return_days"


def returns_due(on: date) -> Iterable[DueItem]:
    """One line a person who left and has not handed everything back: since the first day out of service."""
    limits = Limits(DAYS)
    held = EquipmentIssue.objects.with_leavers(on).filter(membership__end_kind__in=LEAVING_ENDS)
    joined = held.select_related("membership__person", "team__commune").order_by(
        "membership_id", "kind", "pk"
    )
    for spell, issues in groupby(joined, lambda issue: issue.membership):
        things = list(issues)
        commune = things[0].team.commune
        limit = limits.limit(DAYS, spell.ended_on, commune.province_id)
        if limit is None:
            continue
        kinds = dict.fromkeys(str(one.get_kind_display()).lower() for one in things)
        query = urlencode({"nguoi_thoi": "true", "q": spell.person.full_name})
        yield DueItem(
            key=str(spell.pk), title=f"Thu hồi của {spell.person.full_name} đã thôi: {', '.join(kinds)}",
            due_on=limit.due_on, commune=commune.pk, province=commune.province_id, roles=(Role.OFFICER,),
            rule=limit.citation, url=f"{reverse('readiness:equipment_list')}?{query}", action="Ghi thu hồi",
            started_on=spell.ended_on,
        )  # fmt: skip


deadline_sources.add(DeadlineSource("readiness.return", "Thu hồi trang bị của người thôi", returns_due))
