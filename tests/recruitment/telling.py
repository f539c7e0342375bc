"""The campaign of 2025 told to its end, and every paper of its path filled from it."""

from datetime import date

from documents.composing import compose, shipped
from documents.layout.blocks import to_json
from documents.models import Document
from documents.services import document_sign
from recruitment.models import Application
from recruitment.papers.facts import Facts, ProposedExtension
from recruitment.papers.specs import APPLICATION, MEMBER, PaperSpec, all_specs
from recruitment.services.applications import application_return, application_withdraw
from recruitment.services.papers import agency_of, campaign_paper_draft
from recruitment.services.submission import results_submit
from tests.recruitment.conftest import ANH, LOC, PAPERS, SEATS, Story, on

QUE = {
    **LOC, "full_name": "Lê Thị Quế", "citizen_id": "000181000004", "birth_date": date(1981, 1, 9),
    "sex": "female", "phone": "0912345678",
}  # fmt: skip
XUAN = {**LOC, "full_name": "Hồ Văn Xuân", "citizen_id": "000054000005", "birth_date": date(1954, 10, 10)}


def propose_over_age(story: Story, one: Application) -> Document:
    """The police put somebody over 70 before the chairman: drafted by the officer, signed by the chief on 05/9/2025."""
    day = date(2025, 9, 5)
    with on(day):
        row = campaign_paper_draft(
            actor=story.an, campaign=story.fresh(), code="recruitment.over_age_proposal", application=one
        )
        return document_sign(actor=story.world.chien, document=row.document, signed_on=day)


def tell(story: Story) -> Story:
    """Lead the campaign from its plan to the decision of 15/9/2025."""
    story.open()
    story.loc = story.appraise(story.receive("Thanh Lương", LOC))
    story.anh = story.appraise(story.receive("Tô Xá", ANH))
    story.que = story.appraise(story.receive("Tô Xá", QUE))
    thin = {**LOC, "full_name": "Trần Văn Thìn", "citizen_id": "000080000003"}
    papers = {kind: facts for kind, facts in PAPERS.items() if kind != "health_certificate"}
    story.thin = story.receive("Thanh Lương", thin, papers=papers)
    with on(date(2025, 9, 6)):
        application_return(
            actor=story.an, application=story.thin, version=None, reason="Không bổ sung giấy tờ"
        )
    certificate = {"issued_on": date(2025, 8, 18), "issuer": "Trạm y tế xã Quảng Trạch"}
    xuan = story.receive("Tô Xá", XUAN, papers={**PAPERS, "health_certificate": certificate})
    propose_over_age(story, story.appraise(xuan))
    with on(date(2025, 9, 6)):
        application_withdraw(actor=story.an, application=xuan, version=None, reason="Đi ở với con")
    story.close_list()
    story.council()
    story.meet({story.loc: {"yes": 8}, story.anh: {"yes": 7, "no": 1}, story.que: {"yes": 3, "no": 5}})
    with on(date(2025, 9, 12)):
        results_submit(actor=story.an, campaign=story.fresh(), version=None, submitted_on=date(2025, 9, 12))
    story.decide()
    return story


def filled(spec: PaperSpec, facts: Facts, day: date) -> Document:
    """The paper as it would be drafted that day, whatever stands in the register already."""
    agency = agency_of(spec, facts.campaign)
    made = compose(spec.template, shipped(spec.template.file), spec.fill(facts), agency=agency, on=day)
    return Document(
        agency=agency, province=agency.province, commune=facts.campaign.commune, type=spec.template.type,
        title=made.title, blocks=to_json(made.blocks), recipients=list(made.recipients), signed_on=day,
        signer_name="Phạm Thị Lê", state="draft",
    )  # fmt: skip


def told(story: Story) -> dict[str, Document]:
    """The whole path: Lộc and Ánh recognised, Quế not chosen, Thìn's health certificate lacking, Xuân over 70 and
    withdrawn; each paper filled."""
    campaign = story.fresh()
    apps = {a.person.full_name: a for a in Application.objects.select_related(
        "person__hamlet", "line__team", "campaign__commune", "appraised_by", "over_age_decision")}  # fmt: skip
    about = {
        "recruitment.supplement": "Trần Văn Thìn", "recruitment.receipt": "Trần Văn Thìn",
        "recruitment.return": "Trần Văn Thìn", "recruitment.appraisal": "Lê Thị Quế",
        "recruitment.not_chosen": "Lê Thị Quế", "recruitment.over_age_proposal": "Hồ Văn Xuân",
        "recruitment.over_age_decision": "Hồ Văn Xuân",
    }  # fmt: skip
    found = {}
    for spec in all_specs():
        facts = Facts(campaign, seats=SEATS if spec.slug == "council" else ())
        if spec.slug == "extension":
            facts = Facts(
                campaign, extension=ProposedExtension(date(2025, 9, 20), "chưa đủ hồ sơ đủ điều kiện")
            )
        if spec.about == APPLICATION:
            facts = Facts(campaign, apps[about[spec.code]])
        if spec.about == MEMBER:
            facts = Facts(campaign, member=facts.members[1])
        found[spec.code] = filled(spec, facts, date(2025, 9, 15))
    return found
