"""Plain data for the charts in templates/components/charts: the template only places what is computed here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from vietnam.numbers import format_number

Number = int | float | Decimal
STEP = 10  # units of the drawing's width for one column
TILE_WIDTH, TILE_HEIGHT = 56, 42


def _at(value: float) -> str:
    """A coordinate, with a point whatever the language."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Sparkline:
    """A line without axes; missing values are passed over."""

    points: Sequence[Number | None]
    height: int = 30

    @property
    def width(self) -> int:
        """Width of the drawing."""
        return STEP * max(len(self.points) - 1, 1)

    @property
    def _placed(self) -> list[tuple[float, float]]:
        known = [float(point) for point in self.points if point is not None]
        low, high = min(known, default=0), max(known, default=0)
        span = (high - low) or 1
        return [
            (STEP * place, (self.height - 4) * (1 - (float(point) - low) / span) + 2)
            for place, point in enumerate(self.points)
            if point is not None
        ]

    @property
    def path(self) -> str:
        """Points of the polyline."""
        return " ".join(f"{_at(x)},{_at(y)}" for x, y in self._placed)

    @property
    def end(self) -> str:
        """Where the last dot stands."""
        placed = self._placed or [(0, 0)]
        return f"{_at(placed[-1][0])} {_at(placed[-1][1])}"


@dataclass(frozen=True)
class Kpi:
    """A key figure: label, value that opens, what it is measured against, the change in words."""

    label: str
    value: Number | str | None
    url: str = ""
    of: str = ""
    note: str = ""
    points: Sequence[Number | None] = ()

    @property
    def spark(self) -> Sparkline:
        """Its line."""
        return Sparkline(self.points)


@dataclass(frozen=True)
class Bar:
    """A column as drawn."""

    x: str
    y: str
    height: str
    is_now: bool


@dataclass(frozen=True)
class Bars:
    """Columns over periods, with another series as a line and a goal; the title is the finding in words."""

    title: str
    label: str
    labels: Sequence[str]
    values: Sequence[Number | None]
    line: Sequence[Number | None] = ()
    line_label: str = ""
    goal: Number | None = None
    goal_label: str = "mục tiêu"

    @property
    def width(self) -> int:
        """Width of the drawing."""
        return STEP * max(len(self.values), 1)

    @property
    def top(self) -> int:
        """The highest tick: a round number, four steps from zero."""
        known = [float(v) for v in (*self.values, *self.line, self.goal) if v is not None]
        highest = max(known, default=0) or 1
        size = 1
        while size * 40 < highest:
            size *= 10
        step = next(step for step in (size, 2 * size, 3 * size, 5 * size, 10 * size) if step * 4 >= highest)
        return step * 4

    @property
    def ticks(self) -> list[int]:
        """Numbers of the axis from the top down."""
        return [self.top * quarter // 4 for quarter in (4, 3, 2, 1, 0)]

    @property
    def grid(self) -> list[str]:
        """Heights of the hairlines."""
        return [_at(25 * quarter) for quarter in range(5)]

    def _y(self, value: Number) -> float:
        return 100 - 100 * float(value) / self.top

    @property
    def drawn(self) -> list[Bar]:
        """The columns; the last one is the present period."""
        last = len(self.values) - 1
        return [
            Bar(_at(STEP * place + 1.8), _at(self._y(value)), _at(100 - self._y(value)), place == last)
            for place, value in enumerate(self.values)
            if value is not None
        ]

    @property
    def line_path(self) -> str:
        """Points of the other series."""
        return " ".join(
            f"{_at(STEP * place + STEP / 2)},{_at(self._y(value))}"
            for place, value in enumerate(self.line)
            if value is not None
        )

    @property
    def goal_y(self) -> str:
        """Height of the goal's line."""
        return _at(self._y(self.goal)) if self.goal is not None else ""

    @property
    def rows(self) -> list[tuple]:
        """The numbers for the table under the chart."""
        line = list(self.line) or [None] * len(self.values)
        return list(zip(self.labels, self.values, line, strict=True))

    @property
    def summary(self) -> str:
        """For readers: highest, lowest and last."""
        known = [
            (value, label) for label, value in zip(self.labels, self.values, strict=True) if value is not None
        ]
        if not known:
            return f"{self.title}. Chưa có số liệu."
        (high, when_high), (low, when_low), (last, when_last) = max(known), min(known), known[-1]
        return (
            f"{self.title}. Cao nhất {format_number(high)} ({when_high}), thấp nhất {format_number(low)} "
            f"({when_low}), gần nhất {format_number(last)} ({when_last})."
        )


@dataclass(frozen=True)
class Part:
    """One part of a whole: tone of its state, word, count, where it opens."""

    tone: str
    label: str
    count: int
    url: str = ""


@dataclass(frozen=True)
class DrawnPart:
    """A part as drawn, in thousandths of the bar."""

    tone: str
    x: str
    width: str


@dataclass(frozen=True)
class Parts:
    """A whole in its parts."""

    parts: Sequence[Part]

    @property
    def drawn(self) -> list[DrawnPart]:
        """The rectangles; empty parts are left out."""
        total = sum(part.count for part in self.parts) or 1
        found, x = [], 0.0
        for part in self.parts:
            width = 1000 * part.count / total
            if part.count:
                found.append(DrawnPart(part.tone, _at(x), _at(max(width - 3, 1))))
            x += width
        return found

    @property
    def summary(self) -> str:
        """For readers."""
        return ", ".join(f"{part.label} {part.count}" for part in self.parts)


@dataclass(frozen=True)
class Tile:
    """One commune on the map: level 0 (fine) to 4 (needs attention most)."""

    column: int
    row: int
    short: str
    full_name: str
    value: str
    words: str
    level: int
    url: str

    @property
    def x(self) -> int:
        """Left edge."""
        return self.column * TILE_WIDTH + 1

    @property
    def y(self) -> int:
        """Upper edge."""
        return self.row * TILE_HEIGHT + 1

    @property
    def middle(self) -> int:
        """Where its texts are centred."""
        return self.x + 27

    @property
    def name_y(self) -> int:
        """Base line of the name."""
        return self.y + 17

    @property
    def value_y(self) -> int:
        """Base line of the value."""
        return self.y + 33


@dataclass(frozen=True)
class LegendStep:
    """A shade and what it means."""

    level: int
    label: str


@dataclass(frozen=True)
class TileMap:
    """A province as tiles; communes without a place on the grid are in the table beside it."""

    title: str
    tiles: Sequence[Tile]
    legend: Sequence[LegendStep] = field(default_factory=tuple)

    @property
    def width(self) -> int:
        """Width of the drawing."""
        return (max((tile.column for tile in self.tiles), default=0) + 1) * TILE_WIDTH

    @property
    def height(self) -> int:
        """Height of the drawing."""
        return (max((tile.row for tile in self.tiles), default=0) + 1) * TILE_HEIGHT


def tile_name(name: str, longest: int = 8) -> str:
    """A commune's name that fits a tile: leading words as initials."""
    words = name.split()
    while len(" ".join(words)) > longest and (
        long := [n for n, w in enumerate(words[:-1]) if not w.endswith(".")]
    ):
        words[long[0]] = f"{words[long[0]][0]}."
    return " ".join(words)
