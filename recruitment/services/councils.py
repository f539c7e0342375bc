"""Writes of the council: set up by the chairman's decision, changed by a further one, its session planned."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from contracts.policy import require
from documents.choices import DocumentType
from documents.models import Document
from law.values import rule
from recruitment import policies
from recruitment.choices import Capacity
from recruitment.models import Campaign, CampaignPaper, Council, CouncilMember, SessionPlan
from recruitment.namesakes import RULE, namesakes
from recruitment.papers.council import COUNCIL
from recruitment.services.campaigns import Paper, hold, record_paper
from vietnam.dates import format_date
from vietnam.names import clean_name, fold

SEATS = "recruit.council_seats"


class Seat(NamedTuple):
    """Who is to sit in the council as what: name, capacity, post and agency in words. `is_namesake` says that somebody
    verified that it is not the candidate of that name."""

    full_name: str
    capacity: str
    post: str = ""
    agency: str = ""
    is_namesake: bool = False


@transaction.atomic
def council_set(*, actor, campaign: Campaign, paper: Paper, members: Sequence[Seat | tuple]) -> Council:
    """Set up the council by the chairman's decision (`paper`).

    One chair and one vice are needed (TT 14/2024, Điều 3); a capacity of the circular that nobody sits for is told on
    the page (`seats_lacking`), not refused: a ward may have no Hội Nông dân. Refused: a second council for the
    campaign, a person in two seats, a candidate among them.
    """
    require(policies.can_set_council(actor, hold(campaign)))
    draft = CampaignPaper.objects.draft_of(campaign, COUNCIL)
    decision = record_paper(actor, campaign.commune, DocumentType.DECISION, paper, draft)
    return council_stands(actor, campaign, decision, members)


def council_stands(actor, campaign: Campaign, decision: Document, members: Sequence[Seat | tuple]) -> Council:
    """The core of both ways to a council, recorded from paper or approved in the product: its seats."""
    seats = [Seat(*one) for one in members]
    council = Council(campaign_id=campaign.pk, decision=decision)  # a refusal leaves the campaign without one
    rows = _rows(council, seats, decision.signed_on)
    _check_seats(campaign, rows)
    council.save()
    audit(actor, "recruitment.council.set", council)
    _seat(actor, rows)
    return council


@transaction.atomic
def council_change(
    *, actor, council: Council, version: int | None, paper: Paper, leaving: Mapping[CouncilMember, str],
    joining: Sequence[Seat | tuple],
) -> Council:  # fmt: skip
    """Change who sits in the council by a further decision: `leaving` gives each seat that ends its reason, `joining`
    who comes. Both hold from the decision's day; the old seat is kept. Refused once the council has met."""
    require(policies.can_change_council(actor, council.campaign))
    council.claim_version(version)
    decision = record_paper(actor, council.campaign.commune, DocumentType.DECISION, paper)
    seats = [Seat(*one) for one in joining]
    _check_change(council, decision, leaving, seats)
    staying = council.members.open().exclude(pk__in=[member.pk for member in leaving])
    rows = _rows(council, seats, decision.signed_on, decision)
    _check_seats(council.campaign, [*staying, *rows])
    for member, reason in leaving.items():
        _leave(actor, member, decision, reason)
    _seat(actor, rows)
    return council


def _check_change(council: Council, decision: Document, leaving, seats: Sequence[Seat]) -> None:
    founded = council.decision
    if decision.pk == founded.pk:
        raise ValidationError(
            {"symbol": f"{founded} là quyết định thành lập. Ghi số của quyết định thay đổi thành viên."}
        )
    if not leaving and not seats:
        raise ValidationError("Chưa có ai thôi, ai vào. Đánh dấu người thôi hoặc ghi người vào Hội đồng.")
    for member, reason in leaving.items():
        if member.council_id != council.pk or member.ended_on:
            raise ValidationError(f"{member.full_name} không còn ghế trong Hội đồng này. Tải lại trang.")
        if not reason.strip():
            raise ValidationError(f"{member.full_name}: ghi lý do thôi, ví dụ: chuyển công tác.")
    earliest = max([founded.signed_on, *(member.started_on for member in leaving)])
    if decision.signed_on < earliest or (leaving and decision.signed_on == earliest):
        raise ValidationError(
            {
                "signed_on": f"Quyết định thay đổi ký sau ngày {format_date(earliest)}, ngày người thôi vào Hội đồng. "
                "Kiểm tra lại ngày ký; quyết định thành lập sai thì thay thế ở mục Văn bản."
            }
        )


@transaction.atomic
def seat_update(
    *, actor, member: CouncilMember, version: int | None, post: str, agency: str, is_namesake: bool
) -> CouncilMember:
    """Complete a seat's words, or say that it was verified to be only a namesake of a candidate."""
    require(policies.can_change_council(actor, member.council.campaign))
    before = snapshot(member)
    member.claim_version(version)
    member.post, member.agency, member.is_namesake = clean_name(post), clean_name(agency), is_namesake
    member.full_clean()
    member.save()
    audit(actor, "recruitment.council.seat", member, before=before)
    return member


@transaction.atomic
def session_plan_set(
    *, actor, campaign: Campaign, version: int | None, held_on: date, starts_at: time, place: str, agenda: str,
) -> SessionPlan:  # fmt: skip
    """Say when and where the council is going to meet (what the giấy mời says), or move it; `version` is the plan's,
    None for the first. Refused before the window has closed, where nobody is on a list yet."""
    require(policies.can_plan_session(actor, hold(campaign)))
    council = campaign.council
    if held_on <= campaign.closes_on:
        raise ValidationError(
            {"held_on": f"Hội đồng họp sau khi hết hạn nhận hồ sơ {format_date(campaign.closes_on)}."}
        )
    if held_on < council.decision.signed_on:
        raise ValidationError(
            {
                "held_on": f"Hội đồng thành lập ngày {format_date(council.decision.signed_on)}, không họp trước đó."
            }
        )
    plan = SessionPlan.objects.filter(council=council).first() or SessionPlan(council=council)
    before = snapshot(plan) if plan.pk else None
    if plan.pk:
        plan.claim_version(version)
    plan.held_on, plan.starts_at = held_on, starts_at
    plan.place, plan.agenda = clean_name(place), agenda.strip()
    plan.full_clean()
    plan.save()
    if before != snapshot(plan):
        audit(actor, "recruitment.session.plan", plan, before=before)
    return plan


def seats_check(campaign: Campaign, members: Sequence[Seat | tuple], on: date) -> list[Seat]:
    """What a council that is only proposed must keep to; gives the seats with their names as they are written."""
    rows = _rows(Council(campaign_id=campaign.pk), [Seat(*one) for one in members], on)
    _check_seats(campaign, rows)
    return [Seat(row.full_name, row.capacity, row.post, row.agency, row.is_namesake) for row in rows]


def seats_lacking(campaign: Campaign, seats: Iterable[CouncilMember], on: date) -> tuple[list[str], str]:
    """Capacities of the circular that nobody sits for on that day, and the article."""
    asked = rule(SEATS, on=on, province=campaign.commune.province_id)
    held = {seat.capacity for seat in seats}
    return [Capacity(code).label for code in asked.value if code not in held], asked.citation


def _rows(council: Council, seats: Sequence[Seat], on: date, decision: Document | None = None):
    return [
        CouncilMember(
            council=council, full_name=clean_name(seat.full_name), capacity=seat.capacity, started_on=on,
            post=clean_name(seat.post), agency=clean_name(seat.agency), is_namesake=seat.is_namesake,
            decision=decision,
        )
        for seat in seats
    ]  # fmt: skip


def _seat(actor, rows: list[CouncilMember]) -> None:
    for row in rows:
        row.council_id = row.council.pk
        row.fill_keys()
        row.full_clean()
    CouncilMember.objects.bulk_create(rows)
    audit_many(actor, "recruitment.council.member", [Change(row) for row in rows])


def _leave(actor, member: CouncilMember, decision: Document, reason: str) -> None:
    before = snapshot(member)
    member.claim_version(None)
    member.ended_on, member.end_decision, member.end_reason = decision.signed_on, decision, reason.strip()
    member.full_clean()
    member.save()
    audit(actor, "recruitment.council.leave", member, before=before)


def _check_seats(campaign: Campaign, rows: Sequence[CouncilMember]) -> None:
    problems = []
    capacities = [row.capacity for row in rows]
    for capacity in (Capacity.CHAIR, Capacity.VICE):
        if capacities.count(capacity) != 1:
            who = capacity.label.partition(":")[0]
            problems.append(f"Hội đồng cần đúng một {who} (TT 14/2024, Điều 3).")
    if any(not row.full_name for row in rows):
        problems.append("Nhập họ tên từng thành viên Hội đồng.")
    names = [fold(row.full_name) for row in rows]
    if twice := {row.full_name for row, key in zip(rows, names, strict=True) if names.count(key) > 1}:
        problems.append(f"Ghi hai lần: {', '.join(sorted(twice))}. Mỗi người một tư cách.")
    errors = {"members": problems} if problems else {}
    for one in namesakes(campaign, rows):
        if one.is_same:
            errors[refused_at(one.seat.full_name)] = [
                f"{one.seat.full_name} trùng tên người đang dự tuyển; {RULE}. Chọn người khác, hoặc xác minh rồi đánh "
                "dấu “chỉ trùng tên”."
            ]
    if errors:
        raise ValidationError(errors)


def refused_at(full_name: str) -> str:
    """Under which name a refusal stands that is about the seat of that person, for the form to find its row."""
    return f"seat: {fold(full_name)}"
