"""The pages of teams and members as an officer uses them."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from audit.models import Entry
from teams.models import Membership, Person
from tests.force import make_person, make_spell, make_team

pytestmark = pytest.mark.django_db
TEAMS, MEMBERS = "/to-bao-ve/", "/to-bao-ve/thanh-vien/"


def text(response) -> str:
    return response.content.decode()


def test_an_officer_sees_the_teams_of_the_commune_the_short_one_first(world, force):
    page = text(world.client(world.an).get(TEAMS))
    assert page.index("Thanh Lương") < page.index("Tô Xá")
    assert "2/3, thiếu 1" in page and "Hòa Lạc" not in page


@pytest.mark.parametrize("words", ["nguyen van", "NGUYỄN VĂN", "van nguyen", "an nguyen"])
def test_a_member_is_found_without_accents_in_any_order(world, force, words):
    page = text(world.client(world.an).get(MEMBERS, {"q": words}))
    assert "Nguyễn Văn An" in page and "Đặng Hữu Đức" not in page
    hits = text(world.client(world.an).get("/tim-kiem/", {"q": words}))
    assert "Nguyễn Văn An" in hits


def test_the_list_shows_masks_and_the_export_too(world, force):
    Person.objects.filter(full_name="Nguyễn Văn An").update(phone="0912345678", citizen_id_tail="0001")
    client = world.client(world.an)

    page = text(client.get(MEMBERS))
    assert "•••• 0001" in page and "0912345678" not in page

    answer = client.get(MEMBERS, {"xuat": "xlsx", "q": "nguyen van"})
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "Nguyễn Văn An" in cells and "•••• 0001" in cells and "Đặng Hữu Đức" not in cells
    assert Entry.objects.get(act="audit.list.export").reason == "Thành viên Tổ bảo vệ: 1 dòng"


def test_the_list_can_be_asked_as_of_another_day(world, force):
    member = force.member("Nguyễn Văn An")
    Membership.objects.filter(pk=member.pk).update(ended_on=date(2026, 6, 1), end_kind="resigned")
    client = world.client(world.chien)

    assert "Nguyễn Văn An" not in text(client.get(MEMBERS))
    assert "Nguyễn Văn An" in text(client.get(MEMBERS, {"tai_ngay": "31/05/2026"}))
    assert "Nguyễn Văn An" in text(client.get(MEMBERS, {"trang_thai": "thoi"}))


def test_a_condition_that_cannot_be_read_is_said(world, force):
    page = text(world.client(world.an).get(MEMBERS, {"tai_ngay": "31/02/2026"}))
    assert "note-warn" in page


def leaving(client, member, **changes):
    data = {
        "end_kind": "resigned",
        "ended_on": "10/11/2026",
        "note": "",
        "version": member.version,
        **changes,
    }
    return client.post(reverse("teams:leave", args=[member.pk]), data)


def test_recording_a_leaving_says_what_follows_and_what_followed(world, force):
    member, client = force.member("Nguyễn Văn An"), world.client(world.an)
    assert "thiếu 1 người so với định mức 3" in text(client.get(reverse("teams:leave", args=[member.pk])))

    answer = leaving(client, member)
    assert answer.status_code == 302
    page = text(client.get(answer.url))
    assert "Tổ hiện thiếu 1 người" in page and "2/3, thiếu 1" in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ended_on": "31/02/2026"}, "31/02/2026"),
        ({"ended_on": ""}, "Nhập ngày"),
        ({"end_kind": ""}, "Chưa chọn mục này"),
        ({"end_kind": "transferred_out"}, "không còn trong danh sách"),
        ({"ended_on": "01/07/2025"}, "Ngày thôi phải sau ngày tham gia 01/07/2025"),
        ({"symbol": "12/QĐ-UBND"}, "Đã ghi văn bản thì ghi đủ mục này"),
    ],
)
def test_bad_input_comes_back_with_the_error_and_what_was_typed(world, force, change, words):
    member = force.member("Nguyễn Văn An")
    answer = leaving(world.client(world.an), member, note="Đơn ngày 01/11", **change)

    assert answer.status_code == 422
    assert words in text(answer) and "Đơn ngày 01/11" in text(answer) and "errsum" in text(answer)
    assert Membership.objects.get(pk=member.pk).ended_on is None


def test_a_stale_form_shows_both_versions_and_saves_nothing(world, force):
    member = force.member("Nguyễn Văn An")
    client, url = world.client(world.an), reverse("teams:person_edit", args=[member.pk])
    world.client(world.chien).post(url, {"full_name": "Nguyễn Văn Ân", "version": 1})

    answer = client.post(url, {"full_name": "Nguyễn Văn Anh", "version": 1})

    assert answer.status_code == 409
    assert "Nguyễn Văn Ân" in text(answer) and "Nguyễn Văn Anh" in text(answer)
    assert Person.objects.get(pk=member.person_id).full_name == "Nguyễn Văn Ân"


def test_a_secret_is_shown_once_on_a_page_that_is_not_kept(world, force):
    member = force.member("Nguyễn Văn An")
    Person.objects.filter(pk=member.person_id).update(phone="0912345678")
    client, url = world.client(world.an), reverse("teams:reveal", args=[member.pk])

    assert client.post(url, {"field": "phone", "purpose": ""}).status_code == 422
    answer = client.post(url, {"field": "phone", "purpose": "gọi họp giao ban"})

    assert "0912345678" in text(answer)
    assert answer["Cache-Control"] == "no-store"
    assert "0912345678" not in text(client.get(reverse("teams:membership", args=[member.pk])))


def test_a_new_member_is_added_with_the_person(world, force):
    data = {
        "team": force.thanh_luong.pk, "full_name": "Trần Quốc Bình", "position": "member",
        "started_on": "1/8/25", "birth_date": "1980", "nationality": "VN",
    }  # fmt: skip
    answer = world.client(world.an).post(reverse("teams:join"), data)
    assert answer.status_code == 302
    spell = Membership.objects.select_related("person").get(person__full_name="Trần Quốc Bình")
    assert (spell.started_on, spell.person.birth_is_year) == (date(2025, 8, 1), True)


def test_partners_see_teams_and_strength_but_no_people(world, force):
    client = world.client(world.phuc)
    page = text(client.get(reverse("teams:team", args=[force.to_xa.pk])))
    assert "3/3" in page and "Nguyễn Văn An" not in page
    assert client.get(MEMBERS).status_code == 403
    assert "Nguyễn Văn An" not in text(client.get("/tim-kiem/", {"q": "nguyen van an"}))


@pytest.mark.parametrize("url", [TEAMS, MEMBERS, "/to-bao-ve/bien-dong/", "/to-bao-ve/dinh-muc/"])
def test_queries_do_not_grow_with_the_rows(world, force, url, django_assert_max_num_queries):
    client = world.client(world.phu)
    client.get(url)
    with django_assert_max_num_queries(12) as few:
        client.get(url)
    for number in range(12):
        team = make_team(world.commune_a, f"Thôn {number}")
        make_spell(team, make_person(world.commune_a, f"Người Thứ {number}"))
    with django_assert_max_num_queries(len(few)):
        client.get(url)


def test_a_province_is_not_offered_thousands_of_teams_but_those_of_the_chosen_commune(world, force):
    client = world.client(world.phu)
    assert f'<option value="{force.to_xa.pk}"' not in text(client.get(MEMBERS))
    assert f'<option value="{force.to_xa.pk}"' in text(client.get(MEMBERS, {"don_vi": "19057"}))
    assert f'<option value="{force.to_xa.pk}"' in text(world.client(world.an).get(MEMBERS))
