"""Every sample paper of every app, measured as PDF and as Word against Nghị định 30/2020, Phụ lục I."""

import pytest
import time_machine

from law.services import parameters_load
from tests.documents.annex import faults_of
from tests.documents.measuring import measured, need, shades_of
from tests.papers import sample_names, sample_papers
from tests.shared import once_a_module
from vietnam.names import fold

pytestmark = pytest.mark.django_db
#: The grey of the mark of a draft.
_PALE = range(219, 222)


def _papers(world):
    parameters_load()
    return sample_papers(world)


_module_papers = once_a_module(_papers, needs="_module_world", at="2026-02-06 08:00+07:00")


@pytest.fixture(scope="module")
def faces(_module_papers, tmp_path_factory, django_db_blocker):
    """Both faces of all sample papers."""
    need("pdftohtml", "soffice")
    with django_db_blocker.unblock(), time_machine.travel("2026-02-06 08:00+07:00", tick=False):
        return measured(_module_papers, tmp_path_factory.mktemp("papers"))


@pytest.mark.parametrize("name", sample_names(), ids=lambda name: fold(name).replace(" ", "-"))
def test_the_paper_follows_the_annex_as_pdf_and_as_word(faces, name):
    faults = faults_of(faces[name])
    assert not faults, "\n".join(faults)


def test_a_draft_says_so_across_every_page_and_an_issued_paper_does_not(faces, tmp_path):
    draft, issued = faces["Bản thảo kế hoạch"], faces["Kế hoạch có hai phụ lục"]
    for one, other in zip(draft.files, issued.files, strict=True):
        assert min(shades_of(one, tmp_path, _PALE)) > 0.003
        assert max(shades_of(other, tmp_path, _PALE)) < 0.002
