"""Drafts taken out as PDF and Word: marked, kept a day, never the issued file."""

import io

import docx
import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from audit.models import Entry
from contracts.policy import PolicyDenied
from documents.models import Document
from documents.services import draft_request
from jobs.choices import JobState
from jobs.models import Job
from jobs.services import file_bytes, job_run
from tests.documents.conftest import draft_report, issue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2025-09-10 09:00+07:00", tick=False):
        yield


def _made(world, draft, face: str, actor=None) -> Job:
    job = draft_request(actor=actor or world.an, document=draft, face=face)
    job_run(job.pk)
    return Job.objects.select_related("result").get(pk=job.pk)


def test_a_draft_is_taken_out_as_word_and_pdf_with_its_mark(world, police):
    draft = draft_report(world, police)
    word = _made(world, draft, "word").result
    header = docx.Document(io.BytesIO(file_bytes(word))).sections[0]
    for one in (header.header, header.first_page_header):
        assert 'string="DỰ THẢO"' in one._element.xml
    pdf = _made(world, draft, "pdf").result
    assert "DỰ THẢO" in PdfReader(io.BytesIO(file_bytes(pdf))).pages[0].extract_text()
    assert "dự thảo" in pdf.name
    assert (pdf.expires_at - pdf.created_at).days == 1


def test_the_file_of_a_draft_never_becomes_the_papers_own(world, police):
    draft = draft_report(world, police)
    _made(world, draft, "pdf")
    stored = Document.objects.get(pk=draft.pk)
    assert (stored.pdf_id, stored.word_id, stored.sha256) == (None, None, "")
    assert Entry.objects.filter(act="documents.document.draft_file").count() == 1


def test_what_was_issued_meanwhile_is_not_drawn_as_a_draft(world, police):
    draft = draft_report(world, police)
    job = draft_request(actor=world.an, document=draft, face="pdf")
    Document.objects.filter(pk=draft.pk).update(state="issued", signed_on="2025-09-01")
    job_run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "đã ban hành" in job.error
    with pytest.raises(PolicyDenied, match="đã ban hành"):
        draft_request(actor=world.an, document=issue(world, police), face="word")


def test_who_prepares_and_who_signs_takes_a_draft_out_others_do_not(world, committee):
    draft = draft_report(world, committee)
    for user in (world.an, world.chien, world.le):
        assert _made(world, draft, "word", user).result
    for user in (world.phuc, world.phu, world.quang, world.binh):
        with pytest.raises(PolicyDenied):
            draft_request(actor=user, document=draft, face="word")


def test_the_page_of_a_draft_offers_both_and_leads_to_the_file(world, police):
    draft = draft_report(world, police)
    client = world.client(world.an)
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "Lập bản PDF dự thảo" in page and "Lập bản Word dự thảo" in page
    response = client.post(reverse("documents:draft", args=[draft.pk, "word"]))
    assert response.url == reverse("jobs:detail", args=[Job.objects.get().pk])
    assert client.post(reverse("documents:draft", args=[draft.pk, "excel"])).status_code == 404
    assert "dự thảo" not in client.get(issue(world, police).get_absolute_url()).content.decode()
