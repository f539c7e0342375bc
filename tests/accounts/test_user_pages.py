"""Pages by which an administrator manages accounts."""

import pytest
from django.urls import reverse

from accounts.models import User
from communes.choices import AgencyKind
from tests.audited import one_entry_per_object
from tests.world import make_user

NEW = {
    "username": "cax.minh", "full_name": "Nguyễn Văn Minh", "scope": "commune", "commune": "19057",
    "roles": ["partner"], "agency": AgencyKind.ECONOMY, "password": "Quang-Trach-8372",
}  # fmt: skip


def _text(response) -> str:
    return response.content.decode()


def test_an_account_is_made_on_the_page_with_agency_and_role(world):
    with one_entry_per_object():
        response = world.client(world.quang).post(reverse("accounts:user_create"), NEW)
    user = User.objects.get(username="cax.minh")
    assert response.url == user.get_absolute_url()
    assert (user.agency.kind, user.agency.commune_id, user.role_codes) == ("economy", "19057", {"partner"})


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"username": "an"}, "Tên đăng nhập này đã có"),
        ({"commune": ""}, "Chọn xã, phường, đặc khu"),
        ({"commune": "18229"}, "Lựa chọn này không còn trong danh sách"),
        ({"scope": "country"}, "Lựa chọn này không còn trong danh sách"),
        ({"agency": ""}, "cần ghi rõ cơ quan"),
        ({"password": "1234567890"}, "id_password_error"),
    ],
)
def test_a_wrong_form_keeps_what_was_typed_and_saves_nothing(world, changes, message):
    response = world.client(world.quang).post(reverse("accounts:user_create"), {**NEW, **changes})
    assert response.status_code == 422
    assert message in _text(response) and "Nguyễn Văn Minh" in _text(response)
    assert User.objects.count() == len(world.users)


def test_the_administrator_of_the_country_names_a_commune_by_its_code(world):
    client = world.client(world.admin)
    assert client.post(reverse("accounts:user_create"), {**NEW, "commune": "18229"}).status_code == 302
    assert User.objects.get(username="cax.minh").commune_id == "18229"
    wrong = client.post(reverse("accounts:user_create"), {**NEW, "username": "x", "commune": "99999"})
    assert "Không có xã, phường mang mã này" in _text(wrong)


def test_two_administrators_on_one_account_both_see_both_versions(world):
    client, address = world.client(world.quang), reverse("accounts:user_update", args=[world.an.pk])
    facts = {"full_name": "Nguyễn Văn An", "scope": "commune", "commune": "19057", "version": 1}
    assert client.post(address, {**facts, "title": "Đội trưởng"}).status_code == 302
    stale = client.post(address, {**facts, "title": "Đội phó"})
    assert stale.status_code == 409
    assert "Đội trưởng" in _text(stale) and "Đội phó" in _text(stale)
    assert world.again(world.an).title == "Đội trưởng"


def test_the_list_is_sorted_by_ten_and_filtered_by_role_and_state(world):
    client = world.client(world.quang)

    def names(query=""):
        table = client.get(f"{reverse('accounts:user_list')}?{query}&dong=100").context["table"]
        return [row.record.username for row in table.rows]

    assert names()[:5] == ["an", "bao", "bich", "binh", "chien"]
    assert names("role=chief") == ["bao", "chien"]
    assert names("state=khoa") == ["khanh"]
    assert names("q=ngo+trong") == ["duc"]
    assert "hai" not in names()


def test_a_chief_sees_the_own_unit_and_proposes(world):
    page = _text(world.client(world.chien).get(reverse("accounts:user_list")))
    assert "Nguyễn Văn An" in page and "Đề nghị quản trị" in page
    assert "Lê Văn Bình" not in page and "Tạo tài khoản" not in page


def test_the_list_takes_as_many_queries_for_many_users_as_for_few(world, django_assert_num_queries):
    client = world.client(world.quang)
    client.get(reverse("accounts:user_list"))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get(f"{reverse('accounts:user_list')}?dong=100")
    for number in range(30):
        make_user(f"u{number}", "Lê Văn Tám", "officer", world.commune_a)
    with django_assert_num_queries(len(few)):
        client.get(f"{reverse('accounts:user_list')}?dong=100")


def test_closing_and_opening_an_account_on_the_pages(world):
    client = world.client(world.quang)
    client.post(reverse("accounts:user_deactivate", args=[world.an.pk]), {"reason": "Chuyển công tác"})
    assert not world.again(world.an).is_active
    page = _text(client.get(world.an.get_absolute_url()))
    assert "Đã khóa" in page and "Mở lại" in page
    client.post(reverse("accounts:user_activate", args=[world.an.pk]), {"reason": "Trở lại"})
    assert world.again(world.an).is_active


def test_roles_are_given_and_ended_on_the_pages(world):
    client = world.client(world.quang)
    facts = {"role": "chief", "started_on": "02/03/2026", "basis": "QĐ 12/QĐ-CAT"}
    client.post(reverse("accounts:grant_create", args=[world.an.pk]), facts)
    grant = world.an.grants.get(role="chief")
    again = client.post(reverse("accounts:grant_create", args=[world.an.pk]), facts)
    assert again.status_code == 422 and "đã giữ vai trò này từ 02/03/2026" in _text(again)
    client.post(reverse("accounts:grant_end", args=[grant.pk]), {"ended_on": "02/04/2026"})
    grant.refresh_from_db()
    assert str(grant.ended_on) == "2026-04-02"


def test_the_admin_site_writes_through_the_same_services(world):
    client = world.client(world.quang)
    address = reverse("admin:accounts_user_add")
    facts = {"username": "qt.minh", "full_name": "Nguyễn Văn Minh", "scope": "commune", "commune": "19057",
             "roles": ["officer"], "password": "Quang-Trach-8372"}  # fmt: skip
    with one_entry_per_object():
        assert client.post(address, facts).status_code == 302
    assert User.objects.get(username="qt.minh").province_id == "44"

    client.post(address, {**facts, "username": "ngoai", "commune": "18229"})
    assert not User.objects.filter(username="ngoai").exists()

    change = reverse("admin:accounts_user_change", args=[world.an.pk])
    with one_entry_per_object():
        client.post(change, {"full_name": "Nguyễn Văn An", "title": "Đội trưởng", "scope": "commune",
                             "province": "44", "commune": "19057"})  # fmt: skip
    assert world.again(world.an).title == "Đội trưởng"


def test_actions_of_the_admin_site_go_through_services(world):
    client = world.client(world.quang)
    with one_entry_per_object():
        client.post(
            reverse("admin:accounts_user_changelist"), {"action": "close", "_selected_action": [world.an.pk]}
        )
    assert not world.again(world.an).is_active


def test_the_frame_of_an_accounts_page_names_who_looks_not_who_is_looked_at(world):
    page = _text(world.client(world.quang).get(world.an.get_absolute_url()))
    assert '<span class="name">Đỗ Minh Quang</span>' in page
