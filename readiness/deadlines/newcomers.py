"""What those newly recognised still have to be given: certificate and badge, tools, a first class.

Nothing is stored: it follows from who began by a decision and what was issued and attended since. After the days that
the law parameter names it is no longer reminded of; the data quality page goes on telling it.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from contracts.registry import DeadlineSource, DueItem, deadline_sources
from contracts.roles import Role
from law.values import RuleBook, day_table
from readiness.choices import PERSONAL_KINDS, UNUSABLE, CardKind, EquipmentKind
from readiness.learning import NEVER, at_stage, with_classes
from readiness.models import EquipmentIssue
from readiness.shortage import Books, team_lines
from teams.choices import StartKind
from teams.models import Membership, Team
from vietnam.calendar import add_working_days
from vietnam.dates import format_date

#: Tools of which a team needs the more the more members it has (TT 14/2024/TT-BCA, Điều 8).
TOOLS = frozenset(
    {EquipmentKind.RUBBER_BATON, EquipmentKind.METAL_BATON, EquipmentKind.STAB_VEST, EquipmentKind.KNIFE_GLOVES}
)  # fmt: skip
FOLLOW = "team.newcomer_follow_days"
_POLICE = (Role.OFFICER, Role.CHIEF)
#: Most people whose cards one address asks for.
_MOST = 100


def cards_lacking(on: date) -> Iterable[DueItem]:
    """Newcomers without a certificate or a badge."""

    def lacking(rows: QuerySet) -> QuerySet:
        held = EquipmentIssue.objects.in_force(on).exclude(condition__in=UNUSABLE)
        has = {
            kind: Exists(held.filter(kind=kind, membership__person=OuterRef("person")))
            for kind in PERSONAL_KINDS
        }
        return rows.filter(~Q(has[EquipmentKind.CERTIFICATE]) | ~Q(has[EquipmentKind.NAME_BADGE]))

    def address(spells: list[Membership]) -> str:
        chosen = urlencode(
            {"chon": [spell.pk for spell in spells[:_MOST]], "loai": CardKind.BADGE}, doseq=True
        )
        return f"{reverse('readiness:cards')}?{chosen}"

    return _items(
        on, "team.newcomer_card_days", "Cấp biển tên, Giấy chứng nhận cho", "In thẻ", lacking, address
    )


def classes_lacking(on: date) -> Iterable[DueItem]:
    """Newcomers who never attended a class."""
    return _items(
        on, "team.newcomer_training_days", "Tập huấn cho", "Xem danh sách",
        lambda rows: at_stage(with_classes(rows, on), NEVER),
        lambda spells: f"{reverse('readiness:learner_list')}?{urlencode({'muc': NEVER})}",
    )  # fmt: skip


def tools_lacking(on: date) -> Iterable[DueItem]:
    """Newcomers whose team has not the tools that its number of members asks for."""

    def lacking(rows: QuerySet) -> QuerySet:
        teams = Team.objects.filter(pk__in=rows.order_by().values("team"))
        lines = team_lines(teams, on, Books(on))
        short = {line.team.pk for line in lines if line.kind in TOOLS and line.missing}
        return rows.filter(team__in=short)

    return _items(
        on, "team.newcomer_tools_days", "Trang bị công cụ hỗ trợ cho Tổ có", "Xem nhu cầu", lacking,
        lambda spells: reverse("readiness:need_list"),
    )  # fmt: skip


def _items(
    on: date, code: str, what: str, action: str, lacking: Callable[[QuerySet], QuerySet],
    address: Callable[[list[Membership]], str],
) -> Iterator[DueItem]:  # fmt: skip
    """One item for all of a commune who began on the same day."""
    book = RuleBook(on, prefix="team.newcomer")
    rule, follow = book.get(code), book.get(FOLLOW)
    if rule is None or follow is None:
        return
    began = Membership.objects.in_force(on).filter(
        start_kind=StartKind.RECRUITED, started_on__gt=on - timedelta(days=follow.value)
    )
    rows = lacking(began).select_related("team__commune").order_by("team__commune", "started_on", "pk")
    days = day_table()
    for (commune, started_on), group in groupby(rows, key=lambda row: (row.team.commune, row.started_on)):
        spells = list(group)
        yield DueItem(
            key=f"{commune.pk}:{started_on:%Y%m%d}",
            title=f"{what} {len(spells)} thành viên mới từ {format_date(started_on)}",
            due_on=add_working_days(started_on, rule.value, days), commune=commune.pk,
            province=commune.province_id, roles=_POLICE, rule=rule.citation, url=address(spells), action=action,
            started_on=started_on,
        )  # fmt: skip


deadline_sources.add(
    DeadlineSource(
        "readiness.newcomer_cards", "Thành viên mới chưa có biển tên, Giấy chứng nhận", cards_lacking
    ),
    DeadlineSource("readiness.newcomer_tools", "Tổ có thành viên mới thiếu công cụ", tools_lacking),
    DeadlineSource("readiness.newcomer_training", "Thành viên mới chưa tập huấn", classes_lacking),
)
