"""What PDF/A-2b (ISO 19005-2) asks of an issued paper and a program can see; no validator is at hand."""

import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from documents.layout.pdf import render_pdf
from tests.documents import paper_samples

pytestmark = pytest.mark.django_db

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(scope="module")
def _drawn() -> dict[str, bytes]:
    """The papers of this module by name, each drawn when it is first asked for."""
    return {}


@pytest.fixture(params=["report", "plan", "annexed_decision", "receipt"])
def reader(world, request, _drawn) -> PdfReader:
    """An issued paper with its QR code; with annexes and pages across; a form sheet."""
    if request.param not in _drawn:
        paper = getattr(paper_samples, request.param)(world)
        assert paper.check_code
        _drawn[request.param] = render_pdf(paper)
    return PdfReader(io.BytesIO(_drawn[request.param]))


def _objects(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of the file, whatever hangs it there."""
    seen: set[int] = set()
    waiting: list = [reader.trailer]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in seen:
                continue
            seen.add(one.idnum)
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            yield one
            waiting += list(dict.values(one))
        elif isinstance(one, ArrayObject):
            waiting += list(one)


def _fonts(reader: PdfReader) -> list[DictionaryObject]:
    return [one for one in _objects(reader) if one.get("/Type") == "/Font"]


def _rdf(reader: PdfReader) -> ET.Element:
    return ET.fromstring(reader.trailer["/Root"]["/Metadata"].get_object().get_data())


def _told(root: ET.Element, name: str) -> str:
    """A property of the metadata, written as an element or as an attribute."""
    for description in root.iter(f"{_RDF}Description"):
        if name in description.attrib:
            return description.attrib[name]
        for found in description.iter(name):
            return "".join(found.itertext()).strip()
    return ""


def test_colours_mean_something_an_output_intent_carries_its_icc_profile(reader):
    (intent,) = (one.get_object() for one in reader.trailer["/Root"]["/OutputIntents"])
    profile = intent["/DestOutputProfile"].get_object()
    assert intent["/S"] == "/GTS_PDFA1"
    assert profile["/N"] == 3
    assert profile.get_data()[36:40] == b"acsp"


def test_the_metadata_names_the_standard_and_the_paper(reader):
    root = _rdf(reader)
    assert (_told(root, f"{_PDFA}part"), _told(root, f"{_PDFA}conformance")) == ("2", "B")
    title = _told(root, f"{_DC}title")
    assert title
    assert reader.metadata.title == title


def test_every_font_is_embedded_and_its_letters_can_be_copied(reader):
    fonts = _fonts(reader)
    assert len(fonts) >= 4
    for font in fonts:
        if font["/Subtype"] == "/Type0":
            assert "/ToUnicode" in font
            continue
        descriptor = font["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor), font["/BaseFont"]


def test_nothing_is_locked_run_fetched_or_attached(reader):
    assert not reader.is_encrypted
    assert "/Encrypt" not in reader.trailer
    assert reader.trailer["/ID"]
    for one in _objects(reader):
        assert not {"/JS", "/JavaScript", "/AA", "/OpenAction", "/EmbeddedFiles", "/AF"} & set(one)
        assert one.get("/S") not in ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm")
        assert one.get("/Subtype") not in ("/Movie", "/Sound", "/FileAttachment", "/RichMedia", "/Screen")
        if isinstance(one, StreamObject):
            assert "/F" not in one
            assert one.get("/Filter") not in ("/LZWDecode", "/Crypt")
            assert not one.get("/Interpolate")


def test_no_colour_is_left_to_the_printer(reader):
    """With an RGB output intent nothing is set in CMYK."""
    for one in _objects(reader):
        assert one.get("/ColorSpace") != "/DeviceCMYK"
    for page in reader.pages:
        operators = {operator for _given, operator in page.get_contents().operations}
        assert not operators & {b"k", b"K"}
