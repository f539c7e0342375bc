"""From a workbook to the rows of one register: which sheet, where the header is, which rows are data.

Rosters come with title rows above, totals and signatures below, headers of two rows, a row of column numbers, hidden
rows, formulas, and in encodings of before Unicode. What was passed over or changed is noted for the person.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from jobs.exchange.findings import Finding
from jobs.exchange.resources import SheetResource
from sheets.reading import Row, Sheet, Workbook
from sheets.tables import Header, cell_text, find_header, heading_key
from vietnam.legacy import NAMES, convert, detect
from vietnam.names import fold

#: How the texts of rows below a table begin: totals, place and date, signatures. "Tống Văn Công" is none of them.
_FOOTER = re.compile(
    r"(tong|cong)( (cong|so|toan|chung)\b.*)?\s*[:.]?\s*[0-9]*( nguoi| thanh vien| dong chi)?$"
    r"|danh sach (nay )?(co|gom)\b|an dinh danh sach|.*\bngay\s*([0-9.…]+)\s*thang\b"
    r"|(nguoi|can bo) (lap|tong hop|thong ke)\b|lap bieu|noi nhan|xac nhan cua|thu truong\b"
    r"|(pho )?(truong cong an|chu tich)\b|(tm|kt|tl|tuq)\.|luu:|ghi chu:|\(ky"
)
#: A field that takes a column which nothing reads.
IGNORED = ""


@dataclass
class Table:
    """The table found in a sheet. `headings` are the sheet's own, by field; `problem` says why nothing can be read."""

    sheet: str = ""
    header: Header | None = None
    headings: dict[str, str] = field(default_factory=dict)
    unknown: list[dict[str, str]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: dict[str, Any] = field(default_factory=dict)
    choices: list[str] = field(default_factory=list)


def find_table(
    book: Workbook, resource: SheetResource, *, sheet: str = "", decided: Mapping[str, str] | None = None
) -> Table:
    """The table of that register in the workbook.

    `sheet` names the sheet where the user chose one; without it the only sheet with such a table. `decided` gives
    headings that the user explained: heading key → field, "" for "do not read".
    """
    wanted = _wanted(resource, decided or {})
    candidates = [found for found in book.sheets if not sheet or found.name == sheet]
    tables = [table for found in candidates if (table := _table(found, resource, wanted, decided or {}))]
    visible = [table for table, found in tables if not found.hidden]
    whole = [table for table in visible if _is_whole(table, resource)]
    visible = whole if len(whole) == 1 else visible
    if len(visible) == 1 or (sheet and tables):
        table = visible[0] if visible else tables[0][0]
        table.choices = [found.name for found in book.sheets if found.rows]
        _note_kind(book, table)
        return table
    return _undecided(book, resource, visible)


def _is_whole(table: Table, resource: SheetResource) -> bool:
    """Whether it has all that is required: a sheet of hints names fields, too."""
    return all(name in table.headings for name, one in resource.read_fields.items() if one.required)


def _note_kind(book: Workbook, table: Table) -> None:
    if book.kind in ("xls", "ods"):
        table.notes["values_only"] = book.kind
    others = [found.name for found in book.sheets if found.rows and found.name != table.sheet]
    if others:
        table.notes["other_sheets"] = others


def _undecided(book: Workbook, resource: SheetResource, visible: list[Table]) -> Table:
    """No sheet, or more than one, has the register's table: the user must choose."""
    found = Table(choices=[sheet.name for sheet in book.sheets if sheet.rows])
    required = ", ".join(f.column_name for f in resource.read_fields.values() if f.required)
    if visible:
        names = ", ".join(f"“{table.sheet}”" for table in visible)
        message = (
            f"Tệp có {len(visible)} trang tính có bảng: {names}. Chọn một trang, mỗi lần nhập một trang."
        )
    else:
        message = (
            f"Không thấy bảng {resource.label.lower()}: cần dòng tiêu đề có các cột {required}. "
            "Tải mẫu trống về để đối chiếu, hoặc chọn trang tính khác."
        )
    found.findings.append(Finding(None, "", message))
    return found


def _wanted(resource: SheetResource, decided: Mapping[str, str]) -> dict[str, list[str]]:
    """Headings by field, those the user explained before all."""
    wanted = {name: list(headings) for name, headings in resource.wanted().items()}
    for key, name in decided.items():
        for headings in wanted.values():
            headings[:] = [heading for heading in headings if heading_key(heading) != key]
        if name in wanted:
            wanted[name].insert(0, key)
    return wanted


def _table(
    sheet: Sheet, resource: SheetResource, wanted: Mapping[str, list[str]], decided: Mapping[str, str]
) -> tuple[Table, Sheet] | None:
    rows, notes = _in_unicode(sheet.rows)
    header = find_header(rows, wanted)
    if header is None:
        return None
    table = Table(sheet=sheet.name, header=header, notes=notes)
    table.headings = {name: header.headings[column] for column, name in header.columns.items()}
    passed = {heading_key(text) for text in resource.passed_over} | {k for k, n in decided.items() if not n}
    passed_columns = {column for column in header.unknown if heading_key(header.headings[column]) in passed}
    below = [row for row in rows if row.number > header.last_row]
    table.unknown = [
        {"key": heading_key(header.headings[column])[:120], "heading": header.headings[column]}
        for column in header.unknown
        if column not in passed_columns and any(row[column] is not None for row in below)
    ]
    required = [name for name, one in resource.read_fields.items() if one.required]
    for name in required:
        if name not in table.headings:
            label = resource.read_fields[name].column_name
            table.findings.append(
                Finding(None, "", f"Thiếu cột “{label}”. Thêm cột này, hoặc ghép với một cột có sẵn.")
            )
    _take_rows(table, rows, wanted, required)
    return table, sheet


def _in_unicode(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], dict[str, Any]]:
    """The rows with texts in Unicode; a sheet that mixes encodings is refused with a finding by the caller's note."""
    encoding = detect(cell for row in rows for cell in row.cells if isinstance(cell, str))
    if encoding is None:
        return rows, {}
    if encoding == "mixed":
        return rows, {"mixed_encoding": True}
    converted = tuple(
        replace(
            row, cells=tuple(convert(cell, encoding) if isinstance(cell, str) else cell for cell in row.cells)
        )
        for row in rows
    )
    return converted, {"encoding": NAMES[encoding]}


def _take_rows(
    table: Table, rows: tuple[Row, ...], wanted: Mapping[str, list[str]], required: list[str]
) -> None:
    """The rows of data under the header, and notes of what was passed over."""
    known = {heading_key(heading) for headings in wanted.values() for heading in headings}
    # Without a heading that no table can do without, a row is data: "Đỗ Ân" reads like "Đoàn", "Nam" like a column.
    needed = {heading_key(heading) for name in required for heading in wanted[name]}
    hidden, footers = [], []
    assert table.header is not None
    if table.notes.get("mixed_encoding"):
        table.findings.append(
            Finding(
                None,
                "",
                "Trang tính lẫn chữ TCVN3 hoặc VNI với Unicode nên không đổi đúng được. "
                "Đổi cả trang sang Unicode rồi nạp lại.",
            )  # fmt: skip
        )
        return
    for row in _below(rows, table.header):
        keys = [heading_key(cell) for cell in row.cells if isinstance(cell, str)]
        headings = [key for key in keys if key in known]
        if len(headings) >= max(2, len(keys) - 1) and needed.intersection(headings):
            if all(table.header.headings.get(column) == heading for column, heading in _texts(row)):
                continue  # the same header again, as on every printed page
            table.findings.append(
                Finding(
                    row.number,
                    "",
                    "Dòng này là tiêu đề của bảng thứ hai. Mỗi trang tính chỉ để một bảng: "
                    "chuyển bảng sau sang tệp khác.",
                )  # fmt: skip
            )
            break
        if _is_footer(row, table.header):
            footers.append(row.number)
            continue
        if row.hidden:
            hidden.append(row.number)
        table.rows.append(row)
    if hidden:
        table.notes["hidden_rows"] = hidden
    if footers:
        table.notes["passed_rows"] = footers


def _texts(row: Row) -> Iterator[tuple[int, str]]:
    return ((column, cell.strip()) for column, cell in enumerate(row.cells) if isinstance(cell, str))


def _below(rows: tuple[Row, ...], header: Header) -> Iterator[Row]:
    """Rows under the header that hold something in a column that is read, without the row of column numbers."""
    read = sorted(header.columns)
    for row in rows:
        if row.number <= header.last_row:
            continue
        if row.number == header.last_row + 1 and _is_numbering(row):
            continue
        if any(row[column] is not None for column in read) or row.formulas & set(read):
            yield row


def _is_numbering(row: Row) -> bool:
    """(1) (2) (3) … or 1 2 3 … under a header; "A" or "(3)=(1)+(2)" may stand among them, a word may not."""
    texts = [cell_text(cell).strip("() ") for cell in row.cells if cell is not None]
    numbers = [int(text) for text in texts if text.isdigit()]
    if any(sum(letter.isalpha() for letter in text) > 1 for text in texts):
        return False
    return len(numbers) >= 3 and len(numbers) >= len(texts) - 1 and numbers == sorted(set(numbers))


def _is_footer(row: Row, header: Header) -> bool:
    """A total, a place and date, a signature: few cells, of which the first text begins like one."""
    texts = [fold(cell) for cell in row.cells if isinstance(cell, str)]
    if not texts:
        return _is_bare(row)
    if len(texts) > 3 or not any(_FOOTER.match(text) for text in texts):
        return False
    read = [column for column in header.columns if row[column] is not None]
    return len(read) <= 3 and not any(
        isinstance(row[column], str) and _is_long_number(row[column]) for column in read
    )


def _is_long_number(text: Any) -> bool:
    return str(text).isdigit() and len(str(text)) >= 9


def _is_bare(row: Row) -> bool:
    """Numbers without any word, at most three of them: what is left of a total."""
    return sum(cell is not None for cell in row.cells) <= 1
