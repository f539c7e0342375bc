"""Citizen numbers (CCCD) and telephone numbers: cleaning what a cell holds, and what is wrong with it.

No message repeats the number itself: messages are kept and shown where the number may not be.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, NamedTuple

from vietnam.dates import PartialDate

Sex = Literal["male", "female"]

CITIZEN_ID_LENGTH = 12
_LAST_PROVINCE_CODE = 96  # of the 63 provinces before 01/7/2025; the number keeps the code of its day
_SEX_WORDS = {"male": "nam", "female": "nữ"}
_RETYPE = "Định dạng ô là Văn bản rồi gõ lại."

_WHOLE_FLOAT = re.compile(r"[0-9]+\.0+")
_GROUPED_ID = re.compile(r"[0-9]{3}(?:[.\-][0-9]{3}){3}")
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]{1,2}", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_QUOTES = "'’‘`\""

_COUNTRY_PREFIX = re.compile(r"(?:\+|00)840?|84(?=[235789][0-9]{8,9}$)")
_PHONE_SEPARATORS = re.compile(r"[\s.\-()\u2010-\u2015]")
_MOBILE = re.compile(r"0[35789][0-9]{8}")
_LANDLINE = re.compile(r"02[0-9]{9}")
_OLD_MOBILE = re.compile(r"01[0-9]{9}")
_TWO_PHONES = 19
_SEVERAL_PHONES = re.compile(r"[0-9 .]{8,}[/;,|][^0-9]*[0-9 .]{8,}")


class Cleaned(NamedTuple):
    """A number as text, and whether leading zeros that a numeric cell had lost were put back."""

    text: str
    restored: bool = False


def citizen_id_clean(value: object) -> Cleaned:
    """A CCCD as the text it should be; what cannot be mended comes back as it is, for `citizen_id_error` to say so.

    Numbers lose leading zeros in a spreadsheet: 31085000123.0 → "031085000123", marked as restored. Text keeps its
    digits: 11 digits typed as text are an error, not a lost zero.
    """
    text, numeric = _cell_text(value)
    if numeric:
        if len(text) in (10, 11):
            return Cleaned(text.zfill(CITIZEN_ID_LENGTH), restored=True)
        return Cleaned(text)
    text = re.sub(r"\s", "", text).strip(_QUOTES)
    if _GROUPED_ID.fullmatch(text):
        text = re.sub(r"[.\-]", "", text)
    return Cleaned(text)


def _cell_text(value: object) -> tuple[str, bool]:
    """Text of a cell's value, and whether the cell held a number."""
    if value is None or value != value:  # NaN
        return "", False
    if isinstance(value, float) and value.is_integer():
        return str(int(value)), True
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value), True
    text = str(value).strip()
    if _WHOLE_FLOAT.fullmatch(text):
        return text.partition(".")[0], True
    return text, False


def citizen_id_error(text: str) -> str | None:
    """What is wrong with a CCCD, and how to mend it; None when it has the right form, or is empty."""
    if not text or re.fullmatch(r"[0-9]{12}", text):
        return None
    if _SCIENTIFIC.fullmatch(text):
        return f"CCCD phải có 12 số, ô này đã bị bảng tính đổi thành số mũ. {_RETYPE}"
    if not _DIGITS.fullmatch(text):
        return "CCCD chỉ gồm 12 chữ số, ô này có ký tự khác."
    if len(text) == 9:
        return "CCCD phải có 12 số, ô này có 9 (số CMND cũ). Ghi số định danh cá nhân 12 số."
    return f"CCCD phải có 12 số, ô này có {len(text)}. {_RETYPE}"


def citizen_id_facts(cccd: str) -> tuple[int, Sex] | None:
    """Year of birth and sex that a well-formed CCCD tells; None of any other."""
    if not re.fullmatch(r"[0-9]{12}", cccd):
        return None
    century_and_sex = int(cccd[3])
    year = 1900 + century_and_sex // 2 * 100 + int(cccd[4:6])
    return year, "female" if century_and_sex % 2 else "male"


def citizen_id_warnings(cccd: str, birth_date: date | PartialDate | None, sex: Sex | None) -> list[str]:
    """What in a well-formed CCCD does not go with the record; for checking, never for refusing.

    The fourth digit tells century and sex, the next two the year of birth. The law now asks only for 12 digits
    (Luật Căn cước 2023, Điều 12), so a mismatch is a hint. A malformed or empty CCCD gives no hint.
    """
    if (facts := citizen_id_facts(cccd)) is None:
        return []
    warnings = []
    year, sex_of_id = facts
    if not 1 <= int(cccd[:3]) <= _LAST_PROVINCE_CODE:
        warnings.append("Ba số đầu của CCCD không phải mã tỉnh, thành phố nơi đăng ký khai sinh (001–096).")
    if birth_date is not None and birth_date.year != year:
        warnings.append(f"Theo CCCD thì sinh năm {year}, hồ sơ ghi {birth_date.year}.")
    if sex is not None and sex != sex_of_id:
        warnings.append(f"Theo CCCD thì giới tính {_SEX_WORDS[sex_of_id]}, hồ sơ ghi {_SEX_WORDS[sex]}.")
    return warnings


def phone_clean(value: object) -> Cleaned:
    """A telephone number as digits that begin with 0; +84 → 0. What cannot be mended comes back as it is.

    Nine digits that can only be a mobile number without its zero get it back, marked as restored; so do ten digits
    of a landline.
    """
    text, _numeric = _cell_text(value)
    bare = _PHONE_SEPARATORS.sub("", text.strip(_QUOTES + " "))
    bare = _COUNTRY_PREFIX.sub("0", bare, count=1) if _COUNTRY_PREFIX.match(bare) else bare
    if re.fullmatch(r"[35789][0-9]{8}|2[0-9]{9}", bare):
        return Cleaned(f"0{bare}", restored=True)
    return Cleaned(bare if _DIGITS.fullmatch(bare) else " ".join(text.split()))


def phone_error(text: str) -> str | None:
    """What is wrong with a telephone number, and how to mend it; None when it may be dialled, or is empty."""
    if not text or _MOBILE.fullmatch(text) or _LANDLINE.fullmatch(text):
        return None
    if _SEVERAL_PHONES.search(text) or len(text) >= _TWO_PHONES:
        return "Ô này có nhiều số điện thoại. Mỗi ô ghi một số."
    if not _DIGITS.fullmatch(text):
        return "Số điện thoại chỉ gồm chữ số, ô này có ký tự khác."
    if _OLD_MOBILE.fullmatch(text):
        return "Số di động 11 số đã đổi thành 10 số từ năm 2018. Ghi số mới."
    if text.startswith("02"):
        return f"Số máy bàn phải có 11 số kể cả mã vùng 02…, ô này có {len(text)}."
    if len(text) != 10:
        return f"Số di động phải có 10 số, ô này có {len(text)}."
    return "Số di động bắt đầu bằng 03, 05, 07, 08 hoặc 09; số máy bàn bắt đầu bằng 02."


def phone_display(text: str) -> str:
    """For reading: "0912 345 678", "0232 382 1234", "024 3825 1234"; anything else as it is."""
    if _MOBILE.fullmatch(text):
        return f"{text[:4]} {text[4:7]} {text[7:]}"
    if _LANDLINE.fullmatch(text):
        area = 3 if text[:3] in ("024", "028") else 4
        return f"{text[:area]} {text[area:-4]} {text[-4:]}"
    return text
