"""What meetings, assessments, commendations and discipline may be about: teams, the people who serve in them, and the
holders of hamlet posts."""

from datetime import date, timedelta

from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse

from contracts.registry import SubjectKind, subject_kinds
from teams.choices import PostGround
from teams.models import HamletPost, Membership, Person, Team

#: Honours for a year's work come after it: who left within so many days can still be given them.
AFTER_LEAVING = timedelta(days=366)
SECRETS = ("citizen_id", "bank_account", "health_note", "legal_record")


def teams(user, on: date):
    """Teams in being on that day."""
    return Team.objects.visible_to(user).in_force(on).select_related("commune").order_by("sort_key", "pk")


def members(user, on: date):
    """People who serve on that day or left within the year before it; no secret is decrypted."""
    spells = Membership.objects.filter(_now_or_lately(on), person=OuterRef("pk")).order_by("-started_on")
    named = _people(user).annotate(team_name=Subquery(spells.values("team__name")[:1]))
    return named.filter(team_name__isnull=False).order_by("sort_key", "pk")


def post_holders(user, on: date):
    """People who hold a post of a hamlet on that day or left one within the year before it (seed 000): each once, with
    their posts in `posts_then`, those still held first; no secret is decrypted."""
    posts = HamletPost.objects.filter(_now_or_lately(on))
    latest = posts.select_related("hamlet").order_by(
        F("ended_on").desc(nulls_first=True), "-started_on", "pk"
    )
    rows = _people(user).filter(pk__in=posts.values("person"))
    return rows.prefetch_related(Prefetch("posts", latest, "posts_then")).order_by("sort_key", "pk")


def _now_or_lately(on: date) -> Q:
    return Q(started_on__lte=on) & (Q(ended_on__isnull=True) | Q(ended_on__gt=on - AFTER_LEAVING))


def _people(user):
    return Person.objects.visible_to(user).select_related("home_commune").defer(*SECRETS)


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
    SubjectKind(
        "post_holder", "Người hoạt động không chuyên trách", "teams.Person", False, post_holders, name=str,
        url=lambda row: reverse("teams:person", args=[row.pk]), commune=lambda row: row.home_commune,
        detail=lambda row: f"{row.posts_then[0].title}, {row.posts_then[0].hamlet}",
        assessments=("annual_rating",), grounds=tuple(PostGround.choices),
        hint="Người vừa là thành viên Tổ bảo vệ vừa giữ chức danh ở thôn, tổ dân phố có tên ở cả hai mục: "
        "chọn ở mục đúng với tư cách được đánh giá, khen thưởng hoặc kỷ luật.",
    ),
)  # fmt: skip
