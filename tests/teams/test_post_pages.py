"""The pages of posts of hamlets as an officer and the province use them."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from law.models import Parameter
from teams.choices import PostKind, PostStart
from teams.models import HamletPost, Person
from teams.services.posts import post_end, post_start
from tests.force import make_person

pytestmark = pytest.mark.django_db
BOARD, LIST, COMMUNES = (reverse(f"teams:post_{name}") for name in ("board", "list", "communes"))
NEW = reverse("teams:post_new")


def text(response) -> str:
    return response.content.decode()


def hold(world, person, post, hamlet=None, **facts) -> HamletPost:
    facts = {"started_on": date(2026, 3, 1), "start_kind": PostStart.BALLOT, **facts}
    return post_start(actor=world.an, person=person, hamlet=hamlet or world.thanh_luong, post=post, **facts)


@pytest.fixture
def lan(world, force) -> Person:
    """Secretary and head of Thanh Lương."""
    lan = make_person(world.commune_a, "Lê Thị Lan", sex="female")
    hold(world, lan, PostKind.PARTY_SECRETARY)
    hold(world, lan, PostKind.HAMLET_HEAD)
    return lan


def test_the_board_says_in_words_which_hamlet_lacks_whom(world, lan):
    client = world.client(world.an)
    page = text(client.get(BOARD))
    assert "Thiếu 1</span> Trưởng ban công tác Mặt trận" in page
    assert "Trống" in page and page.count("Lê Thị Lan") == 2

    hold(world, make_person(world.commune_a, "Trần Văn Hải"), PostKind.FRONT_HEAD)
    assert "Đủ khung" in text(client.get(BOARD))
    lacking = text(client.get(BOARD, {"tinh_trang": "thieu"}))
    assert "Thôn Tô Xá" in lacking and "Thôn Thanh Lương" not in lacking


def test_the_board_is_taken_out_as_it_is_seen(world, lan):
    answer = world.client(world.an).get(BOARD, {"xuat": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert "Thiếu Trưởng ban công tác Mặt trận" in cells and "Trống" in cells


def test_the_province_sees_commune_by_commune_and_opens_what_it_counts(world, lan):
    hold(world, make_person(world.commune_a, "Trần Văn Hải"), PostKind.HEALTH)
    client = world.client(world.phu)
    page = text(client.get(COMMUNES))
    assert "Xã Quảng Trạch" in page and "Xã Hòa Trạch" in page
    opened = text(client.get(BOARD, {"xa": "19057", "tinh_trang": "chua-khoan"}))
    assert '<span class="count">1 thôn, tổ dân phố' in opened and "Thôn Thanh Lương" in opened


def test_without_the_law_the_pages_say_what_is_missing(world, lan):
    Parameter.objects.filter(code="post.core").delete()
    client = world.client(world.an)
    assert "Chưa có khung chức danh" in text(client.get(BOARD, {"tinh_trang": "thieu"}))
    assert client.get(LIST, {"khung": "true", "khoan": "chua"}).status_code == 200
    assert client.get(COMMUNES).status_code == 200


def typed(**changes) -> dict:
    return {
        "post": "front_head",
        "started_on": "01/03/2026",
        "start_kind": "ballot",
        "paper_type": "bb",
        **changes,
    }


def test_an_officer_records_a_known_person_or_a_new_one_with_the_minutes(world, lan):
    client = world.client(world.an)
    paper = {
        "symbol": "01/BB-TL", "signed_on": "01/03/2026", "title": "Bầu Trưởng ban công tác Mặt trận",
        "signer_name": "Trần Văn Thư", "signer_title": "Trưởng Tổ bầu cử",
    }  # fmt: skip
    answer = client.post(NEW, typed(post_hamlet=world.thanh_luong.pk, person=lan.pk, **paper))
    post = HamletPost.objects.get(post="front_head")
    assert answer.status_code == 302 and post.person == lan and post.start_paper.symbol == "01/BB-TL"

    client.post(NEW, typed(post_hamlet=world.to_xa.pk, full_name="Mai Văn Tám", birth_date="1960"))
    assert HamletPost.objects.get(hamlet=world.to_xa).person.birth_is_year


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "đúng một trong hai"),
        ({"full_name": "Mai Văn Tám", "person": "lan"}, "đúng một trong hai"),
        ({"person": "lan", "post": "hamlet_head"}, "Người này giữ chức danh này"),
        ({"person": "lan", "started_on": "31/02/2026"}, "31/02/2026"),
        ({"person": "lan", "symbol": "01/BB-TL"}, "Đã ghi văn bản thì ghi đủ mục này"),
    ],
)
def test_bad_input_comes_back_with_the_error(world, lan, change, words):
    if "person" in change:
        change = {**change, "person": lan.pk}
    answer = world.client(world.an).post(NEW, typed(post_hamlet=world.thanh_luong.pk, **change))
    assert answer.status_code == 422 and words in text(answer)


def test_people_of_another_commune_are_no_choice(world, lan, force):
    stranger = force.member("Cao Xuân Hiền").person
    answer = world.client(world.an).post(NEW, typed(post_hamlet=world.thanh_luong.pk, person=stranger.pk))
    assert answer.status_code == 422 and "không còn trong danh sách" in text(answer)


def test_leaving_is_recorded_with_its_ground_which_others_do_not_see(world, lan):
    post = HamletPost.objects.get(post="hamlet_head")
    client, url = world.client(world.an), reverse("teams:post_end", args=[post.pk])
    data = {"end_kind": "dismissed", "ended_on": "01/08/2026", "version": 1}
    assert "phải có căn cứ" in text(client.post(url, data))
    assert client.post(url, {**data, "end_ground": "lost_trust"}).status_code == 302

    page = post.get_absolute_url()
    assert "Mất uy tín" in text(client.get(page)) and "Mất uy tín" in text(world.client(world.phu).get(page))
    assert "Mất uy tín" not in text(world.client(world.le).get(page))


def test_the_members_page_names_the_posts_and_a_person_without_team_opens_at_the_post(world, lan, force):
    member = force.member("Hoàng Văn Dũng")
    post = hold(world, member.person, PostKind.MILITIA)
    post_end(actor=world.an, post=post, version=1, ended_on=date(2026, 9, 1), end_kind="term_ended")
    hold(world, member.person, PostKind.FRONT_HEAD)
    client = world.client(world.an)
    page = text(client.get(reverse("teams:membership", args=[member.pk])))
    assert "Trưởng ban công tác Mặt trận Thôn Thanh Lương" in page and "Thôi Thôn đội trưởng" in page

    answer = client.get(reverse("teams:person", args=[lan.pk]))
    assert answer.url == lan.posts.order_by("-pk").first().get_absolute_url()
    assert "Lê Thị Lan" in text(client.get("/tim-kiem/", {"q": "le thi lan"}))


def test_facts_of_a_holder_are_corrected_and_revealed_through_the_post(world, lan):
    Person.objects.filter(pk=lan.pk).update(phone="0912345678")
    post, client = lan.posts.first(), world.client(world.an)
    data = {"field": "phone", "purpose": "mời họp"}
    answer = client.post(reverse("teams:post_reveal", args=[post.pk]), data)
    assert "0912345678" in text(answer)
    assert "0912345678" not in text(client.get(post.get_absolute_url()))

    client.post(reverse("teams:post_person_edit", args=[post.pk]), {"full_name": "Lê Thị Lân", "version": 1})
    assert Person.objects.get(pk=lan.pk).full_name == "Lê Thị Lân"


def test_queries_do_not_grow_with_the_rows(world, lan, django_assert_max_num_queries):
    client = world.client(world.an)
    client.get(BOARD)
    for number in range(30):
        person = make_person(world.commune_a, f"Người Thứ {number}")
        hold(world, person, PostKind.HEALTH, world.to_xa, started_on=date(2026, 4, 1))
    for address, most in ((LIST, 16), (BOARD, 18), (COMMUNES, 18), (NEW, 18)):
        with django_assert_max_num_queries(most):
            assert client.get(address, {"dong": "tat-ca"}).status_code == 200
