"""Every paper of the path, filled from the campaign of Quảng Trạch 2025: who is named, and what is not told."""

import re
import unicodedata
from datetime import date, time

import pytest
import weasyprint
from django.core.exceptions import ValidationError
from django.urls import reverse

from communes.letterheads import commune_letterhead
from communes.models import Agency, Commune
from contracts.policy import PolicyDenied
from documents.layout.html import render_html
from documents.layout.pdf import pdf_of
from documents.layout.word import render_word
from documents.models import Document
from documents.services import document_sign
from recruitment.models import Application, ApplicationPaper, Campaign, CampaignPaper, CouncilSession
from recruitment.papers.facts import Facts
from recruitment.papers.specs import APPLICATION, MEMBER, all_specs, spec_of
from recruitment.papers.words import article
from recruitment.services.approvals import council_sign, plan_sign
from recruitment.services.campaigns import campaign_approve
from recruitment.services.councils import session_plan_set
from recruitment.services.over_age import over_age_record
from recruitment.services.papers import campaign_paper_draft, member_papers_draft, sheet
from tests.audited import one_entry_per_object
from tests.force import make_person
from tests.papers import whole
from tests.recruitment.browsing import text
from tests.recruitment.conftest import CLEAR, LOC, SEATS, on, paper
from tests.recruitment.telling import filled, tell, told

pytestmark = pytest.mark.django_db
#: What no paper says: the number of identity, the telephone, what is known of record and health.
SECRET = ("000085000001", "000190000002", "000181000004", "0912345678", "Bệnh viện", "không có án tích")


def with_candidates(story, number: int) -> None:
    """A closed list of so many candidates for Thanh Lương, and the council."""
    story.open()
    line = story.line("Thanh Lương")
    for place in range(number):
        person = make_person(
            story.world.commune_a, f"Nguyễn Văn Số {place + 1:02d}", hamlet=story.world.thanh_luong
        )
        Application.objects.create(
            campaign=story.campaign, line=line, person=person, source="hamlet", received_on=date(2025, 8, 25),
            state="listed",
        )  # fmt: skip
    Campaign.objects.filter(pk=story.campaign.pk).update(state="listed")
    story.council()


@pytest.fixture
def decided(story):
    """The campaign from its plan to the decision of 15/9/2025."""
    return tell(story)


def test_every_paper_of_the_path_is_drawn_as_pdf_and_word(decided, tmp_path):
    with on(date(2025, 9, 16)):
        for code, document in told(decided).items():
            page = render_html(document)
            assert unicodedata.is_normalized("NFC", page), code
            assert pdf_of(page).startswith(b"%PDF-"), code
            assert render_word(document).startswith(b"PK"), code


def test_no_paper_tells_numbers_telephones_records_or_health(decided):
    with on(date(2025, 9, 16)):
        for code, document in told(decided).items():
            # The appraisal is an internal sheet: it tells where the certificate is from, and is not kept.
            text = whole(document).replace(
                "Bệnh viện", "" if code == "recruitment.appraisal" else "Bệnh viện"
            )
            assert not [secret for secret in SECRET if secret in text], code


#: What each paper must say.
SAID = (
    ("plan", ["KẾ HOẠCH", "Số: /KH-UBND", "Tổ Thanh Lương", "ngày 22 tháng 8 năm 2025", "Từ đủ 18 đến đủ 70 tuổi"]),
    ("notice", ["THÔNG BÁO", "Kế hoạch số 30/KH-UBND ngày 20 tháng 8 năm 2025", "02 người"]),
    (
        "extension",
        ["Gia hạn nhận hồ sơ đến hết ngày 20 tháng 9 năm 2025", ", do chưa đủ hồ sơ đủ điều kiện, Ủy ban",
         "Số: /KH-UBND"],
    ),
    ("receipt", ["BIÊN NHẬN", "Trần Văn Thìn", "0003", "Thiếu giấy chứng nhận sức khỏe", "đến hết ngày 07"]),
    ("supplement", ["Thiếu giấy chứng nhận sức khỏe", "Số: /TB-CAX"]),
    ("return", ["Lý do: Không bổ sung giấy tờ"]),
    ("appraisal", ["PHIẾU THẨM ĐỊNH", "Đang che", "Đủ tiêu chuẩn, điều kiện", "Nguyễn Văn An"]),
    ("over_age_proposal", ["TỜ TRÌNH", "ông Hồ Văn Xuân 70 tuổi", "cấp ngày 18 tháng 8 năm 2025", "giấy còn giá trị"]),
    ("over_age_decision", ["Cho phép ông Hồ Văn Xuân", "Tờ trình số 01/TTr-CAX", "CHỦ TỊCH ỦY BAN NHÂN DÂN"]),
    ("opinion", ["PHIẾU XIN Ý KIẾN", "Phan Văn Lộc", "1985"]),
    ("candidates", ["DANH SÁCH", "03 người", "Lê Thị Quế"]),
    ("candidates_submission", ["TỜ TRÌNH", "Kính gửi", "Số: /TTr-CAX"]),
    ("candidates_approval", ["Phê duyệt danh sách 03 người", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ QUẢNG TRẠCH"]),
    ("council", ["gồm 08 người", "Phạm Thị Lê", "Phó Chủ tịch Hội đồng", "Ủy viên"]),
    ("invitation", ["GIẤY MỜI", "Trần Minh Chiến", "Số: /GM-HĐXT", "HỘI ĐỒNG XÉT TUYỂN"]),
    ("ballot", ["PHIẾU XÉT TUYỂN", "Không đồng ý", "Phan Văn Lộc"]),
    ("count", ["BIÊN BẢN", "dự họp: 08", "phát ra: 08", "Hà Thị Phụ: Tổ trưởng Tổ kiểm phiếu", "Số: /BB-HĐXT"]),
    ("minutes", ["02 người có số phiếu đồng ý quá nửa", "08 trên 08", "bỏ phiếu kín", "08 giờ 00, ngày 10"]),
    ("chosen", ["Phan Văn Lộc", "Biên bản số 01/BB-HĐXT ngày 10 tháng 9 năm 2025"]),
    ("positions", ["Tổ viên", "Nguyễn Thị Ánh"]),
    ("submission", ["Kính gửi", "Chủ tịch Ủy ban nhân dân xã Quảng Trạch", "02 người"]),
    ("recognition", ["Công nhận 02 người", "Phan Văn Lộc"]),
    ("result", ["Quyết định số 61/QĐ-UBND ngày 15 tháng 9 năm 2025", "Nguyễn Thị Ánh"]),
    ("not_chosen", ["Bà Lê Thị Quế", "không trúng tuyển"]),
    ("refusal", ["V/v không công nhận", "Số: /UBND-CAX"]),
)  # fmt: skip


def test_each_paper_says_what_it_is_for(decided):
    with on(date(2025, 9, 16)):
        texts = {code: whole(document) for code, document in told(decided).items()}
    assert texts.keys() == {f"recruitment.{code}" for code, _ in SAID}
    lacking = {code: [w for w in named if w not in texts[f"recruitment.{code}"]] for code, named in SAID}
    assert {code: words for code, words in lacking.items() if words} == {}


def test_in_a_ward_no_paper_speaks_of_a_commune(decided):
    campaign = decided.fresh()
    Commune.objects.filter(pk=campaign.commune_id).update(kind="phuong", name="Phường Quảng Trạch")
    commune = Commune.objects.select_related("province").get(pk=campaign.commune_id)
    for agency in Agency.objects.filter(commune=commune):
        letterhead = vars(commune_letterhead(commune, commune.province, agency.kind))
        Agency.objects.filter(pk=agency.pk).update(**letterhead)
    Campaign.objects.update(filing_place="Công an phường Quảng Trạch")
    CouncilSession.objects.update(place="Trụ sở UBND phường")
    ApplicationPaper.objects.filter(issuer="Trạm y tế xã Quảng Trạch").update(
        issuer="Trạm y tế phường Quảng Trạch"
    )
    Document.objects.filter(symbol="01/TTr-CAX").update(symbol="01/TTr-CAP")
    with on(date(2025, 9, 16)):
        texts = {code: whole(document) for code, document in told(decided).items()}
    # "cấp xã" is the level of the law, a sentence may be served in a xã or a phường, and the force of old had its name.
    commune_words = re.compile(r"[^ ]+ [^ ]+ (?<!cấp )[xX]ã\b(?! hội|, phường| bán chuyên trách)|CAX")
    spoken = {code: commune_words.findall(text) for code, text in texts.items()}
    assert {code: found for code, found in spoken.items() if found} == {}
    assert "Lưu: VT, CAP." in texts["recruitment.council"]
    assert "Phòng Kinh tế, Hạ tầng và Đô thị" in texts["recruitment.plan"]


def test_laws_are_named_as_papers_name_them_and_short_forms_are_spelt(decided):
    with on(date(2025, 9, 16)):
        texts = {code: whole(document) for code, document in told(decided).items()}
    # The appraisal stays in the office: its column of grounds cites as the register does.
    short = {code: re.findall(r"30/2023|XLHC|THCS|ANTT(?! 2025)|TT 14", text) for code, text in texts.items()}
    del short["recruitment.appraisal"]
    assert {code: found for code, found in short.items() if found} == {}
    assert article("Luật 30/2023/QH15, Điều 13, khoản 3") == (
        "khoản 3 Điều 13 Luật Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở"
    )


def test_a_person_is_spoken_of_within_a_sentence_and_at_its_head(decided):
    with on(date(2025, 9, 16)):
        papers = told(decided)
        told_so = whole(papers["recruitment.not_chosen"])
        asked = whole(papers["recruitment.supplement"])
    assert "hồ sơ của bà Lê Thị Quế, sinh ngày 09 tháng 01 năm 1981" in told_so
    assert "Bà Lê Thị Quế được nhận lại" in told_so and "- Bà Lê Thị Quế;" in told_so
    assert "Kính gửi" not in told_so
    assert "Ngày 25 tháng 8 năm 2025, Công an" in asked


def test_who_counted_the_ballots_signs_the_count(decided):
    campaign = decided.fresh()
    spec = spec_of("recruitment.count")
    with on(date(2025, 9, 16)):
        document = told(decided)["recruitment.count"]
    assert document.blocks[-1]["left_name"] == "Lê Thanh Niên"
    assert spec.signer(Facts(campaign)) == ("Hà Thị Phụ", "Tổ trưởng Tổ kiểm phiếu")


def test_the_public_result_names_the_recognised_and_their_teams_alone(decided):
    with on(date(2025, 9, 16)):
        text = whole(told(decided)["recruitment.result"])
    assert "Lê Thị Quế" not in text and "1985" not in text and "phiếu" not in text


def test_fillings_read_the_records_in_the_same_few_queries(decided, django_assert_max_num_queries):
    for spec in all_specs():
        if spec.about != APPLICATION and spec.about != MEMBER:
            campaign = decided.fresh()
            with django_assert_max_num_queries(12):
                spec.fill(Facts(campaign, seats=SEATS if spec.slug == "council" else ()))


def test_a_plan_is_drafted_once(story):
    campaign = story.draft()
    with one_entry_per_object():
        row = campaign_paper_draft(actor=story.an, campaign=campaign, code="recruitment.plan")
    assert (row.document.state, row.document.template_code) == ("draft", "recruitment.plan")
    with pytest.raises(PolicyDenied, match="đã có"):
        campaign_paper_draft(actor=story.an, campaign=campaign, code="recruitment.plan")


def test_what_the_register_lacks_is_said_with_its_rule(story):
    campaign = story.draft()
    for code, words in (
        ("notice", "Kế hoạch chưa được phê duyệt"), ("candidates", "Danh sách dự tuyển chưa chốt"),
        ("invitation", "Chưa có Hội đồng"), ("minutes", "Chưa ghi kết quả họp"), ("result", "Chưa có quyết định"),
    ):  # fmt: skip
        with pytest.raises(PolicyDenied, match=words):
            campaign_paper_draft(actor=story.an, campaign=campaign, code=f"recruitment.{code}")
    with pytest.raises(PolicyDenied, match="in thẳng từ sổ"):
        campaign_paper_draft(actor=story.an, campaign=campaign, code="recruitment.ballot")


def test_a_drafted_plan_that_is_signed_on_paper_stays_one_document(story):
    campaign = story.draft()
    draft = campaign_paper_draft(actor=story.an, campaign=campaign, code="recruitment.plan").document
    with on(date(2025, 8, 21)):
        plan = campaign_approve(
            actor=story.an, campaign=campaign, version=None, paper=paper("30/KH-UBND", date(2025, 8, 20))
        ).plan
    assert plan == draft and plan.blocks
    assert (plan.symbol, plan.origin) == ("30/KH-UBND", "recorded")
    assert Document.objects.filter(type="kh").count() == 1


def test_the_chairman_issues_the_drafted_plan_and_what_follows_is_the_same(story):
    campaign = story.draft()
    row = campaign_paper_draft(actor=story.an, campaign=campaign, code="recruitment.plan")
    with pytest.raises(PolicyDenied, match="Việc này dành cho"):
        plan_sign(actor=story.an, campaign=campaign, version=None, signed_on=date(2025, 8, 20))
    approved = plan_sign(actor=story.world.le, campaign=campaign, version=None, signed_on=date(2025, 8, 20))
    assert approved.state == "approved" and approved.plan == row.document
    assert approved.plan.symbol == "01/KH-UBND" and approved.plan.postings.exists()


def test_without_a_draft_there_is_nothing_to_sign(story):
    with pytest.raises(PolicyDenied, match="chưa soạn văn bản này"):
        plan_sign(actor=story.world.le, campaign=story.draft(), version=None, signed_on=date(2025, 8, 20))


def test_the_council_has_the_seats_that_its_decision_was_drafted_with(story):
    story.open()
    with on(date(2025, 9, 9)):
        with pytest.raises(ValidationError, match="đúng một Chủ tịch Hội đồng"):
            campaign_paper_draft(
                actor=story.an, campaign=story.campaign, code="recruitment.council", seats=SEATS[1:]
            )
        campaign_paper_draft(actor=story.an, campaign=story.campaign, code="recruitment.council", seats=SEATS)
        council = council_sign(actor=story.world.le, campaign=story.fresh(), signed_on=date(2025, 9, 9))
    assert [(one.full_name, one.capacity) for one in council.members.order_by("pk")] == SEATS
    assert council.decision.symbol == "01/QĐ-UBND" and council.decision.blocks


def test_a_deputy_signs_for_the_chairman(story):
    story.world.le.title = "Phó Chủ tịch"
    story.world.le.save()
    campaign = story.draft()
    campaign_paper_draft(actor=story.an, campaign=campaign, code="recruitment.plan")
    le = story.world.again(story.world.le)
    plan = plan_sign(actor=le, campaign=campaign, version=None, signed_on=date(2025, 8, 20)).plan
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in whole(plan)


def test_every_member_of_the_council_is_invited_by_name(story):
    story.listed()
    story.council()
    with on(date(2025, 9, 9)):
        session_plan_set(
            actor=story.an, campaign=story.fresh(), version=None, held_on=date(2025, 9, 10), starts_at=time(8),
            place="Trụ sở UBND xã", agenda="Xét 02 người",
        )  # fmt: skip
        with one_entry_per_object():
            drawn = member_papers_draft(actor=story.an, campaign=story.fresh(), code="recruitment.invitation")
        again = member_papers_draft(actor=story.an, campaign=story.fresh(), code="recruitment.invitation")
        plan = story.fresh().council.plan
    assert (plan.invitation, plan.version) == (drawn[0].document, 2)
    assert [row.member.full_name for row in drawn] == [name for name, _ in SEATS] and again == []
    assert "Ngô Văn Nông, Ủy viên Hội đồng" in whole(drawn[4].document)


def test_nobody_is_invited_to_a_session_that_was_held(story):
    story.met()
    with on(date(2025, 9, 11)):
        member = story.fresh().council.members.first()
        why = "Hội đồng đã họp ngày 10/09/2025 nên không soạn giấy mời nữa"
        for draw in (
            lambda: member_papers_draft(
                actor=story.an, campaign=story.fresh(), code="recruitment.invitation"
            ),
            lambda: campaign_paper_draft(
                actor=story.an, campaign=story.fresh(), code="recruitment.invitation", member=member
            ),
        ):
            with pytest.raises(PolicyDenied, match=why):
                draw()
        client = story.world.client(story.an)
        page = client.get(f"{story.campaign.get_absolute_url()}van-ban/").content.decode()
        assert why in page
        assert client.get(f"{story.campaign.get_absolute_url()}van-ban/invitation/soan/").status_code == 403


def test_partners_see_no_paper_about_single_applicants(decided):
    with on(date(2025, 9, 16)):
        for code in ("chosen", "result"):
            campaign_paper_draft(actor=decided.an, campaign=decided.fresh(), code=f"recruitment.{code}")
        result = CampaignPaper.objects.get(kind="recruitment.result").document
        client = decided.world.client(decided.world.phuc)
        assert (
            client.get(result.get_absolute_url()).status_code == 404
        )  # nobody's business before it is signed
        document_sign(actor=decided.world.le, document=result, signed_on=date(2025, 9, 16))
    kinds = CampaignPaper.objects.visible_to(decided.world.phuc).values_list("kind", flat=True)
    assert list(kinds) == ["recruitment.result"]
    assert CampaignPaper.objects.visible_to(decided.world.binh).count() == 0
    pages = {row.kind: client.get(row.document.get_absolute_url()) for row in CampaignPaper.objects.all()}
    assert "Nguyễn Thị Ánh" in text(pages["recruitment.result"])
    assert pages["recruitment.chosen"].status_code == 404
    listed = text(client.get(reverse("documents:list")))
    assert "kết quả tuyển chọn" in listed.lower() and "trúng tuyển" not in listed.lower()


def test_a_return_names_the_article_of_a_record_and_never_what_is_in_it(story):
    story.open()
    one = story.receive("Thanh Lương", LOC)
    convicted = {**CLEAR["legal_facts"], "serving_sentence": True}
    one = story.appraise(one, legal_facts=convicted)
    with on(date(2025, 9, 6)):
        row = campaign_paper_draft(
            actor=story.an, campaign=story.campaign, code="recruitment.return", application=one
        )
        printed = whole(sheet(story.an, spec_of("recruitment.appraisal"), Facts(story.fresh(), one)))
    text = whole(row.document)
    assert "quy định tại Điều 13 Luật Lực lượng tham gia" in text and "án hình sự" not in text
    assert "Không đủ điều kiện" in printed and "Đang chấp hành án" not in printed


def test_a_partner_is_not_told_whose_application_a_paper_was_recorded_for(story):
    story.open()
    old = story.receive("Thanh Lương", LOC, birth_date=date(1950, 3, 4))
    with on(date(2025, 9, 6)):
        one = over_age_record(
            actor=story.an, application=old, version=None, paper=paper("131/QĐ-UBND", date(2025, 9, 5))
        )
        own = text(story.world.client(story.an).get(one.over_age_decision.get_absolute_url()))
        page = text(story.world.client(story.world.phuc).get(one.over_age_decision.get_absolute_url()))
    assert one.get_absolute_url() in own and "Phan Văn Lộc" in own
    assert one.get_absolute_url() not in page and "Phan Văn Lộc" not in page
    assert "vai trò của bạn không mở" in page


def test_who_may_not_take_a_sheet_out_reads_why_beside_the_button(story):
    story.open()
    one = story.appraise(story.receive("Thanh Lương", LOC))
    address = reverse("recruitment:application_sheet", args=[one.pk, "appraisal"])
    page = text(story.world.client(story.world.le).get(address))
    assert 'href="pdf/"' not in page and "Lập bản PDF" in page
    assert 'href="pdf/"' in text(story.world.client(story.an).get(address))


def test_a_list_of_fifty_runs_over_pages_with_everybody_on_it(story):
    with_candidates(story, 50)
    with on(date(2025, 9, 9)):
        document = filled(spec_of("recruitment.candidates"), Facts(story.fresh()), date(2025, 9, 9))
    assert whole(document).count("Tổ Thanh Lương") == 50 and "50 người" in whole(document)
    drawn = weasyprint.HTML(string=render_html(document)).render()
    assert len(drawn.pages) >= 2


def test_the_page_of_the_papers_says_how_far_each_has_come(decided, django_assert_max_num_queries):
    with on(date(2025, 9, 16)):
        client = decided.world.client(decided.an)
        campaign_paper_draft(actor=decided.an, campaign=decided.fresh(), code="recruitment.result")
        with django_assert_max_num_queries(30):
            page = client.get(reverse("recruitment:papers", args=[decided.campaign.pk])).content.decode()
        partner = decided.world.client(decided.world.phuc)
        seen = partner.get(reverse("recruitment:papers", args=[decided.campaign.pk])).content.decode()
    assert "30/KH-UBND" in page and "Ghi từ bản giấy" in page and "Bản thảo" in page
    assert "Biên bản kết quả xét tuyển (Mẫu 04)" in page
    assert "Danh sách trúng tuyển (Mẫu 05)" not in seen


def test_papers_are_drafted_and_sheets_printed_by_their_pages(story):
    story.open()
    one = story.receive("Thanh Lương", LOC, papers={})
    with on(date(2025, 8, 26)):
        client = story.world.client(story.an)
        sheet_page = client.get(reverse("recruitment:application_sheet", args=[one.pk, "receipt"]))
        assert "Phải bổ sung đến" in sheet_page.content.decode()
        assert sheet_page.headers["Cache-Control"].count("no-store") == 1
        answer = client.post(reverse("recruitment:application_draft", args=[one.pk, "supplement"]))
        notice = CampaignPaper.objects.get(application=one)
        assert answer.url == notice.document.get_absolute_url()
        page = client.get(one.get_absolute_url()).content.decode()
        assert "Phiếu, thông báo" in page and notice.document.get_absolute_url() in page
        assert (
            client.get(reverse("recruitment:paper_sheet", args=[story.campaign.pk, "khong-co"])).status_code
            == 404
        )
        refused = client.get(reverse("recruitment:paper_sheet", args=[story.campaign.pk, "ballot"]))
    assert refused.status_code == 403 and "Chưa có Hội đồng" in refused.content.decode()


def test_the_form_of_a_signed_plan_knows_the_draft(story):
    campaign = story.draft()
    row = campaign_paper_draft(actor=story.an, campaign=campaign, code="recruitment.plan")
    page = story.world.client(story.an).get(reverse("recruitment:step_approve", args=[campaign.pk]))
    assert row.document.title in page.content.decode()
