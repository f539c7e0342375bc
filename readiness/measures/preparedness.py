"""What training and equipment are counted for (catalogue: registers trainings, training_attendance, equipment)."""

from datetime import date
from functools import reduce
from operator import and_

from django.db.models import Count, Exists, OuterRef, Q, Sum

from contracts.registry import Measure, Register, Span, measures, registers
from law.values import value
from readiness.choices import (
    POST_CONTENTS,
    Audience,
    EquipmentKind,
    TaskGroup,
    Topic,
    TrainingKind,
    TrainingState,
)
from readiness.models import Attendance, EquipmentIssue, PostAttendance, Training, TrainingTopic
from teams.measures.posts import people

registers.add(
    Register("trainings", "Lớp tập huấn, diễn tập", Training, "commune_id", list_url="readiness:training_list"),
    Register(
        "training_topics", "Nội dung tập huấn", TrainingTopic, "training__commune_id",
        list_url="readiness:topic_list",
    ),
    Register(
        "training_attendance", "Lượt dự tập huấn", Attendance, "membership__team__commune_id",
        list_url="readiness:attendance_list",
    ),
    Register(
        "equipment", "Trang bị đã cấp", EquipmentIssue, "team__commune_id", "started_on", "ended_on",
        list_url="readiness:equipment_list",
    ),
)  # fmt: skip


def _trained(span: Span) -> Q:
    """Has attended a class, in this spell or an earlier one, by the last day."""
    attended = Attendance.objects.filter(
        membership__person_id=OuterRef("person_id"), training__held_on__lte=span.last_day
    )
    return Q(Exists(attended))


def _trained_within(span: Span) -> Q:
    attended = Attendance.objects.filter(
        membership__person_id=OuterRef("person_id"),
        training__held_on__range=(span.first_day, span.last_day),
    )
    return Q(Exists(attended))


def _taught_this_year(span: Span) -> Exists:
    """The person has been to a class of one to three days this calendar year, by whatever post (T000-05)."""
    attended = PostAttendance.objects.filter(
        post__person_id=OuterRef("person_id"), training__days__range=_POST_DAYS,
        training__held_on__range=(date(span.last_day.year, 1, 1), span.last_day),
    )  # fmt: skip
    return Exists(attended)


def _all_contents(span: Span) -> Q:
    """Classes that teach every content the resolution names (T000-07)."""
    return reduce(
        and_,
        (
            Q(Exists(TrainingTopic.objects.filter(training=OuterRef("pk"), topic=one)))
            for one in POST_CONTENTS
        ),
        _of_posts & _course,
    )


def _holds(kind: str, span: Span) -> Q:
    issued = EquipmentIssue.objects.usable(span.last_day).filter(kind=kind)
    return Q(Exists(issued.filter(membership_id=OuterRef("pk"))))


def _given(code: str, *kinds: EquipmentKind) -> Measure:
    """Pieces of these kinds given out within the days, whatever became of them later."""
    return Measure(code, "equipment", Sum("quantity"), dated="started_on", where=Q(kind__in=kinds))


def _badge_and_certificate(span: Span) -> Q:
    return _holds(EquipmentKind.NAME_BADGE, span) & _holds(EquipmentKind.CERTIFICATE, span)


def _minimum_equipped(span: Span) -> Q:
    """Every kind of the plan's minimum in the quantity the law parameter names (T002-05)."""
    enough = Q()
    for kind, quantity in value("equipment.minimum", on=span.last_day).items():
        held = (
            EquipmentIssue.objects.usable(span.last_day).filter(kind=kind, team_id=OuterRef("pk"))
            .order_by().values("team").annotate(total=Sum("quantity")).filter(total__gte=quantity)
        )  # fmt: skip
        enough &= Q(Exists(held))
    return enough


#: Days of a class for holders of posts, first and last (seed 000.I.2.b3).
_POST_DAYS = (1, 3)
_held = Q(state=TrainingState.HELD)
_of_teams = _held & Q(audience=Audience.TEAMS)
_of_posts = _held & Q(audience=Audience.HAMLET_POSTS)
_course = Q(kind=TrainingKind.SHORT_COURSE)
_taught = Q(training__state=TrainingState.HELD)
_ministry = Q(training__uses_ministry_material=True)
_topics = Count("topic", distinct=True)
measures.add(
    Measure("team_training_classes", "trainings", Count("pk"), dated="held_on", where=_of_teams & _course),
    Measure("core_force_training_courses", "trainings", Count("pk"), dated="held_on", where=_of_teams & _course),
    Measure("team_drills", "trainings", Count("pk"), dated="held_on", where=_of_teams & Q(kind=TrainingKind.DRILL)),
    Measure("kct_training_classes", "trainings", Count("pk"), dated="held_on", where=_of_posts & _course),
    Measure(
        "kct_training_classes_valid_duration", "trainings", Count("pk"), dated="held_on",
        where=_of_posts & _course & Q(days__range=_POST_DAYS),
    ),
    Measure("kct_training_classes_content_ok", "trainings", Count("pk"), dated="held_on", where=_all_contents),
    Measure(
        "kct_trained_in_year", "kct_workers", Count("pk"), at="close",
        where=lambda span: people()(span) & Q(_taught_this_year(span)),
    ),
    Measure(
        "kct_untrained_in_year", "kct_workers", Count("pk"), at="close",
        where=lambda span: people()(span) & ~Q(_taught_this_year(span)),
    ),
    Measure(
        "bcd_training_classes", "trainings", Count("pk"), dated="held_on",
        where=_held & _course & Q(audience=Audience.STEERING),
    ),
    Measure(
        "bcd_training_turns", "trainings", Sum("others"), dated="held_on", where=_held & Q(audience=Audience.STEERING)
    ),
    Measure(
        "commune_police_training_courses", "trainings", Count("pk"), dated="held_on",
        where=_held & _course & Q(audience=Audience.COMMUNE_POLICE),
    ),
    Measure(
        "training_topics_covered", "training_topics", _topics, dated="training__held_on",
        where=_taught & Q(topic__in=Topic.values),
    ),
    Measure(
        "training_task_groups_covered", "training_topics", _topics, dated="training__held_on",
        where=_taught & Q(topic__in=TaskGroup.values),
    ),
    Measure("training_attendances", "training_attendance", Count("pk"), dated="training__held_on"),
    Measure("team_training_turns", "training_attendance", Count("pk"), dated="training__held_on"),
    Measure(
        "training_certificates", "training_attendance", Count("pk"), dated="certified_on", where=Q(is_certified=True)
    ),
    Measure("team_members_trained", "team_members", Count("pk"), at="close", where=_trained),
    Measure(
        "team_members_untrained", "team_members", Count("pk"), at="close", where=lambda span: ~_trained(span)
    ),
    Measure("team_members_trained_in_period", "team_members", Count("pk"), at="close", where=_trained_within),
    Measure(
        "bm1_19", "training_attendance", Count("membership__person", distinct=True),
        dated="training__held_on", where=_ministry,
    ),
    Measure(
        "bm1_20", "trainings", Count("pk"), dated="held_on", where=_of_teams & _course & Q(uses_ministry_material=True)
    ),
    Measure("members_badge_and_certificate", "team_members", Count("pk"), at="close", where=_badge_and_certificate),
    Measure(
        "name_badges_issued", "team_members", Count("pk"), at="close",
        where=lambda span: _holds(EquipmentKind.NAME_BADGE, span),
    ),
    Measure(
        "certificates_issued", "team_members", Count("pk"), at="close",
        where=lambda span: _holds(EquipmentKind.CERTIFICATE, span),
    ),
    Measure("teams_min_equipped", "protection_teams", Count("pk"), at="close", where=_minimum_equipped),
    Measure("equipment_pieces", "equipment", Sum("quantity"), at="close"),
    _given("equip_flashlight", EquipmentKind.FLASHLIGHT),
    _given("equip_baton", EquipmentKind.BATON),
    _given("equip_raincoat", EquipmentKind.RAINCOAT),
    _given("equip_logbook", EquipmentKind.LOGBOOK),
    Measure(
        "equip_radio_camera", "equipment", Sum("quantity"), at="close",
        where=Q(kind__in=(EquipmentKind.RADIO, EquipmentKind.CAMERA)),
    ),
)  # fmt: skip
