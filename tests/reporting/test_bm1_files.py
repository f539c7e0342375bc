"""BM1 taken out: the workbook for every reader, the PDF, the command, the page."""

import io
from datetime import date

import openpyxl
import pypdf
import pytest
import python_calamine
import time_machine
from django.core.management import CommandError, call_command

from audit.models import Entry
from communes.models import Commune
from contracts.measuring import Days
from contracts.registry import measures
from jobs.models import Job
from jobs.services import file_bytes, job_run
from reporting.bm1.checks import judge
from reporting.bm1.figures import bm1_table
from reporting.bm1.form import COLUMNS, TITLE
from reporting.bm1.workbook import bm1_workbook
from teams.models import Person
from tests.reporting.bm1 import _module_ordered_world, all_columns, world  # noqa: F401 (fixtures)
from tests.reporting.test_bm1_figures import third_commune, transfer

# ruff: noqa: F811 (the fixture `world` is imported)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("all_columns")]
SPAN = Days(date(2026, 10, 15), date(2026, 11, 14))
PAGE = "/bao-cao/bm1/?tu=15/10/2026&den=14/11/2026"
FIRST_ROW, TOTAL_ROW = 9, 12


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel("2026-11-20 09:00+07:00", tick=False):
        yield


@pytest.fixture
def content(world, force) -> bytes:
    """The workbook of tỉnh Quảng Trị with three communes, one member lacking sex and one having moved."""
    transfer(force.member("Nguyễn Văn An").person, force.hoa_lac, date(2026, 11, 1))
    Person.objects.filter(full_name="Phan Thanh Hà").update(sex="")
    third_commune(world)
    table = bm1_table(province=world.province, communes=Commune.objects.of_province("44").open(), span=SPAN)
    return bm1_workbook(table, judge(table))


# ── Excel ────────────────────────────────────────────────────────────────────
def test_the_workbook_is_the_form_on_a4_landscape_in_times_new_roman(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["BM1"]
    assert book.sheetnames == ["BM1", "Kiểm tra"]
    assert (sheet["A2"].value, sheet["A2"].font.name) == (TITLE, "Times New Roman")
    assert {
        cell.font.name for row in sheet.iter_rows(min_row=1, max_row=TOTAL_ROW) for cell in row if cell.value
    } == {"Times New Roman"}
    assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0  # one page wide
    assert sheet.print_title_rows == "$5:$8"
    merged = {str(cells) for cells in sheet.merged_cells.ranges}
    assert {
        "A5:A7",
        "B5:B7",
        "C5:E5",
        "C6:C7",
        "N5:N7",
        "U5:V5",
        "W5:Z5",
        "W6:X6",
        "Y6:Z6",
        "A12:B12",
    } <= merged
    assert (sheet["C5"].value, sheet["W6"].value, sheet["W7"].value) == ("Lực lượng", "Bằng khen", "Tập thể")
    assert [cell.value for cell in sheet[8]] == ["A", "B", *(str(n) for n in range(1, 25))]


def test_rows_are_numbers_and_the_total_is_a_sum_that_carries_its_value(content):
    formulas = openpyxl.load_workbook(io.BytesIO(content))["BM1"]
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["BM1"]
    assert [formulas.cell(row, 2).value for row in range(FIRST_ROW, TOTAL_ROW)] == [
        "Xã Hòa Trạch", "Xã Quảng Trạch", "Phường Ba Đồn",
    ]  # fmt: skip
    assert formulas.cell(TOTAL_ROW, 1).value == "TỔNG CỘNG"
    for column in range(3, 27):
        letter = openpyxl.utils.get_column_letter(column)
        rows = [values.cell(row, column).value for row in range(FIRST_ROW, TOTAL_ROW)]
        assert all(isinstance(number, int) for number in rows)
        assert formulas.cell(TOTAL_ROW, column).value == f"=SUM({letter}9:{letter}11)"
        assert values.cell(TOTAL_ROW, column).value == sum(rows)
    calamine = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_name("BM1").to_python()
    assert calamine[TOTAL_ROW - 1][0] == "TỔNG CỘNG"
    assert calamine[TOTAL_ROW - 1][2:5] == [6, 6, 6]


def test_the_second_sheet_says_what_is_to_be_mended_and_what_is_only_noted(content):
    rows = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_name("Kiểm tra").to_python()
    said = [" | ".join(str(cell) for cell in row if cell != "") for row in rows]
    assert any("Xã Quảng Trạch | 4 + 5 = 3 | 3 + 0 = 3, cột 3 là 4" in line for line in said)
    assert any("Xã Quảng Trạch | Tổ Thanh Lương | Phan Thanh Hà | thiếu giới tính" in line for line in said)
    assert any("1 người chuyển đến, 0 người chuyển đi" in line for line in said)


def test_a_column_without_a_measure_stays_empty_down_to_its_total(world, force, monkeypatch):
    monkeypatch.delitem(measures._items, "bm1_21")
    table = bm1_table(province=world.province, communes=[world.commune_a], span=SPAN)
    sheet = openpyxl.load_workbook(io.BytesIO(bm1_workbook(table, judge(table))), data_only=True)["BM1"]
    assert [sheet.cell(row, 23).value for row in (9, 10)] == [None, None]
    assert sheet.cell(10, 24).value == 0


# ── Command ──────────────────────────────────────────────────────────────────
def run(out, *extra, province="44", first="15/10/2026", last="2026-11-14"):
    said, wrong = io.StringIO(), io.StringIO()
    arguments = ["--province", province, "--from", first, "--to", last, "--out", str(out), *extra]
    call_command("bm1", *arguments, stdout=said, stderr=wrong)
    return said.getvalue(), wrong.getvalue()


def test_the_command_writes_excel_and_records_that_it_was_taken(world, force, tmp_path):
    said, wrong = run(tmp_path / "bm1.xlsx")
    assert "2 xã, phường, 6 thành viên" in said and wrong == ""
    book = openpyxl.load_workbook(tmp_path / "bm1.xlsx", data_only=True)
    assert book["BM1"]["E11"].value == 6
    entry = Entry.objects.get(act="reporting.bm1.take")
    assert (entry.actor_name, entry.subject_name, entry.province_code) == ("Hệ thống", "Tỉnh Quảng Trị", "44")
    assert "15/10/2026 đến ngày 14/11/2026, xlsx" in entry.reason


def test_the_command_writes_pdf_of_a4_landscape(world, force, tmp_path):
    run(tmp_path / "bm1.pdf", "--strict")
    pages = pypdf.PdfReader(tmp_path / "bm1.pdf").pages
    box = pages[0].mediabox
    assert (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) == (297, 210)
    text = " ".join(pages[0].extract_text().split())
    for words in (TITLE, "Biểu mẫu 01", "Xã Quảng Trạch", "TỔNG CỘNG", "Tỉnh Quảng Trị. Từ ngày 15/10/2026"):
        assert words in text


def test_with_strict_nothing_is_written_while_something_is_wrong(world, force, tmp_path):
    Person.objects.filter(full_name="Phan Thanh Hà").update(education="")
    said, wrong = run(tmp_path / "loose.xlsx")
    assert (
        "[8 + 9 + 10 + 11 = 3]" in wrong
        and "Phan Thanh Hà, Tổ Thanh Lương, Xã Quảng Trạch: thiếu trình độ" in wrong
    )
    assert (tmp_path / "loose.xlsx").exists()
    with pytest.raises(CommandError) as refused:
        run(tmp_path / "strict.xlsx", "--strict")
    assert refused.value.returncode == 1
    assert not (tmp_path / "strict.xlsx").exists()
    assert Entry.objects.filter(act="reporting.bm1.take").count() == 1


@pytest.mark.parametrize(
    "call",
    [
        {"out": "bm1.docx"}, {"province": "99"}, {"first": "31/02/2026"}, {"first": "2026"},
        {"first": "15/11/2026"}, {"out": "no-such-folder/bm1.xlsx"},
    ],
)  # fmt: skip
def test_a_wrong_call_ends_with_two_and_says_why(world, tmp_path, call):
    with pytest.raises(CommandError) as refused:
        run(tmp_path / call.pop("out", "bm1.xlsx"), **call)
    assert refused.value.returncode == 2 and str(refused.value)
    assert list(tmp_path.iterdir()) == []


# ── Page ─────────────────────────────────────────────────────────────────────
def test_every_figure_of_the_page_opens_as_many_records_as_it_says(world, force):
    client = world.client(world.an)
    answer = client.get(PAGE)
    assert answer.status_code == 200
    (unit, figures) = answer.context["rows"][0]
    assert unit == "Xã Quảng Trạch" and len(figures) == 24
    for column, (value, url) in zip(COLUMNS, figures, strict=True):
        opened = client.get(url)
        assert opened.status_code == 200, url
        if column.number not in (1, 13):  # the sums of a decision: one line is opened
            assert opened.context["count"] == value, url


def test_the_totals_open_as_many_records_as_all_rows_together(world, force):
    for user, query in ((world.phu, ""), (world.phu, "&xa=19033"), (world.admin, "&tinh=44")):
        client = world.client(user)
        value, url = client.get(PAGE + query).context["totals"][2]
        assert client.get(url).context["count"] == value == (1 if "xa" in query else 6)


def test_a_province_that_is_not_there_is_not_found(world):
    client = world.client(world.admin)
    for address in ("/bao-cao/bm1/?tinh=99", "/bao-cao/bm1/excel/?tinh=khong"):
        assert client.get(address).status_code == 404
    assert client.post("/bao-cao/bm1/pdf/", {"tinh": "khong"}).status_code == 404


def test_a_commune_sees_its_own_row_and_the_province_all_or_one(world, force):
    assert [row[0] for row in world.client(world.binh).get(PAGE).context["rows"]] == ["Xã Hòa Trạch"]
    province = world.client(world.phu)
    assert [row[0] for row in province.get(PAGE).context["rows"]] == ["Xã Hòa Trạch", "Xã Quảng Trạch"]
    assert [row[0] for row in province.get(f"{PAGE}&xa=19057").context["rows"]] == ["Xã Quảng Trạch"]
    assert province.get(f"{PAGE}&xa=18229").status_code == 404
    country = world.client(world.admin)
    assert "Chọn tỉnh rồi bấm" in country.get(PAGE).content.decode()
    assert len(country.get(f"{PAGE}&tinh=44").context["rows"]) == 2


def test_the_page_names_who_is_lacking_something_and_links_to_them(world, force):
    Person.objects.filter(full_name="Phan Thanh Hà").update(sex="")
    page = world.client(world.an).get(PAGE).content.decode()
    assert "4 + 5 = 3" in page and "Cần sửa trước khi gửi" in page
    assert f'href="/to-bao-ve/thanh-vien/{force.member("Phan Thanh Hà").pk}/"' in page


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("", (2026, 10, 15), (2026, 11, 14)), ("ky=2026-Q3", (2026, 6, 15), (2026, 9, 14)),
        ("ky=2026-H1", (2025, 12, 15), (2026, 6, 14)), ("ky=2025", (2024, 12, 15), (2025, 12, 14)),
        ("ky=cal-2026-10", (2026, 10, 1), (2026, 10, 31)), ("tu=1/9/26&den=5/9/26", (2026, 9, 1), (2026, 9, 5)),
    ],
)  # fmt: skip
def test_any_period_may_be_chosen(world, force, query, first, last):
    days = world.client(world.an).get(f"/bao-cao/bm1/?{query}").context["asked"].when.days
    assert (days.first_day, days.last_day) == (date(*first), date(*last))


def test_days_in_the_wrong_order_are_said_and_the_usual_month_is_shown(world, force):
    answer = world.client(world.an).get("/bao-cao/bm1/?tu=5/11/2026&den=1/11/2026")
    assert "Ngày đầu kỳ 05/11/2026 sau ngày cuối kỳ 01/11/2026" in answer.content.decode()
    assert answer.context["asked"].when.days.last_day == date(2026, 11, 14)


def test_excel_from_the_page_is_recorded_under_who_took_it(world, force):
    answer = world.client(world.an).get("/bao-cao/bm1/excel/?tu=15/10/2026&den=14/11/2026")
    content = b"".join(answer.streaming_content)
    assert openpyxl.load_workbook(io.BytesIO(content), data_only=True)["BM1"]["E9"].value == 5
    entry = Entry.objects.get(act="reporting.bm1.take")
    assert (entry.actor_id, entry.commune_code) == (world.an.pk, "19057")


def test_the_pdf_is_made_by_a_worker_with_progress(world, force):
    answer = world.client(world.phu).post("/bao-cao/bm1/pdf/", {"tu": "15/10/2026", "den": "14/11/2026"})
    job = Job.objects.get(kind="reporting.bm1")
    assert answer.url == job.get_absolute_url()
    job_run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.progress_done, job.progress_total) == ("done", 3, 3)
    assert job.result.name == "BM1 Tỉnh Quảng Trị 2026-10-15 2026-11-14.pdf"
    assert len(pypdf.PdfReader(io.BytesIO(file_bytes(job.result))).pages) == 1


def test_a_job_acts_with_the_rights_of_the_moment(world, force):
    world.client(world.phu).post("/bao-cao/bm1/pdf/", {"tu": "15/10/2026", "den": "14/11/2026"})
    world.phu.grants.update(role="partner")
    job = Job.objects.get(kind="reporting.bm1")
    job_run(job.pk)
    job.refresh_from_db()
    assert job.state == "failed" and job.result is None
