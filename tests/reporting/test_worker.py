"""The files of a report cross a real worker: PDF, Word and Excel of the draft."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from docx import Document as Word

from accounts.models import Notice
from jobs.choices import JobState
from jobs.services import file_bytes
from reporting.models import Report
from reporting.services.drafting import report_open
from reporting.services.periods import periods_open
from reporting.services.producing import produce_request
from tests import world as worlds
from tests.conftest import wait_until
from tests.force import build_force
from tests.reporting.conftest import load
from tests.reporting.months import duty_of, fresh

pytestmark = pytest.mark.worker


def test_the_worker_makes_pdf_word_and_excel_with_the_same_figures(live_worker):
    load()
    world = worlds.build()
    build_force(world)
    day = date(2025, 8, 14)
    periods_open(day)
    report = report_open(actor=world.an, duty=duty_of(world.commune_a), today=day)
    job = produce_request(actor=world.an, report=fresh(report))

    def ended():
        job.refresh_from_db()
        return not job.is_active

    wait_until(ended, seconds=60, what="the files of the report")
    assert (job.state, job.error, job.progress_done, job.progress_total) == (JobState.DONE, "", 3, 3)
    report = Report.objects.select_related("draft_pdf", "draft_word", "excel").get(pk=report.pk)
    assert file_bytes(report.draft_pdf).startswith(b"%PDF")
    text = "\n".join(paragraph.text for paragraph in Word(BytesIO(file_bytes(report.draft_word))).paragraphs)
    assert "với 05 thành viên" in text
    sheet = openpyxl.load_workbook(BytesIO(file_bytes(report.excel))).active
    figures = {row[1]: row[3] for row in sheet.iter_rows(min_row=8, values_only=True) if row[1]}
    assert figures["Thành viên Tổ bảo vệ hiện có"] == 5
    assert report.produced_version == report.version
    wait_until(Notice.objects.filter(user=world.an).exists, seconds=10, what="the notice")
    notice = Notice.objects.get(user=world.an)
    assert (notice.title, notice.url) == ("Đã lập xong tệp báo cáo tháng 8/2025", report.get_absolute_url())
    address = reverse("reporting:file", args=[report.pk, "pdf"])
    answers = {
        user: world.client(getattr(world, user)).get(address) for user in ("an", "phu", "binh", "hung")
    }
    assert {user: answer.status_code for user, answer in answers.items()} == {
        "an": 200, "phu": 200, "binh": 404, "hung": 404,
    }  # fmt: skip
    assert b"".join(answers["phu"].streaming_content).startswith(b"%PDF")
