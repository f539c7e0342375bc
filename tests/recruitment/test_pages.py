"""The pages of recruitment as officers and the chairman use them."""

from datetime import date

import pytest
from django.urls import reverse

from recruitment.models import Application, Campaign, Council, CouncilSession
from teams.models import Membership, Team
from tests.audited import one_entry_per_object
from tests.force import make_person
from tests.recruitment.conftest import ANH, LOC, PAPERS, on

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return response.content.decode()


def url(name: str, subject) -> str:
    return reverse(f"recruitment:{name}", args=[subject.pk])


PLAN = {
    "title": "Tuyển chọn bổ sung 2025", "opens_on": "22/8/2025", "closes_on": "7/9/2025",
    "filing_place": "Công an xã Quảng Trạch",
}  # fmt: skip
SIGNED = {
    "signed_on": "20/8/2025",
    "title": "Kiện toàn các Tổ",
    "signer_name": "Phạm Thị Lê",
    "signer_title": "Chủ tịch",
}


def test_the_form_of_a_campaign_offers_the_short_teams_of_the_commune(story):
    page = text(story.world.client(story.an).get(reverse("recruitment:campaign_new")))
    assert "Chỉ tiêu Tổ Thanh Lương" in page and "2 người trên định mức 3, thiếu 1" in page
    assert "Hòa Lạc" not in page and "Công an xã Quảng Trạch" in page


def test_a_campaign_is_drafted_corrected_and_approved(story):
    client = story.world.client(story.an)
    seats = {f"quota_{story.force.thanh_luong.pk}": "1", f"quota_{story.force.to_xa.pk}": "1"}
    answer = client.post(reverse("recruitment:campaign_new"), {**PLAN, **seats})
    campaign = Campaign.objects.get()
    assert answer.url == campaign.get_absolute_url()
    assert "Ghi phê duyệt kế hoạch" in text(client.get(answer.url))

    edited = {**PLAN, **seats, "title": "Tuyển chọn 2025", "version": campaign.version}
    assert client.post(url("campaign_edit", campaign), edited).status_code == 302
    campaign.refresh_from_db()
    paper = {**SIGNED, "symbol": "30/KH-UBND", "version": campaign.version}
    assert client.post(url("step_approve", campaign), paper).status_code == 302
    campaign.refresh_from_db()
    assert (campaign.title, campaign.state, campaign.plan.symbol) == (
        "Tuyển chọn 2025",
        "approved",
        "30/KH-UBND",
    )
    assert client.post(url("step_open", campaign), {"version": campaign.version}).status_code == 302
    assert Campaign.objects.get().state == "receiving"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"opens_on": "31/02/2025"}, "31/02/2025"),
        ({"closes_on": "21/8/2025"}, "Ngày hết hạn phải từ ngày bắt đầu"),
        ({"title": ""}, "Chưa nhập mục này"),
        ({"seats": "2"}, "chỉ còn thiếu 1; không đặt được 2"),
        ({"seats": ""}, "ít nhất 01 người"),
    ],
)
def test_a_bad_plan_comes_back_with_what_was_typed(story, change, words):
    seats = change.pop("seats", "1")
    data = {**PLAN, "note": "Theo CV 1334", f"quota_{story.force.to_xa.pk}": seats, **change}
    answer = story.world.client(story.an).post(reverse("recruitment:campaign_new"), data)
    assert answer.status_code == 422
    assert words in text(answer) and "Theo CV 1334" in text(answer)
    assert not Campaign.objects.exists()


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
        ({"line": ""}, "Chưa nhập mục này"),
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


COUNCIL = {
    "symbol": "50/QĐ-UBND", **SIGNED, "signed_on": "8/9/2025", "name_0": "Phạm Thị Lê", "capacity_0": "chair",
    "name_1": "Trần Minh Chiến", "capacity_1": "vice", "name_2": "Lê Thanh Niên", "capacity_2": "youth",
}  # fmt: skip


def test_the_council_is_typed_row_by_row(story):
    story.listed()
    with on(date(2025, 9, 9)):
        client = story.world.client(story.an)
        bad = client.post(url("council_set", story.campaign), {**COUNCIL, "capacity_1": "", "version": 1})
        assert bad.status_code == 422 and "Chọn tư cách" in text(bad) and "Lê Thanh Niên" in text(bad)
        bad = client.post(url("council_set", story.campaign), {**COUNCIL, "name_1": ""})
        assert bad.status_code == 422 and "đúng một Phó Chủ tịch Hội đồng" in text(bad)
        assert client.post(url("council_set", story.campaign), COUNCIL).status_code == 302
    assert [str(one) for one in Council.objects.get().members.all()][0].startswith(
        "Phạm Thị Lê (Chủ tịch Hội đồng"
    )


def ballots(story, **changes) -> dict:
    seats = list(story.fresh().council.members.all())
    data = {
        **SIGNED, "symbol": "01/BB-HĐXT", "signed_on": "10/9/2025", "title": "Xét tuyển", "held_on": "10/9/2025",
        "started_at": "8:00", "ended_at": "10h30", "place": "Trụ sở UBND xã", "presider": seats[0].pk,
        "secretary": "Đỗ Công Chức", "counter_0": "Hà Thị Phụ", "counter_1": "Lê Thanh Niên", "ballots_issued": "8",
        "ballots_returned": "8", "ballots_valid": "8", "ballots_invalid": "0",
        **{f"present_{seat.pk}": "on" for seat in seats},
        "method": "ballot", f"yes_{story.loc.pk}": "8", f"yes_{story.anh.pk}": "4",
        f"no_{story.anh.pk}": "4", "version": story.fresh().version,
    }  # fmt: skip
    return {**data, **changes}


def test_the_session_is_typed_and_half_the_votes_are_not_enough(story):
    story.listed()
    story.council()
    front = story.fresh().council.members.get(capacity="front")
    with on(date(2025, 9, 10)):
        client = story.world.client(story.an)
        bad = client.post(url("step_council", story.campaign), ballots(story, **{f"present_{front.pk}": ""}))
        assert bad.status_code == 422 and "Bùi Mặt Trận: ghi lý do vắng mặt" in text(bad)
        bad = client.post(url("step_council", story.campaign), ballots(story, **{f"no_{story.loc.pk}": "1"}))
        assert bad.status_code == 422 and "Phan Văn Lộc: 9 phiếu" in text(bad)
        assert client.post(url("step_council", story.campaign), ballots(story)).status_code == 302
        board = text(client.get(story.campaign.get_absolute_url()))
    assert "Trúng tuyển" in board and "Không trúng tuyển" in board
    assert "muộn nhất 17/09/2025" in board and "còn 5 ngày làm việc" in board
    assert CouncilSession.objects.get().minutes.symbol == "01/BB-HĐXT"


def test_the_submission_is_typed_and_a_stale_page_saves_nothing(story):
    story.met()
    campaign = story.fresh()
    with on(date(2025, 9, 12)):
        client = story.world.client(story.an)
        data = {"submitted_on": "12/9/2025", "version": campaign.version}
        assert client.post(url("step_submit", campaign), {**data, "version": 1}).status_code == 409
        assert client.post(url("step_submit", campaign), data).status_code == 302
        assert "Ghi quyết định công nhận đã ký" in text(client.get(campaign.get_absolute_url()))
        leader = story.world.client(story.world.le)
        assert "Phê duyệt, ký quyết định công nhận" in text(leader.get(campaign.get_absolute_url()))


def verdicts(story, **changes) -> dict:
    data = {
        "signed_on": "15/9/2025", "effective_on": "16/9/2025", f"verdict_{story.loc.pk}": "member",
        f"verdict_{story.anh.pk}": "deputy", "version": story.fresh().version,
    }  # fmt: skip
    return {**data, **changes}


def test_the_chairman_approves_and_two_members_are_there(story):
    story.submitted()
    with on(date(2025, 9, 15)):
        client = story.world.client(story.world.le)
        page = text(client.get(url("step_sign", story.campaign)))
        assert "Phan Văn Lộc, 04/03/1985" in page and "8 phiếu đồng ý" in page
        answer = client.post(url("step_sign", story.campaign), verdicts(story))
        assert answer.status_code == 302
        page = text(client.get(answer.url))
    assert "Đã công nhận 2 thành viên" in page and "Đã quyết định công nhận" in page
    assert Team.objects.with_strength(date(2025, 9, 16)).get(pk=story.force.to_xa.pk).missing == 0


def test_the_police_record_what_was_signed_with_a_refusal_and_its_ground(story):
    story.submitted()
    refusal = {f"verdict_{story.anh.pk}": "refuse", f"ground_{story.anh.pk}": ""}
    data = verdicts(story, **SIGNED, symbol="61/QĐ-UBND", **refusal) | {"signed_on": "15/9/2025"}
    with on(date(2025, 9, 15)):
        client = story.world.client(story.world.chien)
        bad = client.post(url("step_decide", story.campaign), data)
        assert bad.status_code == 422 and "Ghi lý do từ chối" in text(bad)
        data[f"ground_{story.anh.pk}"] = "Chưa bảo đảm sức khỏe"
        assert client.post(url("step_decide", story.campaign), data).status_code == 302
    assert list(
        Membership.objects.filter(start_kind="recruited").values_list("person__full_name", flat=True)
    ) == ["Phan Văn Lộc"]
    assert Application.objects.get(pk=story.anh.pk).reason == "Chưa bảo đảm sức khỏe"


def test_a_step_that_is_not_due_is_disabled_with_its_reason(story):
    story.open()
    page = text(story.world.client(story.world.phu).get(story.campaign.get_absolute_url()))
    assert "disabled" in page and "Việc này dành cho: " in page
    assert story.world.client(story.an).get(url("step_decide", story.campaign)).status_code == 403


def test_partners_see_the_campaign_but_no_applicants(story):
    story.open()
    one = story.receive("Thanh Lương", LOC)
    client = story.world.client(story.world.phuc)
    page = text(client.get(story.campaign.get_absolute_url()))
    assert "Thanh Lương" in page and "Phan Văn Lộc" not in page
    assert client.get(one.get_absolute_url()).status_code == 403
    assert client.get(reverse("recruitment:application_list")).status_code == 403
    assert "Phan Văn Lộc" not in text(client.get("/tim-kiem/", {"q": "phan van loc"}))
    assert "Phan Văn Lộc" in text(story.world.client(story.an).get("/tim-kiem/", {"q": "phan van loc"}))


def test_another_units_campaigns_and_applications_are_not_there(story):
    story.open()
    one = story.receive("Thanh Lương", LOC)
    for user in (story.world.binh, story.world.hai, story.world.hung):
        client = story.world.client(user)
        assert client.get(story.campaign.get_absolute_url()).status_code == 404
        assert client.get(one.get_absolute_url()).status_code == 404
        assert "Phan Văn Lộc" not in text(client.get(reverse("recruitment:application_list")))
        assert "Tuyển chọn bổ sung" not in text(client.get("/tim-kiem/", {"q": "tuyen chon bo sung"}))


@pytest.mark.parametrize("name", ["campaign", "application_list", "campaign_list", "line_list"])
def test_queries_do_not_grow_with_the_rows(story, name, django_assert_max_num_queries):
    story.open()
    story.receive("Thanh Lương", LOC)
    client = story.world.client(story.an)
    address = url(name, story.campaign) if name == "campaign" else reverse(f"recruitment:{name}")
    client.get(address)
    with django_assert_max_num_queries(30) as few:
        client.get(address)
    line = story.line("Tô Xá")
    for number in range(30):
        Application.objects.create(
            campaign=story.campaign, line=line, person=make_person(story.world.commune_a, f"Người Thứ {number}"),
            source="own_wish", received_on=date(2025, 8, 26),
        )  # fmt: skip
        Campaign.objects.create(
            commune=story.world.commune_a,
            title=f"Đợt {number}",
            opens_on=date(2025, 9, 1),
            closes_on=date(2025, 9, 9),
        ).lines.create(team=story.force.to_xa, count=1)
    with django_assert_max_num_queries(len(few)):
        assert client.get(f"{address}?dong=100").status_code == 200


def test_lists_count_recognised_and_open_figures(story):
    story.submitted()
    story.decide()
    client = story.world.client(story.world.phu)
    page = text(client.get(reverse("recruitment:campaign_list")))
    assert "Tuyển chọn bổ sung" in page and "Quảng Trạch" in page
    query = {"so_lieu": "recruit_selected", "tu": "01/09/2025", "den": "30/09/2025", "xa": "19057"}
    page = text(client.get(reverse("recruitment:application_list"), query))
    assert "Phan Văn Lộc" in page and "Nguyễn Thị Ánh" in page
    query["den"] = "07/09/2025"
    assert "Phan Văn Lộc" not in text(client.get(reverse("recruitment:application_list"), query))


def test_a_list_of_applicants_is_taken_out_without_numbers(story):
    story.open()
    story.receive("Tô Xá", ANH)
    answer = story.world.client(story.an).get(reverse("recruitment:application_list"), {"xuat": "xlsx"})
    assert answer.status_code == 200 and b"".join(answer.streaming_content)[:2] == b"PK"
