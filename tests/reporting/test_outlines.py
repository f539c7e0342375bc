"""Shipped outlines, the monthly regime, and the commands that do by hand what beat does."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from contracts.registry import measures
from reporting.models import Outline, OutlineSection, Regime, ReportDuty, SectionIndicator
from reporting.services.outlines import outlines_load
from reporting.shipped import FOLDER
from reporting.wording import Stated, amount, by_code, changes, compose

pytestmark = pytest.mark.django_db


def said(command: str, **options) -> str:
    output = StringIO()
    call_command(command, stdout=output, **options)
    return output.getvalue()


def test_all_outlines_are_loaded_and_loading_again_changes_nothing(world):
    assert Outline.objects.count() == 20
    assert outlines_load() == {"outlines": 0, "sections": 0, "regimes": 0}
    assert "thêm hoặc sửa 0 đề cương" in said("load_outlines")


def test_sections_keep_their_place_below_their_parent(world):
    section = OutlineSection.objects.get(outline__code="R003-DC", number="I.1.1")
    assert section.parent.number == "I.1"
    assert section.lines.count() == 10


def test_loading_again_follows_the_files_and_keeps_the_rows(world):
    section = OutlineSection.objects.get(outline__code="P-LL-THANG", number="I")
    OutlineSection.objects.filter(pk=section.pk).update(title="Cũ")
    line = SectionIndicator.objects.filter(section=section).first()
    line.delete()
    assert outlines_load()["sections"] == 2
    section.refresh_from_db()
    assert section.title == "Tổ chức, quân số"
    assert section.lines.count() == 3


def test_every_figure_of_the_monthly_report_is_measured(world):
    regime = Regime.objects.get(code="P-LL-THANG")
    codes = set(
        SectionIndicator.objects.filter(section__outline=regime.outline).values_list(
            "indicator__code", flat=True
        )
    )
    assert codes - {measure.code for measure in measures} == set()


def test_an_outline_that_names_an_unknown_figure_loads_nothing(world, tmp_path):
    for path in FOLDER.glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("[teams_current,", "[no_such_figure,")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    with pytest.raises(ValidationError, match="no_such_figure.*load_catalogue"):
        outlines_load(tmp_path)


def test_periods_are_opened_by_hand_for_any_day(world):
    assert "ghi thêm 3 báo cáo" in said("open_periods", on="2025-07-20")
    assert "ghi thêm 0 báo cáo" in said("open_periods", on="2025-07-20")
    assert ReportDuty.objects.count() == 3
    for wrong in ("2025-02-30", "hôm nay"):
        with pytest.raises(CommandError):
            said("open_periods", on=wrong)


# ── Wording ──────────────────────────────────────────────────────────────────
def stated(value, previous=None, last_year=None) -> Stated:
    numbers = [None if number is None else Decimal(number) for number in (value, previous, last_year)]
    return Stated("teams_current", "Tổ bảo vệ ANTT hiện có", "tổ", *numbers)


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (stated(5, 3, 6), " (tăng 02 so với kỳ trước, giảm 01 so với cùng kỳ năm trước)"),
        (stated(5, 5), " (bằng kỳ trước)"),
        (stated(5, 5, 5), " (bằng kỳ trước và cùng kỳ năm trước)"),
        (stated(0, 0, 0), ""),
        (stated(0, 2), " (giảm 02 so với kỳ trước)"),
        (stated(5), ""),
        (stated(None, 3), ""),
    ],
)
def test_changes_in_words(figure, words):
    assert changes(figure) == words


def test_numbers_as_papers_write_them():
    assert [amount(Decimal(number)) for number in ("0", "2.000", "13", "1234.5")] == [
        "0",
        "02",
        "13",
        "1.234,5",
    ]
    assert amount(None) == "(chưa có số liệu)"


def test_a_section_without_a_sentence_lists_its_figures():
    section = OutlineSection(number="I", title="x", kind="both")
    assert (
        compose(section, by_code([stated(5, 3)]))
        == "Tổ bảo vệ ANTT hiện có: 05 tổ (tăng 02 so với kỳ trước)."
    )
    section.wording = "Có {teams_current} Tổ{teams_current:change}, {unknown} khác{unknown:change}."
    assert compose(section, by_code([stated(5, 5)])) == "Có 05 Tổ (bằng kỳ trước), (chưa có số liệu) khác."
