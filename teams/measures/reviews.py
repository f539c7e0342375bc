"""What the review of teams is counted for (catalogue: indicators of seed 002.III.1).

Of a member reviewed several times the latest sheet speaks. Figures of members in service ask what is known of them on
the last day; figures of sheets count those made within the days.
"""

from django.db.models import Count, Exists, OuterRef, Q, Sum

from contracts.registry import Measure, Register, Span, measures, registers
from teams.choices import Outcome, Position
from teams.measures.force import short_quotas
from teams.models import MemberReview, Membership, TeamReview
from teams.policies import can_see_masked

registers.add(
    Register(
        "team_reviews", "Phiếu rà soát Tổ", TeamReview, "round__commune_id", list_url="teams:review_sheets",
        may_open=can_see_masked,
    ),
    Register(
        "member_reviews", "Kết quả rà soát thành viên", MemberReview, "sheet__round__commune_id",
        list_url="teams:review_members", may_open=can_see_masked,
    ),
)  # fmt: skip


def _latest(span: Span) -> Q:
    """Results by the last day that no later one of the same person supersedes."""
    later = MemberReview.objects.filter(
        membership__person_id=OuterRef("membership__person_id"), sheet__reviewed_on__lte=span.last_day
    ).filter(
        Q(sheet__reviewed_on__gt=OuterRef("sheet__reviewed_on"))
        | Q(sheet__reviewed_on=OuterRef("sheet__reviewed_on"), pk__gt=OuterRef("pk"))
    )
    return Q(sheet__reviewed_on__lte=span.last_day) & ~Q(Exists(later))


def _team_reviewed(span: Span) -> Q:
    return Q(Exists(TeamReview.objects.filter(team=OuterRef("pk"), reviewed_on__lte=span.last_day)))


def _member_reviewed(**found: bool):
    """Members of whom the latest result says so; without `found` all that were reviewed."""

    def where(span: Span) -> Q:
        said = MemberReview.objects.filter(_latest(span), **found)
        return Q(Exists(said.filter(membership__person_id=OuterRef("person_id"))))

    return where


def _result(**found):
    """The latest results that say so."""

    def where(span: Span) -> Q:
        return _latest(span) & Q(**found)

    return where


def _replaced(span: Span) -> Q:
    """Unfit, no longer in service, and the team is not short of its quota for it."""
    serving = Membership.objects.in_force(span.last_day).filter(person_id=OuterRef("membership__person_id"))
    short = short_quotas(span.last_day).filter(team=OuterRef("membership__team_id"))
    return _result(is_unfit=True)(span) & ~Q(Exists(serving)) & ~Q(Exists(short))


def _to_replace(span: Span) -> Q:
    """To be replaced and still in service."""
    serving = Membership.objects.in_force(span.last_day).filter(person_id=OuterRef("membership__person_id"))
    return _result(outcome=Outcome.REPLACE)(span) & Q(Exists(serving))


def _last_sheet(span: Span) -> Q:
    """Of each team the last sheet made by the last day."""
    later = TeamReview.objects.filter(
        team=OuterRef("team_id"), reviewed_on__gt=OuterRef("reviewed_on"), reviewed_on__lte=span.last_day
    )
    return Q(reviewed_on__lte=span.last_day, to_recruit__gt=0) & ~Q(Exists(later))


def _position(position: Position) -> Q:
    return Q(membership__position=position)


_sheet_day = "sheet__reviewed_on"
measures.add(
    Measure("teams_reviewed", "protection_teams", Count("pk"), at="close", where=_team_reviewed),
    Measure("team_members_reviewed", "team_members", Count("pk"), at="close", where=_member_reviewed()),
    Measure(
        "team_members_meeting_standard", "team_members", Count("pk"), at="close",
        where=_member_reviewed(meets_standard=True),
    ),
    Measure(
        "team_members_know_duties", "team_members", Count("pk"), at="close",
        where=_member_reviewed(knows_duties=True),
    ),
    Measure(
        "team_members_basic_skills", "team_members", Count("pk"), at="close",
        where=_member_reviewed(has_skills=True),
    ),
    Measure("team_members_unfit", "member_reviews", Count("pk"), dated=_sheet_day, where=_result(is_unfit=True)),
    Measure("team_members_unfit_replaced", "member_reviews", Count("pk"), dated=_sheet_day, where=_replaced),
    Measure(
        "team_members_substandard", "member_reviews", Count("pk"), dated=_sheet_day,
        where=_result(meets_standard=False),
    ),
    Measure("team_members_to_replace", "member_reviews", Count("pk"), dated=_sheet_day, where=_to_replace),
    Measure("team_recruits_wanted", "team_reviews", Sum("to_recruit"), dated="reviewed_on", where=_last_sheet),
    Measure(
        "personnel_team_deputy_reviewed", "member_reviews", Count("pk"), dated=_sheet_day,
        where=_position(Position.DEPUTY),
    ),
    Measure(
        "personnel_team_ordinary_reviewed", "member_reviews", Count("pk"), dated=_sheet_day,
        where=_position(Position.MEMBER),
    ),
)  # fmt: skip
