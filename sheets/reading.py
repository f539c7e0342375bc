"""Reading what people upload: .xlsx, .xls, .ods and .csv, with each row's own number in its sheet."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import python_calamine

from sheets import errors
from sheets.errors import SheetError
from sheets.packages import repack, unpack
from sheets.scanning import SheetMarks, scan_ods, scan_xlsx

DEFAULT_MAX_ROWS = 50_000
DEFAULT_MAX_BYTES = 20 * 2**20

Value = str | int | float | bool | date | datetime | time | timedelta | None

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
# How the stream of an .xls begins: the record "beginning of workbook globals", 16 bytes long.
_XLS_GLOBALS = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_XLS_FILE_PASS = 0x2F
_TEXT_SUFFIXES = (".csv", ".txt", ".tsv")
_DELIMITERS = ",;\t"
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NO_COLUMNS: frozenset[int] = frozenset()
#: Of how many texts and dates of a sheet one object is kept.
_SHARED = 4000


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something. `number` is the one its sheet shows; columns are counted from 0.

    `formulas` and `errors` are the columns of cells that are computed, or show an error such as #N/A (their value is
    None). A formula that was never computed has the value None too.
    """

    number: int
    cells: tuple[Value, ...]
    hidden: bool = False
    formulas: frozenset[int] = _NO_COLUMNS
    errors: frozenset[int] = _NO_COLUMNS

    def __getitem__(self, column: int) -> Value:
        """The cell's value; None beyond the last one."""
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    rows: tuple[Row, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """`kind` is xlsx, xls, ods or csv, by content and not by name. Formulas and hidden rows are not seen in xls."""

    filename: str
    kind: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def read_workbook(
    content: bytes,
    filename: str,
    *,
    max_rows: int = DEFAULT_MAX_ROWS,
    max_bytes: int = DEFAULT_MAX_BYTES,
) -> Workbook:
    """Reads a workbook. Blank rows are left out, blank cells are None, text is composed Unicode but else as typed.

    Raises:
        SheetError: it cannot or may not be read; `max_rows` counts the rows that hold something, over all sheets.
    """
    if len(content) > max_bytes:
        raise errors.too_big(max_bytes)
    if not content:
        raise errors.empty()
    kind, sheets = _read(content, filename.lower(), max_rows)
    if not any(sheet.rows for sheet in sheets):
        raise errors.empty()
    return Workbook(filename=filename, kind=kind, sheets=sheets)


def _read(content: bytes, filename: str, max_rows: int) -> tuple[str, tuple[Sheet, ...]]:
    if content.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in content or _is_locked_xls(content):
            raise errors.password_protected()
        return "xls", _read_sheets(content, None, max_rows)
    if content.startswith(_ZIP):
        if filename.endswith(".xlsm"):
            raise errors.has_macros()
        parts = unpack(content)
        kind = "xlsx" if "xl/workbook.xml" in parts else "ods"
        marks = scan_xlsx(parts, max_rows) if kind == "xlsx" else scan_ods(parts, max_rows)
        return kind, _read_sheets(repack(parts), marks, max_rows)
    if filename.endswith(_TEXT_SUFFIXES):
        return "csv", (_read_csv(content, max_rows),)
    raise errors.not_workbook()


def _is_locked_xls(content: bytes) -> bool:
    """Whether the record that names the encryption stands among the first, where it must. The reader cannot tell."""
    place = content.find(_XLS_GLOBALS)
    if place < 0:
        return False
    for _ in range(4):
        record, length = (int.from_bytes(content[at : at + 2], "little") for at in (place, place + 2))
        if record == _XLS_FILE_PASS:
            return True
        place += 4 + length
    return False


def _read_sheets(content: bytes, marks: dict[str, SheetMarks] | None, max_rows: int) -> tuple[Sheet, ...]:
    try:
        with python_calamine.load_workbook(io.BytesIO(content)) as book:
            return tuple(_sheets(book, marks, max_rows))
    except SheetError:
        raise
    except python_calamine.PasswordError as problem:
        raise errors.password_protected() from problem
    except Exception as problem:
        raise errors.broken() from problem
    except BaseException as problem:
        # A panic in the reader is deliberately no Exception; to the person it is one more broken file.
        if type(problem).__name__ != "PanicException":
            raise
        raise errors.broken() from problem


def _sheets(
    book: python_calamine.CalamineWorkbook, marks: dict[str, SheetMarks] | None, max_rows: int
) -> Iterator[Sheet]:
    rows_left = max_rows
    for place, about in enumerate(book.sheets_metadata):
        if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        if marks is not None and about.name not in marks:
            raise errors.broken()
        table = book.get_sheet_by_index(place)
        # Row by row, so that a long sheet never lies here twice. The rows begin at the first, their cells where the
        # table does.
        left = table.start[1] if table.start else 0
        rows = tuple(_rows(table.iter_rows(), left, marks[about.name] if marks else SheetMarks()))
        rows_left -= len(rows)
        if rows_left < 0:
            raise errors.too_many_rows(max_rows)
        yield Sheet(about.name, rows, hidden=about.visible != python_calamine.SheetVisibleEnum.Visible)


def _rows(table: Iterable[list], left: int, marks: SheetMarks) -> Iterator[Row]:
    blank: list[Value] = [None] * left
    known: dict[Value, Value] = {}
    for number, values in enumerate(table, start=1):
        cells = _shared(_cells(blank + values), known)
        formulas = frozenset(marks.formulas[number]) if number in marks.formulas else _NO_COLUMNS
        faults = frozenset(marks.errors[number]) if number in marks.errors else _NO_COLUMNS
        if cells or formulas or faults:
            yield Row(number, cells, number in marks.hidden, formulas, faults)


def _shared(cells: tuple[Value, ...], known: dict[Value, Value]) -> tuple[Value, ...]:
    """The same with one object for what stands in many rows ("Nam", "Kinh", a team): a long roster takes half."""
    if len(known) < _SHARED:
        known.update((cell, cell) for cell in cells if isinstance(cell, str | date))
    return tuple(known.get(cell, cell) if isinstance(cell, str | date) else cell for cell in cells)


def _cells(values: list) -> tuple[Value, ...]:
    """The values up to the last that is not blank."""
    cells = [_value(value) for value in values]
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def _value(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    if not value or value.isspace():
        return None
    return value if value.isascii() else unicodedata.normalize("NFC", value)


def _read_csv(content: bytes, max_rows: int) -> Sheet:
    text = _decode(content)
    first, _, rest = text.partition("\n")
    if declared := re.fullmatch(r"sep=([^\r\n])\r?", first, re.IGNORECASE):
        text, delimiter = rest, declared[1]
    else:
        delimiter = _delimiter(text)
    rows = []
    try:
        for number, values in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1
        ):
            if cells := _cells(values):
                rows.append(Row(number, cells))
            if len(rows) > max_rows:
                raise errors.too_many_rows(max_rows)
    except SheetError:
        raise
    except (csv.Error, TypeError, ValueError) as problem:
        raise errors.not_workbook() from problem
    return Sheet("CSV", tuple(rows))


def _decode(content: bytes) -> str:
    """UTF-8, UTF-16 with its mark (Excel's "Unicode text"), or Windows-1258, whose tones are letters of their own."""
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1258")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NO_TEXT.search(text):
            return unicodedata.normalize("NFC", text)
    raise errors.not_workbook()


def _delimiter(text: str) -> str:
    """The one that parts most cells in the first lines."""
    sample = re.sub(r'"[^"]*"', "", "\n".join(text.splitlines()[:20]))
    counts = Counter(character for character in sample if character in _DELIMITERS)
    return counts.most_common(1)[0][0] if counts else ","
