"""What meetings, assessments, commendations and discipline may be about: teams, and the people who serve in them."""

from datetime import date, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from contracts.registry import SubjectKind, subject_kinds
from teams.models import Membership, Person, Team

#: Honours for a year's work come after it: who left within so many days can still be given them.
AFTER_LEAVING = timedelta(days=366)
SECRETS = ("citizen_id", "bank_account", "health_note", "legal_record")


def teams(user, on: date):
    """Teams in being on that day."""
    return Team.objects.visible_to(user).in_force(on).select_related("commune").order_by("sort_key", "pk")


def members(user, on: date):
    """People who serve on that day or left within the year before it; no secret is decrypted."""
    spells = (
        Membership.objects.filter(person=OuterRef("pk"), started_on__lte=on)
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on - AFTER_LEAVING))
        .order_by("-started_on")
    )
    rows = Person.objects.visible_to(user).select_related("home_commune").defer(*SECRETS)
    named = rows.annotate(team_name=Subquery(spells.values("team__name")[:1]))
    return named.filter(team_name__isnull=False).order_by("sort_key", "pk")


def serving(team, on: date):
    """Who serves in the team (a row or its key) on that day."""
    spells = Membership.objects.in_force(on).filter(team=team)
    rows = Person.objects.filter(pk__in=spells.values("person")).select_related("home_commune")
    return rows.defer(*SECRETS).order_by("sort_key", "pk")


subject_kinds.add(
    SubjectKind(
        "team", "Tổ bảo vệ ANTT", "teams.Team", True, teams, name=str,
        url=lambda row: reverse("teams:team", args=[row.pk]), commune=lambda row: row.commune,
        assessments=("annual_rating",), people=serving, people_kind="member",
    ),
    SubjectKind(
        "member", "Thành viên Tổ bảo vệ", "teams.Person", False, members, name=str,
        url=lambda row: reverse("teams:person", args=[row.pk]), commune=lambda row: row.home_commune,
        detail=lambda row: f"Tổ {row.team_name}",
        assessments=("annual_rating",),
    ),
)  # fmt: skip
