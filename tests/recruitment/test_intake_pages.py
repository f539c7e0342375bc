"""Applications are taken, completed and appraised on their pages."""

from datetime import date

import pytest
from django.urls import reverse

from recruitment.eligibility import priorities
from recruitment.models import Application
from tests.audited import one_entry_per_object
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import LOC, PAPERS, on

pytestmark = pytest.mark.django_db


def typed(story, **changes) -> dict:
    """The intake form as the officer fills it for Lộc with all four papers."""
    data = {
        "received_on": "25/8/2025", "line": story.line("Thanh Lương").pk, "source": "hamlet",
        "full_name": "Phan Văn Lộc", "birth_date": "04/03/1985", "sex": "male", "citizen_id": "000085000001",
        "ethnic_group": "01", "education": "upper_secondary", "residence_kind": "permanent",
        "application_in": "on", "cv_in": "on", "diploma_in": "on",
        "health_certificate_in": "on", "health_certificate_issued_on": "18/8/2025",
    }  # fmt: skip
    return {**data, **changes}


def receive(story, who=None, day=date(2025, 9, 9), **changes):
    with on(day):
        return story.world.client(who or story.an).post(
            url("receive", story.campaign), typed(story, **changes)
        )


def follow(story, answer) -> str:
    client = story.world.client(story.an)
    client.cookies = answer.client.cookies
    return text(client.get(answer.url))


def test_after_intake_the_page_says_every_rule_with_its_article(story):
    story.open()
    answer = receive(story)
    assert answer.status_code == 302
    page = follow(story, answer)
    assert "Đã nhận đủ giấy tờ của Phan Văn Lộc" in page
    assert "40 tuổi vào ngày 25/08/2025" in page and "Điều 13, khoản 1" in page and "Cần xác minh" in page
    assert "Ghi kết quả thẩm định" in page and "000085000001" not in page and "•••• 0001" in page


def test_what_is_missing_or_fails_is_said_at_once(story):
    story.open()
    answer = receive(story, education="primary", birth_date="1/1/1950", health_certificate_in="",
                     health_certificate_issued_on="")  # fmt: skip
    page = follow(story, answer)
    assert "Báo ngay người nộp: Thiếu giấy chứng nhận sức khỏe; " in page
    assert "Tiểu học, dưới Trung học cơ sở (Luật 30/2023/QH15, Điều 13, khoản 3)" in page
    assert "Chủ tịch UBND xã quyết định" in page
    assert Application.objects.get().state == "incomplete"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"citizen_id": "00008500001"}, "CCCD phải có 12 số, ô này có 11"),
        ({"received_on": "32/8/2025"}, "32/8/2025"),
        ({"received_on": "21/8/2025"}, "trước khi bắt đầu"),
        ({"birth_date": "1/1/2015"}, "ngoài khoảng"),
        ({"line": ""}, "Chưa chọn mục này"),
        ({"cv_in": "", "cv_issuer": "UBND xã"}, "đánh dấu “Đã nộp”"),
        ({"cv_issued_on": "26/8/2025"}, "ngày cấp sau ngày nhận 25/08/2025"),
    ],
)
def test_a_bad_application_comes_back_with_what_was_typed(story, change, words):
    story.open()
    answer = receive(story, address="Cụm 3", **change)
    assert answer.status_code == 422
    assert words in text(answer) and "Cụm 3" in text(answer) and "errsum" in text(answer)
    assert not Application.objects.exists()


def test_a_late_application_shows_the_rule_and_is_written_down_on_the_second_button(story):
    story.open()
    button = "Ghi vào sổ: nộp muộn, không nhận"
    answer = receive(story, received_on="8/9/2025")
    assert answer.status_code == 422
    assert (
        "sau khi hết hạn" in text(answer) and "TT 14/2024, Điều 3" in text(answer) and button in text(answer)
    )
    assert button not in text(receive(story, received_on="21/8/2025"))

    answer = receive(story, received_on="8/9/2025", late="1")
    assert answer.status_code == 302
    assert "nộp muộn ngày 08/09/2025, không nhận hồ sơ" in follow(story, answer)
    assert Application.objects.get().state == "refused"


def test_a_double_click_takes_one_application(story):
    story.open()
    assert [receive(story).status_code for _ in range(2)] == [302, 422]
    assert Application.objects.count() == 1


def test_papers_are_supplied_and_facts_verified(story):
    story.open()
    papers = {kind: PAPERS[kind] for kind in ("application", "cv", "diploma")}
    one = story.receive("Thanh Lương", LOC, papers=papers)
    with on(date(2025, 9, 4)):
        client = story.world.client(story.an)
        page = text(client.get(url("application_supplement", one)))
        assert "Trường THCS Quảng Trạch" in page
        data = {"version": one.version, "health_certificate_in": "on", "health_certificate_issued_on": "3/9/2025",
                "diploma_issuer": "Trường THCS Quảng Trạch", "diploma_issued_on": "1/6/1998"}  # fmt: skip
        assert client.post(url("application_supplement", one), data).status_code == 302
        one.refresh_from_db()
        assert one.state == "received"

        judged = dict.fromkeys(
            ("is_background_clear", "is_family_compliant", "lives_in_commune", "is_facility_lawful"), "yes"
        )
        clear = dict.fromkeys(
            ("under_prosecution", "serving_sentence", "judicial_measure", "administrative_measure",
             "record_not_expunged", "measure_not_lapsed"), "no",
        )  # fmt: skip
        data = {"version": one.version, **judged, **clear}
        assert client.post(url("application_appraise", one), data).status_code == 302
        page = text(client.get(url("application_appraise", one)))
    one.refresh_from_db()
    assert one.state == "eligible"
    assert page.count('value="no" selected') == 6 and page.count('value="yes" selected') == 4


def test_a_slip_in_the_applicants_facts_is_mended_and_judged_anew(story):
    story.open()
    one = story.appraise(story.receive("Thanh Lương", {**LOC, "education": "primary"}))
    assert one.state == "ineligible"
    facts = {"full_name": "Phan Văn Lộc", "birth_date": "04/03/1985", "sex": "male", "ethnic_group": "01",
             "education": "upper_secondary", "residence_kind": "permanent"}  # fmt: skip
    client = story.world.client(story.an)
    assert client.post(url("application_person", one), {**facts, "version": 7}).status_code == 409
    bad = client.post(url("application_person", one), {**facts, "citizen_id": "123", "version": 1})
    assert bad.status_code == 422 and "12 số" in text(bad)
    with one_entry_per_object():
        assert client.post(url("application_person", one), {**facts, "version": 1}).status_code == 302
    assert Application.objects.get(pk=one.pk).state == "eligible"


def test_facts_of_sentences_are_hidden_from_who_may_not_reveal_them(story):
    story.open()
    one = story.receive("Thanh Lương", LOC)
    story.appraise(one, legal_facts={"serving_sentence": True})
    assert "Đang chấp hành án hình sự" in text(
        story.world.client(story.world.chien).get(one.get_absolute_url())
    )
    for user in (story.world.le, story.world.quang):
        page = text(story.world.client(user).get(one.get_absolute_url()))
        assert "Đang chấp hành án hình sự" not in page and "Đang che" in page and "Không đạt" in page


def test_a_stale_appraisal_shows_both_versions(story):
    story.open()
    one = story.receive("Thanh Lương", LOC)
    story.appraise(one)
    answer = story.world.client(story.an).post(
        url("application_appraise", one), {"version": 1, "is_background_clear": "no"}
    )
    assert answer.status_code == 409
    assert "Hai bản khác nhau" in text(answer)
    assert Application.objects.get(pk=one.pk).is_background_clear is True


def test_all_six_priority_criteria_are_declared_at_the_counter_kept_in_the_receipt_and_verified_later(story):
    story.open()
    facts = (
        "served_police",
        "served_army",
        "was_part_time_police",
        "has_prestige",
        "was_member",
        "lives_in_hamlet",
    )
    with on(date(2025, 8, 25)):
        client = story.world.client(story.an)
        form = text(client.get(url("receive", story.campaign)))
        places = [form.index(f'name="{name}"') for name in facts]
        assert places == sorted(places) and form.count("Diện ưu tiên theo lời khai") == 2
        declared = typed(story, **dict.fromkeys(facts, "on"))
        with one_entry_per_object():
            assert client.post(url("receive", story.campaign), declared).status_code == 302
        one = Application.objects.select_related("person", "receipt", "campaign__commune").get()
        assert list(priorities(one)) == ["P01", "P02", "P03", "P04", "P05", "P06"]
        assert one.receipt.content["priorities"] == list(priorities(one).values())
        printed = text(client.get(reverse("recruitment:application_sheet", args=[one.pk, "receipt"])))
        assert "Diện ưu tiên đã khai" in printed and "Từng phục vụ trong Công an nhân dân" in printed
        assert "Diện ưu tiên đã khai" in text(client.get(one.get_absolute_url()))
        # The appraisal begins with what was declared, and corrects it; the receipt reads as before.
        page = text(client.get(url("application_appraise", one)))
        assert page.count("checked") == 2
    story.appraise(one, was_member=False)
    assert "P05" not in priorities(Application.objects.select_related("person").get())
    assert len(Application.objects.get().receipt.content["priorities"]) == 6


def test_who_declares_nothing_has_no_line_of_priorities_on_the_receipt(story):
    story.open()
    receive(story, day=date(2025, 8, 25))
    one = Application.objects.get()
    assert one.receipt.content["priorities"] == [] and not priorities(one)
    with on(date(2025, 8, 25)):
        address = reverse("recruitment:application_sheet", args=[one.pk, "receipt"])
        assert "Diện ưu tiên" not in text(story.world.client(story.an).get(address))


def test_a_receipt_from_before_priorities_were_kept_is_printed_as_it_was(story):
    story.open()
    receive(story, day=date(2025, 8, 25), was_member="on")
    receipt = Application.objects.get().receipt
    receipt.content.pop("priorities")
    receipt.save()
    with on(date(2025, 8, 25)):
        address = reverse("recruitment:application_sheet", args=[receipt.application_id, "receipt"])
        assert "Diện ưu tiên" not in text(story.world.client(story.an).get(address))
