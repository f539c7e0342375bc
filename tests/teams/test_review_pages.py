"""The pages of a review as the officer fills it and the province reads it."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from teams.choices import Outcome
from teams.models import MemberReview, Membership, ReviewRound
from tests.force import make_person, make_spell
from tests.teams.reviewing import OUT, fill, sheet_of

pytestmark = pytest.mark.django_db
NEW, LIST, SHEETS, MEMBERS = (
    reverse(f"teams:review_{name}") for name in ("new", "list", "sheets", "members")
)


def text(response) -> str:
    return response.content.decode()


def typed(team, **changes) -> dict:
    """Everybody of the team kept, unless `changes` say otherwise."""
    kept = {f"outcome_{member.pk}": "keep" for member in Membership.objects.filter(team=team)}
    return {
        "reviewed_on": "10/10/2026", "rating": "good", "to_recruit": "0", "version": "1", **kept, **changes
    }  # fmt: skip


def fill_url(review, team) -> str:
    return reverse("teams:review_fill", args=[sheet_of(review, team).pk])


def test_an_officer_opens_a_review_with_its_working_group(world, force):
    client = world.client(world.an)
    assert "Tổ trưởng Tổ công tác" in text(client.get(NEW))
    data = {
        "name": "Rà soát năm 2026", "opens_on": "01/10/2026", "due_on": "31/10/2026",
        "teams": [force.thanh_luong.pk, force.to_xa.pk], "user_0": world.chien.pk,
        "name_1": "Lê Văn Mặt", "position_1": "Ủy ban MTTQ xã",
    }  # fmt: skip
    answer = client.post(NEW, data)
    review = ReviewRound.objects.get()
    assert answer.status_code == 302 and review.sheets.count() == 2
    assert [str(worker) for worker in review.workers.all()] == [
        "Trần Minh Chiến, Trưởng Công an xã", "Lê Văn Mặt, Ủy ban MTTQ xã",
    ]  # fmt: skip
    page = text(client.get(review.get_absolute_url()))
    assert "Quá hạn" in page and "Tổ Tô Xá (chưa có phiếu)" in page

    edit = reverse("teams:review_edit", args=[review.pk])
    assert "Lê Văn Mặt" in text(client.get(edit))
    answer = client.post(edit, {**data, "due_on": "30/11/2026", "name_1": "", "position_1": "", "version": 1})
    assert answer.status_code == 302 and review.workers.count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"user_0": ""}, "Chọn người dùng của đơn vị hoặc ghi họ tên"),
        ({"name_1": "Lê Văn Mặt"}, "Ghi chức vụ, cơ quan"),
        ({"due_on": "30/09/2026"}, "không được trước ngày bắt đầu"),
        ({"teams": []}, "Chưa chọn mục này"),
    ],
)
def test_what_is_missing_of_a_review_is_said(world, force, change, words):
    data = {
        "name": "Rà soát", "opens_on": "01/10/2026", "due_on": "31/10/2026", "teams": [force.to_xa.pk],
        "user_0": world.chien.pk, **change,
    }  # fmt: skip
    answer = world.client(world.an).post(NEW, data)
    assert answer.status_code == 422 and words in text(answer)


def test_a_whole_team_is_reviewed_on_one_page_with_one_save(world, force, review):
    client, url = world.client(world.an), fill_url(review, force.to_xa)
    page = text(client.get(url))
    assert "Đặng Hữu Đức" in page and "46 tuổi" in page and "định mức 3" in page

    sick = force.member("Nguyễn Văn An")
    changes = {
        f"outcome_{sick.pk}": "replace", f"standards_{sick.pk}": ["health"], f"grounds_{sick.pk}": ["wishes_out"],
        "to_recruit": "1",
    }  # fmt: skip
    assert client.post(url, typed(force.to_xa, **changes)).status_code == 302

    sheet = text(client.get(sheet_of(review, force.to_xa).get_absolute_url()))
    assert "sức khỏe" in sheet and "Xin ra khỏi Tổ" in sheet and "TM. TỔ CÔNG TÁC" in sheet
    page = text(client.get(review.get_absolute_url()))
    assert reverse("teams:leave", args=[sick.pk]) in page and "1 người" in page
    again = text(client.get(url))
    assert re.search(rf'name="standards_{sick.pk}" value="health"[^>]* checked', again)


def test_ticks_without_an_outcome_are_no_result(world, force, review):
    member = force.member("Nguyễn Văn An")
    data = typed(force.to_xa, **{f"outcome_{member.pk}": "", f"gaps_{member.pk}": ["duties"]})
    answer = world.client(world.an).post(fill_url(review, force.to_xa), data)
    assert answer.status_code == 422 and "Chọn hướng xử lý cho Nguyễn Văn An" in text(answer)
    assert not MemberReview.objects.exists()


def test_the_members_of_the_page_are_those_of_the_day_typed(world, force, review):
    late = make_spell(force.to_xa, make_person(world.commune_a, "Lê Thị Lan"), started_on=date(2026, 10, 15))
    client, url = world.client(world.an), fill_url(review, force.to_xa)
    assert "Lê Thị Lan" in text(client.get(url))
    assert "Lê Thị Lan" not in text(client.get(url, {"ngay": "10/10/2026"}))
    client.post(url, typed(force.to_xa))
    assert not MemberReview.objects.filter(membership=late).exists()


def test_closing_says_what_is_missing_and_shuts_the_pages(world, force, review):
    fill(world, review, force.to_xa, {"Nguyễn Văn An": OUT})
    client, url = world.client(world.chien), reverse("teams:review_close", args=[review.pk])
    assert "Còn thiếu: Tổ Thanh Lương (chưa có phiếu)" in text(client.get(url))
    assert client.post(url, {"closed_on": "01/11/2026", "version": 1}).status_code == 422
    assert (
        client.post(url, {"closed_on": "01/11/2026", "reason": "Chờ kiện toàn", "version": 1}).status_code
        == 302
    )

    page = text(client.get(review.get_absolute_url()))
    assert "Đã kết thúc" in page and "Mở đợt mới để rà soát lại" in page
    assert client.post(fill_url(review, force.to_xa), typed(force.to_xa)).status_code == 403


def test_who_does_not_keep_the_register_is_not_led_to_letting_somebody_go(world, force, review):
    fill(world, review, force.to_xa, {"Nguyễn Văn An": OUT})
    leave = reverse("teams:leave", args=[force.member("Nguyễn Văn An").pk])
    assert leave in text(world.client(world.an).get(review.get_absolute_url()))
    for user in (world.le, world.phu, world.admin):
        page = text(world.client(user).get(review.get_absolute_url()))
        assert "Nguyễn Văn An" in page and leave not in page


def test_the_summary_of_teams_is_taken_out_and_narrowed_to_one_review(world, force, review):
    fill(world, review, force.to_xa, {"Nguyễn Văn An": OUT}, to_recruit=1)
    client = world.client(world.an)
    answer = client.get(SHEETS, {"dot": review.pk, "xuat": "xlsx"})
    rows = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True))
    (row,) = [row for row in rows if "Tổ Tô Xá" in row]
    assert [cell for cell in row if isinstance(cell, int)][-7:] == [3, 3, 3, 0, 0, 1, 1]
    assert "Nguyễn Văn An" in text(client.get(MEMBERS, {"huong": Outcome.REPLACE}))


def test_the_province_reads_and_the_neighbour_sees_nothing(world, force, review):
    fill(world, review, force.to_xa)
    assert "Rà soát, kiện toàn năm 2026" in text(world.client(world.phu).get(LIST))
    assert "Rà soát, kiện toàn năm 2026" not in text(world.client(world.binh).get(LIST))
    assert "Nguyễn Văn An" in text(world.client(world.phu).get(MEMBERS, {"dot": review.pk}))


def test_queries_do_not_grow_with_the_rows(world, force, review, django_assert_max_num_queries):
    for number in range(30):
        make_spell(force.to_xa, make_person(world.commune_a, f"Người Thứ {number}"))
    fill(world, review, force.to_xa, {"Nguyễn Văn An": OUT})
    client = world.client(world.an)
    client.get(LIST)
    sheet = sheet_of(review, force.to_xa)
    pages = (
        (LIST, 16), (SHEETS, 16), (MEMBERS, 16), (review.get_absolute_url(), 18), (sheet.get_absolute_url(), 16),
        (fill_url(review, force.to_xa), 16),
    )  # fmt: skip
    for address, most in pages:
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
