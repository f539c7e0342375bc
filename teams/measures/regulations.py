"""What Quy chế hoạt động are counted for (seed 002.III.1.b3, target T002-11)."""

from django.db.models import Count, Exists, OuterRef, Q

from contracts.records import in_force
from contracts.registry import Measure, Register, Span, measures, registers
from teams.choices import RegulationTopic
from teams.models import Regulation, RegulationPart, Team

registers.add(
    Register(
        "team_regulations", "Quy chế hoạt động của Tổ", Regulation, "commune_id", "started_on", "ended_on",
        list_url="teams:regulation_list",
    )
)  # fmt: skip


def _issued(span: Span) -> Q:
    """The commune's own, or those of its teams where each team in being has one."""
    own = Regulation.objects.filter(in_force(span.last_day), team=OuterRef("pk"))
    without = Team.objects.in_force(span.last_day).filter(commune=OuterRef("commune")).exclude(Exists(own))
    return Q(team=None) | ~Exists(without)


def _incomplete(span: Span) -> Q:
    """Rules that leave something out of what they must settle."""
    lacking = Q()
    for topic in RegulationTopic:
        lacking |= ~Exists(RegulationPart.objects.filter(regulation=OuterRef("pk"), topic=topic))
    return lacking


measures.add(
    Measure(
        "team_regulation_issued",
        "team_regulations",
        Count("commune", distinct=True),
        at="close",
        where=_issued,
    ),
    Measure("team_regulations_incomplete", "team_regulations", Count("pk"), at="close", where=_incomplete),
)
