"""Reviews of teams that are not closed."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q

from contracts.registry import DeadlineSource, DueItem, deadline_sources
from contracts.roles import Role
from teams.models import ReviewRound


def reviews_running(on: date) -> Iterable[DueItem]:
    """Reviews of teams that are not closed yet, with how many sheets there are."""
    sheets = Count("sheets"), Count("sheets", filter=Q(sheets__reviewed_on__isnull=False))
    rows = ReviewRound.objects.running().filter(opens_on__lte=on).annotate(total=sheets[0], filled=sheets[1])
    for row in rows.select_related("commune"):
        yield DueItem(
            key=f"{row.pk}:close",
            title=f"{row.title}: đã lập {row.filled} trên {row.total} phiếu",
            due_on=row.due_on,
            commune=row.commune_id,
            province=row.commune.province_id,
            roles=(Role.OFFICER, Role.CHIEF),
            rule="Kế hoạch kiện toàn các Tổ bảo vệ ANTT, mục III.1",
            url=row.get_absolute_url(),
            action="Rà soát tiếp",
        )


deadline_sources.add(DeadlineSource("teams.review", "Đợt rà soát Tổ phải xong", reviews_running))
