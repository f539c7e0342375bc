"""Writes of the review of teams: opened, filled team by team, closed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.choices import AgencyKind
from communes.models import Agency, Commune
from communes.services.communes import commune_touch
from contracts.policy import require
from documents.choices import DocumentType
from documents.models import Document
from documents.services import document_find_or_record
from teams import policies
from teams.choices import SKILL_GAPS, Gap, Outcome, Rating, Standard
from teams.models import MemberReview, Membership, ReviewRound, ReviewWorker, Team, TeamReview
from teams.review_progress import progress
from teams.services.memberships import Paper
from vietnam.dates import format_date
from vietnam.names import clean_name


@dataclass(frozen=True)
class Worker:
    """One of the working group as typed: a user of the unit, or a name."""

    full_name: str
    position: str
    user: User | None = None
    is_head: bool = False


@dataclass(frozen=True)
class Finding:
    """What was found about one member."""

    outcome: Outcome
    failed_standards: Sequence[Standard] = ()
    gaps: Sequence[Gap] = ()
    failed_duty: bool = False
    wishes_out: bool = False
    note: str = ""

    @property
    def is_unfit(self) -> bool:
        """Not up to the standards, failing duty, or wishing to go (seed 002.III.1.b2)."""
        return bool(self.failed_standards) or self.failed_duty or self.wishes_out


@transaction.atomic
def review_open(
    *,
    actor,
    commune: Commune,
    title: str,
    opens_on: date,
    due_on: date,
    teams: Sequence[Team],
    workers: Sequence[Worker],
    paper: Paper = None,
) -> ReviewRound:
    """Open a review of these teams of the commune by a working group; one empty sheet a team."""
    require(policies.can_register(actor, commune))
    review = ReviewRound(commune=commune, title=title.strip(), opens_on=opens_on, due_on=due_on)
    review.group_decision = _recorded(actor, commune, paper)
    review.full_clean()
    if not teams:
        raise ValidationError({"teams": "Chọn ít nhất một Tổ để rà soát."})
    review.save()
    audit(actor, "teams.review.open", review)
    _workers_set(actor, review, workers)
    _teams_add(actor, review, teams)
    commune_touch({commune.code})
    return review


@transaction.atomic
def review_update(
    *,
    actor,
    review: ReviewRound,
    version: int | None,
    title: str,
    due_on: date,
    teams: Sequence[Team],
    workers: Sequence[Worker],
    paper: Paper = None,
) -> ReviewRound:
    """Change title, last day, working group, or add teams that were left out. A team once in stays in."""
    require(policies.can_write_review(actor, review))
    before = snapshot(review)
    review.claim_version(version)
    review.title, review.due_on = title.strip(), due_on
    review.group_decision = _recorded(actor, review.commune, paper) or review.group_decision
    review.full_clean()
    review.save()
    audit(actor, "teams.review.update", review, before=before)
    _workers_set(actor, review, workers)
    known = set(review.sheets.values_list("team_id", flat=True))
    _teams_add(actor, review, [team for team in teams if team.pk not in known])
    commune_touch({review.commune_id})
    return review


@transaction.atomic
def review_sheet_save(
    *,
    actor,
    sheet: TeamReview,
    version: int | None,
    reviewed_on: date,
    rating: Rating,
    to_recruit: int = 0,
    structure_note: str = "",
    note: str = "",
    findings: Mapping[Membership, Finding],
) -> TeamReview:
    """Save the sheet of a team with what was found about its members; the rest may follow in another save.

    Only who was in service on the day can have been reviewed. `ValidationError` names the fields ("outcome_<member>").
    """
    require(policies.can_write_review(actor, sheet.round))
    _check_sheet(sheet, reviewed_on, findings)
    before = snapshot(sheet)
    sheet.claim_version(version)
    sheet.reviewed_on, sheet.rating, sheet.to_recruit = reviewed_on, rating, to_recruit
    sheet.structure_note, sheet.note = structure_note.strip(), note.strip()
    sheet.full_clean()
    sheet.save()
    audit(actor, "teams.review.sheet", sheet, before=before)
    _findings_set(actor, sheet, findings)
    commune_touch({sheet.round.commune_id})
    return sheet


@transaction.atomic
def review_close(
    *, actor, review: ReviewRound, version: int | None, closed_on: date, reason: str = ""
) -> ReviewRound:
    """Close a review: refused while sheets are missing, unless a reason is given. Afterwards nothing changes."""
    require(policies.can_write_review(actor, review))
    done = progress(review, closed_on)
    errors = {}
    last = max((sheet.reviewed_on for sheet in done.sheets if sheet.reviewed_on), default=review.opens_on)
    if closed_on < last:
        errors["closed_on"] = f"Còn phiếu lập ngày {format_date(last)}. Chọn ngày kết thúc từ đó trở đi."
    elif closed_on > timezone.localdate():
        errors["closed_on"] = "Ngày kết thúc chưa đến. Ghi khi đợt rà soát xong."
    if done.lacking and not reason.strip():
        errors["reason"] = (
            f"Còn thiếu: {done.lacking_words}. Ghi nốt các phiếu, hoặc nêu lý do kết thúc khi còn thiếu."
        )
    if errors:
        raise ValidationError(errors)
    before = snapshot(review)
    review.claim_version(version)
    review.closed_on, review.close_reason = closed_on, reason.strip() if done.lacking else ""
    review.full_clean()
    review.save()
    audit(actor, "teams.review.close", review, before=before)
    commune_touch({review.commune_id})
    return review


def _recorded(actor, commune: Commune, paper: Paper) -> Document | None:
    if not paper:
        return None
    agency = Agency.objects.get(commune=commune, kind=AgencyKind.PEOPLES_COMMITTEE)
    return document_find_or_record(
        actor=actor, agency=agency, type=DocumentType.DECISION, commune=commune, **paper
    )


def _workers_set(actor, review: ReviewRound, workers: Sequence[Worker]) -> None:
    """The working group as given: rows that stay as they are stay, others are removed or added."""
    if sum(worker.is_head for worker in workers) != 1:
        raise ValidationError(
            "Tổ công tác phải có đúng một Tổ trưởng (Công an xã chủ trì). Ghi người đứng đầu ở dòng đầu."
        )
    wanted = [(clean_name(one.full_name), one.position.strip(), one.user, one.is_head) for one in workers]
    known = {(row.full_name, row.position, row.user, row.is_head): row for row in review.workers.all()}
    for key in [key for key in known if key not in wanted]:
        audit(actor, "teams.review.worker_remove", known[key], before=snapshot(known[key]), after={})
        known[key].delete()
    names = ("full_name", "position", "user", "is_head")
    new = [
        ReviewWorker(round=review, **dict(zip(names, key, strict=True)))
        for key in dict.fromkeys(wanted)
        if key not in known
    ]
    for row in new:
        row.full_clean()
    ReviewWorker.objects.bulk_create(new)
    audit_many(actor, "teams.review.worker", map(Change, new))


def _teams_add(actor, review: ReviewRound, teams: Iterable[Team]) -> None:
    sheets = []
    for team in teams:
        if team.commune_id != review.commune_id:
            raise ValidationError({"teams": f"{team} thuộc xã khác. Chọn Tổ của xã mình."})
        if not team.is_in_force(review.opens_on) and team.started_on > review.due_on:
            raise ValidationError({"teams": f"{team} chưa thành lập trong đợt rà soát này. Bỏ chọn Tổ đó."})
        sheets.append(TeamReview(round=review, team=team))
    TeamReview.objects.bulk_create(sheets)
    audit_many(actor, "teams.review.team", map(Change, sheets))


def _check_sheet(sheet: TeamReview, reviewed_on: date, findings: Mapping[Membership, Finding]) -> None:
    errors: dict[str, str] = {}
    if reviewed_on < sheet.round.opens_on:
        errors["reviewed_on"] = (
            f"Đợt rà soát bắt đầu ngày {format_date(sheet.round.opens_on)}. Chọn ngày từ đó."
        )
    elif reviewed_on > timezone.localdate():
        errors["reviewed_on"] = "Ngày rà soát chưa đến. Ghi phiếu khi đã rà soát."
    kept = {row.membership: None for row in sheet.members.select_related("membership__person")}
    for member in {**kept, **findings}:
        if member.team_id != sheet.team_id or not member.is_in_force(reviewed_on):
            errors[f"outcome_{member.pk}"] = (
                f"{member.person} không phải là thành viên {sheet.team} ngày {format_date(reviewed_on)}. "
                "Sửa ngày rà soát, hoặc bỏ trống dòng này."
            )
    for member, found in findings.items():
        if found.is_unfit and found.outcome != Outcome.REPLACE and not found.note.strip():
            errors[f"note_{member.pk}"] = (
                f"{member.person} thuộc diện thay thế mà không thay: ghi lý do, ví dụ trên 70 tuổi đã có quyết "
                "định của Chủ tịch UBND xã (Điều 13, khoản 1)."
            )
    if errors:
        raise ValidationError(errors)


def _findings_set(actor, sheet: TeamReview, findings: Mapping[Membership, Finding]) -> None:
    known = {row.membership_id: row for row in sheet.members.select_related("membership__person")}
    changes = []
    for member, found in findings.items():
        row = known.get(member.pk) or MemberReview(sheet=sheet, membership=member)
        before = snapshot(row) if row.pk else None
        if row.pk and _says(row) == _says_of(found):
            continue
        row.failed_standards = [str(code) for code in found.failed_standards]
        row.gaps = [str(code) for code in found.gaps]
        row.failed_duty, row.wishes_out = found.failed_duty, found.wishes_out
        row.outcome, row.note = found.outcome, found.note.strip()
        row.meets_standard, row.is_unfit = not found.failed_standards, found.is_unfit
        row.knows_duties, row.has_skills = Gap.DUTIES not in found.gaps, not SKILL_GAPS & set(found.gaps)
        row.full_clean()
        row.save()
        changes.append(Change(row, before))
    audit_many(actor, "teams.review.member", changes)


def _says(row: MemberReview) -> tuple:
    return (
        row.outcome, sorted(row.failed_standards), sorted(row.gaps), row.failed_duty, row.wishes_out, row.note
    )  # fmt: skip


def _says_of(found: Finding) -> tuple:
    return (
        str(found.outcome), sorted(map(str, found.failed_standards)), sorted(map(str, found.gaps)),
        found.failed_duty, found.wishes_out, found.note.strip(),
    )  # fmt: skip
