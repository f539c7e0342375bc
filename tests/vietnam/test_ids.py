from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnam.dates import PartialDate
from vietnam.ids import (
    citizen_id_clean,
    citizen_id_error,
    citizen_id_warnings,
    phone_clean,
    phone_display,
    phone_error,
)


@pytest.mark.parametrize(
    ("value", "text", "restored"),
    [
        ("031085000123", "031085000123", False),
        (31085000123.0, "031085000123", True),
        (31085000123, "031085000123", True),
        (1085000123.0, "001085000123", True),
        ("31085000123.0", "031085000123", True),
        ("31085000123", "31085000123", False),
        (191234567.0, "191234567", False),
        (" 031 085 000 123 ", "031085000123", False),
        ("'031085000123", "031085000123", False),
        ("031.085.000.123", "031085000123", False),
        ("3.1085E+10", "3.1085E+10", False),
        ("•••• 0123", "••••0123", False),
        (None, "", False),
        (float("nan"), "", False),
        ("", "", False),
    ],
)
def test_citizen_id_clean(value, text, restored):
    assert citizen_id_clean(value) == (text, restored)


@pytest.mark.parametrize("text", ["", "031085000123", "000000000000"])
def test_twelve_digits_or_none_are_accepted(text):
    assert citizen_id_error(text) is None


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("0310850001", "CCCD phải có 12 số, ô này có 10. Định dạng ô là Văn bản rồi gõ lại."),
        ("0310850001234", "CCCD phải có 12 số, ô này có 13. Định dạng ô là Văn bản rồi gõ lại."),
        ("191234567", "CCCD phải có 12 số, ô này có 9 (số CMND cũ). Ghi số định danh cá nhân 12 số."),
        ("0310850O0123", "CCCD chỉ gồm 12 chữ số, ô này có ký tự khác."),
        ("٠٣١٠٨٥٠٠٠١٢٣", "CCCD chỉ gồm 12 chữ số, ô này có ký tự khác."),
        (
            "3.1085E+10",
            "CCCD phải có 12 số, ô này đã bị bảng tính đổi thành số mũ. Định dạng ô là Văn bản rồi gõ lại.",
        ),
    ],
)
def test_a_wrong_citizen_id_says_how_to_mend_it(text, error):
    assert citizen_id_error(text) == error


@pytest.mark.parametrize(
    ("cccd", "birth", "sex", "warnings"),
    [
        ("031085000123", date(1985, 2, 5), "male", []),
        ("031185000123", date(1985, 2, 5), "female", []),
        ("031205000123", date(2005, 2, 5), "male", []),
        ("031305000123", PartialDate(2005), "female", []),
        ("031085000123", None, None, []),
        ("031085000123", date(1985, 2, 5), "female", ["Theo CCCD thì giới tính nam, hồ sơ ghi nữ."]),
        ("031205000123", date(1905, 2, 5), "male", ["Theo CCCD thì sinh năm 2005, hồ sơ ghi 1905."]),
        ("031085000123", PartialDate(1986), "male", ["Theo CCCD thì sinh năm 1985, hồ sơ ghi 1986."]),
        (
            "097085000123",
            date(1985, 2, 5),
            "male",
            ["Ba số đầu của CCCD không phải mã tỉnh, thành phố nơi đăng ký khai sinh (001–096)."],
        ),
        ("0310850001", date(1986, 2, 5), "female", []),
        ("", date(1986, 2, 5), "female", []),
    ],
)
def test_citizen_id_warnings(cccd, birth, sex, warnings):
    assert citizen_id_warnings(cccd, birth, sex) == warnings


@pytest.mark.parametrize(
    ("value", "text", "restored"),
    [
        ("0912345678", "0912345678", False),
        ("0912 345 678", "0912345678", False),
        ("0912.345.678", "0912345678", False),
        ("+84 912 345 678", "0912345678", False),
        ("+84 (0)912-345-678", "0912345678", False),
        ("84912345678", "0912345678", False),
        ("0084912345678", "0912345678", False),
        (912345678.0, "0912345678", True),
        (841234567.0, "0841234567", True),
        ("912345678", "0912345678", True),
        (2323821234.0, "02323821234", True),
        ("(0232) 382 1234", "02323821234", False),
        ("0912345678 / 0987654321", "0912345678 / 0987654321", False),
        ("không có", "không có", False),
        (None, "", False),
    ],
)
def test_phone_clean(value, text, restored):
    assert phone_clean(value) == (text, restored)


@pytest.mark.parametrize("text", ["", "0912345678", "0321234567", "0561234567", "02323821234", "02438251234"])
def test_numbers_that_may_be_dialled(text):
    assert phone_error(text) is None


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("091234567", "Số di động phải có 10 số, ô này có 9."),
        ("0612345678", "Số di động bắt đầu bằng 03, 05, 07, 08 hoặc 09; số máy bàn bắt đầu bằng 02."),
        ("01621234567", "Số di động 11 số đã đổi thành 10 số từ năm 2018. Ghi số mới."),
        ("0232382123", "Số máy bàn phải có 11 số kể cả mã vùng 02…, ô này có 10."),
        ("0912345678 / 0987654321", "Ô này có nhiều số điện thoại. Mỗi ô ghi một số."),
        ("09123456780987654321", "Ô này có nhiều số điện thoại. Mỗi ô ghi một số."),
        ("không có", "Số điện thoại chỉ gồm chữ số, ô này có ký tự khác."),
    ],
)
def test_a_wrong_phone_says_how_to_mend_it(text, error):
    assert phone_error(text) == error


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0912345678", "0912 345 678"),
        ("02323821234", "0232 382 1234"),
        ("02438251234", "024 3825 1234"),
        ("115", "115"),
    ],
)
def test_phone_display(text, shown):
    assert phone_display(text) == shown


@given(st.one_of(st.text(), st.floats(), st.integers(), st.none(), st.booleans()))
def test_whatever_a_cell_holds_cleaning_does_not_fail_and_is_stable(value):
    for clean, error in ((citizen_id_clean, citizen_id_error), (phone_clean, phone_error)):
        text = clean(value).text
        if error(text) is None:
            assert clean(text) == (text, False)


@given(st.text(alphabet="0123456789+ .-()/E", min_size=1))
def test_an_error_never_repeats_the_number(text):
    for error in (citizen_id_error(text), phone_error(text)):
        assert error is None or len(text) < 4 or text not in error
