"""The form itself: its title, its columns, and how their headings are merged."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

TITLE = "THỐNG KÊ SỐ LIỆU LỰC LƯỢNG THAM GIA BẢO VỆ ANTT Ở CƠ SỞ"
NAME = "Biểu mẫu 01"
ENCLOSED = "(Kèm theo Công văn số 435/V05-P3 ngày 12/03/2026)"
TOTAL = "TỔNG CỘNG"
HEADER_ROWS = 3


@dataclass(frozen=True)
class FormColumn:
    """A numbered column: its headings from the top, and how wide it is in print (characters)."""

    number: int
    path: tuple[str, ...]
    width: float = 6.5

    @property
    def code(self) -> str:
        """The measure that gives its figure."""
        return f"bm1_{self.number:02d}"

    @property
    def name(self) -> str:
        """Its headings in one line."""
        return ", ".join(self.path)


_FORCE, _SEX, _AGE, _SCHOOL = "Lực lượng", "Giới tính", "Độ tuổi", "Trình độ"
_TEAMS, _TRAINING = "Tổ", "Bồi dưỡng, huấn luyện theo tài liệu của Bộ"
_PRAISE, _STATE, _LOCAL = "Khen thưởng", "Bằng khen", "Giấy khen"

COLUMNS = tuple(
    FormColumn(number, path, width)
    for number, (path, width) in enumerate(
        (
            ((_FORCE, "Tổng số thành viên theo Quyết định của UBND"), 9),
            ((_FORCE, "Tổng số thành viên theo báo cáo kỳ trước liền kề"), 9),
            ((_FORCE, "Tổng số thành viên thực tế hiện có"), 9),
            ((_SEX, "Nam"), 6.5),
            ((_SEX, "Nữ"), 6.5),
            ((_AGE, "Dưới 70"), 6.5),
            ((_AGE, "Trên 70"), 6.5),
            ((_SCHOOL, "Tiểu học"), 6.5),
            ((_SCHOOL, "THCS; THPT"), 7.5),
            ((_SCHOOL, "Trung cấp; Cao đẳng"), 6.5),
            ((_SCHOOL, "Từ Đại học trở lên"), 6.5),
            (("Số thành viên là người dân tộc thiểu số",), 7.5),
            ((_TEAMS, "Tổng số Tổ theo Quyết định của UBND"), 8),
            ((_TEAMS, "Tổng số Tổ thực tế hiện có"), 8),
            (("Số thành viên tuyển mới",), 7.5),
            (("Số thành viên xin thôi, hoặc chết khi không làm nhiệm vụ",), 8.5),
            (("Số thành viên bị thương khi làm nhiệm vụ",), 7.5),
            (("Số thành viên hy sinh khi làm nhiệm vụ",), 7.5),
            ((_TRAINING, "Số thành viên"), 7),
            ((_TRAINING, "Số lớp"), 6),
            ((_PRAISE, _STATE, "Tập thể"), 6),
            ((_PRAISE, _STATE, "Cá nhân"), 6),
            ((_PRAISE, _LOCAL, "Tập thể"), 6),
            ((_PRAISE, _LOCAL, "Cá nhân"), 6),
        ),
        start=1,
    )
)
CODES = tuple(column.code for column in COLUMNS)
#: The two columns before the numbered ones.
FIRST_COLUMNS = (("STT", 5.0), ("Tên xã, phường", 20.0))


@dataclass(frozen=True)
class HeaderCell:
    """A heading and the cells merged for it; rows and columns count from 0, column 0 is STT."""

    text: str
    row: int
    column: int
    rows: int
    columns: int


def header_cells() -> list[HeaderCell]:
    """The three header rows, row by row from the left. A heading reaches down to the row of the numbers."""
    cells = [
        HeaderCell(text, 0, place, HEADER_ROWS, 1) for place, (text, _) in enumerate(FIRST_COLUMNS)
    ] + _merged(COLUMNS, 0, len(FIRST_COLUMNS))
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def _merged(columns: Sequence[FormColumn], row: int, place: int) -> list[HeaderCell]:
    """Headings of neighbours that share their path so far, and what stands under them."""
    cells = []
    for text, members in groupby(columns, key=lambda column: column.path[row]):
        group = list(members)
        is_last = len(group[0].path) == row + 1
        cells.append(HeaderCell(text, row, place, HEADER_ROWS - row if is_last else 1, len(group)))
        if not is_last:
            cells += _merged(group, row + 1, place)
        place += len(group)
    return cells


def header_rows() -> list[list[HeaderCell]]:
    """The header cells by row, for a page."""
    return [[cell for cell in header_cells() if cell.row == row] for row in range(HEADER_ROWS)]


def number_row() -> list[str]:
    """The fourth row: A, B and the numbers of the columns."""
    return ["A", "B", *(str(column.number) for column in COLUMNS)]
