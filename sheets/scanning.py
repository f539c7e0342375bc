"""A first look through a workbook's XML: what is hidden, what is a formula, and how far the cells reach.

The fast reader that follows sees neither hidden rows nor formulas, and lays a sheet out as one full rectangle: two
cells at opposite corners would take all memory there is. So this look comes first, in a stream, and sets the limits.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from sheets import errors

# A sheet may be this wide on average at the limit of rows; narrower sheets may be longer and the other way round.
_CELLS_PER_ROW = 60
_MAX_TEXT = 64 * 2**20
_LAST_ROW, _LAST_COLUMN = 2**20, 2**14
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

# The attributes that say where a cell stands, what it is, and how often.
_DECISIVE = ("r", "t", "number-rows-repeated", "number-columns-repeated")

Attributes = dict[str, str]


@dataclass(slots=True)
class SheetMarks:
    """What was seen in one sheet; rows are numbered from 1, columns from 0."""

    hidden: set[int] = field(default_factory=set)
    formulas: dict[int, set[int]] = field(default_factory=dict)
    errors: dict[int, set[int]] = field(default_factory=dict)
    last_row: int = 0
    last_column: int = -1


@dataclass(slots=True)
class Budget:
    """What may still be read, over all sheets of a workbook."""

    max_rows: int
    rows: int = 0
    cells: int = 0
    text: int = 0

    def take_rows(self, count: int) -> None:
        self.rows += count
        if self.rows > self.max_rows:
            raise errors.too_many_rows(self.max_rows)

    def take_text(self, count: int) -> None:
        self.text += count
        if self.text > _MAX_TEXT:
            raise errors.bomb()

    def take_rectangle(self, marks: SheetMarks) -> None:
        self.cells += marks.last_row * (marks.last_column + 1)
        if self.cells > self.max_rows * _CELLS_PER_ROW:
            raise errors.too_wide()


class _LocalNames(dict[str, str]):
    """Names without their namespace, by the full name; a workbook has few names and uses them a million times."""

    def __missing__(self, name: str) -> str:
        self[name] = name.rpartition(" ")[2]
        return self[name]


def _local_attributes(names: _LocalNames, attributes: Attributes) -> Attributes:
    if " " not in "".join(attributes):
        return attributes
    local = {names[name]: value for name, value in attributes.items()}
    # The reader goes by another of two equal names than we do: neither can be believed.
    if len(local) < len(attributes) and any(sum(names[a] == n for a in attributes) > 1 for n in _DECISIVE):
        raise errors.broken()
    return local


def _parse(
    xml: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Streams through `xml`, giving names without their namespaces. A document type has no place here."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    names = _LocalNames()

    def refuse(*_ignored: object) -> None:
        raise errors.broken()

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attrs: start(names[name], _local_attributes(names, attrs))
    if end is not None:
        parser.EndElementHandler = lambda name: end(names[name])
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as problem:
        raise errors.broken() from problem


def scan_xlsx(parts: dict[str, bytes], max_rows: int) -> dict[str, SheetMarks]:
    """Marks of each worksheet of an .xlsx by its name.

    Raises:
        SheetError: truncated, macro, too_many_rows, too_wide, bomb.
    """
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise errors.has_macros()
    budget = Budget(max_rows)
    strings = _string_lengths(parts.get("xl/sharedStrings.xml"))
    names, paths = _sheet_places(parts)
    if not set(paths.values()) <= parts.keys():
        raise errors.broken()
    # Every worksheet counts, named or not: the reader may see the names differently.
    marks = {key: _XlsxSheet(budget, strings).read(parts[path]) for key, path in paths.items()}
    return {name: marks[key] for name, key in names.items() if key in marks}


def _sheet_places(parts: dict[str, bytes]) -> tuple[dict[str, str], dict[str, str]]:
    """Keys of the sheets by name, and where each worksheet (no chart, no dialog) lies in the zip, by key."""
    sheets: dict[str, str] = {}
    targets: dict[str, str] = {}

    def sheet(tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            if attributes.get("name", "") in sheets:
                raise errors.broken()
            sheets[attributes.get("name", "")] = attributes.get("id", "")

    def relation(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            path = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            targets[attributes.get("Id", "")] = path.lstrip("/")

    _parse(parts["xl/workbook.xml"], sheet)
    _parse(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"), relation)
    return sheets, targets


def _string_lengths(xml: bytes | None) -> list[int]:
    """Length of each shared string: one long text used by every cell unpacks to far more than the zip states."""
    lengths: list[int] = []
    if xml is None:
        return lengths

    def start(tag: str, _attributes: Attributes) -> None:
        if tag == "si":
            lengths.append(0)

    def text(data: str) -> None:
        if lengths:
            lengths[-1] += len(data)

    _parse(xml, start, text=text)
    return lengths


class _XlsxSheet:
    """Reads one worksheet's XML. Rows and cells may leave out where they stand: then they follow the last one."""

    def __init__(self, budget: Budget, strings: list[int]) -> None:
        self.budget, self.strings = budget, strings
        self.marks = SheetMarks()
        self.row, self.column = 0, -1
        self.row_has_value = False
        self.kind = ""
        self.index: str | None = None

    def read(self, xml: bytes) -> SheetMarks:
        _parse(xml, self.start, self.end, self.text)
        self.budget.take_rectangle(self.marks)
        return self.marks

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            self.cell(attributes)
        elif tag in ("v", "is"):
            self.value()
            self.index = "" if tag == "v" and self.kind == "s" else None
        elif tag == "f":
            self.marks.formulas.setdefault(self.row, set()).add(self.column)
        elif tag == "row":
            self.row = _number(attributes.get("r"), self.row + 1, _LAST_ROW)
            self.column, self.row_has_value = -1, False
            if attributes.get("hidden") in ("1", "true"):
                self.marks.hidden.add(self.row)

    def cell(self, attributes: Attributes) -> None:
        self.kind = attributes.get("t", "n")
        self.column += 1
        if reference := attributes.get("r"):
            found = _REFERENCE.fullmatch(reference)
            if not found:
                raise errors.broken()
            self.column = _column_index(found[1])
        if self.column >= _LAST_COLUMN:
            raise errors.broken()

    def value(self) -> None:
        if not self.row_has_value:
            self.row_has_value = True
            self.budget.take_rows(1)
        self.marks.last_row = max(self.marks.last_row, self.row)
        self.marks.last_column = max(self.marks.last_column, self.column)
        if self.kind == "e":
            self.marks.errors.setdefault(self.row, set()).add(self.column)

    def text(self, data: str) -> None:
        if self.index is not None:
            self.index += data

    def end(self, tag: str) -> None:
        if tag == "v" and self.index is not None:
            place = _number(self.index.strip(), -1, len(self.strings) - 1, lowest=0)
            self.budget.take_text(self.strings[place])
            self.index = None


def scan_ods(parts: dict[str, bytes], max_rows: int) -> dict[str, SheetMarks]:
    """Marks of each table of an .ods by its name.

    Raises:
        SheetError: truncated, password, too_many_rows, too_wide, bomb.
    """
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise errors.password_protected()
    return _OdsTables(Budget(max_rows)).read(parts["content.xml"])


class _OdsTables:
    """Reads an OpenDocument's content. Equal rows and cells in a row are written once, with their count."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.tables: dict[str, SheetMarks] = {}
        self.marks = SheetMarks()
        self.row, self.rows = 0, 1
        self.column, self.columns = 0, 1
        self.row_has_value = False
        self.in_cell = False

    def read(self, xml: bytes) -> dict[str, SheetMarks]:
        _parse(xml, self.start, self.end, self.text)
        return self.tables

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag in ("table-cell", "covered-table-cell"):
            self.cell(attributes)
        elif tag == "table-row":
            self.row += 1
            self.rows = _number(attributes.get("number-rows-repeated"), 1, _LAST_ROW)
            self.column, self.columns, self.row_has_value = 0, 1, False
            if attributes.get("visibility") in ("collapse", "filter"):
                # A repeated row that holds nothing is not read, so its first stands for all.
                self.marks.hidden.update(range(self.row, self.row + min(self.rows, self.budget.max_rows)))
        elif tag == "table":
            self.marks = self.tables.setdefault(attributes.get("name", ""), SheetMarks())
            self.row = 0

    def cell(self, attributes: Attributes) -> None:
        self.in_cell = True
        self.columns = _number(attributes.get("number-columns-repeated"), 1, _LAST_COLUMN)
        if "formula" in attributes:
            self.marks.formulas.setdefault(self.row, set()).add(self.column)
        if "value-type" in attributes:
            self.value()

    def value(self) -> None:
        if not self.row_has_value:
            self.row_has_value = True
            self.budget.take_rows(self.rows)
        self.marks.last_row = max(self.marks.last_row, self.row + self.rows - 1)
        self.marks.last_column = max(self.marks.last_column, self.column + self.columns - 1)

    def text(self, data: str) -> None:
        if self.in_cell and data.strip():
            self.value()
            self.budget.take_text(len(data) * self.rows * self.columns)

    def end(self, tag: str) -> None:
        if tag in ("table-cell", "covered-table-cell"):
            self.in_cell = False
            self.column += self.columns
        elif tag == "table-row":
            self.row += self.rows - 1
        elif tag == "table":
            self.budget.take_rectangle(self.marks)


def _number(text: str | None, default: int, highest: int, lowest: int = 1) -> int:
    """A whole number in an attribute; `default` when it is left out."""
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 9 or not lowest <= int(text) <= highest:
        raise errors.broken()
    return int(text)


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
