"""Login, idle time-out, password, profile, notices: what every user meets."""

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Notice, RoleGrant
from accounts.services.users import password_set
from tests.world import PASSWORD

LOGIN, PROFILE, CHANGE = "/tai-khoan/dang-nhap/", "/tai-khoan/ca-nhan/", "/tai-khoan/mat-khau/"


def _text(response) -> str:
    return response.content.decode()


def _login(client, username="an", password=PASSWORD, **extra):
    return client.post(LOGIN, {"username": username, "password": password, **extra})


def test_a_user_logs_in_and_lands_where_they_wanted_to_go(world):
    client = world.client()
    response = _login(client, next=PROFILE)
    assert (response.status_code, response.url) == (302, PROFILE)
    assert "Nguyễn Văn An" in _text(client.get(PROFILE))


def test_the_login_page_never_sends_to_another_site(world):
    assert _login(world.client(), next="https://vi-du.example/").url == "/"


@pytest.mark.parametrize(
    ("username", "password", "message"),
    [
        ("an", "", "Nhập mật khẩu"),
        ("", PASSWORD, "Nhập tên đăng nhập"),
        ("an", "sai-mat-khau", "Tên đăng nhập hoặc mật khẩu chưa đúng"),
        ("khong-co", PASSWORD, "Tên đăng nhập hoặc mật khẩu chưa đúng"),
        ("khanh", PASSWORD, "Tên đăng nhập hoặc mật khẩu chưa đúng"),
    ],
)
def test_a_failed_login_says_why_and_keeps_the_name(world, username, password, message):
    response = _login(world.client(), username, password)
    assert response.status_code == 422
    assert "Chưa đăng nhập được" in _text(response) and message in _text(response)
    assert f'value="{username}"' in _text(response) or not username


def test_after_eight_wrong_passwords_the_door_is_locked_for_that_name_on_that_machine(world):
    client = world.client()
    statuses = [_login(client, password="sai").status_code for _ in range(8)]
    assert statuses == [422] * 7 + [429]
    locked = _login(client)
    assert locked.status_code == 429
    assert "Tạm khóa đăng nhập" in _text(locked) and "Đợi 15 phút" in _text(locked)
    assert _login(client, "binh").status_code == 302


def test_on_a_shared_machine_the_session_ends_with_the_browser(world):
    shared, own = world.client(), world.client()
    _login(shared)
    _login(own, remember="on")
    assert shared.session.get_expire_at_browser_close()
    assert not own.session.get_expire_at_browser_close()


def test_logging_out_needs_a_post_and_leads_to_the_login_page(world):
    client = world.client(world.an)
    assert client.get(reverse("accounts:logout")).status_code == 405
    assert client.post(reverse("accounts:logout")).url == LOGIN
    assert client.get(PROFILE).url == f"{LOGIN}?next={PROFILE}"


def test_who_does_nothing_for_half_an_hour_is_logged_out_and_told_so(world):
    client = world.client(world.an)
    with time_machine.travel("2026-03-02T09:00:00+07:00", tick=False):
        assert client.get(PROFILE).status_code == 200
    with time_machine.travel("2026-03-02T09:29:00+07:00", tick=False):
        assert client.get(PROFILE).status_code == 200
    with time_machine.travel("2026-03-02T09:58:00+07:00", tick=False):
        assert client.get(PROFILE).status_code == 200
    with time_machine.travel("2026-03-02T10:28:30+07:00", tick=False):
        response = client.get(PROFILE, follow=True)
    assert response.redirect_chain == [(f"{LOGIN}?next={PROFILE}", 302)]
    assert "Phiên làm việc đã hết vì không thao tác" in _text(response)


def _writes(client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


@pytest.mark.parametrize(
    "address",
    [PROFILE, "/tai-khoan/thong-bao/", "/don-vi/thon/", "/don-vi/19057/", "/tham-so/", "/tham-so/lich/"],
)
def test_pages_that_read_write_the_session_at_most_once_a_minute_and_nothing_else(world, address):
    client = world.client(world.an)
    with time_machine.travel("2026-03-02T09:00:00+07:00", tick=False):
        client.get(address)
    with time_machine.travel("2026-03-02T09:00:59+07:00", tick=False):
        assert _writes(client, address) == []
    with time_machine.travel("2026-03-02T09:01:01+07:00", tick=False):
        written = _writes(client, address)
    assert len(written) == 1 and Session._meta.db_table in written[0]


def test_a_password_given_by_an_administrator_is_changed_before_anything_else(world):
    password_set(actor=world.quang, user=world.an, password="Tam-Thoi-48213")
    client = world.client()
    _login(client, password="Tam-Thoi-48213")
    assert client.get(PROFILE).url == CHANGE
    refused = client.post(CHANGE, {"old": "Tam-Thoi-48213", "new": "Moi-Hon-48213", "again": "Khac"})
    assert refused.status_code == 422 and "chưa giống nhau" in _text(refused)
    done = client.post(CHANGE, {"old": "Tam-Thoi-48213", "new": "Moi-Hon-48213", "again": "Moi-Hon-48213"})
    assert done.url == PROFILE
    assert client.get(PROFILE).status_code == 200


def test_changing_the_password_ends_the_other_sessions(world):
    here, elsewhere = world.client(), world.client()
    _login(here)
    _login(elsewhere)
    here.post(CHANGE, {"old": PASSWORD, "new": "Moi-Hon-48213", "again": "Moi-Hon-48213"})
    assert here.get(PROFILE).status_code == 200
    assert elsewhere.get(PROFILE).status_code == 302


def test_no_password_is_ever_shown_again(world):
    client = world.client(world.an)
    response = client.post(
        CHANGE, {"old": "mat-khau-cu-sai", "new": "Moi-Hon-48213", "again": "Moi-Hon-48213"}
    )
    assert response.status_code == 422
    assert "mat-khau-cu-sai" not in _text(response) and "Moi-Hon-48213" not in _text(response)


def test_a_chief_delegates_and_takes_back_on_the_pages(world):
    client = world.client(world.chien)
    facts = {
        "role": "chief",
        "user": world.an.pk,
        "started_on": "02/03/2026",
        "ended_on": "1/4/26",
        "basis": "UQ 3",
    }
    with time_machine.travel("2026-03-02T09:00:00+07:00", tick=False):
        assert client.post(reverse("accounts:delegate"), facts).url == PROFILE
        grant = RoleGrant.objects.get(delegated_by=world.chien)
        page = _text(client.get(PROFILE))
        assert "Nguyễn Văn An: Trưởng, Phó Công an xã" in page and "02/03/2026 – 31/03/2026" in page
        assert client.post(reverse("accounts:delegation_end", args=[grant.pk])).url == PROFILE
        assert world.again(world.an).role_codes == {"officer"}


def test_colleagues_of_other_units_are_not_offered_for_delegation(world):
    page = _text(world.client(world.chien).get(reverse("accounts:delegate")))
    assert "Nguyễn Văn An" in page
    assert "Lê Văn Bình" not in page and "Hồ Duy Khánh" not in page


def test_news_are_read_by_opening_them_or_all_at_once(world):
    first = Notice.objects.create(user=world.an, kind="report", title="Báo cáo được trả lại", url=PROFILE)
    Notice.objects.create(user=world.an, kind="job", title="Việc nền đã xong")
    client = world.client(world.an)
    page = _text(client.get(reverse("accounts:notices")))
    assert "Báo cáo được trả lại" in page and "2</b> thông báo chưa đọc" in page
    assert client.post(reverse("accounts:notice_open", args=[first.pk])).url == PROFILE
    assert world.an.notices.unread().count() == 1
    client.post(reverse("accounts:notices_mark"))
    assert world.an.notices.unread().count() == 0


def test_a_notice_never_leads_to_another_site(world):
    notice = Notice.objects.create(user=world.an, kind="job", title="x", url="https://vi-du.example/")
    response = world.client(world.an).post(reverse("accounts:notice_open", args=[notice.pk]))
    assert response.url == reverse("accounts:notices")
