"""What may be wrong about members and teams without being refused: missing, doubtful, doubled, overdue.

A roster may be entered incomplete; what it lacks is asked for here, one press from the field that mends it.
"""

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.urls import reverse

from contracts.registry import QualityCheck, quality_checks
from law.values import RuleBook
from teams.choices import LEGAL_CASES, CitizenIdDoubt, EndKind, Position, StartKind
from teams.models import Membership, Person, Quota, Team, TeamHamlet
from vietnam.dates import latest_birth

MISSING, DOUBTFUL, DUPLICATED, OVERDUE = "missing", "doubtful", "duplicated", "overdue"


# ── Members in service ───────────────────────────────────────────────────────
def _serving(user, on: date) -> QuerySet:
    return Membership.objects.visible_to(user).in_force(on).without_secrets()


def _members(condition: Q) -> Callable[[object, date], QuerySet]:
    return lambda user, on: _serving(user, on).filter(condition)


def _field(name: str) -> Callable[[Membership], str]:
    """The form of the person, at that field."""
    return lambda row: f"{reverse('teams:person_edit', args=[row.pk])}#id_{name}"


def _page(row: Membership) -> str:
    return reverse("teams:membership", args=[row.pk])


def _decision(row: Membership) -> str:
    return reverse("teams:leaving_decision", args=[row.pk])


def _who(row: Membership) -> str:
    return row.person.full_name


def _where(row: Membership) -> str:
    return f"{row.get_position_display()} {row.team}"


def _member_check(
    code: str, label: str, kind: str, find, url, order: int, detail: Callable[[Membership], str] = _where
) -> QualityCheck:
    return QualityCheck(
        f"teams.{code}", label, kind, find, "team__commune_id", _who, url, _page, detail, order,
        select=("person", "team"),
    )  # fmt: skip


def _lacking(order: int, code: str, label: str, field: str, condition: Q) -> QualityCheck:
    return _member_check(code, label, MISSING, _members(condition), _field(field), order)


# ── Doubtful ─────────────────────────────────────────────────────────────────
def _doubts(row: Membership) -> str:
    words = [str(doubt.label) for doubt in CitizenIdDoubt if doubt in row.person.citizen_id_doubt]
    return f"{_where(row)}: CCCD {', '.join(words)}"


def _too_young(user, on: date) -> QuerySet:
    rule = RuleBook(on, prefix="recruit.age_min").get("recruit.age_min")
    if rule is None:
        return Membership.objects.none()
    return _serving(user, on).filter(person__birth_date__gt=latest_birth(int(rule.value), on))


def _too_old(user, on: date) -> QuerySet:
    rule = RuleBook(on, prefix="roster.age_max").get("roster.age_max")
    if rule is None:
        return Membership.objects.none()
    return _serving(user, on).filter(person__birth_date__lte=latest_birth(int(rule.value) + 1, on))


def _born(row: Membership) -> str:
    return f"{_where(row)}, ghi sinh ngày {row.person.birth_date:%d/%m/%Y}"


def _before_team(user, on: date) -> QuerySet:
    return _serving(user, on).filter(started_on__lt=F("team__started_on"))


def _began(row: Membership) -> str:
    return (
        f"{_where(row)}: tham gia từ {row.started_on:%d/%m/%Y}, Tổ thành lập {row.team.started_on:%d/%m/%Y}"
    )


# ── Doubled ──────────────────────────────────────────────────────────────────
def _doubles(user, on: date) -> QuerySet:
    """Same name to the last accent, same birth date, in one commune; in one hamlet as far as both are known."""
    person = OuterRef("person__pk")
    same = Person.objects.filter(
        home_commune=OuterRef("person__home_commune"), sort_key=OuterRef("person__sort_key"),
        birth_date=OuterRef("person__birth_date"),
    ).exclude(pk=person)  # fmt: skip
    near = Q(hamlet=OuterRef("person__hamlet")) | Q(hamlet=None)
    rows = _serving(user, on).filter(person__birth_date__isnull=False)
    return rows.filter(Exists(same.filter(near)) | Q(Exists(same), person__hamlet=None))


# ── Overdue ──────────────────────────────────────────────────────────────────
def _past_limit(user, on: date) -> QuerySet:
    """Past the birthday of the age limit; the decision recorded, if any, is of a year before it."""
    rule = RuleBook(on, prefix="recruit.age_max").get("recruit.age_max")
    if rule is None:
        return Membership.objects.none()
    years = int(rule.value)
    signed, born = ExtractYear("start_decision__signed_on"), ExtractYear("person__birth_date")
    rows = _serving(user, on).filter(person__birth_date__lt=latest_birth(years, on))
    return rows.annotate(age_when_decided=signed - born).filter(
        Q(start_decision=None) | Q(age_when_decided__lt=years)
    )


def _ended_without_paper(user, on: date) -> QuerySet:
    """Leavings of the legal cases or with the team, which the chairman decides (Luật 30/2023, Điều 17; Mẫu 08),
    without the decision."""
    rows = Membership.objects.visible_to(user).without_secrets()
    kinds = [*LEGAL_CASES, EndKind.TEAM_DISSOLVED]
    return rows.filter(ended_on__lte=on, end_kind__in=kinds, end_decision=None)


def _gone(row: Membership) -> str:
    return f"{row.team}: thôi từ {row.ended_on:%d/%m/%Y}, {row.get_end_kind_display().lower()}"


# ── Teams ────────────────────────────────────────────────────────────────────
def _teams_without(rows: Callable[[date], QuerySet]) -> Callable[[object, date], QuerySet]:
    def find(user, on: date) -> QuerySet:
        return (
            Team.objects.visible_to(user).in_force(on).filter(~Exists(rows(on).filter(team=OuterRef("pk"))))
        )

    return find


def _not_founded(user, on: date) -> QuerySet:
    return Team.objects.visible_to(user).in_force(on).filter(founding=None)


def _leaders(on: date) -> QuerySet:
    return Membership.objects.in_force(on).filter(position=Position.LEADER)


def _team(row: Team) -> str:
    return reverse("teams:team", args=[row.pk])


def _team_check(code: str, label: str, rows, url_name: str, anchor: str, order: int) -> QualityCheck:
    return QualityCheck(
        f"teams.{code}", label, MISSING, _teams_without(rows), "commune_id", str,
        lambda row: f"{reverse(url_name, args=[row.pk])}{anchor}", _team, lambda row: str(row.commune), order,
        select=("commune",),
    )  # fmt: skip


quality_checks.add(
    _lacking(10, "citizen_id", "Chưa có số định danh, CCCD", "citizen_id", Q(person__citizen_id_digest="")),
    _lacking(11, "birth", "Chưa có ngày sinh", "birth_date", Q(person__birth_date=None)),
    _lacking(12, "birth_year", "Chỉ biết năm sinh", "birth_date", Q(person__birth_is_year=True)),
    _lacking(13, "sex", "Chưa ghi giới tính", "sex", Q(person__sex="")),
    _lacking(14, "education", "Chưa ghi trình độ học vấn", "education", Q(person__education="")),
    _lacking(15, "ethnic_group", "Chưa ghi dân tộc", "ethnic_group", Q(person__ethnic_group="")),
    _lacking(16, "hamlet", "Chưa ghi thôn, tổ dân phố nơi ở", "hamlet", Q(person__hamlet=None)),
    _lacking(
        17, "leader_phone", "Tổ trưởng chưa có điện thoại", "phone", Q(person__phone="", position=Position.LEADER)
    ),
    _member_check(
        "start_decision", "Người tuyển mới chưa ghi quyết định công nhận", MISSING,
        _members(Q(start_kind=StartKind.RECRUITED, start_decision=None)), _page, 18,
    ),
    _team_check("team_leader", "Tổ chưa có Tổ trưởng", _leaders, "teams:team", "", 30),
    _team_check("team_hamlet", "Tổ chưa ghi thôn phụ trách", TeamHamlet.objects.in_force, "teams:team", "", 31),
    _team_check("team_quota", "Tổ chưa có định mức", Quota.objects.in_force, "teams:team_quota", "#id_members", 32),
    QualityCheck(
        "teams.founding", "Tổ chưa ghi quyết định thành lập", MISSING, _not_founded, "commune_id", str,
        lambda row: reverse("teams:team_founding", args=[row.pk]), _team, lambda row: str(row.commune), 33,
        ("commune",),
    ),
    _member_check(
        "citizen_id_doubt", "CCCD không khớp hồ sơ", DOUBTFUL, _members(~Q(person__citizen_id_doubt="")),
        _field("citizen_id"), 40, _doubts,
    ),
    _member_check("young", "Chưa đủ tuổi tham gia", DOUBTFUL, _too_young, _field("birth_date"), 41, _born),
    _member_check("old", "Tuổi cao bất thường", DOUBTFUL, _too_old, _field("birth_date"), 42, _born),
    _member_check("before_team", "Tham gia trước ngày lập Tổ", DOUBTFUL, _before_team, _page, 43, _began),
    _member_check(
        "double", "Trùng họ tên, ngày sinh trong xã", DUPLICATED, _doubles, _page, 50, _born
    ),
    _member_check(
        "past_limit", "Quá giới hạn tuổi, chưa ghi quyết định", OVERDUE, _past_limit, _page, 60, _born
    ),
    _member_check(
        "end_decision", "Đã thôi, chưa ghi quyết định (Mẫu 08)", OVERDUE, _ended_without_paper, _decision, 61, _gone
    ),
)  # fmt: skip
