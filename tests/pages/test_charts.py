"""Charts: what is computed for the drawing, and what is told to who cannot see it."""

import pytest
from django.template.loader import render_to_string

from pages.charts import Bars, LegendStep, Part, Parts, Sparkline, Tile, TileMap, tile_name


def test_the_axis_ends_at_a_round_number_above_the_highest_value():
    tops = {highest: Bars("", "", ["a"], [highest]).top for highest in (0, 3, 4, 9, 37, 184, 1131)}
    assert tops == {0: 4, 3: 4, 4: 4, 9: 12, 37: 40, 184: 200, 1131: 1200}


def test_columns_start_at_zero_and_missing_values_leave_a_gap():
    chart = Bars("Quân số", "năm nay", ["T10", "T11", "T12"], [10, None, 40])
    assert [(bar.x, bar.y, bar.height, bar.is_now) for bar in chart.drawn] == [
        ("1.8", "75", "25", False), ("21.8", "0", "100", True),
    ]  # fmt: skip


def test_a_chart_says_its_highest_lowest_and_last_value_and_shows_its_numbers():
    chart = Bars(
        "Vụ việc giảm",
        "năm nay",
        ["T1", "T2", "T3"],
        [1240, 900, 1100],
        line=[1, 2, 3],
        line_label="năm trước",
    )
    page = render_to_string("components/charts/bars.html", {"chart": chart})
    assert 'aria-label="Vụ việc giảm. Cao nhất 1.240 (T1), thấp nhất 900 (T2), gần nhất 1.100 (T3)."' in page
    assert '<td class="num">1.240</td>' in page
    assert "style=" not in page


def test_a_chart_without_numbers_says_so():
    assert Bars("Quân số", "", ["T1"], [None]).summary == "Quân số. Chưa có số liệu."


def test_a_line_passes_over_missing_points_and_ends_with_a_dot():
    spark = Sparkline([1, None, 3])
    assert spark.path == "0,28 20,2"
    assert spark.end == "20 2"


def test_parts_fill_the_bar_and_empty_ones_are_not_drawn():
    parts = Parts([Part("ok", "Đã duyệt", 3), Part("bad", "Bị trả lại", 0), Part("idle", "Chưa mở", 1)])
    assert [(part.tone, part.x) for part in parts.drawn] == [("ok", "0"), ("idle", "750")]
    assert parts.summary == "Đã duyệt 3, Bị trả lại 0, Chưa mở 1"


@pytest.mark.parametrize(
    ("name", "short"), [("Lìa", "Lìa"), ("Quảng Trạch", "Q. Trạch"), ("Nam Hải Lăng", "N. H. Lăng")]
)
def test_long_names_are_shortened_for_a_tile(name, short):
    assert tile_name(name) == short


def test_every_tile_is_a_link_with_its_full_name():
    tile = Tile(2, 1, "Q. Trạch", "Xã Quảng Trạch", "97", "97 % định mức", 1, "/don-vi/19057/")
    page = render_to_string(
        "components/charts/tilemap.html", {"tiles": TileMap("Quân số", [tile], [LegendStep(1, "95 – 99")])}
    )
    assert "<title>Xã Quảng Trạch: 97 % định mức</title>" in page
    assert 'href="/don-vi/19057/"' in page and 'x="113"' in page
