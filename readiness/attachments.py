"""What files hang on: accidents, injuries, illness and death of members with the papers of the claim."""

from django.urls import reverse

from contracts.policy import Answer
from contracts.registry import AttachmentKind, attachment_kinds
from readiness import policies
from readiness.models import Injury


def _injuries(user):
    rows = Injury.objects.visible_to(user).select_related("membership__person", "membership__team__commune")
    secrets = ("citizen_id", "bank_account", "health_note", "legal_record")
    return rows.defer(*(f"membership__person__{name}" for name in secrets))


def _may_write(user, injury: Injury) -> Answer:
    return policies.can_write_injury(user, injury.membership)


def _claim_papers() -> tuple[str, ...]:
    """What a claim is handed in with, as the register of claims calls it."""
    names = ("has_request", "has_receipts", "has_discharge")
    labels = [str(Injury._meta.get_field(name).verbose_name) for name in names]
    return tuple(f"{label[:1].upper()}{label[1:]}" for label in labels)


attachment_kinds.add(
    AttachmentKind(
        "injury", "Vụ ốm đau, tai nạn, bị thương", "readiness.Injury", _injuries, policies.can_read_injury_files,
        _may_write, url=lambda row: reverse("readiness:injury", args=[row.pk]),
        hint="Chọn tên giấy tờ đề nghị thanh toán hoặc tự gõ (NĐ 40/2024).", titles=_claim_papers(),
    )
)  # fmt: skip
