"""`manage.py recruitment_rules`: what holds on a day, and where it is written."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from law.services import parameters_load

pytestmark = pytest.mark.django_db


def said(**options) -> str:
    parameters_load()
    out = StringIO()
    call_command("recruitment_rules", stdout=out, **options)
    return out.getvalue()


def test_the_rules_of_a_day_are_printed_with_their_articles():
    text = said(on="22/8/2025")
    assert "Quy định tuyển chọn có hiệu lực ngày 22/08/2025" in text
    assert "- Tuổi thấp nhất: 18 tuổi [Luật 30/2023/QH15, Điều 13, khoản 1. Văn bản nêu rõ]" in text
    assert (
        "- E02 Từ đủ 18 đến đủ 70 tuổi [Luật 30/2023/QH15, Điều 13, khoản 1; KH xã Quảng Trạch, mục V.1]"
        in text
    )
    assert "- P01 Từng phục vụ trong Công an nhân dân [Luật 30/2023/QH15, Điều 15;" in text
    assert "Hạn trình kết quả xét tuyển: 5 ngày làm việc [TT 14/2024/TT-BCA, Điều 4." in text
    assert "- D1 Đơn đề nghị tham gia" in text


def test_everything_printed_is_words_not_codes():
    text = said(on="22/8/2025")
    assert "Trình độ thấp nhất: Trung học cơ sở" in text
    assert "Nơi niêm yết: Trụ sở HĐND, UBND, Trụ sở Công an xã" in text
    for code in ("lower_secondary", "headquarters", "received_on", "stated", "True", "002."):
        assert code not in text
    assert "thường xuyên sinh sống tại xã Quảng Trạch" not in text.lower()


def test_a_change_of_the_law_that_nobody_compared_yet_is_told_first():
    lines = said(on="1/12/2026").splitlines()
    assert lines[1].startswith("Lưu ý: Luật 118/2025/QH15 sửa đổi Luật 30/2023/QH15 từ ngày 01/07/2026")
    assert "118/2025" not in "".join(lines[2:]) and "118/2025" not in said(on="30/6/2026")


def test_before_the_law_there_were_none():
    text = said(on="30/6/2024")
    assert "Chưa có quy định nào có hiệu lực" in text and "Tuổi thấp nhất" not in text


@pytest.mark.parametrize("day", ["31/2/2025", "2025"])
def test_a_day_that_cannot_be_read_is_refused(day):
    with pytest.raises(CommandError):
        said(on=day)
