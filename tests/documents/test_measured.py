"""Every sample paper of every app, measured as PDF and as Word against Nghị định 30/2020, Phụ lục I."""

from dataclasses import replace

import pytest
import time_machine

from tests.documents.annex import faults_of
from tests.documents.measuring import Measured, measured, need, shades_of
from tests.papers import sample_names, sample_papers
from tests.shared import once_a_module
from tests.world import load_law
from vietnam.names import fold

pytestmark = pytest.mark.django_db
#: The grey of the mark of a draft.
_PALE = range(219, 222)


def _papers(world):
    load_law()
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


def _with(one: Measured, **changes) -> list[str]:
    """The faults that are found when the PDF had come out like this."""
    return faults_of(replace(one, pdf=replace(one.pdf, **changes)))


def test_what_comes_out_wrongly_is_found(faces):
    """The measure itself: a paper that was right, and one thing changed at a time."""
    one = faces["Báo cáo tháng"]
    lines = one.pdf.lines
    small = [replace(line, size=12.0) if line.text.startswith("Trong tháng") else line for line in lines]
    assert any("12.0 pt instead of 13" in fault for fault in _with(one, lines=small))
    plain = [replace(line, font="Liberation-Serif") if "BÁO CÁO" in line.text else line for line in lines]
    assert any("tên loại" in fault and "bold=True" in fault for fault in _with(one, lines=plain))
    unnumbered = [line for line in lines if line.text.strip() != "2"]
    assert any("above the text instead of ['2']" in fault for fault in _with(one, lines=unnumbered))
    shifted = [replace(line, left=line.left - 5) for line in lines]
    found = _with(one, lines=shifted)
    assert any("left margin" in fault for fault in found) and any(
        "after the margin" in fault for fault in found
    )
    assert sum("no line under" in fault for fault in _with(one, rules=[])) == 3
    longer = [replace(rule, right=rule.right + 20, left=rule.left - 20) for rule in one.pdf.rules]
    assert any("takes" in fault for fault in _with(one, rules=longer))
    unsigned = [line for line in lines if line.text.strip() != "TRƯỞNG CÔNG AN XÃ"]
    assert any("capacity" in fault for fault in _with(one, lines=unsigned))
    assert any("pages as PDF" in fault for fault in _with(one, pages=[*one.pdf.pages, (210.0, 297.0)]))
    higher = [replace(line, top=line.top + 9, bottom=line.bottom + 9) for line in lines]
    assert any("lower in Word" in fault for fault in _with(one, lines=higher))
