"""PDF and Word of what was issued: made by a worker, kept, hashed."""

import hashlib

import pytest
import time_machine

from audit.models import Entry
from documents.layout import pdf
from documents.models import Document
from documents.services import render_request
from jobs.choices import JobState
from jobs.models import Job
from jobs.services import file_bytes, job_run
from tests.conftest import wait_until
from tests.documents.conftest import issue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(request):
    """Frozen, but where another process takes part."""
    if "live_worker" in request.fixturenames:
        yield
        return
    with time_machine.travel("2025-09-10 09:00+07:00", tick=False):
        yield


def _rendered(paper) -> Document:
    job_run(Job.objects.get(kind="documents.render").pk)
    return Document.objects.select_related("pdf", "word").get(pk=paper.pk)


def test_an_issued_report_gets_pdf_and_word_and_the_hash_of_its_pdf(world, police):
    paper = _rendered(issue(world, police))
    content = file_bytes(paper.pdf)
    assert content.startswith(b"%PDF-")
    assert paper.sha256 == hashlib.sha256(content).hexdigest() == paper.pdf.sha256
    assert file_bytes(paper.word).startswith(b"PK")
    assert (paper.pdf.name, paper.word.name) == ("2025-08-15 01-BC-CAX.pdf", "2025-08-15 01-BC-CAX.docx")
    assert Entry.objects.filter(act="documents.document.render").count() == 2


def test_rendering_again_changes_nothing(world, police):
    paper = _rendered(issue(world, police))
    again = render_request(actor=world.chien, document=paper)
    job_run(again.pk)
    assert Document.objects.get(pk=paper.pk).pdf_id == paper.pdf_id
    assert Entry.objects.filter(act="documents.document.render").count() == 2


def test_without_the_pdf_libraries_there_is_word_and_a_reason(world, police, monkeypatch):
    def missing(name):
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "import_module", missing)
    paper = _rendered(issue(world, police))
    assert paper.word and paper.pdf is None
    job = Job.objects.get(kind="documents.render")
    assert job.state == JobState.FAILED
    assert "make setup" in job.error


def test_a_paper_asks_nothing_from_outside(world, police, monkeypatch):
    from documents.layout import html
    from tests.documents import samples

    asked = []
    monkeypatch.setattr("socket.socket.connect", lambda self, address: asked.append(address))
    monkeypatch.setattr(html, "qr_data", lambda url: "http://example.com/qr.png")
    assert pdf.render_pdf(samples.report(police)).startswith(b"%PDF-")
    assert asked == []


def test_a_recorded_paper_has_nothing_to_render(world, police):
    paper = issue(world, police)
    paper.blocks = []
    with pytest.raises(Exception, match="phát hành|ban hành trong hệ thống"):
        render_request(actor=world.chien, document=paper)


def test_who_lost_sight_of_the_paper_renders_nothing(world, police):
    paper = issue(world, police)
    Document.objects.filter(pk=paper.pk).update(commune=world.commune_b)
    job_run(Job.objects.get(kind="documents.render").pk)
    assert Job.objects.get(kind="documents.render").error.startswith("Không còn thấy văn bản")


@pytest.mark.worker
def test_a_real_worker_makes_the_files(live_worker, world, police):
    from datetime import date

    paper = issue(world, police, signed_on=date(2025, 8, 15))
    done = wait_until(
        lambda: Document.objects.filter(pk=paper.pk).exclude(sha256="").first(), seconds=30, what="the PDF"
    )
    assert file_bytes(done.pdf).startswith(b"%PDF-")
