"""What may be wrong about what members were given: certificates and name badges missing or run out."""

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from contracts.registry import QualityCheck, quality_checks
from readiness.choices import UNUSABLE, EquipmentKind
from readiness.models import EquipmentIssue
from teams.models import Membership


def _without(kind: str) -> Callable[[object, date], QuerySet]:
    """Members in service who hold none that is valid on the day. One that has run out is counted apart."""

    def find(user, on: date) -> QuerySet:
        held = (
            EquipmentIssue.objects.in_force(on)
            .exclude(condition__in=UNUSABLE)
            .filter(kind=kind, membership__person=OuterRef("person"))
        )
        return Membership.objects.visible_to(user).in_force(on).without_secrets().filter(~Exists(held))

    return find


def _run_out(user, on: date) -> QuerySet:
    """Certificates still held past their last day, of members in service."""
    serving = Membership.objects.in_force(on).filter(pk=OuterRef("membership"))
    rows = EquipmentIssue.objects.visible_to(user).in_force(on).without_secrets()
    return rows.filter(Exists(serving), kind__in=(EquipmentKind.CERTIFICATE, EquipmentKind.NAME_BADGE),
                       valid_until__lt=on)  # fmt: skip


def _issue(row: EquipmentIssue) -> str:
    return reverse("readiness:equipment", args=[row.pk])


def _missing(kind: EquipmentKind, order: int) -> QualityCheck:
    return QualityCheck(
        f"readiness.no_{kind}", f"Chưa được cấp {kind.label.lower()}", "missing", _without(kind), "team__commune_id",
        lambda row: row.person.full_name,
        lambda row: f"{reverse('readiness:equipment_new', args=[row.team_id])}#id_membership",
        lambda row: reverse("teams:membership", args=[row.pk]),
        lambda row: f"{row.get_position_display()} {row.team}", order, select=("person", "team"),
    )  # fmt: skip


quality_checks.add(
    _missing(EquipmentKind.CERTIFICATE, 20),
    _missing(EquipmentKind.NAME_BADGE, 21),
    QualityCheck(
        "readiness.run_out", "Giấy chứng nhận, biển tên hết giá trị", "overdue", _run_out, "team__commune_id",
        lambda row: row.membership.person.full_name, _issue, _issue,
        lambda row: f"{row.get_kind_display()}: có giá trị đến {row.valid_until:%d/%m/%Y}", 62,
        select=("membership__person", "team"),
    ),
)  # fmt: skip
