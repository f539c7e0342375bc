"""The window is extended by a further signed plan: recorded from paper, or approved by the chairman in the product."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from contracts.policy import PolicyDenied
from documents.models import Posting
from recruitment.models import Application, Extension
from recruitment.services.applications import application_refuse_late
from recruitment.services.extensions import extension_record, extension_sign
from recruitment.services.papers import campaign_paper_draft
from tests.audited import one_entry_per_object
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import ANH, LOC, on, paper

pytestmark = pytest.mark.django_db
FRIDAY = date(2025, 9, 5)
LATER = date(2025, 9, 20)


def extend(story, closes_on=LATER, day=FRIDAY, **changes) -> Extension:
    facts = {
        "actor": story.an, "campaign": story.fresh(), "version": None, "closes_on": closes_on,
        "reason": "chưa đủ hồ sơ", "paper": paper("35/KH-UBND", day),
    }  # fmt: skip
    with on(day):
        return extension_record(**{**facts, **changes})


def drafted(story, day=FRIDAY):
    with on(day):
        return campaign_paper_draft(
            actor=story.an,
            campaign=story.fresh(),
            code="recruitment.extension",
            extension=(LATER, "chưa đủ hồ sơ"),
        ).document


def test_who_comes_in_the_extended_days_is_received_and_it_must_be_posted(story):
    story.open()
    with one_entry_per_object():
        extension = extend(story)
    campaign = story.fresh()
    assert (campaign.closes_on, campaign.state) == (LATER, "receiving")
    assert (extension.closed_on, extension.closes_on) == (date(2025, 9, 7), LATER)
    places = Posting.objects.filter(document=extension.document)
    assert places.count() == Posting.objects.filter(document=campaign.plan).count() > 0
    story.campaign = campaign
    assert story.receive("Thanh Lương", LOC, LATER).state == "received"
    with pytest.raises(ValidationError, match="20/09/2025"):
        story.receive("Tô Xá", ANH, date(2025, 9, 21))


def test_who_was_sent_away_as_late_may_come_again(story):
    story.open()
    late = date(2025, 9, 8)
    with on(late):
        application_refuse_late(
            actor=story.an, campaign=story.campaign, line=story.line("Tô Xá"), source="own_wish", received_on=late,
            **ANH,
        )  # fmt: skip
    extend(story, day=late)
    story.campaign = story.fresh()
    story.receive("Tô Xá", ANH, date(2025, 9, 9))
    assert sorted(Application.objects.values_list("state", flat=True)) == ["received", "refused"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"closes_on": date(2025, 9, 7)}, "chỉ gia hạn, không rút ngắn"),
        ({"closes_on": date(2025, 9, 1)}, "chỉ gia hạn, không rút ngắn"),
        ({"closes_on": date(2025, 9, 8), "day": date(2025, 9, 10)}, "đã qua vào ngày ký 10/09/2025"),
        ({"reason": "  "}, "Ghi lý do gia hạn"),
        ({"paper": paper("29/KH-UBND", date(2025, 8, 19))}, "điều chỉnh không ký trước đó"),
    ],
)
def test_a_plan_that_extends_nothing_is_refused_and_the_window_stays(story, changes, words):
    story.open()
    with pytest.raises(ValidationError, match=words):
        extend(story, **changes)
    assert story.fresh().closes_on == date(2025, 9, 7) and not Extension.objects.exists()


def test_a_closed_list_is_not_opened_again(story):
    story.listed()
    with pytest.raises(PolicyDenied, match="chưa tới lượt hoặc đã qua"):
        extend(story, day=date(2025, 9, 9))
    page = text(story.world.client(story.an).get(story.campaign.get_absolute_url()))
    assert url("step_extend", story.campaign) not in page


def test_the_chairman_extends_in_the_product_as_it_was_drafted(story):
    story.open()
    document = drafted(story)
    assert "ngày 20 tháng 9 năm 2025" in str(document.blocks) and "chưa đủ hồ sơ" in str(document.blocks)
    with on(FRIDAY):
        le = story.world.client(story.world.le)
        page = text(le.get(story.campaign.get_absolute_url()))
        assert url("step_sign_extension", story.campaign) in page
        page = text(le.get(url("step_sign_extension", story.campaign)))
        assert "Nhận hồ sơ đến hết 20/09/2025 thay vì 07/09/2025." in page
        assert "Gia hạn nhận hồ sơ đến hết ngày 20 tháng 9 năm 2025" in page  # what is signed is read there
        sent = {"signed_on": "5/9/2025", "version": story.fresh().version}
        assert le.post(url("step_sign_extension", story.campaign), sent).status_code == 302
    assert story.fresh().closes_on == LATER and Extension.objects.get().document_id == document.pk
    with on(FRIDAY):
        page = text(le.get(story.campaign.get_absolute_url()))
    assert "đến hết 20/09/2025" in page and "gia hạn, hạn đầu 07/09/2025" in page
    assert url("step_sign_extension", story.campaign) not in page
    assert (
        "Kế hoạch điều chỉnh chưa niêm yết ở:" in page and f"{document.get_absolute_url()}#niem-yet" in page
    )


def test_a_draft_that_was_signed_on_paper_becomes_that_paper_and_fills_its_form(story):
    story.open()
    document = drafted(story)
    with on(FRIDAY):
        form = story.world.client(story.an).get(url("step_extend", story.campaign)).context["form"]
        assert (form["closes_on"].value(), form["reason"].value()) == (LATER, "chưa đủ hồ sơ")
    assert extend(story).document_id == document.pk


def test_only_the_chairman_signs_and_nobody_signs_what_they_drafted(story):
    story.open()
    drafted(story)
    for actor in (story.an, story.world.chien, story.world.bich, story.world.phu):
        with on(FRIDAY), pytest.raises(PolicyDenied):
            extension_sign(actor=actor, campaign=story.fresh(), version=None, signed_on=FRIDAY)


def test_a_second_extension_may_follow_and_both_are_shown(story):
    story.open()
    extend(story)
    document = drafted_again(story)
    with on(date(2025, 9, 18)):
        extension_sign(
            actor=story.world.le, campaign=story.fresh(), version=None, signed_on=date(2025, 9, 18)
        )
        page = text(story.world.client(story.an).get(url("papers", story.campaign)))
    assert story.fresh().closes_on == date(2025, 9, 30)
    assert "35/KH-UBND" in page and document.get_absolute_url() in page
    assert Entry.objects.filter(act="recruitment.extension.record").count() == 2


def drafted_again(story):
    with on(date(2025, 9, 17)):
        return campaign_paper_draft(
            actor=story.an, campaign=story.fresh(), code="recruitment.extension",
            extension=(date(2025, 9, 30), "còn thiếu người cho Tổ Tô Xá"),
        ).document  # fmt: skip


def test_the_officer_drafts_and_records_it_by_pages(story):
    story.open()
    draft = f"/tuyen-chon/{story.campaign.pk}/van-ban/extension/soan/"
    with on(FRIDAY):
        an = story.world.client(story.an)
        answer = an.post(draft, {"closes_on": "1/9/2025", "reason": "chưa đủ"})
        assert answer.status_code == 422 and "chỉ gia hạn" in text(answer)
        assert an.post(draft, {"closes_on": "20/9/2025", "reason": "chưa đủ hồ sơ"}).status_code == 302
        assert an.get(draft).status_code == 403
        signed = {
            "symbol": "35/KH-UBND", "signed_on": "5/9/2025", "title": "Gia hạn", "signer_name": "Phạm Thị Lê",
            "signer_title": "Chủ tịch", "version": story.fresh().version,
        }  # fmt: skip
        bad = an.post(url("step_extend", story.campaign), {**signed, "closes_on": "7/9/2025", "reason": "x"})
        assert bad.status_code == 422 and "35/KH-UBND" in text(bad)
        good = an.post(
            url("step_extend", story.campaign), {**signed, "closes_on": "20/9/2025", "reason": "x"}
        )
    assert good.status_code == 302 and story.fresh().closes_on == LATER
