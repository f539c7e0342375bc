"""What precedes a leaving, and what Điều 17, khoản 3, điểm c asks before a member is let go for breach of duty."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from communes.choices import AgencyKind
from communes.models import Agency
from communes.services.communes import commune_touch
from contracts.policy import require
from documents.choices import DocumentType
from documents.models import Document
from documents.services import document_find_or_record
from documents.services.scans import store_scan
from jobs.services import file_chunks
from law.values import RuleBook
from teams import policies
from teams.choices import DutyFault, LeavingPaperKind
from teams.models import DutyRefusal, LeavingPaper, Membership, WrittenReminder
from teams.models.leaving import OfMembership
from teams.services.spells import Paper, check_decision, decision_recorded
from vietnam.dates import format_date

#: Forms that a written reminder of the commune police takes.
REMINDER_TYPES = (DocumentType.NOTICE, DocumentType.DISPATCH, DocumentType.MINUTES)


@dataclass(frozen=True)
class Evidence:
    """What is on record against a member by a day, beside what the law asks for."""

    refusals: int
    failures: int
    reminders: int
    went_on: bool
    refusals_min: int
    reminders_min: int
    citation: str

    @property
    def missing(self) -> list[str]:
        """What the law asks for and the register lacks, one sentence each; none when all is there."""
        found = []
        if self.refusals < self.refusals_min and not self.failures:
            found.append(
                f"mới ghi {self.refusals} lần không chấp hành mà không có lý do chính đáng (cần {self.refusals_min}), "
                "chưa ghi việc không hoàn thành hoặc lợi dụng nhiệm vụ"
            )
        if self.reminders < self.reminders_min:
            found.append(
                f"mới ghi {self.reminders} lần Công an xã nhắc nhở bằng văn bản (cần {self.reminders_min})"
            )
        elif not self.went_on:
            found.append(
                f"chưa ghi lần vi phạm nào sau lần nhắc nhở thứ {self.reminders_min} (đã nhắc nhở mà vẫn vi phạm)"
            )
        return found


def breach_evidence(membership: Membership, on: date) -> Evidence:
    """Count what the commune has on record about the member up to that day, over all their spells there."""
    rules = RuleBook(on, membership.team.commune.province_id, prefix="leave.")
    least, reminders_min = rules.rule("leave.refusals_min"), rules.value("leave.reminders_min")
    faults = list(
        DutyRefusal.objects.about(membership).filter(happened_on__lte=on, has_good_reason=False)
        .order_by("happened_on").values_list("fault", "happened_on")
    )  # fmt: skip
    reminded = list(
        WrittenReminder.objects.about(membership).filter(document__signed_on__lte=on)
        .order_by("document__signed_on").values_list("document__signed_on", flat=True)
    )  # fmt: skip
    refusals = sum(fault == DutyFault.REFUSED for fault, _ in faults)
    enough = len(reminded) >= reminders_min
    went_on = not rules.value("leave.breach_after_reminders") or (
        enough and bool(faults) and (not reminders_min or faults[-1][1] >= reminded[reminders_min - 1])
    )
    return Evidence(
        refusals, len(faults) - refusals, len(reminded), went_on, least.value, reminders_min, least.citation
    )


def breach_check(membership: Membership, on: date) -> None:
    """Refuse to let a member go for breach of duty while the register lacks what the law asks for, naming it."""
    evidence = breach_evidence(membership, on)
    if evidence.missing:
        raise ValidationError(
            {
                "end_kind": (
                    f"Chưa đủ căn cứ cho thôi theo {evidence.citation} tính đến {format_date(on)}: "
                    f"{'; '.join(evidence.missing)}. Ghi bổ sung ở trang của người này rồi làm lại."
                )
            }
        )


@transaction.atomic
def refusal_record(
    *, actor, membership: Membership, fault: DutyFault, happened_on: date, asked: str, reason: str = "",
    has_good_reason: bool = False,
) -> DutyRefusal:  # fmt: skip
    """Record that a member did not do, or misused, a duty."""
    require(policies.can_edit_team(actor, membership.team))
    _check_day(membership, happened_on, "happened_on")
    refusal = DutyRefusal(
        membership=membership, fault=fault, happened_on=happened_on, asked=asked.strip(), reason=reason.strip(),
        has_good_reason=has_good_reason,
    )  # fmt: skip
    return _write(actor, "teams.refusal.record", refusal)


@transaction.atomic
def reminder_record(
    *, actor, membership: Membership, about: str, type: str = DocumentType.NOTICE,
    document: Document | None = None, paper: Paper = None,
) -> WrittenReminder:  # fmt: skip
    """Record a written reminder of the commune police: a paper of its own each time."""
    require(policies.can_edit_team(actor, membership.team))
    if document is None:
        if not paper:
            raise ValidationError(
                {"symbol": "Nhắc nhở phải bằng văn bản: ghi số, ngày văn bản (Điều 17, khoản 3, c)."}
            )
        agency = Agency.objects.get(commune_id=membership.team.commune_id, kind=AgencyKind.COMMUNE_POLICE)
        document = document_find_or_record(
            actor=actor, agency=agency, type=type, commune=membership.team.commune, **paper
        )
    check_decision(document, membership.team.commune.province_id, "symbol")
    _check_day(membership, document.signed_on, "signed_on")
    if WrittenReminder.objects.about(membership).filter(document=document).exists():
        raise ValidationError(
            {"symbol": f"{document} đã ghi cho người này. Mỗi lần nhắc nhở là một văn bản."}
        )
    reminder = WrittenReminder(membership=membership, document=document, about=about.strip())
    return _write(actor, "teams.reminder.record", reminder)


@transaction.atomic
def leaving_paper_add(
    *, actor, membership: Membership, kind: LeavingPaperKind, dated_on: date, issuer: str, symbol: str = "", scan=None,
    received_on: date | None = None,
) -> LeavingPaper:  # fmt: skip
    """Put a paper to a member's leaving: a letter starts the clock of the proposal on the day it is received, the
    proposal that of the decision (TT 14/2024/TT-BCA, Điều 5, khoản 3). `received_on` None: the day it was written."""
    require(policies.can_edit_team(actor, membership.team))
    if dated_on > timezone.localdate():
        raise ValidationError({"dated_on": "Ngày trên giấy ở sau hôm nay. Kiểm tra lại."})
    if dated_on < membership.started_on:
        raise ValidationError(
            {"dated_on": f"Người này tham gia từ {format_date(membership.started_on)}. Kiểm tra lại ngày."}
        )
    if kind == LeavingPaperKind.PROSECUTION and not symbol.strip():
        raise ValidationError(
            {"symbol": "Ghi số, ký hiệu của quyết định (Luật 30/2023/QH15, Điều 17, khoản 3, điểm d)."}
        )
    if received_on and received_on < dated_on:
        raise ValidationError(
            {"received_on": f"Giấy đề ngày {format_date(dated_on)}; ngày nhận không ở trước ngày viết."}
        )
    if received_on and received_on > timezone.localdate():
        raise ValidationError({"received_on": "Ngày nhận ở sau hôm nay. Kiểm tra lại."})
    paper = LeavingPaper(
        membership=membership,
        kind=kind,
        dated_on=dated_on,
        received_on=received_on,
        issuer=issuer.strip(),
        symbol=symbol.strip(),
    )
    if scan is not None:
        agency = Agency.objects.get(commune_id=membership.team.commune_id, kind=AgencyKind.COMMUNE_POLICE)
        paper.scan = store_scan(actor=actor, upload=scan, agency=agency, commune=membership.team.commune)
    return _write(actor, "teams.leaving.paper", paper)


def leaving_paper_open(*, actor, paper: LeavingPaper):
    """The clear content of its scan for one who may read it; the opening is recorded."""
    require(policies.can_read_leaving(actor, paper.membership))
    audit(actor, "teams.leaving.open", paper, fields=False)
    return file_chunks(paper.scan)


@transaction.atomic
def leaving_fact_void(*, actor, fact: OfMembership, reason: str) -> OfMembership:
    """Declare a refusal, a reminder or a paper to be written by mistake (or a letter to be taken back)."""
    require(policies.can_edit_team(actor, fact.membership.team))
    if fact.void_reason:
        raise ValidationError(f"Dòng này đã bỏ: {fact.void_reason}.")
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do không tính, ví dụ: ghi nhầm người."})
    before = snapshot(fact)
    fact.void_reason = reason.strip()
    fact.save(update_fields=["void_reason"])
    audit(actor, "teams.leaving.void", fact, before=before)
    commune_touch({fact.membership.team.commune_id})
    return fact


@transaction.atomic
def leaving_decision_record(
    *,
    actor,
    membership: Membership,
    version: int | None,
    decision: Document | None = None,
    paper: Paper = None,
) -> Membership:
    """Record the chairman's decision (Mẫu 08) of a leaving that was entered without it."""
    require(policies.can_record_leaving_decision(actor, membership))
    decision = decision_recorded(actor, membership.team, decision, paper)
    if decision is None:
        raise ValidationError({"symbol": "Ghi số, ngày ký quyết định cho thôi (Mẫu 08)."})
    check_decision(decision, membership.team.commune.province_id, "symbol")
    before = snapshot(membership)
    membership.claim_version(version)
    membership.end_decision = decision
    membership.save(update_fields=["end_decision", "version"])
    audit(actor, "teams.membership.end_decision", membership, before=before)
    commune_touch({membership.team.commune_id})
    return membership


def _check_day(membership: Membership, day: date, field: str) -> None:
    if day > timezone.localdate():
        raise ValidationError({field: "Ngày này chưa đến. Kiểm tra lại."})
    if not membership.is_in_force(day):
        raise ValidationError({field: "Người này không tham gia Tổ vào ngày đó. Kiểm tra lại ngày."})


def _write(actor, act: str, fact):
    fact.full_clean()
    fact.save()
    audit(actor, act, fact)
    commune_touch({fact.membership.team.commune_id})
    return fact
