"""Lists: pages, columns, conditions, export and print of the same rows."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from pages.saved import list_of
from tests.force import build_force, make_person, make_spell

pytestmark = pytest.mark.django_db
MEMBERS = "/to-bao-ve/thanh-vien/"


@pytest.fixture
def client(world):
    """The officer of Quảng Trạch, with 30 more members than the force has."""
    force = build_force(world)
    for number in range(30):
        make_spell(force.to_xa, make_person(world.commune_a, f"Lê Văn {chr(65 + number % 26)}{number}"))
    return world.client(world.chien)


def text(response) -> str:
    return response.content.decode()


def rows(page: str) -> int:
    return page.count('<th scope="row"')


def test_a_page_has_twenty_rows_and_the_whole_is_one_press_away(client):
    page = text(client.get(MEMBERS))
    assert rows(page) == 20
    assert "Từ 1 đến 20 trong 35 người" in page and "Xem cả 35" in page
    assert rows(text(client.get(MEMBERS, {"dong": "tat-ca"}))) == 35
    assert rows(text(client.get(MEMBERS, {"page": "2"}))) == 15


def test_names_are_sorted_by_ten_and_either_way(client):
    page = text(client.get(MEMBERS, {"dong": "tat-ca"}))
    assert page.index("Nguyễn Văn An") < page.index("Phạm Minh Chiến") < page.index("Hoàng Văn Dũng")
    back = text(client.get(MEMBERS, {"dong": "tat-ca", "sort": "-person"}))
    assert back.index("Hoàng Văn Dũng") < back.index("Nguyễn Văn An")
    assert 'aria-sort="descending"' in back


def test_columns_are_chosen_in_the_address(client):
    assert "sort=education" not in text(client.get(MEMBERS))
    page = text(client.get(MEMBERS, {"cot": "education"}))
    assert "sort=education" in page and "sort=position" not in page


def test_columns_are_chosen_with_the_keyboard_and_without_scripts(client):
    page = text(client.get(MEMBERS, {"chuc_danh": "leader", "sort": "-birth", "page": "1"}))
    form = page[page.index('<form id="list-columns"') :].split("</form>")[0]
    assert 'name="chuc_danh" value="leader"' in form and 'name="sort" value="-birth"' in form
    assert 'name="page"' not in form
    assert 'type="checkbox" id="col-education" name="cot" value="education" form="list-columns"' in page
    assert '<button class="btn btn-primary btn-sm mt-2" form="list-columns"' in page
    asked = text(client.get(f"{MEMBERS}?cot=&cot=education&cot=team"))
    assert "sort=education" in asked and "sort=team" in asked and "sort=position" not in asked
    none = text(client.get(f"{MEMBERS}?cot="))
    assert "sort=team" not in none and "sort=person" in none


def test_the_columns_stay_through_tabs_conditions_pages_print_and_export(client):
    page = text(client.get(MEMBERS, {"cot": "education", "dong": "20"}))
    assert page.count('href="?tuoi_tu=69&amp;cot=education&amp;dong=20"') == 1
    assert 'href="?cot=education&amp;dong=20&amp;page=2"' in page
    assert 'href="?cot=education&amp;dong=20&amp;in=1"' in page
    tools = page[page.index('<form class="tools"') :].split("</form>")[0]
    assert '<input type="hidden" name="cot" value="education">' in tools
    printed = text(client.get(MEMBERS, {"cot": "education", "in": "1"}))
    assert "sort=education" in printed and "sort=position" not in printed


def test_the_current_tab_is_known_whatever_the_columns(client):
    page = text(client.get(MEMBERS, {"thieu": "true", "cot": "education", "sort": "-person"}))
    current = page[page.index('<ul class="saved"') :].split("</ul>")[0].split('aria-current="true"')[1]
    assert current.startswith(">Thiếu số liệu BM1")


def test_a_column_that_says_nothing_to_a_commune_is_not_offered(client, world):
    assert 'id="col-commune"' not in text(client.get(MEMBERS))
    assert "sort=commune" not in text(client.get(MEMBERS, {"cot": "commune"}))
    assert 'id="col-commune"' in text(world.client(world.phu).get(MEMBERS))


def test_every_list_of_the_site_offers_its_columns_and_keeps_views(world):
    for code in ("teams:team_list", "teams:change_list", "communes:hamlet_list", "communes:commune_list",
                 "documents:list", "readiness:equipment_list", "jobs:list", "reporting:duties"):  # fmt: skip
        assert list_of(code) is not None, code
        page = text(world.client(world.an).get(reverse(code)))
        assert 'id="list-columns"' in page and 'id="list-save"' in page, code


def test_a_condition_is_a_chip_that_can_be_taken_away(client):
    page = text(client.get(MEMBERS, {"chuc_danh": "leader", "q": "dung"}))
    assert "Chức danh: Tổ trưởng" in page and 'href="?q=dung"' in page
    assert rows(page) == 1


def test_nothing_found_says_how_to_see_more(client):
    page = text(client.get(MEMBERS, {"q": "khong co ai", "chuc_danh": "leader"}))
    assert "Không có người nào khớp" in page and "Bỏ hết điều kiện" in page


def test_the_workbook_holds_all_rows_of_the_list_in_its_order_and_columns(client):
    answer = client.get(MEMBERS, {"xuat": "xlsx", "cot": "position,team"})
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    table = [row for row in sheet.iter_rows(values_only=True) if any(row)]
    header = next(n for n, row in enumerate(table) if row[0] == "Họ và tên")
    assert table[header][:3] == ("Họ và tên", "Chức danh", "Tổ")
    assert len(table) - header - 1 == 35
    names = [row[0] for row in table[header + 1 :]]
    page = text(client.get(MEMBERS, {"dong": "tat-ca"}))
    assert sorted(names, key=page.index) == names


def test_print_takes_the_whole_list_with_letterhead_and_signatures(client):
    page = text(client.get(MEMBERS, {"in": "1"}))
    assert rows(page) == 35
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page and "NGƯỜI LẬP BIỂU" in page


def test_a_name_that_begins_with_an_equals_sign_stays_text_in_excel(client, world):
    from teams.models import Membership, Team

    team = Team.objects.get(name="Tô Xá")
    make_spell(team, make_person(world.commune_a, '=HYPERLINK("http://x")'))
    assert Membership.objects.count() == 37
    answer = client.get(MEMBERS, {"xuat": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    found = [
        cell for row in sheet.iter_rows() for cell in row if cell.value and "HYPERLINK" in str(cell.value)
    ]
    assert [cell.data_type for cell in found] == ["s"]
