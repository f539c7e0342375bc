"""Sheets of cards, drawn by a worker in parts and written down under who had them made."""

from collections.abc import Sequence
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import audit
from communes.models import Commune
from contracts.encryption import digest
from contracts.policy import require
from documents.layout.pdf import PdfUnavailable, pdf_of_parts
from jobs.models import Job
from jobs.services import RunningJob, job_enqueue, store_file
from readiness import policies
from readiness.cards.paper import parts
from readiness.cards.rows import cards, serving
from readiness.choices import CardKind
from teams.models import Membership

KIND = "readiness.cards"
#: How long the sheets are kept.
KEPT = timedelta(days=7)


def cards_enqueue(*, actor, kind: CardKind, commune: Commune, spells: Sequence[int]) -> Job:
    """Have the cards of these spells of one commune made; who left meanwhile gets none."""
    require(policies.can_print_cards(actor, commune))
    if not spells:
        raise ValidationError(
            "Chưa chọn ai. Đánh dấu người trong danh sách thành viên, hoặc in cả Tổ, cả xã."
        )
    chosen = sorted(spells)
    return job_enqueue(
        actor=actor, kind=KIND, key=f"cards:{commune.pk}:{kind}:{_mark(chosen)}",
        params={"kind": kind, "commune": commune.pk, "spells": chosen}, commune=commune.pk,
        province=commune.province_id, title=f"In {CardKind(kind).label.lower()}: {len(chosen)} người",
    )  # fmt: skip


def _mark(spells: list[int]) -> str:
    """The same for the same members: a double click is one job."""
    return digest(",".join(map(str, spells)))[:16]


def cards_produce(job: RunningJob) -> None:
    """The handler of `readiness.cards`: acts with the owner's rights of this moment, card by card in parts."""
    commune = Commune.objects.visible_to(job.owner).filter(pk=job.params["commune"]).first()
    if commune is None:
        raise ValidationError("Không thấy xã này nữa. Kiểm tra quyền của tài khoản.")
    require(policies.can_print_cards(job.owner, commune))
    kind, today = CardKind(job.params["kind"]), timezone.localdate()
    rows = Membership.objects.visible_to(job.owner).filter(pk__in=job.params["spells"], team__commune=commune)
    made = cards(job.owner, kind, list(serving(rows, today)), today)
    if not made:
        raise ValidationError("Những người đã chọn không còn tham gia. Chọn lại từ danh sách đang tham gia.")
    job.advance(0, len(made), "thẻ")
    try:
        content = pdf_of_parts(parts(made), job.advance)
    except PdfUnavailable as error:
        raise ValidationError(str(error)) from error
    _keep(job, commune, kind, content, len(made))


@transaction.atomic
def _keep(job: RunningJob, commune: Commune, kind: CardKind, content: bytes, count: int) -> None:
    """The file and the entry that it was made, both or neither."""
    audit(job.owner, "readiness.cards.print", commune, reason=f"{kind.label}: {count} người", fields=False)
    job.attach(
        store_file(
            actor=job.owner, name=f"{kind.label} {commune} {timezone.localdate()}.pdf", content=content,
            content_type="application/pdf", purpose=KIND, commune=job.commune_code, province=job.province_code,
            expires_at=timezone.now() + KEPT,
        )
    )  # fmt: skip
