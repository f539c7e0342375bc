"""Writes of campaigns: plan, quotas, steps, council."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.choices import AgencyKind
from communes.models import Agency, Commune
from communes.services.communes import commune_touch
from contracts.policy import require
from documents.choices import DocumentType
from documents.models import Document
from documents.services import document_find_or_record
from recruitment import policies
from recruitment.choices import STEPS
from recruitment.models import Campaign, CampaignLine, Council, CouncilMember
from teams.models import Team
from vietnam.dates import format_date

#: A signed paper as typed from the original; see `documents.forms.PaperFields`.
Paper = Mapping[str, Any]


@transaction.atomic
def campaign_create(
    *, actor, commune: Commune, title: str, opens_on: date, closes_on: date, filing_place: str,
    quotas: Mapping[Team, int], note: str = "",
) -> Campaign:  # fmt: skip
    """Draft a campaign with its quotas. Each quota is at most what its team lacks on the opening day."""
    require(policies.can_prepare(actor, commune))
    campaign = Campaign(
        commune=commune, title=title.strip(), opens_on=opens_on, closes_on=closes_on, filing_place=filing_place,
        note=note,
    )  # fmt: skip
    campaign.full_clean()
    campaign.save()
    audit(actor, "recruitment.campaign.create", campaign)
    campaign_lines_set(actor=actor, campaign=campaign, quotas=quotas)
    return campaign


@transaction.atomic
def campaign_lines_set(*, actor, campaign: Campaign, quotas: Mapping[Team, int]) -> list[CampaignLine]:
    """Set how many each team is to get; teams given 0 are left out. Refused beyond what a team lacks."""
    require(policies.can_edit_campaign(actor, campaign))
    wanted = {team: count for team, count in quotas.items() if count}
    if not wanted:
        raise ValidationError({"quotas": "Đặt chỉ tiêu ít nhất 01 người cho một Tổ."})
    _check_room(campaign, wanted)
    campaign.lines.exclude(team__in=wanted).delete()
    changes = []
    for team, count in wanted.items():
        line = campaign.lines.filter(team=team).first() or CampaignLine(campaign=campaign, team=team)
        before = snapshot(line) if line.pk else None
        line.count = count
        link = team.hamlet_links.in_force(campaign.opens_on).first()
        line.hamlet = link.hamlet if link else None
        line.full_clean()
        line.save()
        changes.append(Change(line, before))
    audit_many(actor, "recruitment.line.set", changes)
    return [change.subject for change in changes]


def _check_room(campaign: Campaign, wanted: Mapping[Team, int]) -> None:
    """Never beyond what the teams' quota leaves on the opening day (Luật 30/2023, Điều 17, khoản 1)."""
    teams = Team.objects.with_strength(campaign.opens_on).filter(pk__in=[team.pk for team in wanted])
    problems = []
    for team in teams:
        count = next(number for one, number in wanted.items() if one.pk == team.pk)
        if team.commune_id != campaign.commune_id:
            problems.append(f"{team} thuộc xã khác.")
        elif team.quota is None:
            problems.append(f"{team} chưa có định mức. Đặt định mức của Tổ trước.")
        elif count > team.missing:
            problems.append(
                f"{team} có {team.members} người trên định mức {team.quota} vào ngày "
                f"{format_date(campaign.opens_on)}, chỉ còn thiếu {max(team.missing, 0)}; không đặt được {count}."
            )
    if problems:
        raise ValidationError({"quotas": problems})


@transaction.atomic
def campaign_approve(*, actor, campaign: Campaign, version: int | None, paper: Paper) -> Campaign:
    """Record the plan that UBND xã issued: number, day, signer. From here on the quotas stand."""
    require(policies.can_step(actor, campaign, "approve"))
    plan = record_paper(actor, campaign.commune, DocumentType.PLAN, paper)
    if plan.signed_on > campaign.opens_on:
        raise ValidationError(
            {
                "signed_on": f"Kế hoạch phải ký muộn nhất ngày bắt đầu nhận hồ sơ {format_date(campaign.opens_on)}."
            }
        )
    _check_room(campaign, {line.team: line.count for line in campaign.lines.select_related("team")})
    return _step(actor, campaign, version, "approve", plan=plan)


@transaction.atomic
def campaign_open(*, actor, campaign: Campaign, version: int | None) -> Campaign:
    """Begin to take applications: the plan is posted."""
    require(policies.can_step(actor, campaign, "open"))
    return _step(actor, campaign, version, "open")


@transaction.atomic
def campaign_close(*, actor, campaign: Campaign, version: int | None) -> Campaign:
    """End the campaign."""
    require(policies.can_step(actor, campaign, "close"))
    return _step(actor, campaign, version, "close")


@transaction.atomic
def council_set(*, actor, campaign: Campaign, paper: Paper, members: Sequence[tuple[str, str]]) -> Council:
    """Set up the council by the chairman's decision: `members` are (name, capacity).

    Chair and vice are needed (TT 14/2024, Điều 3); a second decision on the same campaign is refused.
    """
    require(policies.can_prepare(actor, campaign.commune))
    if Council.objects.filter(campaign=campaign).exists():
        raise ValidationError("Đợt này đã có Hội đồng. Mở đợt để xem quyết định thành lập.")
    capacities = [capacity for _, capacity in members]
    for capacity, words in (("chair", "Chủ tịch Hội đồng"), ("vice", "Phó Chủ tịch Hội đồng")):
        if capacities.count(capacity) != 1:
            raise ValidationError({"members": f"Hội đồng cần đúng một {words} (TT 14/2024, Điều 3)."})
    decision = record_paper(actor, campaign.commune, DocumentType.DECISION, paper)
    council = Council.objects.create(campaign=campaign, decision=decision)
    audit(actor, "recruitment.council.set", council)
    rows = [
        CouncilMember(council=council, full_name=name.strip(), capacity=capacity)
        for name, capacity in members
    ]
    for row in rows:
        row.full_clean()
    CouncilMember.objects.bulk_create(rows)
    audit_many(actor, "recruitment.council.member", [Change(row) for row in rows])
    return council


def record_paper(actor, commune: Commune, kind: DocumentType, paper: Paper) -> Document:
    """The paper of the commune's UBND typed from the original, recorded once."""
    agency = Agency.objects.get(commune=commune, kind=AgencyKind.PEOPLES_COMMITTEE)
    return document_find_or_record(actor=actor, agency=agency, type=kind, commune=commune, **paper)


def _step(actor, campaign: Campaign, version: int | None, code: str, **fields) -> Campaign:
    before = snapshot(campaign)
    campaign.claim_version(version)
    campaign.state = STEPS[code].after
    for name, value in fields.items():
        setattr(campaign, name, value)
    campaign.full_clean()
    campaign.save()
    audit(actor, "recruitment.campaign.step", campaign, before=before, reason=STEPS[code].label)
    commune_touch({campaign.commune_id})
    return campaign


def campaign_move(actor, campaign: Campaign, code: str, **fields) -> Campaign:
    """Take a step from another service of this app, which checked the right and holds the campaign's version."""
    return _step(actor, campaign, None, code, **fields)
