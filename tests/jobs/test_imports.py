"""The pages of an import: upload, look, decide, confirm, set aside, give up; run as the worker runs them."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from jobs.choices import ImportState, JobState
from jobs.models import HeadingMemory, ImportBatch, Job, UndoLog
from jobs.services import file_bytes, job_cancel, job_run, sweep
from jobs.services.jobs import MOST_ATTEMPTS, STALE_AFTER
from teams.models import Person
from tests.force import force_of
from tests.teams.workbooks import HEAD, book, hung, lan, roster

pytestmark = pytest.mark.django_db


@pytest.fixture
def force(world, _module_force):
    return force_of(_module_force, world)


def work():
    """Run what is queued, as the worker does."""
    for job in Job.objects.filter(state=JobState.QUEUED).order_by("pk"):
        job_run(job.pk)


def upload(client, content, name="ds.xlsx", **data):
    given = {"file": SimpleUploadedFile(name, content), "start_kind": "recruited"} | data
    response = client.post(reverse("jobs:import_new", args=["members"]), given)
    work()
    return response


def page_of(client, batch, **query):
    return client.get(batch.get_absolute_url(), query).content.decode()


def test_a_roster_goes_in_by_three_steps(world, force, django_capture_on_commit_callbacks):
    client = world.client(world.an)
    assert upload(client, roster(hung(), lan())).status_code == 302
    batch = ImportBatch.objects.get()
    assert batch.state == ImportState.CHECKED
    page = page_of(client, batch)
    assert "Nhập 2 dòng" in page
    assert "Hồ Sỹ Hùng" in page_of(client, batch, xem="new")
    assert Person.objects.filter(full_name="Hồ Sỹ Hùng").count() == 0
    client.post(reverse("jobs:import_confirm", args=[batch.pk]))
    work()
    batch.refresh_from_db()
    assert batch.state == ImportState.DONE
    assert Person.objects.filter(full_name="Hồ Sỹ Hùng").count() == 1
    assert "Hoàn tác cả lô" in page_of(client, batch)


def test_faulty_rows_keep_the_file_out_until_they_are_mended_or_set_aside(world, force):
    client = world.client(world.an)
    upload(client, roster(hung(), lan(CCCD="123")))
    batch = ImportBatch.objects.get()
    page = page_of(client, batch)
    assert "Còn 1 lỗi ở 1 dòng" in page
    assert "•••• 123" in page  # the wrong value is shown masked
    client.post(reverse("jobs:import_confirm", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.state == ImportState.CHECKED
    client.post(reverse("jobs:import_confirm", args=[batch.pk]), {"de-rieng": "1"})
    work()
    batch.refresh_from_db()
    assert batch.state == ImportState.DONE
    assert Person.objects.filter(full_name="Hồ Sỹ Hùng").exists()
    aside = client.get(reverse("jobs:import_aside", args=[batch.pk]))
    rows = list(openpyxl.load_workbook(BytesIO(b"".join(aside.streaming_content))).active.values)
    assert [row[1] for row in rows] == ["Họ và tên", "Mai Thị Lan"]
    assert "12 số" in rows[1][-1]


def test_the_marked_workbook_is_the_user_s_own_with_red_cells(world, force):
    client = world.client(world.an)
    upload(client, book(("DANH SÁCH",), HEAD, hung(), lan(CCCD="123")))
    client.post(reverse("jobs:import_mark", args=[ImportBatch.objects.get().pk]))
    work()
    marked = openpyxl.load_workbook(
        BytesIO(file_bytes(Job.objects.get(kind="jobs.import.mark").result))
    ).active
    assert marked["A1"].value == "DANH SÁCH"
    assert marked["E4"].fill.fgColor.rgb == "00FFC7CE"
    assert marked["E3"].fill.fgColor.rgb != "00FFC7CE"
    assert "12 số" in marked["K4"].value
    mended = BytesIO()
    marked["E4"].value = "044190000002"
    marked.parent.save(mended)
    upload(client, mended.getvalue())
    assert ImportBatch.objects.latest("pk").counts["new"] == 2


def test_an_unknown_heading_is_explained_once_and_remembered(world, force):
    client = world.client(world.an)
    content = book((*HEAD, "Số liên lạc"), (*hung(), "0912345678"))
    upload(client, content)
    batch = ImportBatch.objects.get()
    assert "Số liên lạc" in page_of(client, batch)
    client.post(reverse("jobs:import_decide", args=[batch.pk]), {"cot-solienlac": "phone"})
    work()
    batch.refresh_from_db()
    assert batch.notes["headings"]["phone"] == "Số liên lạc"
    assert HeadingMemory.objects.get().field == "phone"
    upload(client, content)
    assert ImportBatch.objects.latest("pk").notes["unknown"] == []


def test_the_user_chooses_among_sheets(world, force):
    def second(sheet, made):
        other = made.create_sheet("Tô Xá")
        other.append(HEAD)
        other.append(lan())

    client = world.client(world.an)
    upload(client, roster(hung(), fill=second))
    batch = ImportBatch.objects.get()
    assert batch.state == ImportState.ASKING
    assert "Chọn một trang" in page_of(client, batch)
    client.post(reverse("jobs:import_decide", args=[batch.pk]), {"sheet": "Tô Xá"})
    work()
    batch.refresh_from_db()
    assert (batch.state, batch.counts["new"]) == (ImportState.CHECKED, 1)


def test_what_cannot_be_read_says_why(world, force):
    client = world.client(world.an)
    upload(client, b"%PDF-1.7 ...")
    batch = ImportBatch.objects.get()
    assert batch.state == ImportState.UNREADABLE
    assert "không phải là bảng tính" in page_of(client, batch)


def test_a_file_given_up_writes_nothing_and_cannot_be_confirmed(world, force):
    client = world.client(world.an)
    upload(client, roster(hung()))
    batch = ImportBatch.objects.get()
    client.post(reverse("jobs:import_give_up", args=[batch.pk]))
    assert client.post(reverse("jobs:import_confirm", args=[batch.pk])).status_code == 403
    assert not Job.objects.filter(kind="jobs.import.write").exists()


def test_a_register_that_changed_since_the_preview_is_checked_again(world, force):
    client = world.client(world.an)
    upload(client, roster(hung()))
    batch = ImportBatch.objects.get()
    upload(world.client(world.chien), roster(hung(Tổ="Tô Xá")))
    other = ImportBatch.objects.latest("pk")
    for one in (other, batch):
        client.post(reverse("jobs:import_confirm", args=[one.pk]))
        work()
        one.refresh_from_db()
    assert (other.state, batch.state) == (ImportState.DONE, ImportState.CHECKED)
    assert batch.counts["error"] == 1
    assert "ghi chuyển Tổ" in page_of(client, batch)


def test_the_blank_workbook_can_be_filled_and_brought_in(world, force):
    client = world.client(world.an)
    response = client.get(reverse("jobs:import_template", args=["members"]))
    blank = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))
    sheet = blank.active
    headings = [cell.value for cell in sheet[1]]
    given = {"Họ và tên": "Hồ Sỹ Hùng", "Tổ": "Thanh Lương", "Ngày sinh": "04/03/1985"}
    sheet.append([given.get(heading) for heading in headings])
    filled = BytesIO()
    blank.save(filled)
    upload(client, filled.getvalue())
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.counts["new"]) == (ImportState.CHECKED, 1)


@pytest.mark.parametrize("code", ["members", "hamlets", "teams", "posts", "attendance"])
def test_the_blank_workbook_of_every_register_is_understood(world, force, code):
    client = world.client(world.an)
    blank = openpyxl.load_workbook(
        BytesIO(client.get(reverse("jobs:import_template", args=[code])).getvalue())
    )
    sheet = blank.worksheets[0]
    sheet.append(["?"] * sheet.max_column)
    buffer = BytesIO()
    blank.save(buffer)
    given = {"file": SimpleUploadedFile("mau.xlsx", buffer.getvalue()), "start_kind": "recruited"}
    client.post(reverse("jobs:import_new", args=[code]), given)
    work()
    batch = ImportBatch.objects.get()
    assert (batch.resource, batch.state, batch.notes["unknown"]) == (code, ImportState.CHECKED, [])
    assert batch.counts["error"] == 1
    assert "Còn" in page_of(client, batch)


def waiting(client, content):
    """A workbook uploaded that no worker has taken up."""
    client.post(
        reverse("jobs:import_new", args=["members"]),
        {"file": SimpleUploadedFile("ds.xlsx", content), "start_kind": "recruited"},
    )
    return ImportBatch.objects.latest("pk")


def test_reading_that_was_cancelled_can_be_asked_for_again(world, force, django_capture_on_commit_callbacks):
    client = world.client(world.an)
    batch = waiting(client, roster(hung()))
    with django_capture_on_commit_callbacks(execute=True):
        job_cancel(actor=world.an, job=batch.job)
    page = page_of(client, batch)
    assert "Chưa đọc xong tệp: việc đã được hủy." in page
    assert "Đọc lại tệp" in page
    client.post(reverse("jobs:import_decide", args=[batch.pk]), {"sheet": ""})
    work()
    batch.refresh_from_db()
    assert (batch.state, batch.counts["new"]) == (ImportState.CHECKED, 1)
    assert "Chưa đọc xong" not in page_of(client, batch)


def test_reading_whose_worker_dies_each_time_is_given_back(world, force):
    client = world.client(world.an)
    batch = waiting(client, roster(hung()))
    now = timezone.now()
    Job.objects.filter(pk=batch.job_id).update(
        state=JobState.RUNNING, attempts=MOST_ATTEMPTS, heartbeat_at=now - 2 * STALE_AFTER
    )
    sweep(now)
    assert "bị ngắt giữa chừng 3 lần" in page_of(client, batch)
    assert client.post(reverse("jobs:import_give_up", args=[batch.pk])).status_code == 302


def test_writing_that_breaks_down_leaves_the_register_and_can_be_tried_again(world, force, monkeypatch):
    client = world.client(world.an)
    upload(client, roster(hung()))
    batch = ImportBatch.objects.get()

    def broken(*args, **kwargs):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("jobs.services.importing.write", broken)
        client.post(reverse("jobs:import_confirm", args=[batch.pk]))
        work()
    page = page_of(client, batch)
    assert "Lần ghi vừa rồi không xong, sổ chưa thay đổi gì" in page
    assert not Person.objects.filter(full_name="Hồ Sỹ Hùng").exists()
    client.post(reverse("jobs:import_confirm", args=[batch.pk]))
    work()
    assert "Lần ghi vừa rồi" not in page_of(client, batch)
    assert Person.objects.filter(full_name="Hồ Sỹ Hùng").count() == 1


def test_who_loses_the_right_before_the_worker_comes_writes_nothing(world, force):
    client = world.client(world.an)
    upload(client, roster(hung()))
    batch = ImportBatch.objects.get()
    client.post(reverse("jobs:import_confirm", args=[batch.pk]))
    world.an.grants.all().delete()
    work()
    batch.refresh_from_db()
    assert batch.state == ImportState.CHECKED
    assert not Person.objects.filter(full_name="Hồ Sỹ Hùng").exists()


def test_a_job_that_runs_again_after_its_commit_writes_nothing_twice(world, force):
    client = world.client(world.an)
    upload(client, roster(hung()))
    batch = ImportBatch.objects.get()
    client.post(reverse("jobs:import_confirm", args=[batch.pk]))
    work()
    Job.objects.filter(kind="jobs.import.write").update(state=JobState.QUEUED)  # killed before it said so
    work()
    batch.refresh_from_db()
    assert batch.state == ImportState.DONE
    assert UndoLog.objects.count() == 1
