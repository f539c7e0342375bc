"""Writes of campaigns: plan, quotas, steps."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.choices import AgencyKind
from communes.models import Agency, Commune, Hamlet
from communes.services.communes import commune_touch
from contracts.policy import require
from documents.choices import DocumentType
from documents.models import Document
from documents.services import document_find_or_record, draft_record, posting_plan
from recruitment import policies
from recruitment.choices import LIVE_STATES
from recruitment.models import Campaign, CampaignLine, CampaignPaper
from recruitment.outlook import hindrance
from recruitment.papers.candidates import APPROVAL as LIST_APPROVAL
from recruitment.papers.planning import PLAN
from recruitment.paths import STEPS
from recruitment.postings import due_on, places_of
from recruitment.room import hamlets_of_teams, refusals
from teams.models import Team
from vietnam.dates import format_date

#: A signed paper as typed from the original; see `documents.forms.PaperFields`.
Paper = Mapping[str, Any]
#: How many people a team is to get, or a team from one of its hamlets.
Quotas = Mapping[Team | tuple[Team, Hamlet | None], int]


@transaction.atomic
def campaign_create(
    *, actor, commune: Commune, title: str, opens_on: date, closes_on: date, filing_place: str,
    quotas: Quotas, note: str = "",
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
def campaign_update(*, actor, campaign: Campaign, version: int | None, quotas: Quotas, **facts) -> Campaign:
    """Change a draft: `facts` are its title, window, filing place and note; the quotas as in `campaign_create`."""
    require(policies.can_edit_campaign(actor, campaign))
    if unknown := set(facts) - {"title", "opens_on", "closes_on", "filing_place", "note"}:
        raise TypeError(f"no facts of a campaign: {', '.join(sorted(unknown))}")
    before = snapshot(campaign)
    campaign.claim_version(version)
    for name, value in facts.items():
        setattr(campaign, name, value)
    campaign.full_clean()
    campaign.save()
    if snapshot(campaign) != before:
        audit(actor, "recruitment.campaign.update", campaign, before=before)
    campaign_lines_set(actor=actor, campaign=campaign, quotas=quotas)
    return campaign


@transaction.atomic
def campaign_lines_set(*, actor, campaign: Campaign, quotas: Quotas) -> list[CampaignLine]:
    """Set how many each team is to get; those given 0 are left out. Refused beyond what the quotas leave."""
    require(policies.can_edit_campaign(actor, campaign))
    wanted = _by_hamlet(campaign, {place: count for place, count in quotas.items() if count})
    if not wanted:
        raise ValidationError({"quotas": "Đặt chỉ tiêu ít nhất 01 người cho một Tổ."})
    _check_room(campaign, [(team, count) for (team, _), count in wanted.items()])
    present = {(line.team_id, line.hamlet_id): line for line in campaign.lines.all()}
    _remove_lines(actor, campaign, keep={(team.pk, hamlet and hamlet.pk) for team, hamlet in wanted})
    changes, lines = [], []
    for (team, hamlet), count in wanted.items():
        line = present.get((team.pk, hamlet and hamlet.pk))
        before = snapshot(line) if line else None
        line = line or CampaignLine(campaign=campaign, team=team, hamlet=hamlet)
        line.count = count
        lines.append(line)
        if before != snapshot(line):
            line.full_clean()
            line.save()
            changes.append(Change(line, before))
    audit_many(actor, "recruitment.line.set", changes)
    commune_touch({campaign.commune_id})
    return lines


def _by_hamlet(campaign: Campaign, wanted: Quotas) -> dict[tuple[Team, Hamlet | None], int]:
    """The quotas by team and hamlet: a team alone means its only hamlet, or all of them where it has several."""
    places = [place if isinstance(place, tuple) else (place, None) for place in wanted]
    own = hamlets_of_teams([team for team, _ in places], campaign.opens_on)
    found: dict[tuple[Team, Hamlet | None], int] = {}
    for (team, hamlet), count in zip(places, wanted.values(), strict=True):
        hamlets = own.get(team.pk, [])
        if hamlet is not None and hamlet not in hamlets:
            raise ValidationError({"quotas": f"{hamlet} không thuộc địa bàn của {team}. Chọn thôn của Tổ."})
        only = hamlets[0] if hamlet is None and len(hamlets) == 1 else hamlet
        found[team, only] = found.get((team, only), 0) + count
    return found


def _remove_lines(actor, campaign: Campaign, keep: Collection[tuple[int, int | None]]) -> None:
    for line in campaign.lines.select_related("team", "hamlet"):
        if (line.team_id, line.hamlet_id) not in keep:
            audit(actor, "recruitment.line.remove", line, before=snapshot(line), after={})
            line.delete()


def _check_room(campaign: Campaign, wanted: Iterable[tuple[Team, int]]) -> None:
    """Never beyond what the quotas leave on the opening day."""
    of_teams: Counter[Team] = Counter()
    for team, count in wanted:
        of_teams[team] += count
    if problems := refusals(campaign, of_teams):
        raise ValidationError({"quotas": problems})


@transaction.atomic
def campaign_approve(*, actor, campaign: Campaign, version: int | None, paper: Paper) -> Campaign:
    """Record the plan that UBND xã issued: number, day, signer. From here on the quotas stand and it must be posted."""
    require(policies.can_step(actor, campaign, "approve"))
    draft = CampaignPaper.objects.draft_of(campaign, PLAN)
    plan = record_paper(actor, campaign.commune, DocumentType.PLAN, paper, draft)
    return plan_stands(actor, campaign, version, plan)


def plan_stands(
    actor, campaign: Campaign, version: int | None, plan: Document, step: str = "approve"
) -> Campaign:
    """The core of both ways to a plan, signed on paper or approved in the product: the step, and where it must hang."""
    if plan.signed_on > campaign.opens_on:
        raise ValidationError(
            {
                "signed_on": f"Kế hoạch phải ký muộn nhất ngày bắt đầu nhận hồ sơ {format_date(campaign.opens_on)}."
            }
        )
    _check_room(campaign, [(line.team, line.count) for line in campaign.lines.select_related("team")])
    approved = _step(actor, campaign, version, step, plan=plan)
    posting_plan(
        actor=actor, document=plan, places=places_of(approved, plan.signed_on), due_on=due_on(approved, plan.signed_on),
        planner=plan.created_by,
    )  # fmt: skip
    return approved


@transaction.atomic
def campaign_post(*, actor, campaign: Campaign, version: int | None) -> Campaign:
    """The plan hangs at every place that it must be posted at."""
    require(policies.can_step(actor, hold(campaign), "post"))
    return _step(actor, campaign, version, "post")


@transaction.atomic
def campaign_open(*, actor, campaign: Campaign, version: int | None) -> Campaign:
    """Begin to take applications. A plan not yet posted everywhere is warned of, not refused: no source says that it
    keeps the window from opening."""
    require(policies.can_step(actor, campaign, "open"))
    return _step(actor, campaign, version, "open")


@transaction.atomic
def list_approve(*, actor, campaign: Campaign, version: int | None, paper: Paper) -> Campaign:
    """Record that UBND xã approved the list of candidates on paper (`paper`)."""
    require(policies.can_step(actor, campaign, "approve_list"))
    campaign.claim_version(version)
    draft = CampaignPaper.objects.draft_of(campaign, LIST_APPROVAL)
    approval = record_paper(actor, campaign.commune, DocumentType.LIST, paper, draft)
    return list_stands(actor, campaign, approval, "approve_list")


def list_stands(actor, campaign: Campaign, approval: Document, step: str) -> Campaign:
    """The core of both ways to an approved list, signed on paper or in the product: it must be posted where the plan
    was (TT 14/2024, Điều 3). The caller holds the campaign's version."""
    if approval.signed_on <= campaign.closes_on:
        raise ValidationError(
            {
                "signed_on": f"Danh sách chốt sau khi hết hạn nhận hồ sơ {format_date(campaign.closes_on)}; "
                "phê duyệt từ ngày hôm sau."
            }
        )
    approved = _step(actor, campaign, None, step, list_approval=approval)
    posting_plan(
        actor=actor, document=approval, places=places_of(approved, approval.signed_on),
        due_on=due_on(approved, approval.signed_on), planner=approval.created_by,
    )  # fmt: skip
    return approved


@transaction.atomic
def campaign_close(*, actor, campaign: Campaign, version: int | None) -> Campaign:
    """End the campaign. Refused while the window is open and while an application waits for what comes next."""
    require(policies.can_step(actor, campaign, "close"))
    waiting = list(campaign.applications.filter(state__in=LIVE_STATES).select_related("person"))
    counts, names = Counter(one.state for one in waiting), [str(one.person) for one in waiting]
    if told := hindrance(campaign, "close", counts, timezone.localdate(), names):
        raise ValidationError(told)
    return _step(actor, campaign, version, "close")


def hold(campaign: Campaign) -> Campaign:
    """Hold the campaign's row until the transaction ends and read how far it is now: two officers wait for each
    other (nothing is needed on SQLite, which lets one writer in at a time)."""
    Campaign.objects.select_for_update().filter(pk=campaign.pk).first()
    campaign.refresh_from_db(fields=["state", "version"])
    council = Campaign._meta.get_field("council")
    if council.is_cached(campaign) and council.get_cached_value(campaign) is None:
        council.delete_cached_value(campaign)  # the other one may have set it up meanwhile
    return campaign


def record_paper(
    actor, commune: Commune, kind: DocumentType, paper: Paper, draft: Document | None = None,
    issuer: AgencyKind = AgencyKind.PEOPLES_COMMITTEE,
) -> Document:  # fmt: skip
    """The paper of one of the commune's agencies typed from the original, recorded once. Where it was drawn up here,
    its `draft` takes number, day and signer of the paper, and keeps its own content."""
    if draft is not None:
        names = ("symbol", "signed_on", "signer_name", "signer_title", "scan")
        signed = {name: paper[name] for name in names}
        return draft_record(actor=actor, document=draft, version=None, **signed)
    agency = Agency.objects.get(commune=commune, kind=issuer)
    return document_find_or_record(actor=actor, agency=agency, type=kind, commune=commune, **paper)


def _step(actor, campaign: Campaign, version: int | None, code: str, **fields) -> Campaign:
    before = snapshot(campaign)
    campaign.claim_version(version)
    campaign.state = STEPS[code].after or campaign.state
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
