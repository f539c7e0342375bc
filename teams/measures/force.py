"""What teams and memberships are counted for: catalogue indicators and the columns of BM1 (Công văn 435/V05-P3)."""

from datetime import date

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest

from communes.models import Cluster
from contracts.registry import Measure, Register, Span, measures, registers
from law.values import value
from teams.choices import CONTINUING_ENDS, LEAVING_ENDS, Education, EndKind, Position, Sex, StartKind
from teams.models import KINH, ClusterAssignment, Membership, Quota, Team
from teams.policies import can_see_masked
from vietnam.dates import latest_birth

registers.add(
    Register(
        "protection_teams", "Tổ bảo vệ ANTT", Team, "commune_id", "started_on", "ended_on",
        list_url="teams:team_list",
    ),
    Register(
        "team_members", "Thành viên Tổ bảo vệ", Membership, "team__commune_id", "started_on", "ended_on",
        list_url="teams:membership_list", may_open=can_see_masked,
    ),
    Register(
        "personnel_changes", "Biến động thành viên", Membership, "team__commune_id", "started_on", "ended_on",
        list_url="teams:change_list", may_open=can_see_masked,
    ),
    Register(
        "clusters", "Cụm dân cư", Cluster, "hamlet__commune_id", "started_on", "ended_on",
        list_url="teams:cluster_list",
    ),
    Register(
        "quotas", "Định mức của xã", Quota, "commune_id", "started_on", "ended_on", list_url="teams:quota_list"
    ),
)  # fmt: skip


def _quota_of_team(day: date) -> Subquery:
    line = (
        Quota.objects.in_force(day).filter(team=OuterRef("pk")).order_by("-started_on").values("members")[:1]
    )
    return Subquery(line, output_field=IntegerField())


def _members_of_team(day: date) -> Coalesce:
    serving = (
        Membership.objects.in_force(day).filter(team=OuterRef("pk"))
        .order_by().values("team").annotate(n=Count("pk")).values("n")
    )  # fmt: skip
    return Coalesce(Subquery(serving, output_field=IntegerField()), 0)


def _vacancies(span: Span) -> Sum:
    """Quota less members of each team, nothing where it is full; teams without a quota lack nobody."""
    members = _members_of_team(span.last_day)
    quota = Coalesce(_quota_of_team(span.last_day), members)
    return Sum(Greatest(quota - members, 0), output_field=IntegerField())


def short_quotas(day: date):
    """Quota lines of teams with fewer members than they name."""
    serving = (
        Membership.objects.in_force(day).filter(team=OuterRef("team_id"))
        .order_by().values("team").annotate(n=Count("pk")).values("n")
    )  # fmt: skip
    found = Quota.objects.in_force(day).annotate(
        serving=Coalesce(Subquery(serving, output_field=IntegerField()), 0)
    )
    return found.filter(members__gt=F("serving"))


def _is_short(span: Span) -> Q:
    """Teams with a vacancy."""
    return Q(Exists(short_quotas(span.last_day).filter(team=OuterRef("pk"))))


def _consolidated(span: Span) -> Q:
    """Teams whose people changed within the days: someone came, left, or changed position."""
    days = (span.first_day, span.last_day)
    came = Membership.objects.filter(team=OuterRef("pk"), started_on__range=days).exclude(
        start_kind=StartKind.TAKEN_OVER
    )
    left = Membership.objects.filter(team=OuterRef("pk"), ended_on__range=days)
    return Q(Exists(came)) | Q(Exists(left))


def _assigned(span: Span) -> Q:
    serving = ClusterAssignment.objects.serving(span.last_day).filter(cluster=OuterRef("pk"))
    return Q(Exists(serving))


def _under_seventy(span: Span) -> Q:
    split = value("bm1.age_split", on=span.last_day)
    return Q(person__birth_date__gt=latest_birth(split, span.last_day))


def _seventy_and_over(span: Span) -> Q:
    split = value("bm1.age_split", on=span.last_day)
    return Q(person__birth_date__lte=latest_birth(split, span.last_day))


def _incomplete(span: Span) -> Q:
    """Members that BM1's cross-checks cannot place: sex, birth date or education unknown, or not finished primary."""
    return Q(person__sex="") | Q(person__birth_date=None) | Q(person__education__in=("", Education.NONE))


_schooling = {
    "bm1_08": (Education.PRIMARY,),
    "bm1_09": (Education.LOWER_SECONDARY, Education.UPPER_SECONDARY),
    "bm1_10": (Education.INTERMEDIATE, Education.COLLEGE),
    "bm1_11": (Education.UNIVERSITY, Education.POSTGRADUATE),
}
#: The grounds of a change as the plan names them (seed 002.III.1.b2): those to be added for, those to be replaced.
#: A dismissal is a leaving by decision that is none of the four cases of the law. Assumed, as the plan does not say.
_BY_DECISION = Q(end_kind=EndKind.OTHER, end_decision__isnull=False)
_CHANGE_REASONS = {
    "death": Q(end_kind__in=(EndKind.DIED, EndKind.DIED_ON_DUTY)),
    "dismissed": _BY_DECISION,
    "substandard": Q(end_kind__in=(EndKind.UNFIT_HEALTH, EndKind.PROSECUTED)),
    "failed_duty": Q(end_kind=EndKind.BREACH_OF_DUTY),
    "voluntary": Q(end_kind=EndKind.RESIGNED),
    "other": Q(end_kind__in=(EndKind.MOVED_AWAY, EndKind.TEAM_DISSOLVED))
    | Q(end_kind=EndKind.OTHER, end_decision__isnull=True),
}


def _replaced(span: Span) -> Q:
    """Who left on one of the plan's three grounds of replacement, where the team took somebody in afterwards."""
    grounds = _CHANGE_REASONS["substandard"] | _CHANGE_REASONS["failed_duty"] | _CHANGE_REASONS["voluntary"]
    successor = Membership.objects.filter(
        team=OuterRef("team"), start_kind=StartKind.RECRUITED, started_on__gte=OuterRef("ended_on"),
        started_on__lte=span.last_day,
    )  # fmt: skip
    return grounds & Q(Exists(successor))


_recruits = Q(start_kind=StartKind.RECRUITED)
_leavers = Q(end_kind__in=sorted(LEAVING_ENDS))
_minority = ~Q(person__ethnic_group__in=("", KINH))

measures.add(
    # Teams
    Measure("teams_current", "protection_teams", Count("pk"), at="close"),
    Measure("team_vacancies", "protection_teams", _vacancies, at="close", where=_is_short),
    Measure("teams_short", "protection_teams", Count("pk"), at="close", where=_is_short),
    Measure("teams_consolidated", "protection_teams", Count("pk"), at="close", where=_consolidated),
    Measure("bm1_13", "quotas", Sum("teams"), at="close", where=Q(team=None)),
    Measure("bm1_14", "protection_teams", Count("pk"), at="close"),
    # Members in service
    Measure("team_members_current", "team_members", Count("pk"), at="close"),
    Measure("team_members_before", "team_members", Count("pk"), at="eve"),
    Measure("team_leaders_current", "team_members", Count("pk"), at="close", where=Q(position=Position.LEADER)),
    Measure("team_deputies_current", "team_members", Count("pk"), at="close", where=Q(position=Position.DEPUTY)),
    Measure("team_members_incomplete", "team_members", Count("pk"), at="close", where=_incomplete),
    Measure("bm1_01", "quotas", Sum("members"), at="close", where=Q(team=None)),
    Measure("bm1_02", "team_members", Count("pk"), at="eve"),
    Measure("bm1_03", "team_members", Count("pk"), at="close"),
    Measure("bm1_04", "team_members", Count("pk"), at="close", where=Q(person__sex=Sex.MALE)),
    Measure("bm1_05", "team_members", Count("pk"), at="close", where=Q(person__sex=Sex.FEMALE)),
    Measure("bm1_06", "team_members", Count("pk"), at="close", where=_under_seventy),
    Measure("bm1_07", "team_members", Count("pk"), at="close", where=_seventy_and_over),
    *(
        Measure(code, "team_members", Count("pk"), at="close", where=Q(person__education__in=levels))
        for code, levels in _schooling.items()
    ),
    Measure("bm1_12", "team_members", Count("pk"), at="close", where=_minority),
    # Comings and goings
    Measure("team_members_added", "personnel_changes", Count("pk"), dated="started_on", where=_recruits),
    Measure("team_members_left", "personnel_changes", Count("pk"), dated="ended_on", where=_leavers),
    Measure("team_members_replaced", "personnel_changes", Count("pk"), dated="ended_on", where=_replaced),
    *(
        Measure(f"team_change_reason_{code}", "personnel_changes", Count("pk"), dated="ended_on", where=where)
        for code, where in _CHANGE_REASONS.items()
    ),
    Measure("bm1_15", "personnel_changes", Count("pk"), dated="started_on", where=_recruits),
    Measure(
        "bm1_16", "personnel_changes", Count("pk"), dated="ended_on",
        where=_leavers & ~Q(end_kind=EndKind.DIED_ON_DUTY),
    ),
    Measure(
        "bm1_18", "personnel_changes", Count("pk"), dated="ended_on", where=Q(end_kind=EndKind.DIED_ON_DUTY)
    ),
    Measure(
        "team_members_moved", "personnel_changes", Count("pk"), dated="ended_on",
        where=Q(end_kind__in=sorted(CONTINUING_ENDS)),
    ),
    # Clusters
    Measure("residential_clusters_total", "clusters", Count("pk"), at="close"),
    Measure("residential_clusters_assigned", "clusters", Count("pk"), at="close", where=_assigned),
)  # fmt: skip
