"""Equipment whose lifetime or validity runs out."""

from collections.abc import Iterable
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Sum
from django.urls import reverse

from contracts.registry import DeadlineSource, DueItem, deadline_sources
from contracts.roles import Role
from law.values import RuleBook
from readiness.choices import UNUSABLE, EquipmentKind
from readiness.models import EquipmentIssue
from vietnam.dates import format_date

NOTICE = "equipment.expiry_notice_days"


def equipment_expiring(on: date) -> Iterable[DueItem]:
    """Things in use that run out within the days of notice, and those that ran out and were not handed back: one line
    for all of a kind and day in a commune."""
    rule = RuleBook(on, prefix=NOTICE).get(NOTICE)
    if rule is None:
        return
    rows = (
        EquipmentIssue.objects.in_force(on).exclude(condition__in=UNUSABLE)
        .filter(valid_until__lte=on + timedelta(days=rule.value)).order_by("valid_until", "kind")
        .values("team__commune", "team__commune__province", "kind", "valid_until").annotate(pieces=Sum("quantity"))
    )  # fmt: skip
    for row in rows:
        kind, until = EquipmentKind(row["kind"]), row["valid_until"]
        query = urlencode({"loai": kind, "het_han": format_date(until)})
        yield DueItem(
            key=f"{row['team__commune']}:{kind}:{until:%Y%m%d}",
            title=f"{row['pieces']} {kind.label.lower()} hết hạn sử dụng: kiểm tra, thu hồi hoặc thay",
            due_on=until,
            commune=row["team__commune"],
            province=row["team__commune__province"],
            roles=(Role.OFFICER,),
            rule="Niên hạn theo NĐ 40/2024/NĐ-CP hoặc theo nhà sản xuất (TT 14/2024/TT-BCA, Điều 8)",
            url=f"{reverse('readiness:equipment_list')}?{query}",
            action="Xem trang bị",
        )


deadline_sources.add(DeadlineSource("readiness.expiry", "Trang bị hết hạn sử dụng", equipment_expiring))
