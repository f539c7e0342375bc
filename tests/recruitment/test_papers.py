"""Every paper of the path, filled from the campaign of Quảng Trạch 2025: who is named, and what is not told."""

import re
import unicodedata
from datetime import date

import pytest

from documents.composing import compose, shipped
from documents.layout.blocks import to_json
from documents.layout.html import render_html
from documents.layout.pdf import pdf_of
from documents.layout.word import render_word
from documents.models import Document
from recruitment.models import Application
from recruitment.papers.facts import Facts
from recruitment.papers.specs import APPLICATION, MEMBER, PaperSpec, all_specs
from recruitment.services.applications import application_return
from recruitment.services.papers import agency_of
from tests.recruitment.conftest import ANH, LOC, PAPERS, SEATS, on

pytestmark = pytest.mark.django_db
QUE = {
    **LOC, "full_name": "Lê Thị Quế", "citizen_id": "000181000004", "birth_date": date(1981, 1, 9),
    "sex": "female", "phone": "0912345678",
}  # fmt: skip
#: What no paper says: the number of identity, the telephone, what is known of record and health.
SECRET = ("000085000001", "000190000002", "000181000004", "0912345678", "án tích chưa", "Bệnh viện")
SHEETS_WITH_MORE = {"recruitment.appraisal"}


def whole(document: Document) -> str:
    """The text of a paper."""
    return " ".join(
        re.sub(r"<style>.*?</style>|<[^>]+>", " ", render_html(document), flags=re.DOTALL).split()
    )


def filled(spec: PaperSpec, facts: Facts, day: date) -> Document:
    """The paper as it would be drafted that day, whatever stands in the register already."""
    agency = agency_of(spec, facts.campaign)
    made = compose(spec.template, shipped(spec.template.file), spec.fill(facts), agency=agency, on=day)
    return Document(
        agency=agency, province=agency.province, commune=facts.campaign.commune, type=spec.template.type,
        title=made.title, blocks=to_json(made.blocks), recipients=list(made.recipients), signed_on=day,
        signer_name="Phạm Thị Lê", state="draft",
    )  # fmt: skip


def told(story) -> dict[str, Document]:
    """The whole path: Lộc and Ánh recognised, Quế not chosen, Thìn's health certificate lacking; each paper filled."""
    campaign = story.fresh()
    apps = {a.person.full_name: a for a in Application.objects.select_related(
        "person__hamlet", "line__team", "campaign__commune", "appraised_by", "over_age_decision")}  # fmt: skip
    about = {
        "recruitment.supplement": "Trần Văn Thìn", "recruitment.receipt": "Trần Văn Thìn",
        "recruitment.return": "Trần Văn Thìn", "recruitment.appraisal": "Lê Thị Quế",
        "recruitment.not_chosen": "Lê Thị Quế",
    }  # fmt: skip
    found = {}
    for spec in all_specs():
        facts = Facts(campaign, seats=SEATS if spec.slug == "council" else ())
        if spec.about == APPLICATION:
            facts = Facts(campaign, apps[about[spec.code]])
        if spec.about == MEMBER:
            facts = Facts(campaign, member=facts.members[1])
        found[spec.code] = filled(spec, facts, date(2025, 9, 15))
    return found


@pytest.fixture
def decided(story):
    """The campaign from its plan to the decision of 15/9/2025."""
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
    story.close_list()
    story.council()
    story.meet({story.loc: {"yes": 8}, story.anh: {"yes": 7, "no": 1}, story.que: {"yes": 3, "no": 5}})
    from recruitment.services.council import results_submit

    with on(date(2025, 9, 12)):
        results_submit(actor=story.an, campaign=story.fresh(), version=None, submitted_on=date(2025, 9, 12))
    story.decide()
    return story


def test_every_paper_of_the_path_is_drawn_as_pdf_and_word(decided, tmp_path):
    with on(date(2025, 9, 16)):
        for code, document in told(decided).items():
            page = render_html(document)
            assert unicodedata.is_normalized("NFC", page), code
            assert pdf_of(page).startswith(b"%PDF-"), code
            assert render_word(document).startswith(b"PK"), code
