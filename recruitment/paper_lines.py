"""How far each paper of a campaign, or of one application, has come; in a fixed number of queries."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.urls import reverse

from communes.models import Agency
from contracts.policy import Answer, Denied
from documents.choices import DocumentState, Origin
from documents.models import Document
from documents.signers import usual_signer
from recruitment import policies
from recruitment.eligibility import Grounds
from recruitment.models import Application, Campaign, CampaignPaper
from recruitment.papers.facts import Facts, ProposedExtension
from recruitment.papers.specs import APPLICATION, CAMPAIGN, MEMBER, PaperSpec, all_specs, spec_of

#: How a state is shown: code → tone and words.
STATES = {
    "none": ("idle", "Chưa soạn"), "sheet": ("info", "Phiếu in"), "draft": ("warn", "Bản thảo"),
    "issued": ("ok", "Đã ban hành"), "recorded": ("ok", "Ghi từ bản giấy"),
}  # fmt: skip


@dataclass
class PaperLine:
    """One paper: how far it has come, where it is, what may be done."""

    code: str
    label: str
    source: str
    state: str
    papers: list[Document] = field(default_factory=list)
    note: str = ""
    act: str = ""
    url: str = ""
    answer: Answer | None = None

    @property
    def tone(self) -> str:
        """The tone of its state."""
        return STATES[self.state][0]

    @property
    def word(self) -> str:
        """Its state in words."""
        return STATES[self.state][1]


def campaign_lines(user, campaign: Campaign) -> list[PaperLine]:
    """Every paper of the path, in order; those about single applicants stand as one line with how many there are."""
    facts = Facts(campaign)
    drawn = _drawn(CampaignPaper.objects.visible_to(user).filter(campaign=campaign))
    return [_campaign_line(user, spec, facts, drawn[spec.code]) for spec in all_specs() if _shown(user, spec)]


def application_lines(user, application: Application, grounds: Grounds | None = None) -> list[PaperLine]:
    """The papers about one application: those that it can have, and those that it has."""
    facts = Facts(application.campaign, application, grounds=grounds)
    drawn = _drawn(CampaignPaper.objects.visible_to(user).filter(application=application))
    specs = [spec for spec in all_specs() if spec.about == APPLICATION and _shown(user, spec)]
    specs = [spec for spec in specs if drawn[spec.code] or spec.concerns(facts)]
    return [_line(user, spec, facts, drawn[spec.code], "ho-so", application.pk) for spec in specs]


def draft_initial(user, campaign: Campaign, kind: str, application: Application | None = None) -> dict:
    """What the form that records a signed paper knows: who usually signs it; of its draft title, signer, what it
    proposes. Number and day are typed."""
    known = signer_initial(user, campaign, kind)
    draft = CampaignPaper.objects.visible_to(user).draft_of(campaign, kind, application)
    if draft is None:
        return known
    parts = ("name", "capacity", "post", "agency", "namesake")
    seats = {
        f"{part}_{number}": value
        for number, seat in enumerate(draft.campaign_paper.given.get("seats", ()))
        for part, value in zip(parts, seat, strict=True)
    }
    signer = {name: getattr(draft, name) for name in ("signer_name", "signer_title") if getattr(draft, name)}
    proposed = ProposedExtension.given(draft.campaign_paper.given)
    return known | {"title": draft.title} | signer | seats | (vars(proposed) if proposed else {})


def signer_initial(user, campaign: Campaign, kind: str) -> dict[str, str]:
    """Who signs papers of that kind: who the register says, else who usually signs for its agency."""
    spec = spec_of(kind)
    name, title = spec.signer(Facts(campaign))
    if name:
        return {"signer_name": name, "signer_title": title}
    agency = Agency.objects.visible_to(user).filter(commune=campaign.commune, kind=spec.agency).first()
    return usual_signer(user, agency) if agency else {}


def _shown(user, spec: PaperSpec) -> bool:
    return not spec.is_personal or bool(policies.can_see_papers(user))


def _drawn(rows) -> dict[str, list[CampaignPaper]]:
    found = defaultdict(list)
    for row in rows.standing().select_related("document").order_by("pk"):
        found[row.kind].append(row)
    return found


def _state(document: Document) -> str:
    if document.state == DocumentState.DRAFT:
        return "draft"
    return "recorded" if document.origin == Origin.RECORDED else "issued"


def _campaign_line(user, spec: PaperSpec, facts: Facts, drawn: list[CampaignPaper]) -> PaperLine:
    if spec.about == CAMPAIGN:
        return _line(user, spec, facts, drawn, "dot", facts.campaign.pk)
    line = _many(spec, drawn)
    if spec.about == MEMBER:
        line.answer = policies.can_prepare(user, facts.campaign.commune) and policies.can_fill(spec, facts)
        if line.answer and len(drawn) >= len(facts.members):
            line.answer = Denied("Đã soạn đủ cho mọi thành viên Hội đồng.")
        line.act, line.url = "Soạn cho cả Hội đồng", _address("draft", spec, "dot", facts.campaign.pk)
    return line


def _many(spec: PaperSpec, drawn: list[CampaignPaper]) -> PaperLine:
    """Papers of which there is one an applicant or a member: how many there are."""
    states = Counter(_state(row.document) for row in drawn)
    told = ", ".join(f"{count} {STATES[code][1].lower()}" for code, count in states.items())
    verb = "in" if spec.is_sheet else "soạn"
    who = "từng thành viên Hội đồng" if spec.about == MEMBER else f"từng hồ sơ, {verb} ở trang hồ sơ"
    state = next(iter(states), "sheet" if spec.is_sheet else "none")
    return PaperLine(
        spec.code, spec.label, spec.template.source, state, note=f"{who}{f': {told}' if told else ''}"
    )


def _line(user, spec: PaperSpec, facts: Facts, drawn: list[CampaignPaper], about: str, key: int) -> PaperLine:
    standing = drawn[-1] if drawn else None
    # What the register names beats a draft that was left behind.
    document = spec.held(facts) or (standing.document if standing else None)
    if spec.is_repeated:  # those signed are shown, and a further one may be drafted
        return _again(user, spec, facts, drawn, _address("draft", spec, about, key))
    state = _state(document) if document else "sheet" if spec.is_sheet else "none"
    line = PaperLine(spec.code, spec.label, spec.template.source, state, [document] if document else [])
    if spec.is_sheet:
        line.act, line.answer = "In", policies.can_print_sheet(user, spec, facts)
        line.url = _address("sheet", spec, about, key)
    elif document is None:
        line.act, line.url = "Soạn", _address("draft", spec, about, key)
        answer = policies.can_draft_paper(user, spec, facts, standing)
        asks_seats = spec.slug == "council" and policies.can_set_council(user, facts.campaign)
        line.answer = asks_seats if asks_seats else answer
    return line


def _again(user, spec: PaperSpec, facts: Facts, drawn: list[CampaignPaper], url: str) -> PaperLine:
    """A paper of which there may be several, one after the other."""
    draft = next((row for row in drawn if row.document.state == DocumentState.DRAFT), None)
    found = {document.pk: document for document in (*facts.extended_by, *(row.document for row in drawn))}
    documents = list(found.values())
    state = _state(draft.document if draft else documents[-1]) if documents else "none"
    line = PaperLine(spec.code, spec.label, spec.template.source, state, documents)
    if draft is None:
        line.act, line.url, line.answer = "Soạn", url, policies.can_draft_paper(user, spec, facts, None)
    return line


def _address(page: str, spec: PaperSpec, about: str, key: int) -> str:
    name = f"application_{page}" if about == "ho-so" else f"paper_{page}"
    return reverse(f"recruitment:{name}", args=[key, spec.slug])
