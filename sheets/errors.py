"""Why a workbook cannot be read or written."""

from __future__ import annotations


class SheetError(ValueError):
    """The message is a Vietnamese sentence for the person whose file it is; `code` is for programs.

    Codes: too_big, not_workbook, password, macro, truncated, bomb, too_many_rows, too_wide, empty.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def broken() -> SheetError:
    return SheetError(
        "truncated", "Tệp bị hỏng hoặc tải lên chưa hết. Mở tệp, lưu lại thành .xlsx rồi tải lên lần nữa."
    )


def not_workbook() -> SheetError:
    return SheetError(
        "not_workbook",
        "Tệp không phải là bảng tính. Dùng tệp .xlsx, .xls, .ods hoặc .csv; mở bằng Excel và lưu lại nếu cần.",
    )


def password_protected() -> SheetError:
    return SheetError("password", "Tệp đặt mật khẩu nên không đọc được. Bỏ mật khẩu, lưu lại rồi tải lên.")


def has_macros() -> SheetError:
    return SheetError("macro", "Tệp có macro (.xlsm) không được nhận. Lưu lại thành .xlsx rồi tải lên.")


def bomb() -> SheetError:
    return SheetError(
        "bomb", "Tệp nén bất thường nên không được mở. Chép bảng sang một tệp .xlsx mới rồi tải lên."
    )


def too_many_rows(limit: int) -> SheetError:
    shown = f"{limit:,}".replace(",", ".")
    return SheetError(
        "too_many_rows", f"Tệp có quá {shown} dòng. Chia thành nhiều tệp, mỗi tệp không quá {shown} dòng."
    )


def too_wide() -> SheetError:
    return SheetError(
        "too_wide",
        "Bảng tính trải quá rộng. Xóa các ô ở xa bảng, hoặc chép riêng bảng sang một tệp mới rồi tải lên.",
    )


def too_big(limit: int) -> SheetError:
    return SheetError("too_big", f"Tệp lớn hơn {limit // 2**20} MB. Chia thành nhiều tệp nhỏ hơn.")


def empty() -> SheetError:
    return SheetError("empty", "Tệp không có dữ liệu.")
