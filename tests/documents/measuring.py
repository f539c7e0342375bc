"""Papers measured as they come out: our PDF, and the Word file as LibreOffice lays it out.

`measured(papers, folder)` draws many papers and opens all their Word files in one run of LibreOffice; `faults_of` holds
one face against Nghị định 30/2020, Phụ lục I (`tests.documents.annex`). Lengths are millimetres from the upper left
corner of the sheet, sizes of type are points.
"""

import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ContentStream

from documents.layout.paper import Paper, paper_of
from documents.layout.pdf import render_pdf
from documents.layout.word import render_word
from documents.models import Document

POINT = 25.4 / 72
#: pdftohtml draws so many pixels a point at its largest zoom: a third of a point is what can be told apart.
_PIXELS = 3
_OFFICE_SECONDS = 180
_BLACK = "#000000"


@dataclass(frozen=True)
class Line:
    """A piece of text in one type on one line of a page."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    font: str
    color: str

    @property
    def bold(self) -> bool:
        """Set in bold."""
        return "Bold" in self.font

    @property
    def italic(self) -> bool:
        """Set in italics."""
        return "Italic" in self.font

    @property
    def middle(self) -> float:
        """Half way between its ends."""
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Rule:
    """A level line that was drawn."""

    page: int
    left: float
    right: float
    at: float

    @property
    def length(self) -> float:
        """From end to end."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Half way between its ends."""
        return (self.left + self.right) / 2


@dataclass
class Sheet:
    """One face of a paper, measured: `pages` are (width, height); `pale` is what is not black, as a watermark is."""

    pages: list[tuple[float, float]]
    lines: list[Line]
    rules: list[Rule]
    pale: list[Line] = field(default_factory=list)
    _text: str = ""
    _owner: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        for line in self.lines:
            bare = _bare(line.text)
            self._text += bare
            self._owner += [line] * len(bare)

    def find(self, text: str, after: Line | None = None) -> list[Line]:
        """The pieces that carry the text, spaces aside, in reading order; none where it is not written."""
        wanted = _bare(text)
        start = 0
        if after is not None:
            start = len(self._owner) - self._owner[::-1].index(after)
        at = self._text.find(wanted, start)
        if at < 0 or not wanted:
            return []
        return list(dict.fromkeys(self._owner[at : at + len(wanted)]))

    def count(self, text: str) -> int:
        """How often the text is written."""
        return self._text.count(_bare(text))


@dataclass(frozen=True)
class Measured:
    """A paper with both of its faces, measured and as files (Word as LibreOffice prints it)."""

    name: str
    paper: Paper
    pdf: Sheet
    word: Sheet
    files: tuple[bytes, bytes]

    @property
    def faces(self) -> list[tuple[str, Sheet]]:
        """Both, named as a fault names them."""
        return [("PDF", self.pdf), ("Word", self.word)]


def _bare(text: str) -> str:
    return "".join(text.split())


def need(*tools: str) -> None:
    """Leave the test out, and say so, where the machine lacks one of the tools."""
    for tool in tools:
        if shutil.which(tool) is None:
            pytest.skip(f"no {tool} on this machine: papers cannot be measured")


def measured(papers: Mapping[str, Document], folder: Path) -> dict[str, Measured]:
    """Both faces of each paper by its name, drawn and measured; LibreOffice is started once."""
    need("pdftohtml", "soffice")
    words = office_pdfs({name: render_word(paper) for name, paper in papers.items()}, folder)
    return {name: _measure(name, paper, words[name], folder) for name, paper in papers.items()}


def _measure(name: str, paper: Document, word: bytes, folder: Path) -> Measured:
    pdf = render_pdf(paper)
    return Measured(name, paper_of(paper), sheet_of(pdf, folder), sheet_of(word, folder), (pdf, word))


def office_pdfs(words: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Word files as LibreOffice prints them, all in one run with a profile of its own."""
    need("soffice")
    source, made = folder / "word", folder / "word-pdf"
    source.mkdir(exist_ok=True)
    files = {name: source / f"{number}.docx" for number, name in enumerate(words)}
    for name, file in files.items():
        file.write_bytes(words[name])
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", made, *files.values()],
        cwd=folder, check=True, timeout=_OFFICE_SECONDS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return {name: (made / f"{file.stem}.pdf").read_bytes() for name, file in files.items()}


def sheet_of(pdf: bytes, folder: Path) -> Sheet:
    """A PDF measured."""
    need("pdftohtml")
    (folder / "measured.pdf").write_bytes(pdf)
    command = ["pdftohtml", "-xml", "-zoom", "3", "-i", "-fontfullname", "-stdout", "measured.pdf"]
    done = subprocess.run(command, cwd=folder, check=True, timeout=60, capture_output=True)
    root = ET.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", done.stdout))
    reader = PdfReader(io.BytesIO(pdf))
    pages = [
        (float(page.mediabox.width) * POINT, float(page.mediabox.height) * POINT) for page in reader.pages
    ]
    written = list(_lines(root))
    return Sheet(
        pages,
        [line for line in written if line.color == _BLACK],
        [rule for n in range(len(pages)) for rule in _rules(reader, n)],
        [line for line in written if line.color != _BLACK],
    )


def shades_of(pdf: bytes, folder: Path, shades: range) -> list[float]:
    """Of each page of a PDF, the share of its area that has one of those shades of grey (0 black, 255 white)."""
    need("pdftoppm")
    (folder / "shades.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", "30", "-gray", "-png", "shades.pdf", "shade"], cwd=folder, check=True, timeout=60
    )
    found = []
    for picture in sorted(folder.glob("shade-*.png")):
        with Image.open(picture) as page:
            counts = page.histogram()
        found.append(sum(counts[shade] for shade in shades) / sum(counts))
        picture.unlink()
    return found


def _lines(root: ET.Element) -> Iterator[Line]:
    fonts = {}
    for page in root.iter("page"):
        for font in page.iter("fontspec"):
            fonts[font.get("id")] = (
                int(font.get("size", 0)) / _PIXELS,
                font.get("family"),
                font.get("color"),
            )
        for piece in page.iter("text"):
            text = "".join(piece.itertext())
            if not text.strip():
                continue
            left, top, width, height = (
                int(piece.get(side, 0)) / _PIXELS * POINT for side in ("left", "top", "width", "height")
            )
            number = int(page.get("number", 0))
            yield Line(number, text, left, top, left + width, top + height, *fonts[piece.get("font")])


_BUILDING = {b"m": 2, b"l": 2, b"re": 4, b"c": 6}
_FILLING, _DRAWING, _DONE = {b"f", b"f*", b"F", b"B", b"B*"}, {b"S", b"s"}, {b"n"}
_LEVEL = 0.8
_SHORTEST = 4


def _rules(reader: PdfReader, number: int) -> Iterator[Rule]:
    """Level lines of a page: thin filled shapes and strokes; neighbours of a table's border stay apart."""
    page = reader.pages[number]
    height = float(page.mediabox.height)
    matrix, kept, points = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), [], []
    for given, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"q":
            kept.append(matrix)
        elif operator == b"Q":
            matrix = kept.pop()
        elif operator == b"cm":
            matrix = _times(tuple(map(float, given)), matrix)
        elif operator in _BUILDING:
            points += [_placed(matrix, *point) for point in _points(operator, [float(n) for n in given])]
        elif operator in _FILLING | _DRAWING | _DONE:
            rule = _rule(points, number + 1, height) if operator not in _DONE else None
            points = []
            if rule:
                yield rule


def _points(operator: bytes, given: list[float]) -> list[tuple[float, float]]:
    if operator == b"re":
        left, low, width, height = given
        return [(left, low), (left + width, low + height)]
    return list(zip(given[::2], given[1::2], strict=True))


def _rule(points: list[tuple[float, float]], page: int, height: float) -> Rule | None:
    if not points:
        return None
    across, up = zip(*points, strict=True)
    left, right, low, high = (POINT * value for value in (min(across), max(across), min(up), max(up)))
    if high - low > _LEVEL or right - left < _SHORTEST:
        return None
    return Rule(page, left, right, height * POINT - (low + high) / 2)


def _times(one, other) -> tuple[float, ...]:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _placed(matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)
