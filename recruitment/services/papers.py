"""Drawing up the papers of a campaign, and the sheets that are printed from it."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from communes.models import Agency
from contracts.policy import require
from documents.choices import DocumentState
from documents.composing import compose
from documents.layout.blocks import to_json
from documents.models import Document
from documents.services import paper_draft, wording_of
from recruitment import policies
from recruitment.models import Application, Campaign, CampaignPaper, CouncilMember, SessionPlan
from recruitment.papers.council import INVITATION
from recruitment.papers.facts import Facts
from recruitment.papers.specs import PaperSpec, spec_of
from recruitment.services.campaigns import hold
from recruitment.services.councils import Seat, seats_check
from recruitment.services.extensions import extension_check


@transaction.atomic
def campaign_paper_draft(
    *, actor, campaign: Campaign, code: str, application: Application | None = None,
    member: CouncilMember | None = None, seats: Sequence[Seat | tuple] = (),
    extension: tuple[date, str] | None = None,
) -> CampaignPaper:  # fmt: skip
    """Draw up one paper of the campaign from its records: a draft, to be edited, then issued or signed on paper.

    One of a kind stands at a time (of an applicant's or a member's paper: one each). `seats` are those of a council not
    yet set up, `extension` the new last day of the window and the reason. Raises `PolicyDenied` with what the register
    still lacks, `ValidationError` for seats that make no council and a day that extends nothing.
    """
    hold(campaign)
    spec, today = spec_of(code), timezone.localdate()
    seats = seats_check(campaign, seats, today) if seats else []
    proposed = extension_check(campaign, *extension, today) if extension else None
    facts = Facts(campaign, application, member, seats, extension=proposed)
    same = CampaignPaper.objects.filter(campaign=campaign, kind=code, application=application, member=member)
    standing = (same.drafts(code) if spec.is_repeated else same.standing()).select_related("document").first()
    require(policies.can_draft_paper(actor, spec, facts, standing))
    name, title = spec.signer(facts)
    document = paper_draft(
        actor=actor, code=code, filling=spec.fill(facts), agency=agency_of(spec, campaign), commune=campaign.commune,
        on=today, signer_name=name, signer_title=title,
    )  # fmt: skip
    given = {"seats": [list(seat) for seat in seats]} if seats else {}
    given |= proposed.kept() if proposed else {}
    row = CampaignPaper(
        campaign=campaign, kind=code, application=application, member=member, document=document, given=given
    )
    row.full_clean()
    row.save()
    audit(actor, "recruitment.campaign_paper.draft", row)
    if code == INVITATION:
        _link_invitation(actor, campaign, document)
    return row


def _link_invitation(actor, campaign: Campaign, document: Document) -> None:
    """The session's plan names the first invitation that was drawn up for it."""
    plan = SessionPlan.objects.filter(council__campaign=campaign, invitation=None).first()
    if plan is None:
        return
    before = snapshot(plan)
    plan.claim_version(None)
    plan.invitation = document
    plan.save()
    audit(actor, "recruitment.session.plan", plan, before=before)


@transaction.atomic
def member_papers_draft(*, actor, campaign: Campaign, code: str) -> list[CampaignPaper]:
    """Draw up a paper for every member of the council who has none yet (invitations)."""
    hold(campaign)
    facts = Facts(campaign)
    require(policies.can_prepare(actor, campaign.commune))
    require(policies.can_fill(spec_of(code), facts))
    there = CampaignPaper.objects.filter(campaign=campaign, kind=code).standing()
    done = set(there.values_list("member_id", flat=True))
    return [
        campaign_paper_draft(actor=actor, campaign=campaign, code=code, member=member)
        for member in facts.members
        if member.pk not in done
    ]


def agency_of(spec: PaperSpec, campaign: Campaign) -> Agency:
    """Who writes the paper."""
    return Agency.objects.get(commune=campaign.commune, kind=spec.agency)


def sheet(actor, spec: PaperSpec, facts: Facts, agency: Agency | None = None) -> Document:
    """A sheet to print, from the facts of this moment: a document that is drawn and never saved."""
    require(policies.can_print_sheet(actor, spec, facts))
    campaign, today = facts.campaign, timezone.localdate()
    agency = agency or agency_of(spec, campaign)
    wording = wording_of(spec.template, province=campaign.commune.province_id, on=today)
    made = compose(spec.template, wording, spec.fill(facts), agency=agency, on=today)
    name, title = spec.signer(facts)
    return Document(
        agency=agency, commune=campaign.commune, type=spec.template.type, title=made.title,
        blocks=to_json(made.blocks), recipients=list(made.recipients), signed_on=today, signer_name=name,
        signer_title=title, state=DocumentState.ISSUED,
    )  # fmt: skip
