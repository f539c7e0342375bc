"""Values of the law as people read and type them."""

import pytest

from documents.choices import PostingPlace
from law.models import Parameter
from law.services import parameters_load
from law.wording import OPTIONS, PAPERS, POSTING_PLACES, BadValue, read, say, typed
from recruitment.choices import PaperKind


@pytest.mark.parametrize(
    ("code", "value", "words"),
    [
        ("recruit.age_min", 18, "18"),
        ("recruit.quorum", 0.5, "0,5"),
        ("recruit.exception_ethnic_minority", True, "Có"),
        ("recruit.education_min", "lower_secondary", "Trung học cơ sở"),
        ("recruit.exception_areas", ["mien_nui", "bien_gioi"], "Miền núi, Biên giới"),
        ("equipment.minimum", {"flashlight": 1, "baton": 2}, "Đèn pin: 1; Gậy: 2"),
        (
            "equipment.beds",
            {"3": [2, 3], "11": 6, "16": None},
            "Từ 3 người: 2–3; Từ 11 người: 6; Từ 16 người: Chưa quy định",
        ),
        ("team.size_max", None, "Chưa quy định"),
        ("recruit.filing_place", "Công an xã", "Công an xã"),
    ],
)
def test_values_are_said_in_words_not_codes(code, value, words):
    assert say(code, value) == words


def test_every_shipped_value_can_be_typed_back_as_it_is_shown(db):
    parameters_load()
    for row in Parameter.objects.exclude(code="team.size_max"):
        assert read(row.code, typed(row.code, row.value), row.value) == row.value, row.code


def test_every_set_of_words_belongs_to_a_shipped_parameter(db):
    parameters_load()
    assert OPTIONS.keys() <= set(Parameter.objects.values_list("code", flat=True))


@pytest.mark.parametrize(
    ("code", "text", "like", "message"),
    [
        ("recruit.age_min", "mười tám", 18, "không phải là số"),
        ("recruit.age_min", "-1", 18, "Ghi số không âm"),
        ("recruit.age_min", "nan", 18, "Ghi số không âm"),
        ("recruit.education_min", "Mẫu giáo", "primary", "không có trong danh mục: Tiểu học"),
        (
            "recruit.exception_areas",
            "Miền núi\nĐồng bằng",
            ["mien_nui"],
            "“Đồng bằng” không có trong danh mục",
        ),
        ("equipment.minimum", "Đèn pin", {"flashlight": 1}, "thiếu số"),
        ("equipment.beds", "Từ ba người: 2", {"3": 2}, "Mỗi dòng ghi số người và số lượng"),
        ("equipment.beds", "Từ 3 người: 4-2", {"3": 2}, "khoảng từ nhỏ đến lớn"),
        ("recruit.filing_place", "A\nB", "Công an xã", "Ghi đúng một giá trị"),
    ],
)
def test_what_is_no_value_is_refused_with_the_way_to_mend_it(code, text, like, message):
    with pytest.raises(BadValue, match=message):
        read(code, text, like)


def test_words_are_understood_without_accents_and_numbers_the_vietnamese_way():
    assert read("recruit.exception_areas", "mien nui\r\nHẢI ĐẢO\n", []) == ["mien_nui", "hai_dao"]
    assert read("x", "1.234,5", 1) == 1234.5
    assert read("x", "7", 0.5) == 7
    assert read("recruit.exception_ethnic_minority", "không", True) is False


def test_words_of_codes_that_upper_floors_use_cover_all_their_codes():
    assert POSTING_PLACES.keys() == set(PostingPlace.values)
    assert PAPERS.keys() == set(PaperKind.values)
