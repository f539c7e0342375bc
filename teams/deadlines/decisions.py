"""Clocks of leaving and dissolving: 05 working days to propose, 05 to decide (TT 14/2024/TT-BCA, Điều 5)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse

from contracts.registry import DeadlineSource, DueItem, deadline_sources
from contracts.roles import REGISTRARS, Role
from law.values import Rule, RuleBook, day_table
from teams.choices import LeavingPaperKind
from teams.models import LeavingPaper, Team
from vietnam.calendar import DayTable, add_working_days


def leavings_to_propose(on: date) -> Iterable[DueItem]:
    """Letters of members who still serve, without the proposal (Mẫu 07): from the letter's date."""
    rule = RuleBook(on, prefix="leave.").get("leave.propose_days")
    proposed = LeavingPaper.objects.standing().filter(
        membership=OuterRef("membership"), kind=LeavingPaperKind.PROPOSAL, dated_on__lte=on
    )
    rows = _papers(LeavingPaperKind.LETTER, on).exclude(Exists(proposed))
    yield from _clocks(rows, rule, "Đề xuất cho thôi (Mẫu 07)", REGISTRARS, "Ghi báo cáo đề xuất")


def leavings_to_decide(on: date) -> Iterable[DueItem]:
    """Proposals about members who still serve: the chairman decides."""
    rule = RuleBook(on, prefix="leave.").get("leave.decide_days")
    rows = _papers(LeavingPaperKind.PROPOSAL, on)
    yield from _clocks(rows, rule, "Quyết định cho thôi (Mẫu 08)", (*REGISTRARS, Role.LEADER), "Xem hồ sơ")


def dissolutions_to_decide(on: date) -> Iterable[DueItem]:
    """Teams whose dissolution was proposed and not decided."""
    rule = RuleBook(on, prefix="dissolve.").get("dissolve.decide_days")
    if rule is None:
        return
    days = day_table()
    rows = Team.objects.filter(dissolution_proposed_on__lte=on, ended_on=None).select_related("commune")
    for team in rows:
        yield DueItem(
            key=f"{team.pk}:{team.dissolution_proposed_on}",
            title=f"Quyết định giải thể {team}",
            due_on=add_working_days(team.dissolution_proposed_on, rule.value, days),
            commune=team.commune_id,
            province=team.commune.province_id,
            roles=(*REGISTRARS, Role.LEADER),
            rule=rule.citation,
            url=reverse("teams:team", args=[team.pk]),
            action="Xem Tổ",
            started_on=team.dissolution_proposed_on,
        )


def _papers(kind: LeavingPaperKind, on: date):
    rows = LeavingPaper.objects.standing().filter(kind=kind, dated_on__lte=on, membership__ended_on=None)
    return rows.select_related("membership__person", "membership__team__commune")


def _clocks(rows, rule: Rule | None, words: str, roles, action: str) -> Iterable[DueItem]:
    if rule is None:
        return
    days: DayTable = day_table()
    for row in rows:
        spell = row.membership
        yield DueItem(
            key=f"{row.pk}",
            title=f"{words}: {spell.person.full_name}, {spell.team}",
            due_on=add_working_days(row.dated_on, rule.value, days),
            commune=spell.team.commune_id,
            province=spell.team.commune.province_id,
            roles=tuple(roles),
            rule=rule.citation,
            url=reverse("teams:membership", args=[spell.pk]),
            action=action,
            started_on=row.dated_on,
        )


deadline_sources.add(
    DeadlineSource("teams.leave.propose", "Hạn đề xuất cho thôi", leavings_to_propose),
    DeadlineSource("teams.leave.decide", "Hạn quyết định cho thôi", leavings_to_decide),
    DeadlineSource("teams.dissolve.decide", "Hạn quyết định giải thể Tổ", dissolutions_to_decide),
)
