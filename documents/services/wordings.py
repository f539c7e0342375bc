"""Versions of wordings: written as drafts, put in force from a day, ended. What was in force is never changed."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from communes.models import Province
from contracts.policy import require
from contracts.registry import TemplateKind, template_kinds
from documents import policies
from documents.composing import LINES, TEXTS, Wording, faults, shipped
from documents.models import PaperTemplate
from vietnam.dates import format_date
from vietnam.names import clean_name


def wording_of(kind: TemplateKind, *, province: str = "", on: date) -> Wording:
    """The wording in force on that day: the province's own, else the country's, else the one shipped; one query."""
    row = PaperTemplate.objects.filter(code=kind.code).applying(on, province).first()
    return row.wording if row else shipped(kind.file)


@transaction.atomic
def wording_start(*, actor, code: str, note: str, province: Province | None = None) -> PaperTemplate:
    """Begin a draft version from the wording in force today. `note` says why it is to change.

    One draft at a time for the country and for each province: `ValidationError` names the one there is.
    """
    require(policies.can_word(actor, province.code if province else ""))
    kind, rows = template_kinds.get(code), PaperTemplate.objects.filter(code=code)
    draft = rows.filter(province=province, started_on=None).first()
    if draft:
        raise ValidationError(f"Đã có bản thảo: {draft}. Sửa tiếp bản đó, hoặc bỏ rồi lập bản mới.")
    present = wording_of(kind, province=province.code if province else "", on=timezone.localdate())
    last = rows.aggregate(last=Max("number"))["last"] or 0
    row = PaperTemplate(
        code=code, province=province, number=last + 1, based_on=present.version, created_by=actor,
        note=_checked_reason("note", note),
    )  # fmt: skip
    _put(row, present)
    row.full_clean()
    row.save()
    audit(actor, "documents.template.draft", row)
    return row


@transaction.atomic
def wording_edit(
    *, actor, template: PaperTemplate, version: int | None, wording: Wording, note: str
) -> PaperTemplate:
    """Change a draft version; faults may stay until it is to be put in force. Raises `StaleRecord`."""
    require(policies.can_edit_wording(actor, template))
    before = snapshot(template)
    template.claim_version(version)
    _put(template, wording)
    template.note = _checked_reason("note", note)
    template.full_clean()
    template.save()
    audit(actor, "documents.template.edit", template, before=before)
    return template


@transaction.atomic
def wording_release(
    *, actor, template: PaperTemplate, version: int | None, started_on: date
) -> PaperTemplate:
    """Put a draft in force from a day, not before today; what was in force for the same unit ends on that day.

    A version that was to begin later, or began the same day, is superseded before it held. Raises `ValidationError`
    with every fault of the wording by the part it is in ("body:3" is the fourth block).
    """
    require(policies.can_edit_wording(actor, template))
    _not_before_today("started_on", started_on)
    found = faults(template.kind, template.wording)
    if found:
        raise ValidationError(found)
    before = snapshot(template)
    template.claim_version(version)
    for other in PaperTemplate.objects.of_unit(template.code, template.province).exclude(pk=template.pk):
        if other.started_on and (other.ended_on is None or other.ended_on > started_on):
            _end(actor, other, started_on)
    template.started_on, template.released_by = started_on, actor
    template.full_clean()
    template.save()
    audit(actor, "documents.template.release", template, before=before)
    return template


@transaction.atomic
def wording_end(
    *, actor, template: PaperTemplate, version: int | None, ended_on: date, reason: str
) -> PaperTemplate:
    """Stop using a version from a day, not before today: the country's holds again for a province, else the one
    shipped."""
    require(policies.can_end_wording(actor, template))
    _not_before_today("ended_on", ended_on)
    return _end(actor, template, ended_on, version, _checked_reason("reason", reason))


@transaction.atomic
def wording_withdraw(*, actor, template: PaperTemplate) -> None:
    """Throw a draft away; the audit keeps what it said."""
    require(policies.can_edit_wording(actor, template))
    template.claim_version(None)
    audit(actor, "documents.template.withdraw", template, before=snapshot(template), after={})
    template.delete()


def _end(actor, row: PaperTemplate, on: date, version: int | None = None, reason: str = "") -> PaperTemplate:
    before = snapshot(row)
    row.claim_version(version)
    row.ended_on = max(on, row.started_on)
    row.full_clean()
    row.save()
    audit(actor, "documents.template.end", row, before=before, reason=reason)
    return row


def _put(row: PaperTemplate, wording: Wording) -> None:
    for name in TEXTS:
        setattr(row, name, clean_name(getattr(wording, name)))
    for name in LINES:
        setattr(row, name, [line for line in map(clean_name, getattr(wording, name)) if line])
    row.body = [dict(item) for item in wording.body]


def _checked_reason(field: str, text: str) -> str:
    text = clean_name(text)
    if not text:
        raise ValidationError({field: "Ghi lý do, để người sau biết vì sao đổi mẫu."})
    return text


def _not_before_today(field: str, on: date) -> None:
    today = timezone.localdate()
    if on < today:
        raise ValidationError(
            {
                field: f"Ngày {format_date(on)} trước hôm nay {format_date(today)}. Văn bản đã lập giữ nguyên lời "
                "văn; mẫu chỉ đổi từ hôm nay trở đi."
            }
        )
