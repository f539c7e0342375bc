"""The pages of equipment as an officer uses them: lists, the store, what is lacking, giving to many."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from audit.models import Entry
from documents.models import Document
from law.models import Parameter
from readiness.choices import Condition, EquipmentKind
from readiness.models import EquipmentIssue, StockEntry
from readiness.services.equipment import equipment_inspect
from readiness.services.stock import stock_receive
from tests.force import make_team
from tests.readiness.conftest import give
from tests.world import load_law

pytestmark = pytest.mark.django_db
ISSUES, NEEDS, STOCK = "/bao-dam/trang-bi/", "/bao-dam/trang-bi/nhu-cau/", "/bao-dam/trang-bi/kho/"
LAMP, BATON = EquipmentKind.FLASHLIGHT, EquipmentKind.RUBBER_BATON


@pytest.fixture(autouse=True)
def _law_on_16_november(db):
    with time_machine.travel("2026-11-16 09:00+07:00", tick=False):
        load_law()
        yield


def text(response) -> str:
    return response.content.decode()


def rows_of(page: str) -> str:
    return page[page.index('id="list-rows"') :]


def test_a_form_gives_a_thing_with_its_minutes(world, force):
    data = {
        "kind": "stab_vest", "quantity": "2", "issued_on": "01/10/2026", "valid_until": "30/11/2026",
        "symbol": "05/BB-CAX", "signed_on": "01/10/2026", "title": "Giao nhận", "signer_name": "Trần Minh Chiến",
        "signer_title": "Trưởng Công an xã",
    }  # fmt: skip
    answer = world.client(world.an).post(reverse("readiness:equipment_new", args=[force.to_xa.pk]), data)
    issue = EquipmentIssue.objects.get()
    assert answer.status_code == 302 and issue.paper == Document.objects.get(symbol="05/BB-CAX")

    page = text(world.client(world.an).get(ISSUES))
    assert "Áo giáp chống đâm" in page and "30/11/2026" in page
    soon = text(world.client(world.an).get(ISSUES, {"het_han": "14/02/2027"}))
    assert "Áo giáp chống đâm" in rows_of(soon)
    assert "Áo giáp chống đâm" not in rows_of(
        text(world.client(world.an).get(ISSUES, {"het_han": "29/11/2026"}))
    )


def test_the_store_is_kept_on_its_pages(world, force):
    client = world.client(world.an)
    assert "tồn kho khi mở sổ" in text(client.get(STOCK))
    entered = client.post(
        reverse("readiness:stock_receive"),
        {
            "kind": LAMP,
            "quantity": "10",
            "received_on": "01/03/2026",
            "source": "Công an tỉnh",
            "unit_price": "120.000",
        },
    )
    assert entered.status_code == 302
    give(world, force.to_xa, LAMP, on=date(2026, 4, 1), quantity=4)
    refused = client.post(
        reverse("readiness:stock_write_off"),
        {"kind": LAMP, "move": "lost", "quantity": "7", "happened_on": "01/05/2026"},
    )
    assert refused.status_code == 422 and "Kho còn 6 đèn pin ngày 01/05/2026" in text(refused)

    page = text(client.get(STOCK))
    assert "Số còn trong kho cuối ngày 16/11/2026" in page and "<b>6</b>" in page
    assert "<b>10</b>" in text(client.get(STOCK, {"den_ngay": "31/03/2026"}))
    assert "<b>6</b>" in text(world.client(world.phu).get(STOCK))
    entry = StockEntry.objects.get()
    assert "1.200.000" in text(client.get(reverse("readiness:stock_entry", args=[entry.pk])))
    gone = client.post(reverse("readiness:stock_remove", args=[entry.pk]))
    assert gone.status_code == 302 and not StockEntry.objects.exists()


def test_needs_are_summed_up_and_open_to_teams_and_to_the_things_behind_a_number(world, force):
    give(world, force.to_xa, BATON, on=date(2026, 3, 1), quantity=2)
    client = world.client(world.an)
    page = text(client.get(NEEDS))
    assert "Dùi cui cao su" in page and "gop=to&amp;loai=rubber_baton" in page
    assert (
        "TT 14/2024/TT-BCA, Điều 8" in page and "Giường: chưa tìm thấy định mức cho Tổ từ 16 người." in page
    )

    teams = rows_of(text(client.get(NEEDS, {"gop": "to", "loai": BATON, "con_thieu": "true"})))
    assert "Tổ Tô Xá" in teams and "Tổ Thanh Lương" in teams and "Hòa Lạc" not in teams
    assert f"to={force.to_xa.pk}" in teams
    things = client.get(ISSUES, {"to": force.to_xa.pk, "loai": BATON, "dung_duoc": "16/11/2026"})
    assert "Tổ Tô Xá" in rows_of(text(things))
    before = rows_of(text(client.get(NEEDS, {"gop": "to", "loai": "chair", "tai_ngay": "30/06/2024"})))
    assert "chưa có định mức nào" in before or "Không có dòng nào" in before


def test_the_province_sees_its_communes_and_takes_the_list_out(world, force):
    client = world.client(world.phu)
    page = rows_of(text(client.get(NEEDS, {"gop": "xa", "loai": BATON})))
    assert "Quảng Trạch" in page and "Hòa Trạch" in page
    answer = client.get(NEEDS, {"gop": "xa", "loai": BATON, "xuat": "xlsx"})
    cells = list(
        load_workbook(BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True)
    )
    assert any("Xã Quảng Trạch" in row and 5 in row for row in cells)
    assert Entry.objects.get(act="audit.list.export").reason == "Nhu cầu trang bị: 2 dòng"


def test_a_norm_without_its_rounding_is_said_and_nothing_is_guessed(world, force):
    Parameter.objects.filter(code="equipment.rounding").delete()
    assert "equipment.rounding" in text(world.client(world.an).get(NEEDS))


@pytest.mark.parametrize("address", [NEEDS, NEEDS + "?gop=to", NEEDS + "?gop=xa", ISSUES, STOCK])
def test_as_many_queries_for_thirty_teams_as_for_three(world, force, address):
    client = world.client(world.phu)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    def equip(team, number):
        stock_receive(
            actor=world.an, commune=world.commune_a, kind=list(EquipmentKind)[number % 5 + 6], quantity=9,
            received_on=date(2026, 1, 1), source="Tỉnh",
        )  # fmt: skip
        give(world, team, EquipmentKind.RAINCOAT, on=date(2026, 3, 1))

    equip(force.to_xa, 0)
    client.get(address)
    before = count()
    for number in range(27):
        equip(make_team(world.commune_a, f"Thôn {number}", f"Người {number}"), number)
    assert count() <= before


def post_many(client, **changes):
    data = {
        "kind": "name_badge", "target": "members", "quantity": "1", "issued_on": "01/10/2026", "skip_holders": "on",
        "team": "", **changes,
    }  # fmt: skip
    return client.post(reverse("readiness:equipment_issue_many"), data)


def test_badges_for_all_are_previewed_then_given_out(world, force):
    client = world.client(world.an)
    preview = post_many(client)
    assert preview.status_code == 200 and not EquipmentIssue.objects.exists()
    page = text(preview)
    assert (
        "5 nơi nhận, tất cả 5 biển tên" in page and "Nguyễn Văn An" in page and "Cấp cho 5 nơi nhận" in page
    )

    seen = preview.context["plan"].mark
    again = post_many(
        client, team=str(force.to_xa.pk), seen=seen
    )  # another plan than the one that was looked at
    assert again.status_code == 200 and not EquipmentIssue.objects.exists()
    done = post_many(client, seen=seen)
    assert done.status_code == 302 and EquipmentIssue.objects.count() == 5

    refused = post_many(client, target="teams")
    assert refused.status_code == 422 and "cấp cho từng người" in text(refused)
    assert "đều đang giữ loại này" in text(post_many(client))


def test_chosen_rows_are_handed_back_together(world, force):
    give(world, force.to_xa, LAMP, BATON, on=date(2026, 3, 1))
    other = give(world, force.thanh_luong, LAMP, on=date(2026, 3, 1))[0]
    keys = EquipmentIssue.objects.filter(team=force.to_xa).values_list("pk", flat=True)
    address = reverse("readiness:equipment_return_many") + "?" + "&".join(f"chon={key}" for key in keys)
    client = world.client(world.an)
    assert "Thu hồi 2 dòng trang bị" in text(client.get(address))
    assert client.post(address, {"returned_on": "01/10/2026", "condition": "worn"}).status_code == 302
    assert list(EquipmentIssue.objects.filter(ended_on=None)) == [other]
    assert "Chưa chọn trang bị" in text(client.get(reverse("readiness:equipment_return_many")))
    foreign = world.client(world.binh).get(address.replace("?", f"?chon={other.pk}&"))
    assert "Chưa chọn trang bị" in text(foreign)


def test_the_condition_found_has_its_day(world, force):
    (issue,) = give(world, force.to_xa, LAMP, on=date(2026, 3, 1))
    address = reverse("readiness:equipment_inspect", args=[issue.pk])
    early = world.client(world.an).post(
        address, {"condition": "lost", "inspected_on": "28/02/2026", "version": "1"}
    )
    assert early.status_code == 422 and "từ ngày cấp 01/03/2026" in text(early)
    equipment_inspect(
        actor=world.an, issue=issue, version=1, condition=Condition.LOST, inspected_on=date(2026, 5, 1)
    )
    client = world.client(world.an)
    assert "Đèn pin" in rows_of(text(client.get(ISSUES, {"dung_duoc": "30/04/2026"})))
    assert "Đèn pin</a>" not in rows_of(text(client.get(ISSUES, {"dung_duoc": "01/05/2026"})))
