"""The intake form as the clerk meets it: what is filled in already, the order of its parts, people who are known, and
who comes too late."""

import re
from datetime import date

import pytest

from recruitment.models import Application
from recruitment.services.applications import application_withdraw
from teams.models import Membership, Person
from tests.audited import one_entry_per_object
from tests.recruitment.browsing import text, url
from tests.recruitment.conftest import ANH, LOC, on
from tests.recruitment.test_council_form import value
from tests.recruitment.test_intake_pages import typed

pytestmark = pytest.mark.django_db
KNOWN, LATE = "trong_so", "Ghi vào sổ: nộp muộn, không nhận"


def read(story, day: date) -> str:
    with on(day):
        return text(story.world.client(story.an).get(url("receive", story.campaign)))


def ask(story, **changes) -> str:
    """Press the button that looks the CCCD up in the commune's register."""
    with on(date(2025, 9, 2)):
        client = story.world.client(story.an)
        answer = client.post(url("receive", story.campaign), typed(story, **changes) | {KNOWN: "1"})
    assert answer.status_code == 200
    return text(answer)


@pytest.fixture
def came_before(story):
    """Lộc applied on 25/8 and took the application back."""
    story.open()
    one = story.receive("Thanh Lương", {**LOC, "address": "Cụm 3", "phone": "0912345678"})
    with on(date(2025, 8, 28)):
        application_withdraw(actor=story.an, application=one, version=one.version, reason="Xem lại")
    return story


@pytest.mark.parametrize(
    ("day", "filled"),
    [(date(2025, 8, 22), "22/08/2025"), (date(2025, 9, 7), "07/09/2025"), (date(2025, 9, 8), "")],
)
def test_the_day_of_receipt_is_today_while_the_window_is_open(story, day, filled):
    story.open()
    assert value(read(story, day), "received_on") == filled


def test_the_papers_stand_under_the_first_heading_and_the_person_below(story):
    story.open()
    page = read(story, date(2025, 8, 25)).partition("<main")[2]
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", page) == [
        "Hồ sơ", "Giấy tờ", "Người nộp", "Cư trú", "Trình độ, đoàn thể", "Diện ưu tiên, ghi chú"
    ]  # fmt: skip
    papers = page.partition("Giấy tờ</h2>")[2].partition("</section>")[0]
    heads = re.findall(r'<th scope="col">([^<]*)</th>', papers)
    assert heads == ["Giấy tờ", "Đã nộp", "Ngày cấp, ký", "Nơi cấp", "Chưa hợp lệ vì"]
    assert papers.count('type="checkbox"') == 4 and "value=" not in papers
    names = set(re.findall(r'name="(\w+)"', page)) - {"csrfmiddlewaretoken", "_address", KNOWN}
    assert names >= typed(story).keys() | {"note", "religion", "residence_since", "is_party_member"}


def test_who_came_before_is_filled_in_from_the_register_and_what_was_typed_stays(came_before):
    page = ask(came_before, full_name="", birth_date="", sex="", education="", phone="0999999999", address="")
    assert "Đã lấy dữ kiện của Phan Văn Lộc trong sổ của xã" in page
    assert value(page, "full_name") == "Phan Văn Lộc" and value(page, "birth_date") == "04/03/1985"
    assert value(page, "address") == "Cụm 3" and value(page, "phone") == "0999999999"
    assert '<option value="male" selected>' in page and '<option value="upper_secondary" selected>' in page
    assert re.search(r'name="cv_in"[^>]*checked', page) and value(page, "citizen_id") == LOC["citizen_id"]
    assert "errsum" not in page and Application.objects.count() == 1


def test_what_was_filled_in_is_taken_for_the_same_person(came_before):
    ask(came_before)
    with on(date(2025, 9, 2)), one_entry_per_object():
        client = came_before.world.client(came_before.an)
        data = typed(came_before, received_on="2/9/2025", phone="0999999999")
        assert client.post(url("receive", came_before.campaign), data).status_code == 302
    assert Person.objects.filter(full_name="Phan Văn Lộc").count() == 1
    assert Application.objects.filter(person__full_name="Phan Văn Lộc").count() == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"citizen_id": ANH["citizen_id"]}, "Sổ của xã chưa có ai mang số định danh này"),
        ({"citizen_id": "12345"}, "CCCD phải có 12 số, ô này có 5"),
        ({"citizen_id": ""}, "Gõ số định danh rồi bấm lại"),
        ({"full_name": "Lê Văn Khác"}, "trong sổ của xã là của Phan Văn Lộc"),
    ],
)
def test_who_is_not_known_is_told_and_nothing_typed_is_lost(came_before, changes, words):
    page = ask(came_before, **{"address": "Nhà số 5", **changes})
    assert words in page
    assert value(page, "address") == "Nhà số 5" and "0912345678" not in page


def test_of_somebody_elsewhere_nothing_is_told(came_before):
    Person.objects.filter(full_name="Phan Văn Lộc").update(home_commune=came_before.world.commune_b)
    page = ask(came_before, full_name="", address="")
    assert "Sổ của xã chưa có ai mang số định danh này" in page and "Cụm 3" not in page


def test_who_serves_in_a_team_is_told_before_anything_is_typed(came_before):
    person = Person.objects.get(full_name="Phan Văn Lộc")
    Membership.objects.filter(team=came_before.force.to_xa).exclude(position="leader").update(person=person)
    assert "Phan Văn Lộc đang là thành viên Tổ Tô Xá" in ask(came_before, full_name="")


def test_after_the_window_the_page_says_what_will_happen_before_anything_is_typed(story):
    story.open()
    assert "Đã hết hạn nhận hồ sơ" not in read(story, date(2025, 9, 7))
    page = read(story, date(2025, 9, 8))
    assert "Đã hết hạn nhận hồ sơ từ 08/09/2025" in page and "không nhận" in page
    assert (
        "Nhận hồ sơ dự tuyển" in page and "Giấy tờ</h2>" in page
    )  # one handed in yesterday may still be typed


def test_once_the_list_is_closed_the_page_only_writes_down_who_came_too_late(story):
    story.listed()
    page = read(story, date(2025, 9, 9))
    assert "<h1>Ghi hồ sơ nộp muộn" in page and LATE in page
    assert "Nhận hồ sơ</button>" not in page and "Giấy tờ</h2>" not in page
    data = typed(story, received_on="9/9/2025", full_name="Trần Văn Muộn", citizen_id="000088000003")
    with on(date(2025, 9, 9)), one_entry_per_object():
        answer = story.world.client(story.an).post(url("receive", story.campaign), data)
    assert answer.status_code == 302
    assert Application.objects.get(person__full_name="Trần Văn Muộn").state == "refused"
