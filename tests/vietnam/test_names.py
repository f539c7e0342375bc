import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnam.names import SORT_KEY_LENGTH, clean_name, fold, initials, place_sort_key, sort_key, split_name


def decomposed(text):
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Nguyễn Thị Ánh Đào", "nguyen thi anh dao"),
        (decomposed("Nguyễn Thị Ánh Đào"), "nguyen thi anh dao"),
        ("  Bru-Vân   Kiều ", "bru van kieu"),
        ("Bru – Vân Kiều", "bru van kieu"),
        ("Ðặng\u00a0Đình", "dang dinh"),
        ("ƯỜNG ươ", "uong uo"),
        ("H'Mông", "h'mong"),
        ("Tổ\u200b 12", "to 12"),
        ("", ""),
    ],
)
def test_fold(text, key):
    assert fold(text) == key


@given(st.text())
def test_fold_is_stable_and_blind_to_composition(text):
    assert fold(fold(text)) == fold(text)
    assert fold(decomposed(text)) == fold(text)


@pytest.mark.parametrize(
    "ordered",
    [
        ["Lê An", "Lê Ân"],
        ["Lê Dũng", "Lê Đức"],
        ["An", "Anh", "Ánh", "Ân", "Bảo", "Cường", "Dũng", "Đức", "Em", "Êm", "Giang", "Oanh", "Ông", "Ơn"],
        ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ", "Mai"],
        ["Trần Văn Hoa", "Lê Thị Hòa", "Bùi Văn Hóa"],
        ["Tu", "Tư", "Tứ", "Uyên", "Ước", "Vy", "Xuân", "Yến"],
        # The same tên: đệm decides, none first; then họ.
        ["Trần An", "Lê Thị An", "Nguyễn Thị An", "Lê Thị Ngọc An", "Đỗ Văn An", "Lê Văn An"],
        ["Lê Văn Hưng", "Lê Văn Khánh", "Lê Văn Lan"],
        ["Ngô Fa", "Ngô Phong"],
    ],
)
def test_people_are_sorted_by_ten_dem_ho(ordered):
    backwards = ordered[::-1]
    assert sorted(backwards, key=sort_key) == ordered
    keys = [sort_key(name) for name in ordered]
    assert len(set(keys)) == len(keys)


def test_letters_of_the_alphabet_are_in_order():
    alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
    assert sorted(alphabet, key=sort_key) == list(alphabet)
    assert sorted(alphabet, key=place_sort_key) == list(alphabet)


def test_sort_key_does_not_depend_on_case_spaces_or_composition():
    key = sort_key("Nguyễn Văn Đức")
    assert sort_key(decomposed("nguyễn  VĂN đức ")) == key
    assert sort_key("Nguyễn Văn Ðức") == key


def test_places_are_read_from_the_left_with_numbers_by_value():
    ordered = [
        "An Hòa",
        "Bình Dương",
        "Đại Lộc",
        "Thôn 1",
        "Thôn 2",
        "Thôn 10",
        "Thôn Hạ",
        "Tổ dân phố 9",
        "Tổ dân phố 12",
    ]
    backwards = ordered[::-1]
    assert sorted(backwards, key=place_sort_key) == ordered


def test_a_leading_zero_does_not_change_the_place_of_a_number():
    assert place_sort_key("Thôn 02") == place_sort_key("Thôn 2")


@given(st.text(max_size=200))
def test_sort_keys_have_only_digits_and_small_letters(text):
    allowed = set(string.digits + string.ascii_lowercase)
    for key in (sort_key(text), place_sort_key(text)):
        assert set(key) <= allowed
        assert len(key) <= SORT_KEY_LENGTH


def test_a_name_of_no_vietnamese_letters_still_has_a_key():
    assert sort_key("José") != sort_key("Zoé")
    assert sort_key("Лев") > sort_key("Zoé")
    assert sort_key("") == ""


def test_clean_name_composes_and_drops_what_cannot_be_seen():
    assert clean_name(decomposed("  Nguyễn\u00a0 Văn\tĐức\u200b\n")) == "Nguyễn Văn Đức"
    assert clean_name("A\x00B") == "A B"
    assert clean_name(None) == ""


@given(st.text())
def test_clean_name_is_stable(text):
    assert clean_name(clean_name(text)) == clean_name(text)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Nguyễn Thị Ngọc Ánh", ("Nguyễn", "Thị Ngọc", "Ánh")),
        ("Lê An", ("Lê", "", "An")),
        ("An", ("", "", "An")),
        ("", ("", "", "")),
    ],
)
def test_split_name(name, parts):
    assert split_name(name) == parts


def test_initials_keep_the_letter_and_drop_the_tone():
    assert initials("Đỗ Thị Ấm") == "ĐTÂ"
    assert initials("ưng ổn") == "ƯÔ"
    assert initials("") == ""
