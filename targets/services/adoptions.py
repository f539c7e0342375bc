"""Taking up directives: a reviewer drafts, a director approves; from then on targets are judged."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from communes.choices import AgencyKind
from communes.models import Agency, Commune, Province
from contracts.policy import require
from documents.choices import DocumentType
from documents.models import Document
from documents.services import document_find_or_record
from targets import policies
from targets.choices import AdoptionState
from targets.models import Adoption, Directive, Target
from vietnam.dates import format_date


@transaction.atomic
def directive_adopt(
    *,
    actor,
    directive: Directive,
    province: Province,
    started_on: date,
    communes: Iterable[Commune] = (),
    paper: Document | None = None,
    typed_paper: dict[str, Any] | None = None,
    note: str = "",
) -> Adoption:
    """Draft that the province takes up the directive from a day on, for those communes or (without) for all.

    `typed_paper` is the province's plan as typed from the original (`documents.forms.PaperFields.paper_data`). Nothing
    is judged until `adoption_approve`. Raises `ValidationError` if the directive is taken up already or a commune is
    not the province's.
    """
    require(policies.can_draft_adoption(actor, province.code))
    chosen = list(communes)
    strangers = [commune.name for commune in chosen if commune.province_id != province.code]
    if strangers:
        raise ValidationError(
            {"communes": f"Không thuộc {province}: {', '.join(strangers)}. Bỏ chọn rồi lưu lại."}
        )
    _refuse_overlap(directive, province, started_on)
    if typed_paper:
        police = Agency.objects.get(province=province, commune=None, kind=AgencyKind.PROVINCE_POLICE)
        paper = document_find_or_record(actor=actor, agency=police, type=DocumentType.PLAN, **typed_paper)
    row = Adoption(
        directive=directive, province=province, started_on=started_on, paper=paper, note=note.strip(),
        drafted_by=actor,
    )  # fmt: skip
    row.full_clean()
    row.save()
    row.communes.set(chosen)
    audit(actor, "targets.adoption.draft", row, reason=", ".join(commune.name for commune in chosen))
    return row


def _refuse_overlap(directive: Directive, province: Province, started_on: date) -> None:
    other = (
        Adoption.objects.filter(directive=directive, province=province).overlapping(started_on, None).first()
    )
    if other:
        until = f" đến trước {format_date(other.ended_on)}" if other.ended_on else ""
        raise ValidationError(
            {
                "started_on": f"Tỉnh đã áp dụng văn bản này từ {format_date(other.started_on)}{until}. Chọn ngày khác."
            }
        )


@transaction.atomic
def adoption_approve(*, actor, adoption: Adoption) -> Adoption:
    """Put a draft in force. Its figures are computed at the next tick."""
    answer = require(policies.can_approve_adoption(actor, adoption))
    before = snapshot(adoption)
    now = timezone.now()
    drafts = Adoption.objects.filter(pk=adoption.pk, state=AdoptionState.DRAFT)
    if drafts.update(state=AdoptionState.APPROVED, approved_by=actor, approved_at=now) != 1:
        raise ValidationError("Bản áp dụng này đã được xử lý. Mở lại trang để xem.")
    adoption.refresh_from_db()
    audit(actor, "targets.adoption.approve", adoption, before=before, reason=answer.note)
    return adoption


@transaction.atomic
def adoption_withdraw(*, actor, adoption: Adoption) -> None:
    """Throw a draft away; the audit keeps what it said."""
    require(policies.can_withdraw_adoption(actor, adoption))
    audit(actor, "targets.adoption.withdraw", adoption, before=snapshot(adoption), after={})
    adoption.delete()


@transaction.atomic
def adoption_end(*, actor, adoption: Adoption, ended_on: date, version: int | None = None) -> Adoption:
    """From `ended_on` on the directive is no longer judged by in the province."""
    require(policies.can_end_adoption(actor, adoption))
    if adoption.ended_on:
        raise ValidationError(f"Đã kết thúc áp dụng từ {format_date(adoption.ended_on)}.")
    before = snapshot(adoption)
    adoption.claim_version(version)
    adoption.ended_on = ended_on
    adoption.full_clean()
    adoption.save(update_fields=["ended_on"])
    audit(actor, "targets.adoption.end", adoption, before=before)
    return adoption


@transaction.atomic
def due_date_move(
    *, actor, adoption: Adoption, target: Target, due_on: date, version: int | None = None
) -> Adoption:
    """Give a target with a due day another one in this province (the last day that still counts)."""
    require(policies.can_end_adoption(actor, adoption))
    if target.directive_id != adoption.directive_id or target.period["type"] not in ("by_date", "phase"):
        raise ValidationError({"due_on": "Chỉ tiêu này không có hạn để dời."})
    if due_on < adoption.started_on:
        raise ValidationError(
            {"due_on": f"Hạn phải từ ngày áp dụng ({format_date(adoption.started_on)}) trở đi."}
        )
    before = snapshot(adoption)
    adoption.claim_version(version)
    adoption.due_dates = adoption.due_dates | {target.code: due_on.isoformat()}
    adoption.save(update_fields=["due_dates"])
    audit(actor, "targets.adoption.due_date", adoption, before=before, reason=target.statement)
    return adoption
