"""What duty, patrols, allowances and injuries are counted for."""

from django.db.models import Count, Q, Sum

from contracts.registry import Measure, Register, Span, measures, registers
from readiness.choices import HURT, Outcome, SheetState
from readiness.models import AllowanceSheet, DutyAssignment, Injury, Patrol
from readiness.policies import can_see_sheets
from teams.choices import EndKind
from teams.policies import can_see_masked

registers.add(
    Register("duty", "Lượt trực", DutyAssignment, "shift__roster__team__commune_id", list_url="readiness:duty_list"),
    Register("patrols", "Sổ tuần tra", Patrol, "team__commune_id", list_url="readiness:patrol_list"),
    Register(
        "allowance_sheets", "Bảng chi chế độ", AllowanceSheet, "commune_id", list_url="readiness:sheet_list",
        may_open=can_see_sheets,
    ),
    Register(
        "injuries", "Ốm đau, tai nạn, bị thương", Injury, "membership__team__commune_id",
        list_url="readiness:injury_list", may_open=can_see_masked,
    ),
)  # fmt: skip


def _hurt_on_duty(span: Span) -> Q:
    """Hurt while on duty and not by what the decree excludes; who died of it counts as that alone (column 18)."""
    died = Q(membership__end_kind=EndKind.DIED_ON_DUTY, membership__ended_on__lte=span.last_day)
    return Q(kind__in=sorted(HURT), on_duty=True, exclusion="") & ~died


measures.add(
    Measure("patrols_conducted", "patrols", Count("pk"), dated="patrolled_on"),
    Measure("duty_turns", "duty", Count("pk"), dated="shift__day", where=Q(outcome=Outcome.DONE)),
    Measure(
        "team_policy_expenditure", "allowance_sheets", Sum("total"), dated="month",
        where=Q(state=SheetState.LOCKED),
    ),
    Measure(
        "bm1_17", "injuries", Count("membership__person", distinct=True), dated="happened_on",
        where=_hurt_on_duty,
    ),
)  # fmt: skip
