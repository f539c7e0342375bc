"""Kept views of lists: what is kept, who sees them, renaming, sharing, taking out and bringing back."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import SavedView
from accounts.services.saved_views import (
    saved_view_create,
    saved_view_remove,
    saved_view_restore,
    saved_view_update,
)
from contracts.policy import PolicyDenied
from tests.force import build_force
from tests.world import make_user

pytestmark = pytest.mark.django_db
MEMBERS = "teams:membership_list"
PAGE = "/to-bao-ve/thanh-vien/"


def keep(actor, name="Tổ trưởng", query="chuc_danh=leader", **changes):
    return saved_view_create(actor=actor, **{"list_code": MEMBERS, "name": name, "query": query} | changes)


def text(response) -> str:
    return response.content.decode()


def test_only_conditions_columns_order_and_size_are_kept(world):
    view = keep(
        world.an,
        query="?so_lieu=bm1_03&tu=1/1/2026&den=1/2/2026&xa=19033&page=3&in=1&xuat=xlsx&la=1&q=&sort=-birth"
        "&chuc_danh=leader&dong=50&cot=team&cot=birth,sex",
    )
    assert view.query == "chuc_danh=leader&cot=birth%2Csex%2Cteam&dong=50&sort=-birth"


def test_a_list_that_is_none_a_name_that_is_taken_and_an_empty_one_are_refused(world):
    with pytest.raises(ValidationError, match="Không có danh sách này"):
        keep(world.an, list_code="teams:join")
    keep(world.an)
    with pytest.raises(ValidationError, match="Bạn đã có bộ lọc tên này"):
        keep(world.an, name=" Tổ  trưởng ")
    with pytest.raises(ValidationError):
        keep(world.an, name="  ")
    assert keep(world.chien).pk and keep(world.an, list_code="teams:team_list").pk


def test_private_ones_are_ones_own_shared_ones_the_units(world):
    private, shared = keep(world.an), keep(world.an, "Cả đơn vị", is_shared=True)
    assert set(SavedView.objects.visible_to(world.an)) == {private, shared}
    assert set(SavedView.objects.visible_to(world.chien)) == {shared}
    for stranger in (world.binh, world.phu, world.admin, world.khanh):
        assert not SavedView.objects.visible_to(stranger).exists()


def test_the_owner_renames_and_shares_the_chief_may_only_remove(world):
    view = keep(world.an, is_shared=True)
    saved_view_update(actor=world.an, view=view, name="Tổ trưởng xã", is_shared=True)
    with pytest.raises(PolicyDenied, match="chỉ người lưu đổi tên được"):
        saved_view_update(actor=world.chien, view=view, name="Khác", is_shared=True)
    colleague = make_user("tam", "Lê Văn Tám", "officer", world.commune_a)
    with pytest.raises(PolicyDenied, match="người lưu hoặc chỉ huy"):
        saved_view_remove(actor=colleague, view=view)
    saved_view_remove(actor=world.chien, view=view)
    assert not SavedView.objects.in_use().exists()
    saved_view_restore(actor=world.chien, view=view)
    assert SavedView.objects.in_use().get() == view


def test_one_taken_out_does_not_hold_its_name_and_comes_back_only_where_it_is_free(world):
    view = keep(world.an)
    saved_view_remove(actor=world.an, view=view)
    keep(world.an)
    with pytest.raises(ValidationError, match="Bạn đã có bộ lọc tên này"):
        saved_view_restore(actor=world.an, view=view)


def test_a_list_saves_what_is_looked_at_and_shows_it_in_its_menu(world):
    build_force(world)
    client = world.client(world.an)
    page = text(client.get(PAGE, {"chuc_danh": "leader"}))
    assert 'action="/tai-khoan/bo-loc/luu/"' in page and 'value="chuc_danh=leader"' in page
    answer = client.post(
        "/tai-khoan/bo-loc/luu/",
        {"list_code": MEMBERS, "query": "chuc_danh=leader&cot=team", "name": "Tổ trưởng", "is_shared": "on"},
    )
    assert answer.url == f"{PAGE}?chuc_danh=leader&cot=team"
    page = text(client.get(answer.url))
    assert 'href="/to-bao-ve/thanh-vien/?chuc_danh=leader&amp;cot=team" aria-current="true"' in page
    assert page.count('<th scope="row"') == 2 and "sort=birth" not in page
    assert "Tổ trưởng" in text(world.client(world.chien).get(PAGE))
    assert "Bộ lọc đã lưu (1)" not in text(world.client(world.binh).get(PAGE))


def test_a_view_without_a_name_asks_for_it_and_loses_nothing(world):
    answer = world.client(world.an).post(
        "/tai-khoan/bo-loc/luu/", {"list_code": MEMBERS, "query": "chuc_danh=leader", "name": ""}
    )
    assert answer.status_code == 422 and 'value="chuc_danh=leader"' in text(answer)


def test_taking_out_asks_first_and_can_be_undone(world):
    view, client = keep(world.an), world.client(world.an)
    page = text(client.get("/tai-khoan/bo-loc/"))
    assert "Thành viên Tổ bảo vệ" in page and "Tổ trưởng" in page
    address = f"/tai-khoan/bo-loc/{view.pk}/xoa/"
    assert "vẫn hoàn tác được" in text(client.get(address))
    done = text(client.post(address, follow=True))
    assert f'href="/tai-khoan/bo-loc/{view.pk}/lay-lai/">Hoàn tác' in done and "Chưa lưu bộ lọc nào" in done
    client.post(f"/tai-khoan/bo-loc/{view.pk}/lay-lai/")
    assert SavedView.objects.in_use().get() == view


def test_many_saved_views_cost_no_more_queries(world, django_assert_max_num_queries):
    for number in range(30):
        keep(world.an, f"Bộ {number}", is_shared=True)
    client = world.client(world.chien)
    with django_assert_max_num_queries(10):
        client.get("/tai-khoan/bo-loc/")
