"""Danh sách trích ngang: as of any day, masked unless a purpose is given, styled as a paper."""

import io
from datetime import date

import openpyxl
import pytest

from audit.models import Entry
from jobs.models import Job
from jobs.services import file_bytes, job_run
from teams.choices import EndKind, Position
from teams.models import Membership, Person
from teams.services.memberships import membership_change_position, membership_end
from tests.force import make_decision, make_person, make_spell

pytestmark = pytest.mark.django_db
PAGE = "/to-bao-ve/trich-ngang/"


@pytest.fixture
def ha(force) -> Person:
    """Phan Thanh Hà of Thanh Lương, with everything on file."""
    person = force.member("Phan Thanh Hà").person
    person.sex, person.citizen_id, person.religion, person.is_party_member = (
        "female",
        "044180000123",
        "Công giáo",
        True,
    )
    person.address = "Ngõ 3"
    person.save()
    return person


def rows(client, query=""):
    return client.get(f"{PAGE}?{query}").context["rows"]


def produced(client, address, data):
    """The job's file as a workbook."""
    assert client.post(address, data).status_code == 302
    job = Job.objects.latest("pk")
    job_run(job.pk)
    job.refresh_from_db()
    assert job.state == "done", job.error
    return openpyxl.load_workbook(io.BytesIO(file_bytes(job.result))).active


def test_a_commune_sees_its_members_masked_with_the_birth_date_under_the_sex(world, force, ha):
    found = rows(world.client(world.an))
    assert {row.name for row in found} == {
        "Phan Thanh Hà", "Hoàng Văn Dũng", "Nguyễn Văn An", "Phạm Minh Chiến", "Đặng Hữu Đức",
    }  # fmt: skip
    assert [row.place for row in found] == [1, 2, 3, 4, 5]
    row = next(row for row in found if row.name == "Phan Thanh Hà")
    assert (row.born_male, row.born_female) == ("", "05/02/1980")
    assert (row.citizen_id, row.ethnic_group, row.religion) == ("•••• 0123", "••••", "••••")
    assert (row.home, row.party, row.position, row.team) == ("Ngõ 3", "x", "Tổ viên", "Tổ Thanh Lương")


def test_it_can_be_asked_for_one_team_and_as_of_any_day(world, force):
    membership_end(
        actor=world.an, membership=force.member("Nguyễn Văn An"), version=1, ended_on=date(2026, 11, 10),
        end_kind=EndKind.RESIGNED,
    )  # fmt: skip
    client = world.client(world.an)
    assert {row.name for row in rows(client, f"to={force.to_xa.pk}")} == {"Đặng Hữu Đức", "Phạm Minh Chiến"}
    before = rows(client, f"to={force.to_xa.pk}&tai_ngay=09/11/2026")
    assert {row.name for row in before} == {"Đặng Hữu Đức", "Phạm Minh Chiến", "Nguyễn Văn An"}
    assert rows(client, "tai_ngay=30/06/2025") == []


def test_the_day_of_joining_is_that_of_the_service_not_of_the_last_change(world, force):
    membership_change_position(
        actor=world.an, membership=force.member("Phan Thanh Hà"), version=1, position=Position.DEPUTY,
        changed_on=date(2026, 11, 1), decision=make_decision(world, "07/QĐ-UBND"),
    )  # fmt: skip
    row = next(row for row in rows(world.client(world.an)) if row.name == "Phan Thanh Hà")
    assert (row.position, row.joined_on, row.decision) == ("Tổ phó", date(2025, 7, 1), "07/QĐ-UBND")


def test_who_went_to_another_commune_is_named_with_their_service_only(world, force, ha):
    Membership.objects.filter(person=ha).update(ended_on=date(2026, 11, 1), end_kind=EndKind.TRANSFERRED_OUT)
    make_spell(force.hoa_lac, ha, started_on=date(2026, 11, 1), start_kind="transferred_in")
    Person.objects.filter(pk=ha.pk).update(home_commune=world.commune_b)
    row = next(
        row for row in rows(world.client(world.an), "tai_ngay=31/10/2026") if row.name == "Phan Thanh Hà"
    )
    assert (row.born_female, row.citizen_id, row.home, row.religion, row.team) == (
        "",
        "",
        "",
        "",
        "Tổ Thanh Lương",
    )


def test_the_province_looks_at_one_commune_and_takes_the_whole_as_excel(world, force):
    client = world.client(world.phu)
    assert client.get(PAGE).context.get("rows") is None
    assert {row.name for row in rows(client, "xa=19033")} == {"Cao Xuân Hiền"}
    assert client.get(f"{PAGE}?xa=18229").status_code == 404
    sheet = produced(client, f"{PAGE}excel/", {"tai_ngay": "16/11/2026"})
    assert sheet["A1"].value == "BỘ CÔNG AN"
    assert {sheet.cell(row, 12).value for row in range(9, 15)} >= {"Tổ Hòa Lạc, Xã Hòa Trạch"}


def test_the_excel_is_a_paper_with_letterhead_table_and_signatures(world, force, ha):
    sheet = produced(
        world.client(world.an), f"{PAGE}excel/", {"to": force.thanh_luong.pk, "tai_ngay": "16/11/2026"}
    )
    texts = {cell.value for row in sheet.iter_rows() for cell in row if cell.value}
    assert {
        "CÔNG AN TỈNH QUẢNG TRỊ",
        "CÔNG AN XÃ QUẢNG TRẠCH",
        "Độc lập - Tự do - Hạnh phúc",
        "TRƯỞNG CÔNG AN XÃ",
    } <= texts
    assert "Tổ Thanh Lương, Xã Quảng Trạch, tính đến ngày 16/11/2026" in texts
    assert {"C7:D7", "A7:A8"} <= {str(cells) for cells in sheet.merged_cells.ranges}
    assert (sheet["C8"].value, sheet["D8"].value, sheet["A1"].font.name) == ("Nam", "Nữ", "Times New Roman")
    assert "044180000123" not in texts and "Công giáo" not in texts
    entry = Entry.objects.get(act="teams.roster.take")
    assert (entry.actor_id, entry.subject_name) == (world.an.pk, "Tổ Thanh Lương")
    assert "2 người" in entry.reason


def test_full_numbers_need_a_purpose_and_the_purpose_is_kept(world, force, ha):
    client, address = world.client(world.chien), f"{PAGE}day-du/?to={force.thanh_luong.pk}"
    assert client.post(address, {"purpose": " "}).status_code == 422
    sheet = produced(client, address, {"purpose": "Lập hồ sơ bảo hiểm"})
    texts = {cell.value for row in sheet.iter_rows() for cell in row if cell.value}
    assert {"044180000123", "Công giáo", "Kinh"} <= texts
    assert "số đầy đủ: Lập hồ sơ bảo hiểm" in Entry.objects.get(act="teams.roster.take").reason


def test_the_leader_of_the_people_s_committee_gets_no_full_numbers(world, force):
    assert world.client(world.le).get(f"{PAGE}day-du/").status_code == 403
    assert world.client(world.le).get(PAGE).status_code == 200


def test_a_worker_refuses_full_numbers_to_one_who_lost_the_role(world, force):
    client = world.client(world.an)
    client.post(f"{PAGE}day-du/", {"purpose": "Lập hồ sơ"})
    world.an.grants.update(role="leader")
    job = Job.objects.latest("pk")
    job_run(job.pk)
    job.refresh_from_db()
    assert job.state == "failed" and not Entry.objects.filter(act="teams.roster.take").exists()


@pytest.mark.parametrize("people", [1, 30])
def test_the_page_takes_as_many_queries_with_thirty_members_as_with_one(
    world, force, people, django_assert_max_num_queries
):
    for number in range(people):
        make_spell(force.to_xa, make_person(world.commune_a, f"Người {number}"))
    client = world.client(world.an)
    with django_assert_max_num_queries(13):
        client.get(PAGE)
