"""How the targets stand: the scorecard of a unit, and one target opened."""

from dataclasses import dataclass
from itertools import groupby

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from communes.models import Commune
from pages.charts import Bars, Parts
from pages.charts import Part as Slice
from pages.lists import Tab
from pages.views import Action, Crumb
from targets import policies
from targets.adopted import Asked
from targets.choices import VERDICT_TONES, Verdict
from targets.judging import Judgement
from targets.lacking import lacking_rows
from targets.models import Directive, Figure, Period, Target
from targets.scoreboard import WORST_FIRST, Scoreboard, counted
from targets.shipped import paragraphs
from targets.views.place import COMMUNE, Place, board_of, place_of, readers_only
from targets.wording import goal_label

#: The heat table is read at one glance: no more columns than that.
MOST_COLUMNS = 10
MONTHS = 12
#: Where a part of the bar is coloured otherwise than its label: what is not judged is grey.
PART_TONES = {Verdict.UNKNOWN: "idle", Verdict.REPORTED: "info"}
HEAT = {
    Verdict.MET: "h-ok", Verdict.AT_RISK: "h-warn", Verdict.MISSED: "h-bad", Verdict.NOT_DUE: "h-warn",
    Verdict.UNKNOWN: "h-na", Verdict.REPORTED: "h-na",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A target with how it stands and where it opens."""

    asked: Asked
    judgement: Judgement
    url: str

    @property
    def tone(self) -> str:
        """Of the state label."""
        return VERDICT_TONES[self.judgement.verdict]

    @property
    def heat(self) -> str:
        """Class of the cell in the heat table."""
        return HEAT[self.judgement.verdict]

    @property
    def goal(self) -> str:
        """What is asked, in a few words."""
        return goal_label(self.asked.target)


@readers_only
@require_GET
def scorecard(request):
    """All targets of the unit, worst first within each directive; for a province the communes beside them."""
    place = place_of(request)
    board = board_of(request, place)
    lines = [_line(board, asked, place, request) for asked in board.asked]
    counts = counted(line.judgement for line in lines)
    wanted = request.GET.get("ket_qua", "")
    shown = [line for line in lines if not wanted or line.judgement.verdict == wanted]
    context = {
        "title": _title(place, counts), "place": place, "board": board, "groups": _groups(shown),
        "subtitle": _subtitle(board, place), "tabs": _tabs(request, counts, len(lines), wanted),
        "parts": Parts([Slice(PART_TONES.get(v, VERDICT_TONES[v]), v.label, n) for v, n in counts.items() if n]),
        "heat": None if place.commune else _heat(board, request),
        "actions": [Action("Văn bản chỉ đạo", reverse("targets:directive_list"))],
    }  # fmt: skip
    return render(request, "targets/scorecard.html", context)


def _line(board: Scoreboard, asked: Asked, place: Place, request, commune: Commune | None = None) -> Line:
    unit = commune or place.commune
    judgement = board.for_commune(asked, unit) if unit else board.for_province(asked)
    assert judgement is not None
    return Line(asked, judgement, _address(asked, request, unit))


def _address(asked: Asked, request, commune: Commune | None) -> str:
    query = request.GET.copy()
    query.pop("ket_qua", None)
    query.pop(COMMUNE, None)
    if commune and request.user.commune_id != commune.code:
        query[COMMUNE] = commune.code
    address = asked.target.get_absolute_url()
    return f"{address}?{query.urlencode()}" if query else address


def _groups(lines: list[Line]) -> list[tuple[Directive, list[Line]]]:
    """By directive, those that can be judged most first; within each what needs attention first."""
    order = {verdict: place for place, verdict in enumerate(WORST_FIRST)}
    lines = sorted(lines, key=lambda line: (line.asked.target.directive.code, order[line.judgement.verdict]))
    found = [
        (key, list(group)) for key, group in groupby(lines, key=lambda line: line.asked.target.directive)
    ]
    return sorted(found, key=lambda pair: -sum(line.judgement.verdict != Verdict.UNKNOWN for line in pair[1]))


def _title(place: Place, counts: dict[Verdict, int]) -> str:
    said = [
        f"{counts[v]} {v.label.lower()}" for v in (Verdict.MET, Verdict.MISSED, Verdict.AT_RISK) if counts[v]
    ]
    return f"Chỉ tiêu: {', '.join(said)}" if said else "Chỉ tiêu"


def _subtitle(board: Scoreboard, place: Place) -> str:
    count = len(board.adoptions)
    return f"{place.name}, {len(board.asked)} chỉ tiêu của {count} văn bản chỉ đạo đang áp dụng."


def _tabs(request, counts: dict[Verdict, int], total: int, wanted: str) -> list[Tab]:
    def query(verdict: str) -> str:
        rest = request.GET.copy()
        rest.pop("ket_qua", None)
        if verdict:
            rest["ket_qua"] = verdict
        return f"?{rest.urlencode()}"

    some = [Tab(v.label, query(v), n, wanted == v) for v, n in counts.items() if n]
    return [Tab("Tất cả", query(""), total, not wanted), *some]


def _heat(board: Scoreboard, request) -> dict:
    """Communes × targets that registers judge: worst communes first, then by name."""
    columns = board.measured_asked[:MOST_COLUMNS]
    rows = []
    for commune in board.communes:
        cells = [_cell(board, asked, commune, request) for asked in columns]
        verdicts = [cell.judgement.verdict for cell in cells if cell]
        if verdicts:
            weight = (-verdicts.count(Verdict.MISSED), -verdicts.count(Verdict.AT_RISK), commune.sort_key)
            rows.append((weight, commune, _address_of_unit(request, commune), cells))
    rows.sort(key=lambda row: row[0])
    heads = [{"target": asked.target, "goal": goal_label(asked.target)} for asked in columns]
    return {
        "heads": heads,
        "rows": [row[1:] for row in rows],
        "left_out": len(board.asked) - len(columns),
    }


def _address_of_unit(request, commune: Commune) -> str:
    query = request.GET.copy()
    query[COMMUNE] = commune.code
    return f"?{query.urlencode()}"


def _cell(board: Scoreboard, asked: Asked, commune: Commune, request) -> Line | None:
    judgement = board.for_commune(asked, commune)
    return Line(asked, judgement, _address(asked, request, commune)) if judgement else None


@readers_only
@require_GET
def target(request, code: str):
    """One target: how it stands and why, the figures that open, each commune, the directive's own words."""
    rows = Target.objects.visible_to(request.user).filter(code=code)
    row = get_object_or_404(rows.select_related("directive"))
    place = place_of(request)
    board = board_of(request, place, rows)
    crumbs = [
        Crumb("Chỉ tiêu", reverse("targets:scorecard")),
        Crumb(row.directive.title, row.directive.get_absolute_url()),
    ]
    context = {
        "title": row.statement, "target": row, "place": place, "crumbs": crumbs, "goal": goal_label(row),
        "words": [(ref, paragraphs().get(ref, "")) for ref in row.seed_ref],
        "facts": [("Cách tính", row.get_kind_display()), ("Phạm vi", row.get_scope_display()),
                  ("Ngưỡng", goal_label(row)), ("Nguồn của ngưỡng", row.get_threshold_source_display()),
                  ("Căn cứ", row.get_basis_display()), ("Ghi chú", row.notes)],
    }  # fmt: skip
    if board.asked:
        context |= _standing(board, board.asked[0], place, request)
    return render(request, "targets/target.html", context)


def _standing(board: Scoreboard, asked: Asked, place: Place, request) -> dict:
    line = _line(board, asked, place, request)
    if place.commune is None:
        order = {verdict: rank for rank, verdict in enumerate(WORST_FIRST)}
        cells = [(c, _cell(board, asked, c, request)) for c in board.communes if board.reaches(asked, c.code)]
        communes = sorted(
            cells, key=lambda pair: (order[pair[1].judgement.verdict], -pair[1].judgement.lacking)
        )
        names = []
    else:
        communes, names = [], lacking_rows(asked, place.commune, request.user, place.today)
    answer = policies.can_end_adoption(request.user, asked.adoption)
    can_move = answer and asked.target.period["type"] in ("by_date", "phase")
    move = reverse("targets:due_date", args=[asked.adoption.pk, asked.target.code])
    return {
        "line": line, "asked": asked, "figures": board.parts(asked, place.unit, user=request.user),
        "communes": communes,
        "lacking": names, "chart": _months(request.user, asked, place),
        "actions": [Action("Dời hạn", move, answer)] if can_move else [],
    }  # fmt: skip


def _months(user, asked: Asked, place: Place) -> Bars | None:
    """The numerator over the last twelve months that have figures; None with fewer than two."""
    periods = list(
        Period.objects.visible_to(user)
        .filter(kind="month", first_day__lte=place.on)
        .order_by("-last_day")[:MONTHS]
    )
    if not periods or asked.target.filter:
        return None
    rows = Figure.objects.visible_to(user).filter(
        unit=place.unit, indicator__code=asked.target.numerator, first_day__in=[p.first_day for p in periods],
        value__isnull=False,
    ).select_related("indicator")  # fmt: skip
    known = {(row.first_day, row.last_day): row for row in rows}
    drawn = [(p, known.get((p.first_day, p.last_day))) for p in reversed(periods)]
    found = [row for _, row in drawn if row]
    if len(found) < 2:
        return None
    name = found[0].indicator.name
    return Bars(
        title=f"{name} theo tháng", label=name, labels=[f"T{p.last_day.month}" for p, _ in drawn],
        values=[row.value if row else None for _, row in drawn],
    )  # fmt: skip
