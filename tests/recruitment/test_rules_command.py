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
    assert "- Tuổi thấp nhất: 18 [Luật 30/2023/QH15, Điều 13, khoản 1; stated]" in text
    assert "E02 Từ đủ 18 đến đủ 70 tuổi [002.V.1.b1]" in text


def test_before_the_law_there_were_none():
    assert "Tuổi thấp nhất" not in said(on="30/6/2024")


@pytest.mark.parametrize("day", ["31/2/2025", "2025"])
def test_a_day_that_cannot_be_read_is_refused(day):
    with pytest.raises(CommandError):
        said(on=day)
