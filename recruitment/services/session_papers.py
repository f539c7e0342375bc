"""All papers of a council's session in one file, and single sheets as PDF: background work.

The set is made in two passes. First what can be filled and is not there yet is drafted, each in a transaction of its
own: a job that is killed goes on where it was. Then everything is drawn, paper by paper, into one ZIP on disk.
"""

import tempfile
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import IO, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import audit
from contracts.policy import PolicyDenied, require
from documents.choices import DocumentState
from documents.layout.html import render_html
from documents.layout.pdf import PdfUnavailable, pdf_of
from documents.layout.presses import Presses
from documents.layout.word import render_word
from documents.models import Document
from jobs.models import Job, StoredFile
from jobs.services import RunningJob, job_enqueue, store_file
from recruitment import policies
from recruitment.choices import ApplicationState
from recruitment.models import Application, Campaign, CampaignPaper
from recruitment.papers import candidates, council, decisions, results
from recruitment.papers.facts import Facts
from recruitment.papers.specs import APPLICATION, MEMBER, PaperSpec, spec_of
from recruitment.services.papers import campaign_paper_draft, sheet

SESSION, SHEET = "recruitment.session_papers", "recruitment.sheet"
#: How long the files are kept.
KEPT = timedelta(days=7)
#: The set, in the order of its folder.
SET = (
    council.INVITATION, candidates.CANDIDATES, council.BALLOT, council.COUNT, council.MINUTES, results.CHOSEN,
    results.POSITIONS, results.SUBMISSION, decisions.RECOGNITION, results.RESULT, results.NOT_CHOSEN,
)  # fmt: skip
#: Papers that are still edited by hand, so that Word goes along.
EDITED = (council.MINUTES, results.SUBMISSION, decisions.RECOGNITION, results.RESULT)


class Item(NamedTuple):
    """One paper of the set: its name in the ZIP without ending, what is drawn, whether Word goes along."""

    name: str
    document: Document
    in_word: bool


def session_papers_enqueue(*, actor, campaign: Campaign) -> Job:
    """Have the papers of the session drawn up and put into one file."""
    require(policies.can_make_session_papers(actor, campaign))
    return job_enqueue(
        actor=actor, kind=SESSION, key=f"{SESSION}:{campaign.pk}", params={"campaign": campaign.pk},
        commune=campaign.commune_id, province=campaign.commune.province_id,
        title=f"Bộ giấy tờ phiên họp Hội đồng: {campaign}",
    )  # fmt: skip


def session_papers_make(job: RunningJob) -> None:
    """The handler: acts with the owner's rights of this moment; nothing is kept of a set that was not finished but
    the drafts, which the next one takes."""
    rows = Campaign.objects.visible_to(job.owner).select_related("commune", "plan", "council__decision")
    campaign = rows.filter(pk=job.params["campaign"]).first()
    if campaign is None:
        raise ValidationError("Không thấy đợt tuyển chọn này nữa. Kiểm tra quyền của tài khoản.")
    require(policies.can_make_session_papers(job.owner, campaign))
    _draft_lacking(job, campaign)
    with tempfile.TemporaryFile() as file:
        items = items_of(job.owner, campaign)
        with Presses() as presses:
            write_set(job, items, file, presses)
        count = len(items)
        _keep(job, campaign, file, count)


def _draft_lacking(job: RunningJob, campaign: Campaign) -> None:
    """Draft each paper of the set that the register can fill and that is not there; what it lacks is left out."""
    facts = Facts(campaign)
    there = CampaignPaper.objects.filter(campaign=campaign).standing()
    done = set(there.values_list("kind", "application_id", "member_id"))
    for code in SET:
        for about in _abouts(spec_of(code), facts):
            key = (code, *(getattr(about.get(name), "pk", None) for name in (APPLICATION, MEMBER)))
            if key in done or spec_of(code).is_sheet:
                continue
            job.advance(0)
            try:
                campaign_paper_draft(actor=job.owner, campaign=campaign, code=code, **about)
            except PolicyDenied:  # not its turn yet, or recorded from paper
                continue


def _abouts(spec: PaperSpec, facts: Facts) -> list[dict]:
    """Whom the papers of that kind are about, as arguments of the service; [{}] for one about the campaign."""
    if spec.about == MEMBER:
        return [{MEMBER: member} for member in facts.members]
    if spec.about == APPLICATION:
        return [{APPLICATION: one} for one in facts.in_states(ApplicationState.NOT_PASSED)]
    return [{}]


def items_of(owner, campaign: Campaign) -> list[Item]:
    """What the ZIP holds: papers that stand, and the sheets, in the order of the set."""
    rows = CampaignPaper.objects.visible_to(owner).filter(campaign=campaign, kind__in=SET).standing()
    joined = rows.select_related("document__agency", "document__commune", "application__person", "member")
    standing: dict[str, list[CampaignPaper]] = {}
    for row in joined.order_by("member_id", "application__person__sort_key", "pk"):
        standing.setdefault(row.kind, []).append(row)
    facts, items = Facts(campaign), []
    for place, code in enumerate(SET, 1):
        spec = spec_of(code)
        if spec.is_sheet:
            if policies.can_print_sheet(owner, spec, facts):
                items.append(Item(f"{place:02d} {spec.label}", sheet(owner, spec, facts), in_word=False))
            continue
        for number, row in enumerate(_of_use(standing.get(code, []), facts), 1):
            who = (
                row.member.full_name
                if row.member
                else row.application.person.full_name
                if row.application
                else ""
            )
            name = f"{place:02d} {spec.label}" + (f" {number:02d} {who}" if who else "")
            is_draft = row.document.state == DocumentState.DRAFT
            items.append(Item(name, row.document, in_word=is_draft and code in EDITED))
    return items


def _of_use(rows: list[CampaignPaper], facts: Facts) -> list[CampaignPaper]:
    """Without invitations that nobody was sent before the council met."""
    is_over = council.has_met(facts)
    return [
        row for row in rows
        if not (is_over and row.kind == council.INVITATION and row.document.state == DocumentState.DRAFT)
    ]  # fmt: skip


def write_set(job: RunningJob, items: list[Item], file: IO[bytes], presses: Presses) -> None:
    """Draw the papers into a ZIP, told one by one; cancelled at once."""
    job.advance(0, len(items), "giấy tờ")
    pages = (render_html(item.document) for item in items)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        try:
            for done, (item, content) in enumerate(zip(items, presses.draw(pages), strict=True), 1):
                archive.writestr(f"{item.name}.pdf", content)
                if item.in_word:
                    archive.writestr(f"Word/{item.name}.docx", render_word(item.document))
                job.advance(done)
        except PdfUnavailable as error:
            raise ValidationError(str(error)) from error


@transaction.atomic
def _keep(job: RunningJob, campaign: Campaign, file: IO[bytes], count: int) -> None:
    """The file and the entry that it was made, both or neither."""
    audit(job.owner, "recruitment.session_papers.make", campaign, reason=f"{count} giấy tờ", fields=False)
    file.seek(0)
    job.attach(
        store_file(
            actor=job.owner, name=f"Phiên họp Hội đồng {timezone.localdate()}.zip", content=_parts(file),
            content_type="application/zip", purpose=SESSION, commune=job.commune_code, province=job.province_code,
            expires_at=timezone.now() + KEPT,
        )
    )  # fmt: skip


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    while part := file.read(256 * 1024):
        yield part


def sheet_enqueue(
    *, actor, spec: PaperSpec, campaign: Campaign, application: Application | None = None, purpose: str = ""
) -> Job:
    """Have one sheet made as PDF; one that tells of what is encrypted asks for the purpose, which is written down."""
    facts = Facts(campaign, application)
    require(policies.can_take_sheet(actor, spec, facts))
    if spec.is_secret and not purpose.strip():
        raise ValidationError({"purpose": "Ghi mục đích in phiếu, ví dụ: trình Trưởng Công an xã ký."})
    key = application.pk if application else f"dot-{campaign.pk}"
    return job_enqueue(
        actor=actor, kind=SHEET, key=f"{spec.code}:{key}",
        params={
            "kind": spec.code, "campaign": campaign.pk, "application": application.pk if application else None,
            "purpose": purpose.strip(),
        },
        commune=campaign.commune_id, province=campaign.commune.province_id, title=spec.label,
    )  # fmt: skip


def sheet_make(job: RunningJob) -> None:
    """The handler of one sheet, with the owner's rights of this moment."""
    campaign, application = _named(job)
    spec = spec_of(job.params["kind"])
    facts = Facts(campaign, application, reveals=True)
    require(policies.can_take_sheet(job.owner, spec, facts))
    job.advance(0, 1, "phiếu")
    try:
        content = pdf_of(render_html(sheet(job.owner, spec, facts)), "pdf/a-2b")
    except PdfUnavailable as error:
        raise ValidationError(str(error)) from error
    with transaction.atomic():
        told = ": ".join(part for part in (spec.label, job.params["purpose"]) if part)
        audit(job.owner, "recruitment.sheet.take", application or campaign, reason=told, fields=False)
        job.attach(_sheet_file(job, spec, content))
    job.advance(1)


def _named(job: RunningJob) -> tuple[Campaign, Application | None]:
    """The campaign and the application of the job, through the owner's doors."""
    campaigns = Campaign.objects.visible_to(job.owner).select_related("commune", "plan")
    campaign = campaigns.filter(pk=job.params["campaign"]).first()
    if campaign is None:
        raise ValidationError("Không thấy đợt tuyển chọn này nữa. Kiểm tra quyền của tài khoản.")
    if job.params["application"] is None:
        return campaign, None
    rows = Application.objects.visible_to(job.owner).select_related(
        "campaign__commune", "line__team", "person__hamlet", "appraised_by", "over_age_decision"
    )
    return campaign, rows.get(pk=job.params["application"], campaign=campaign)


def _sheet_file(job: RunningJob, spec: PaperSpec, content: bytes) -> StoredFile:
    return store_file(
        actor=job.owner, name=f"{spec.label} {timezone.localdate()}.pdf", content=content,
        content_type="application/pdf", purpose=SHEET, commune=job.commune_code, province=job.province_code,
        expires_at=timezone.now() + KEPT,
    )  # fmt: skip
