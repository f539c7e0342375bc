"""Pages of the audit."""

import pytest
import time_machine

from audit.models import Entry
from audit.services import audit
from communes.services.hamlets import hamlet_update

UNIT = "/nhat-ky/"


def _text(response) -> str:
    return response.content.decode()


def _acts(world, user, query=""):
    rows = world.client(user).get(f"{UNIT}?dong=100&{query}").context["table"].rows
    return [row.record.act for row in rows if row.record.act != "communes.agency.create"]


@pytest.fixture
def written(world):
    """An's correction on 02/03/2026 at 00:30 local time, which is the day before in UTC."""
    with time_machine.travel("2026-03-02T00:30:00+07:00", tick=False):
        hamlet_update(actor=world.an, hamlet=world.to_xa, version=1, name="Tô Xá Mới", kind="ban")
    return Entry.objects.latest("pk")


def test_the_history_of_an_object_reads_in_vietnamese(world, written):
    page = _text(world.client(world.an).get(f"/nhat-ky/communes.hamlet/{world.to_xa.pk}/"))
    assert "Lịch sử: Bản Tô Xá Mới" in page and "Sửa thôn, tổ dân phố" in page
    assert "00:30 02/03/2026, Nguyễn Văn An" in page
    for words in ("Tên", "Tô Xá", "Tô Xá Mới", "Loại", "Thôn", "Bản"):
        assert words in page
    assert "search_key" not in page


def test_a_history_leads_back_to_its_object_for_whoever_may_open_that(world):
    address = f"/nhat-ky/accounts.user/{world.an.pk}/"
    back = f'href="/tai-khoan/nguoi-dung/{world.an.pk}/"'
    assert back in _text(world.client(world.chien).get(address))
    assert back not in _text(world.client(world.le).get(address))


@pytest.mark.parametrize(
    "address",
    [
        "/nhat-ky/communes.hamlet/99999/", "/nhat-ky/communes.hamlet/abc/", "/nhat-ky/khong.co/1/",
        "/nhat-ky/communes/1/", "/nhat-ky/sessions.session/1/", "/nhat-ky/auth.group/1/", "/nhat-ky/audit.entry/abc/",
    ],
)  # fmt: skip
def test_what_is_not_there_or_no_register_is_not_found(world, address):
    assert world.client(world.admin).get(address).status_code == 404


def test_the_audit_of_a_unit_is_filtered_by_person_act_and_local_day(world, written):
    assert _acts(world, world.chien) == ["communes.hamlet.update"]
    assert _acts(world, world.chien, "q=Văn+An") == ["communes.hamlet.update"]
    assert _acts(world, world.chien, "q=Bình") == []
    assert _acts(world, world.chien, "act=communes.hamlet.update") == ["communes.hamlet.update"]
    assert _acts(world, world.chien, "act=communes.hamlet.end") == []
    assert _acts(world, world.chien, "first_day=02/03/2026&last_day=02/03/2026") == ["communes.hamlet.update"]
    assert _acts(world, world.chien, "last_day=01/03/2026") == []


def test_each_reads_the_own_unit(world, written):
    seen = {name: _acts(world, world.users[name]) for name in ("le", "bao", "duc", "quang", "hung", "admin")}
    mine = ["communes.hamlet.update"]
    assert seen == {"le": mine, "bao": [], "duc": mine, "quang": mine, "hung": [], "admin": mine}


def test_an_entry_opens_and_leads_to_the_whole_history(world, written):
    page = _text(world.client(world.chien).get(written.get_absolute_url()))
    assert "Tô Xá Mới" in page and f"/nhat-ky/communes.hamlet/{world.to_xa.pk}/" in page


def test_reading_the_audit_of_a_unit_takes_few_queries(world, django_assert_max_num_queries):
    for _ in range(60):
        audit(world.an, "communes.hamlet.update", world.to_xa, fields=False)
    client = world.client(world.chien)
    client.get(UNIT)
    with django_assert_max_num_queries(12):
        client.get(f"{UNIT}?dong=100")


def test_a_long_history_has_pages(world):
    for _ in range(35):
        audit(world.an, "communes.hamlet.update", world.to_xa, fields=False)
    address = f"/nhat-ky/communes.hamlet/{world.to_xa.pk}/"
    client = world.client(world.an)
    assert "Từ 1 đến 30 trong 35 mục" in _text(client.get(address))
    assert "Từ 31 đến 35 trong 35 mục" in _text(client.get(f"{address}?page=2"))


def test_taking_the_audit_out_is_itself_recorded(world, written):
    assert world.client(world.chien).get(f"{UNIT}?xuat=xlsx").status_code == 200
    entry = Entry.objects.latest("pk")
    assert (entry.act, entry.source) == ("audit.list.export", "page")
    assert len(entry.reference) == 16


def test_a_refused_reader_is_told_why(world):
    response = world.client(world.an).get(UNIT)
    assert response.status_code == 403
    assert "nhật ký cả đơn vị do chỉ huy xem" in _text(response)
