"""Pages of activities and honours as officers use them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activities.about import subject_of
from activities.choices import AssessmentKind, Result
from activities.models import Activity, Assessment, Commendation, Discipline
from activities.services.records import record_cancel
from audit.models import Entry
from tests.activities.conftest import assess, commend, meet, member
from tests.force import make_team

pytestmark = pytest.mark.django_db


def body(response) -> str:
    return response.content.decode()


def test_from_the_teams_page_its_meeting_is_recorded_with_who_was_absent(world, force):
    an, team, ha = world.client(world.an), force.thanh_luong, force.member("Phan Thanh Hà").person
    page = body(an.get(reverse("teams:team", args=[team.pk])))
    address = f"{reverse('activities:new', args=['team_meeting'])}?ve=team:{team.pk}"
    assert address in page and "Chưa ghi buổi sinh hoạt nào." in page

    form = body(an.get(address))
    assert "Phan Thanh Hà" in form and f'value="team:{team.pk}" selected' in form
    data = {"subject": f"team:{team.pk}", "held_on": "5/11/26", "topic": "Giao ban", "absent": [ha.pk]}
    answer = an.post(address, data, follow=True)

    meeting = Activity.objects.get()
    assert (meeting.held_on, meeting.participants) == (date(2026, 11, 5), 1)
    assert "Vắng" in body(answer) and "Phan Thanh Hà" in body(answer)
    assert "Giao ban" in body(an.get(reverse("teams:team", args=[team.pk])))
    partner = body(world.client(world.phuc).get(meeting.get_absolute_url()))
    assert "Giao ban" in partner and "Phan Thanh Hà" not in partner


def test_who_was_absent_is_corrected_and_a_wrong_meeting_cancelled(world, force):
    an = world.client(world.an)
    meeting = meet(world, force.thanh_luong, date(2026, 11, 5), absent=[force.member("Phan Thanh Hà").person])
    edit = reverse("activities:activity_edit", args=[meeting.pk])
    assert body(an.get(edit)).count("checked") == 1
    data = {"held_on": "05/11/2026", "topic": "Giao ban", "participants": "2", "version": "1"}
    assert an.post(edit, data).status_code == 302
    assert not meeting.absences.exists()
    assert an.post(edit, data).status_code == 409

    cancel = reverse("activities:activity_cancel", args=[meeting.pk])
    assert an.post(cancel, {"version": "2"}).status_code == 422
    shown = body(an.post(cancel, {"version": "2", "reason": "Ghi nhầm Tổ"}, follow=True))
    assert "Đã hủy" in shown and "Ghi nhầm Tổ" in shown
    listed = reverse("activities:meetings")
    link = meeting.get_absolute_url()
    assert link not in body(an.get(listed)) and link in body(an.get(listed, {"huy": "chi"}))


def test_a_kind_asks_for_its_numbers_and_refuses_beside_the_field(world):
    an = world.client(world.an)
    kinds = body(an.get(reverse("activities:choose"), {"so": "propaganda"}))
    assert "In tờ rơi" in kinds and "Tiếp công dân" not in kinds
    address = reverse("activities:new", args=["broadcast"])
    form = body(an.get(address))
    assert "Số lượt phát" in form and "Tổng số phút" in form and "Số người dự" not in form
    answer = an.post(address, {"held_on": "21/11/2026", "topic": "Phòng cháy", "quantity": "3"})
    assert answer.status_code == 422 and "chưa đến" in body(answer) and "Phòng cháy" in body(answer)
    assert an.get(reverse("activities:new", args=["nothing"])).status_code == 400


def test_a_commendation_with_its_decision_is_recorded_and_opens_from_the_member(world, force):
    an, dung = world.client(world.an), force.member("Hoàng Văn Dũng")
    page = reverse("teams:membership", args=[dung.pk])
    address = f"{reverse('activities:commendation_new')}?ve=member:{dung.person_id}"
    assert address in body(an.get(page))
    data = {
        "subject": f"member:{dung.person_id}", "form": "giay_khen", "level": "commune", "occasion": "at_once",
        "reason": "Bắt trộm", "issued_on": "19/8/2026", "type": "qd", "symbol": "31/QĐ-UBND", "signed_on": "19/8/2026",
        "title": "Về việc khen thưởng", "signer_name": "Phạm Thị Lê", "signer_title": "Chủ tịch",
    }  # fmt: skip
    refused = an.post(address, data)
    assert refused.status_code == 422 and "Chọn cơ quan đã ký" in body(refused)
    data["agency"] = world.agency(world.commune_a, "peoples_committee").pk
    assert an.post(address, {**data, "form": "bang_khen"}).status_code == 422
    assert an.post(address, data).status_code == 302

    row = Commendation.objects.get()
    assert row.paper.symbol == "31/QĐ-UBND" and "Bắt trộm" in body(an.get(page))
    assert str(row) in body(an.get(row.paper.get_absolute_url()))
    edit = reverse("activities:commendation_edit", args=[row.pk])
    assert an.post(edit, {**data, "symbol": "", "signed_on": "", "title": "", "signer_name": "", "signer_title": "",
                          "agency": "", "reason": "Cứu người", "version": "1"}).status_code == 302  # fmt: skip
    row.refresh_from_db()
    assert (row.reason, row.paper.symbol) == ("Cứu người", "31/QĐ-UBND")


def test_a_result_and_a_reminder_are_recorded_and_corrected(world, force):
    an, dung = world.client(world.an), force.member("Hoàng Văn Dũng")
    subject = f"member:{dung.person_id}"
    address = reverse("activities:assessment_new", args=["annual_rating"])
    data = {"subject": subject, "year": "2026", "result": "good", "decided_on": "10/6/2026"}
    assert an.post(address, data).status_code == 302
    again = an.post(address, data)
    assert again.status_code == 422 and "đã có kết quả loại này trong năm" in body(again)
    row = Assessment.objects.get()
    edit = reverse("activities:assessment_edit", args=[row.pk])
    assert an.post(edit, {"result": "failed", "decided_on": "11/6/2026", "version": "1"}).status_code == 302
    assert "Không hoàn thành nhiệm vụ" in body(an.get(row.get_absolute_url()))

    address = reverse("activities:discipline_new")
    data = {"subject": subject, "form": "reminder", "reason": "Vắng trực", "decided_on": "4/5/2026"}
    assert an.post(address, data).status_code == 302
    row = Discipline.objects.get()
    edit = reverse("activities:discipline_edit", args=[row.pk])
    answer = an.post(edit, {**data, "valid_until": "4/5/2027", "version": "1"}, follow=True)
    assert "04/05/2027" in body(answer)


def test_somebody_who_left_long_ago_is_offered_for_a_day_when_he_served(world, force):
    an, spell = world.client(world.an), force.member("Phan Thanh Hà")
    spell.started_on, spell.ended_on, spell.end_kind = date(2024, 8, 1), date(2025, 9, 1), "resigned"
    spell.save()
    address, key = reverse("activities:discipline_new"), f"member:{spell.person_id}"
    assert key not in body(an.get(address))
    data = {"subject": key, "form": "reminder", "reason": "Vắng trực"}
    assert an.post(address, {**data, "decided_on": "20/11/2026"}).status_code == 422
    assert an.post(address, {**data, "decided_on": "1/8/2025"}).status_code == 302


def test_the_province_chooses_among_its_communes(world):
    phu = world.client(world.phu)
    form = body(phu.get(reverse("activities:assessment_new", args=["new_rural"])))
    assert "Xã Hòa Trạch" in form and "Xã Đức Thọ" not in form
    data = {"subject": "commune:19033", "year": "2025", "result": "yes", "decided_on": "20/1/2026"}
    assert phu.post(reverse("activities:assessment_new", args=["new_rural"]), data).status_code == 302
    assert Assessment.objects.get().commune_id == "19033"
    own = phu.post(
        reverse("activities:new", args=["steering_review"]),
        {"held_on": "10/10/2026", "topic": "Sơ kết BCĐ 138"},
    )
    assert own.status_code == 302 and Activity.objects.get().commune is None


LISTS = ("meetings", "commendations", "evaluations", "recognitions", "disciplines")


def test_lists_open_with_the_same_number_of_queries_however_many_rows(world, force):
    client = world.client(world.an)

    def queries() -> list[int]:
        counts = []
        for name in LISTS:
            with CaptureQueriesContext(connection) as found:
                assert client.get(reverse(f"activities:{name}")).status_code == 200
            counts.append(len(found))
        return counts

    def fill(team):
        meet(world, team, date(2026, 11, 5))
        commend(world, subject_of("team", team))
        assess(world, subject_of("team", team), AssessmentKind.ANNUAL_RATING, result=Result.GOOD)

    fill(force.to_xa)
    queries()
    before = queries()
    for number in range(19):
        fill(make_team(world.commune_a, f"Số {number}"))
    assert queries() == before


def test_lists_open_figures_filter_and_are_taken_out_with_an_entry(world, force):
    an = world.client(world.an)
    meet(world, force.to_xa, date(2026, 10, 31))
    meet(world, force.thanh_luong, date(2026, 11, 1))
    commend(world, member(force, "Hoàng Văn Dũng"))
    wrong = commend(world, subject_of("team", force.to_xa))
    record_cancel(actor=world.an, record=wrong, version=1, reason="Ghi nhầm")

    month = {"so_lieu": "team_monthly_meetings", "tu": "01/10/2026", "den": "31/10/2026", "xa": "19057"}
    assert 'class="count">1 buổi' in body(an.get(reverse("activities:meetings"), month))
    teams = {**month, "so_lieu": "teams_not_met_this_month"}
    found = body(an.get(reverse("teams:team_list"), teams))
    assert 'class="count">1 Tổ' in found and "Thanh Lương" in found
    listed = reverse("activities:commendations")
    assert 'class="count">1 lượt' in body(an.get(listed, {"ai": "ca-nhan"}))
    assert "Chưa" not in body(an.get(listed, {"ai": "tap-the", "huy": "gom"})).split('id="list-rows"')[1]
    assert 'class="count">1 buổi' in body(an.get(reverse("activities:meetings"), {"q": "to xa"}))
    assert b"".join(an.get(listed, {"xuat": "xlsx"}).streaming_content)[:2] == b"PK"
    assert Entry.objects.filter(act="audit.list.export", reason__contains="Khen thưởng: 1").exists()
