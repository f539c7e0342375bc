"""All papers of a council's session as one file, drawn by processes beside a real worker."""

import io
import zipfile
from datetime import date

import pytest

from audit.models import Entry
from documents.layout.pdf import PdfUnavailable
from documents.layout.presses import Presses
from documents.models import Document
from documents.services import document_issue
from jobs.choices import JobState
from jobs.models import Job
from jobs.services import file_bytes, job_cancel, job_run
from recruitment.models import CampaignPaper
from recruitment.papers.specs import spec_of
from recruitment.services.session_papers import session_papers_enqueue, sheet_enqueue
from tests.conftest import wait_until
from tests.recruitment.browsing import url
from tests.recruitment.conftest import CLEAR, LOC, on
from tests.recruitment.test_papers import decided, with_candidates  # noqa: F401

pytestmark = pytest.mark.django_db


def names(job: Job) -> list[str]:
    """What the ZIP of a finished job holds."""
    return sorted(zipfile.ZipFile(io.BytesIO(file_bytes(job.result))).namelist())


def run(job: Job) -> Job:
    """Do the job here."""
    job_run(job.pk)
    return Job.objects.select_related("result").get(pk=job.pk)


def test_the_set_holds_what_stands_and_drafts_what_lacks(decided):  # noqa: F811
    with on(date(2025, 9, 16)):
        job = run(session_papers_enqueue(actor=decided.an, campaign=decided.fresh()))
    assert job.state == JobState.DONE, job.error
    held = names(job)
    assert not [name for name in held if "Giấy mời" in name]  # the council has met
    assert "03 Phiếu xét tuyển (Mẫu 02).pdf" in held and "06 Danh sách trúng tuyển (Mẫu 05).pdf" in held
    assert "11 Thông báo không trúng tuyển 01 Lê Thị Quế.pdf" in held
    assert "Word/10 Thông báo kết quả tuyển chọn.docx" in held
    archive = zipfile.ZipFile(io.BytesIO(file_bytes(job.result)))
    assert all(archive.read(name)[:4] in (b"%PDF", b"PK\x03\x04") for name in held)
    assert Entry.objects.filter(act="recruitment.session_papers.make").count() == 1
    # The minutes were recorded from paper: they are not drawn up a second time.
    assert not CampaignPaper.objects.filter(kind="recruitment.minutes").exists()


def test_invitations_go_along_until_the_council_met_and_afterwards_only_those_that_were_sent(story):
    story.listed()
    story.council()
    with on(date(2025, 9, 9)):
        job = run(session_papers_enqueue(actor=story.an, campaign=story.fresh()))
        assert len([name for name in names(job) if "Giấy mời" in name]) == 8
        sent = CampaignPaper.objects.filter(kind="recruitment.invitation").order_by("member_id").first()
        document_issue(
            actor=story.world.le, document=sent.document, signed_on=date(2025, 9, 9), signer_name="Phạm Thị Lê",
            signer_title="Chủ tịch", series="HĐXT",
        )  # fmt: skip
    story.meet({story.loc: {"yes": 8}, story.anh: {"yes": 8}})
    with on(date(2025, 9, 11)):
        page = story.world.client(story.an).get(url("session_papers", story.campaign)).content.decode()
        assert "Giấy mời đã phát, danh sách" in page
        job = run(session_papers_enqueue(actor=story.an, campaign=story.fresh()))
    assert [name for name in names(job) if "Giấy mời" in name] == [
        "01 Giấy mời họp Hội đồng 01 Phạm Thị Lê.pdf"
    ]  # fmt: skip
    assert CampaignPaper.objects.filter(kind="recruitment.invitation").count() == 8


def test_a_second_set_takes_the_drafts_of_the_first(decided):  # noqa: F811
    with on(date(2025, 9, 16)):
        run(session_papers_enqueue(actor=decided.an, campaign=decided.fresh()))
        drawn = CampaignPaper.objects.count()
        job = run(session_papers_enqueue(actor=decided.an, campaign=decided.fresh()))
    assert job.state == JobState.DONE and CampaignPaper.objects.count() == drawn


def test_who_lost_the_right_meanwhile_gets_nothing(decided):  # noqa: F811
    with on(date(2025, 9, 16)):
        drawn = CampaignPaper.objects.count()
        job = session_papers_enqueue(actor=decided.an, campaign=decided.fresh())
        decided.an.grants.all().delete()
        job = run(job)
    assert job.state == JobState.FAILED and "dành cho" in job.error
    assert CampaignPaper.objects.count() == drawn


def test_the_appraisal_is_taken_for_a_purpose_that_is_written_down(story):
    story.open()
    one = story.appraise(
        story.receive("Thanh Lương", LOC), legal_facts={**CLEAR["legal_facts"], "serving_sentence": True}
    )
    spec = spec_of("recruitment.appraisal")
    with on(date(2025, 9, 6)):
        with pytest.raises(Exception, match="Ghi mục đích in phiếu"):
            sheet_enqueue(actor=story.an, spec=spec, campaign=story.campaign, application=one)
        job = run(
            sheet_enqueue(
                actor=story.an,
                spec=spec,
                campaign=story.campaign,
                application=one,
                purpose="Trình Trưởng Công an",
            )
        )
    assert job.state == JobState.DONE and file_bytes(job.result).startswith(b"%PDF-")
    assert (
        Entry.objects.get(act="recruitment.sheet.take").reason
        == "Phiếu thẩm định hồ sơ: Trình Trưởng Công an"
    )
    assert not Document.objects.filter(template_code=spec.code).exists()


def test_pages_come_back_in_order_and_a_bad_one_says_so():
    with Presses(2) as presses:
        drawn = list(presses.draw(f"<p>{number}" for number in range(7)))
    assert len(drawn) == 7 and all(one.startswith(b"%PDF-") for one in drawn)


def test_a_press_that_is_killed_is_told_in_the_users_words():
    with Presses(1) as presses:
        presses._all[0].kill()
        presses._all[0].wait()
        with pytest.raises(PdfUnavailable, match="Tiến trình tạo PDF đã dừng"):
            list(presses.draw(["<p>x"]))


def test_leaving_early_ends_the_presses():
    with Presses(2) as presses:
        next(presses.draw(f"<p>{number}" for number in range(50)))
    assert [process.poll() is not None for process in presses._all] == [True, True]


@pytest.mark.worker
def test_a_real_worker_draws_the_set_in_processes_of_its_own(live_worker, story):
    with_candidates(story, 5)
    job = session_papers_enqueue(actor=story.an, campaign=story.fresh())
    done = wait_until(
        lambda: Job.objects.filter(pk=job.pk, state__in=("done", "failed")).first(),
        seconds=60,
        what="the ZIP",
    )
    assert done.state == JobState.DONE, done.error
    assert len(names(done)) >= 10


@pytest.mark.worker
def test_a_set_that_is_cancelled_stops_at_once_and_keeps_no_file(live_worker, story):
    with_candidates(story, 50)
    job = session_papers_enqueue(actor=story.an, campaign=story.fresh())
    wait_until(
        lambda: Job.objects.filter(pk=job.pk, state="running", progress_total__gt=0).exists(), seconds=60,
        what="the first pages",
    )  # fmt: skip
    job_cancel(actor=story.an, job=Job.objects.get(pk=job.pk))
    done = wait_until(
        lambda: Job.objects.filter(pk=job.pk, state__in=("cancelled", "done", "failed")).first(), seconds=10,
        what="the end",
    )  # fmt: skip
    assert done.state in (JobState.CANCELLED, JobState.DONE) and (done.result is None) == (
        done.state != "done"
    )
