"""Values of parameters as people read and type them. Stored values are codes and plain data; here are their words."""

import re
from typing import Any

from communes.choices import AreaKind
from vietnam.names import fold
from vietnam.numbers import format_number

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
POSTING_PLACES = {
    "headquarters": "Trụ sở HĐND, UBND",
    "police": "Trụ sở Công an xã",
    "culture_house": "Nhà văn hóa",
    "community_point": "Điểm sinh hoạt cộng đồng",
    "website": "Trang thông tin điện tử",
}
COUNCIL_SEATS = {
    "chair": "Chủ tịch: lãnh đạo UBND xã",
    "vice": "Phó Chủ tịch: Trưởng hoặc Phó Công an xã",
    "youth": "Đoàn Thanh niên",
    "women": "Hội Liên hiệp Phụ nữ",
    "farmers": "Hội Nông dân",
    "official": "Công chức xã",
    "hamlet": "Đại diện thôn hoặc tổ dân phố",
    "front": "Ban Công tác Mặt trận",
}
COMMENDATION_LEVELS = {
    "commune": "Chủ tịch UBND xã",
    "province_police": "Giám đốc Công an tỉnh",
    "province": "Chủ tịch UBND tỉnh",
    "ministry": "Bộ trưởng Bộ Công an, bộ, ngành",
    "state": "Thủ tướng Chính phủ, Chủ tịch nước",
    "organisation": "Mặt trận, đoàn thể, tổ chức khác",
}
POSTS = {
    "party_secretary": "Bí thư chi bộ",
    "hamlet_head": "Trưởng thôn, Tổ trưởng tổ dân phố",
    "front_head": "Trưởng ban công tác Mặt trận",
    "police_auxiliary": "Công an viên, Bảo vệ dân phố",
}
EQUIPMENT = {
    "flashlight": "Đèn pin", "baton": "Gậy", "raincoat": "Áo mưa", "logbook": "Sổ ghi chép", "radio": "Bộ đàm",
    "camera": "Camera", "uniform": "Trang phục", "rubber_baton": "Dùi cui cao su", "metal_baton": "Dùi cui kim loại",
    "stab_vest": "Áo giáp chống đâm", "knife_gloves": "Găng tay bắt dao", "name_badge": "Biển tên",
    "certificate": "Giấy chứng nhận", "desk": "Bàn làm việc", "meeting_table": "Bàn họp", "chair": "Ghế",
    "cabinet": "Tủ", "bed": "Giường",
}  # fmt: skip
PRIORITY = {
    "count": "Số diện ưu tiên",
    "P01": "Từng phục vụ trong Công an nhân dân",
    "P02": "Từng phục vụ trong Quân đội nhân dân",
    "P03": "Nguyên Công an xã bán chuyên trách",
    "P04": "Có uy tín trong cộng đồng",
    "P05": "Từng tham gia lực lượng bảo vệ ANTT",
    "P06": "Sống và làm việc tại thôn",
}
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
    "recruit.posting_places": POSTING_PLACES,
    "recruit.council_seats": COUNCIL_SEATS,
    "recruit.priority_order": PRIORITY,
    "commend.levels_bang_khen": COMMENDATION_LEVELS,
    "commend.levels_giay_khen": COMMENDATION_LEVELS,
    "allowance.proration": {"by_days": "Tính theo số ngày", "whole_month": "Tính cả tháng"},
    "allowance.rate_day": {"first_day": "Ngày đầu tháng", "last_day": "Ngày cuối tháng"},
    "allowance.same_day": {"once": "Tính một lần, mức cao nhất", "each": "Tính từng mức"},
    "allowance.special_areas": {str(code): str(label) for code, label in AreaKind.choices},
    "post.core": POSTS,
    "equipment.rounding": {"up": "Làm tròn lên", "down": "Làm tròn xuống", "nearest": "Làm tròn gần nhất"},
}
#: Words of the keys of values that are a list of counts.
KEYS = {
    "equipment.minimum": EQUIPMENT,
    "equipment.per_member": EQUIPMENT,
    "equipment.life_years": EQUIPMENT,
}
#: Values that grow with the size of a Tổ: {"3": [3, 4], "6": 5, "16": None} = from 3 members on 3 to 4 pieces, from 6
#: on 5, from 16 on not known. Below the first size there is no norm.
BY_SIZE = frozenset({"equipment.desks", "equipment.meeting_tables", "equipment.cabinets", "equipment.beds"})
NONE = "Chưa quy định"
_SIZE = re.compile(r"(?:từ\s+)?(\d+)(?:\s+người)?", re.IGNORECASE)


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
        return format_number(value)
    if isinstance(value, list):
        return ", ".join(words.get(item, str(item)) for item in value)
    if isinstance(value, dict) and code in BY_SIZE:
        return "; ".join(f"Từ {size} người: {_counts(count)}" for size, count in value.items())
    if isinstance(value, dict):
        names = KEYS.get(code, {})
        return "; ".join(f"{names.get(key, key)}: {say(code, item)}" for key, item in value.items())
    return words.get(value, str(value))


def _counts(count: Any) -> str:
    if isinstance(count, list):
        return "–".join(f"{number:g}" for number in count)
    return say("", count)


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
    if isinstance(like, dict) and code in BY_SIZE:
        return dict(sorted((_sized(line) for line in lines), key=lambda pair: int(pair[0])))
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


def _sized(line: str) -> tuple[str, Any]:
    size, colon, count = line.rpartition(":")
    found = _SIZE.fullmatch(size.strip())
    if not colon or not found:
        raise BadValue(f"“{line}” chưa đúng. Mỗi dòng ghi số người và số lượng, ví dụ Từ 3 người: 3–4.")
    if fold(count) == fold(NONE):
        return found[1], None
    numbers = [_number(part) for part in re.split(r"[–-]", count)]
    if len(numbers) > 2 or sorted(numbers) != numbers:
        raise BadValue(f"“{count.strip()}” chưa đúng. Ghi một số, hoặc khoảng từ nhỏ đến lớn, ví dụ 3–4.")
    return found[1], numbers[0] if len(numbers) == 1 else numbers
