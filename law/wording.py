"""Values of parameters as people read and type them. Stored values are codes and plain data; here are their words."""

from typing import Any

from communes.choices import AreaKind
from vietnam.names import fold

EDUCATION = {
    "primary": "Tiểu học",
    "lower_secondary": "Trung học cơ sở",
    "upper_secondary": "Trung học phổ thông",
    "intermediate": "Trung cấp",
    "college": "Cao đẳng",
    "university": "Đại học",
}
PAPERS = {
    "application": "Đơn đề nghị tham gia (Mẫu 01)",
    "cv": "Sơ yếu lý lịch",
    "health_certificate": "Giấy chứng nhận sức khỏe",
    "diploma": "Bằng tốt nghiệp, giấy chứng nhận trình độ",
}
EQUIPMENT = {"flashlight": "Đèn pin", "baton": "Gậy", "raincoat": "Áo mưa", "logbook": "Sổ ghi chép"}
#: For parameters whose value is one code or several of a fixed set: code of the parameter → words of the codes.
OPTIONS: dict[str, dict[str, str]] = {
    "recruit.reference_date": {
        "received_on": "Ngày nhận hồ sơ",
        "window_end": "Ngày hết hạn nhận hồ sơ",
    },
    "recruit.education_min": EDUCATION,
    "recruit.education_exception": EDUCATION,
    "recruit.exception_areas": {str(code): str(label) for code, label in AreaKind.choices},
    "recruit.papers": PAPERS,
    "equipment.rounding": {"up": "Làm tròn lên", "down": "Làm tròn xuống", "nearest": "Làm tròn gần nhất"},
}
#: Words of the keys of values that are a list of counts.
KEYS = {"equipment.minimum": EQUIPMENT}
NONE = "Chưa quy định"


class BadValue(ValueError):
    """What was typed is no value of this parameter; the message is a Vietnamese sentence."""


def say(code: str, value: Any) -> str:
    """The value in words: "5", "0,5", "Có", "Miền núi, Biên giới", "Đèn pin: 1; Gậy: 1"."""
    words = OPTIONS.get(code, {})
    if value is None:
        return NONE
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, int | float):
        return f"{value:g}".replace(".", ",")
    if isinstance(value, list):
        return ", ".join(words.get(item, str(item)) for item in value)
    if isinstance(value, dict):
        names = KEYS.get(code, {})
        return "; ".join(f"{names.get(key, key)}: {say(code, item)}" for key, item in value.items())
    return words.get(value, str(value))


def typed(code: str, value: Any) -> str:
    """The value as it stands in the field of a form: lists and counts one a line."""
    if isinstance(value, list):
        return "\n".join(say(code, [item]) for item in value)
    if isinstance(value, dict):
        return "\n".join(say(code, {key: item}) for key, item in value.items())
    return "" if value is None else say(code, value)


def read(code: str, text: str, like: Any) -> Any:
    """The value that was typed, of the same kind as `like` (None = a number). Words and codes are both understood.

    Raises:
        BadValue: what was typed is no such value.
    """
    if isinstance(like, bool):
        return _one_of(text, {"true": "Có", "false": "Không"}) == "true"
    if like is None or isinstance(like, int | float):
        return _number(text)
    lines = [line.strip() for line in text.replace("\r", "").split("\n") if line.strip()]
    if isinstance(like, dict):
        return dict(_pair(code, line) for line in lines)
    words = OPTIONS.get(code)
    values = [_one_of(line, words) if words else line for line in lines]
    if isinstance(like, list):
        return values
    if len(values) != 1:
        raise BadValue("Ghi đúng một giá trị.")
    return values[0]


def _number(text: str) -> int | float:
    try:
        number = float(text.strip().replace(".", "").replace(",", "."))
    except ValueError:
        raise BadValue(f"“{text.strip()}” không phải là số. Ghi số, ví dụ 5 hoặc 0,5.") from None
    if number != number or number in (float("inf"), float("-inf")) or number < 0:
        raise BadValue("Ghi số không âm, ví dụ 5 hoặc 0,5.")
    return int(number) if number.is_integer() else number


def _one_of(text: str, words: dict[str, str]) -> str:
    wanted = fold(text)
    for code, label in words.items():
        if wanted in (fold(code), fold(label)):
            return code
    raise BadValue(f"“{text.strip()}” không có trong danh mục: {', '.join(words.values())}.")


def _pair(code: str, line: str) -> tuple[str, int | float]:
    name, colon, count = line.rpartition(":")
    if not colon:
        raise BadValue(f"“{line}” thiếu số. Mỗi dòng ghi tên và số lượng, ví dụ Đèn pin: 1.")
    words = KEYS.get(code)
    return (_one_of(name, words) if words else name.strip()), _number(count)
