"""Lists as of any day: members, teams, clusters, quotas, hamlets; page, print and export say the day."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from communes.models import Cluster, Hamlet, HamletPlacement
from teams.choices import EndKind, Position
from teams.models import Membership, Quota, Team
from tests.force import build_force, make_person, make_spell, make_team

pytestmark = pytest.mark.django_db
MEMBERS, TEAMS = "/to-bao-ve/thanh-vien/", "/to-bao-ve/"


@pytest.fixture
def force(world):
    with time_machine.travel("2026-03-01 09:00+07:00"):
        yield build_force(world)


def page(world, address: str, **query) -> str:
    return world.client(world.an).get(address, query).content.decode()


def heading(text: str) -> str:
    return text.split("<h1>")[1].split("</h1>")[0]


def leave(force, name: str, day: date) -> None:
    Membership.objects.filter(person__full_name=name).update(ended_on=day, end_kind=EndKind.RESIGNED)


def test_members_are_those_of_the_day_and_the_title_says_so(world, force):
    leave(force, "Nguyễn Văn An", date(2026, 1, 1))
    last_day, first_day_gone = (
        page(world, MEMBERS, tai_ngay="31/12/2025"),
        page(world, MEMBERS, tai_ngay="1/1/2026"),
    )
    assert "Thành viên Tổ bảo vệ tại ngày 31/12/2025" in heading(last_day) and "5 người" in heading(last_day)
    assert "Nguyễn Văn An</a>" in last_day
    assert "tại ngày 01/01/2026" in heading(first_day_gone) and "4 người" in heading(first_day_gone)
    assert "tại ngày" not in heading(page(world, MEMBERS)) and "4 người" in heading(page(world, MEMBERS))
    assert "0 người" in heading(page(world, MEMBERS, tai_ngay="30/6/2025"))


def test_an_empty_day_is_today_and_a_wrong_one_is_said(world, force):
    leave(force, "Nguyễn Văn An", date(2026, 1, 1))
    assert "4 người" in heading(page(world, MEMBERS, tai_ngay="", trang_thai=""))
    wrong = page(world, MEMBERS, tai_ngay="32/1/2026")
    assert "Tại ngày" in wrong and "4 người" in heading(wrong)


def test_print_and_export_are_of_the_same_day(world, force):
    leave(force, "Nguyễn Văn An", date(2026, 1, 1))
    printed = page(world, MEMBERS, tai_ngay="31/12/2025", **{"in": "1"})
    assert "tại ngày 31/12/2025" in heading(printed) and "Nguyễn Văn An</a>" in printed
    answer = world.client(world.an).get(MEMBERS, {"tai_ngay": "31/12/2025", "xuat": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("THÀNH VIÊN TỔ BẢO VỆ TẠI NGÀY 31/12/2025" in cell.upper() for cell in cells)
    assert "Nguyễn Văn An" in cells


def test_teams_have_the_strength_leader_and_quota_of_the_day(world, force):
    Membership.objects.filter(person__full_name="Đặng Hữu Đức").update(
        ended_on=date(2026, 1, 1), end_kind=EndKind.RESIGNED
    )
    make_spell(
        force.to_xa, make_person(world.commune_a, "Võ Mới"), Position.LEADER, started_on=date(2026, 1, 1)
    )
    Quota.objects.filter(team=force.to_xa).update(ended_on=date(2026, 1, 1))
    Quota.objects.create(commune=world.commune_a, team=force.to_xa, members=5, started_on=date(2026, 1, 1))
    before, now = page(world, TEAMS, tai_ngay="31/12/2025"), page(world, TEAMS)
    assert "Đặng Hữu Đức" in before and "Võ Mới" not in before and "3/3" in before
    assert "Võ Mới" in now and "3/5" in now
    assert "Các Tổ bảo vệ ANTT tại ngày 31/12/2025" in heading(before)
    assert "Quân số tính đến ngày 31/12/2025" in before


def test_a_team_dissolved_since_is_there_on_its_last_day(world, force):
    Team.objects.filter(pk=force.to_xa.pk).update(ended_on=date(2026, 2, 1))
    assert "Tô Xá" in page(world, TEAMS, tai_ngay="31/1/2026")
    assert "Tô Xá" not in page(world, TEAMS, tai_ngay="1/2/2026") and "Tô Xá" not in page(world, TEAMS)


def test_hamlets_clusters_quotas_and_equipment_too(world, force):
    old = Hamlet.objects.create(commune=world.commune_a, name="Cũ", started_on=date(2025, 7, 1),
                                ended_on=date(2026, 1, 1))  # fmt: skip
    HamletPlacement.objects.create(hamlet=old, commune=world.commune_a, started_on=date(2025, 7, 1))
    Cluster.objects.create(
        hamlet=world.to_xa, name="Cụm Cũ", started_on=date(2025, 7, 1), ended_on=date(2026, 1, 1)
    )
    for address in ("/don-vi/thon/", "/to-bao-ve/cum-dan-cu/"):
        assert "Cũ</a>" in page(world, address, tai_ngay="31/12/2025"), address
        assert "Cũ</a>" not in page(world, address, tai_ngay="1/1/2026"), address
        assert "Cũ</a>" not in page(world, address), address
    quotas = page(world, "/to-bao-ve/dinh-muc/", tai_ngay="30/6/2025")
    assert "0 đơn vị" in heading(quotas) and "tại ngày 30/06/2025" in heading(quotas)
    assert "1 đơn vị" in heading(page(world, "/to-bao-ve/dinh-muc/", tai_ngay="1/7/2025"))
    assert "tại ngày 01/07/2025" in heading(page(world, "/bao-dam/trang-bi/", tai_ngay="1/7/2025"))


def roster_queries(client, address: str, **query) -> int:
    """Statements on the registers themselves: the frame's and the page count left out."""
    with CaptureQueriesContext(connection) as queries:
        client.get(address, query)
    tables = ("teams_membership", "teams_team", "communes_hamlet")
    statements = [query["sql"] for query in queries.captured_queries]
    rows = [sql for sql in statements if "COUNT(*) AS" not in sql.split("FROM")[0]]
    return sum(any(f'FROM "{table}"' in sql for table in tables) for sql in rows)


@pytest.mark.parametrize("address", [MEMBERS, TEAMS, "/don-vi/thon/"])
def test_a_roster_of_any_day_takes_three_queries_however_long(world, force, address):
    client = world.client(world.an)
    few = roster_queries(client, address, tai_ngay="31/12/2025")
    for number in range(30):
        make_team(world.commune_a, f"Số {number}", f"Lê Văn {number}")
    assert roster_queries(client, address, tai_ngay="31/12/2025", dong="tat-ca") == few <= 3
