"""What training and equipment are counted for (catalogue: registers trainings, training_attendance, equipment)."""

from django.db.models import Count, Exists, OuterRef, Q, Sum

from contracts.records import in_force
from contracts.registry import Measure, Register, Span, measures, registers
from law.values import value
from readiness.choices import EquipmentKind, TrainingKind
from readiness.models import Attendance, EquipmentIssue, Training, TrainingTopic

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


def _holds(kind: str, span: Span) -> Q:
    issued = EquipmentIssue.objects.usable().filter(in_force(span.last_day), kind=kind)
    return Q(Exists(issued.filter(membership_id=OuterRef("pk"))))


def _badge_and_certificate(span: Span) -> Q:
    return _holds(EquipmentKind.NAME_BADGE, span) & _holds(EquipmentKind.CERTIFICATE, span)


def _minimum_equipped(span: Span) -> Q:
    """Every kind of the plan's minimum in the quantity the law parameter names (T002-05)."""
    enough = Q()
    for kind, quantity in value("equipment.minimum", on=span.last_day).items():
        held = (
            EquipmentIssue.objects.usable().filter(in_force(span.last_day), kind=kind, team_id=OuterRef("pk"))
            .order_by().values("team").annotate(total=Sum("quantity")).filter(total__gte=quantity)
        )  # fmt: skip
        enough &= Q(Exists(held))
    return enough


_ministry = Q(training__uses_ministry_material=True)
measures.add(
    Measure(
        "team_training_classes", "trainings", Count("pk"), dated="held_on", where=Q(kind=TrainingKind.SHORT_COURSE)
    ),
    Measure("team_drills", "trainings", Count("pk"), dated="held_on", where=Q(kind=TrainingKind.DRILL)),
    Measure(
        "training_topics_covered", "training_topics", Count("topic", distinct=True), dated="training__held_on"
    ),
    Measure("training_attendances", "training_attendance", Count("pk"), dated="training__held_on"),
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
        "bm1_20", "trainings", Count("pk"), dated="held_on",
        where=Q(uses_ministry_material=True, kind=TrainingKind.SHORT_COURSE),
    ),
    Measure("members_badge_and_certificate", "team_members", Count("pk"), at="close", where=_badge_and_certificate),
    Measure("teams_min_equipped", "protection_teams", Count("pk"), at="close", where=_minimum_equipped),
    Measure("equipment_pieces", "equipment", Sum("quantity"), at="close"),
)  # fmt: skip
