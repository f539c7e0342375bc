"""What must hold on every row before the form goes out, what is only to be noted, and whose facts are lacking.

The checks are those of the form (Công văn 435/V05-P3): 4 + 5 = 3, 6 + 7 = 3, 8 + 9 + 10 + 11 = 3, and
3 = 2 + 15 − 16 − 18 when nobody moved between communes. A move between communes, or a merger, is no mistake: it is
noted with its numbers, and the last check then reckons with who came and went.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from communes.models import Commune, SuccessionLine
from contracts.measuring import counted_rows
from contracts.registry import measures
from reporting.bm1.figures import Bm1, Line
from reporting.bm1.form import COLUMNS
from teams.choices import Education, EndKind, StartKind
from teams.models import Membership, TeamPlacement
from vietnam.dates import format_date

_SUMS = (("4 + 5 = 3", (4, 5)), ("6 + 7 = 3", (6, 7)), ("8 + 9 + 10 + 11 = 3", (8, 9, 10, 11)))
_FLOW = "3 = 2 + 15 − 16 − 18"


@dataclass(frozen=True)
class Finding:
    """A check that failed, or a note: of which row ("" = the whole table), which rule, in words."""

    unit: str
    text: str
    rule: str = ""


@dataclass(frozen=True)
class Defect:
    """A member whom the form cannot place, and what is lacking."""

    membership: int
    name: str
    team: str
    commune: str
    lacking: str


@dataclass(frozen=True)
class Judgement:
    """All that is to be said about a table."""

    failures: list[Finding] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether the form can go out."""
        return not (self.failures or self.defects)


@dataclass
class _Moves:
    """Who moved between communes within the period, by row."""

    came: Counter = field(default_factory=Counter)
    went: Counter = field(default_factory=Counter)
    within: Counter = field(default_factory=Counter)


def judge(table: Bm1) -> Judgement:
    """Check every row. At most five queries, whatever the rows."""
    moves = _moves(table)
    failures = [
        Finding("", f"Cột {column.number} ({column.name}): {table.unmeasured[column.code]}", "thiếu số liệu")
        for column in COLUMNS
        if column.code in table.unmeasured
    ]
    gaps = {line.commune.pk: gap for line in table.lines if (gap := _gap(line, moves))}
    entered = _entered(table) if gaps else Counter()
    for line in table.lines:
        failures += _wrong_sums(line)
        if line.commune.pk in gaps:
            failures.append(_wrong_flow(line, moves, gaps[line.commune.pk], entered[line.commune.pk]))
    return Judgement(failures, list(_defects(table)), [*_succession_notes(table), *_move_notes(table, moves)])


# ── Sums and flow ────────────────────────────────────────────────────────────
def _wrong_sums(line: Line) -> Iterable[Finding]:
    whole = line.value(3)
    for rule, parts in _SUMS:
        values = [line.value(number) for number in parts]
        if whole is None or None in values or sum(values) == whole:
            continue
        added = " + ".join(str(value) for value in values)
        yield Finding(
            line.commune.name,
            f"{added} = {sum(values)}, cột 3 là {whole}: còn {whole - sum(values)} người chưa xếp được vào cột nào.",
            rule,
        )


def _gap(line: Line, moves: _Moves) -> int:
    """How many members column 3 has more (or less) than comings and goings explain; 0 where it cannot be said."""
    now, before, new, left, fallen = (line.value(number) for number in (3, 2, 15, 16, 18))
    if None in (now, before, new, left, fallen):
        return 0
    key = line.commune.pk
    return now - (before + new - left - fallen + moves.came[key] - moves.went[key])


def _wrong_flow(line: Line, moves: _Moves, gap: int, entered: int) -> Finding:
    key, now = line.commune.pk, line.value(3)
    text = f"{line.value(2)} + {line.value(15)} − {line.value(16)} − {line.value(18)}"
    if moves.came[key] or moves.went[key]:
        text += f" + {moves.came[key]} chuyển đến − {moves.went[key]} chuyển đi"
    text += f" = {now - gap}, cột 3 là {now}: lệch {abs(gap)} người."
    if entered:
        text += f" Trong kỳ có {entered} người ghi “{StartKind.TAKEN_OVER.label}”; ghi lại ngày hoặc lý do vào Tổ."
    return Finding(line.commune.name, text, _FLOW)


def _entered(table: Bm1) -> Counter:
    """Members entered as already serving whose first day lies within the period: neither before nor recruited."""
    rows = (
        Membership.objects.filter(
            team__commune__in=list(table.row_of), start_kind=StartKind.TAKEN_OVER,
            started_on__range=(table.span.first_day, table.span.last_day),
        )
        .order_by().values_list("team__commune_id").annotate(n=Count("pk"))
    )  # fmt: skip
    found: Counter = Counter()
    for commune, count in rows:
        found[table.row_of[commune]] += count
    return found


# ── Moves between communes ───────────────────────────────────────────────────
def _moves(table: Bm1) -> _Moves:
    """Transfers of the period by today's units: between two units that are one by now, nobody came or went."""
    days = (table.span.first_day, table.span.last_day)
    rows = (
        Membership.objects.filter(team__commune__in=list(table.row_of))
        .filter(
            Q(start_kind=StartKind.TRANSFERRED_IN, started_on__range=days)
            | Q(end_kind=EndKind.TRANSFERRED_OUT, ended_on__range=days)
        )
        .order_by("started_on", "pk")
        .values_list("person_id", "team__commune_id", "start_kind", "started_on", "end_kind", "ended_on")
    )
    left: dict[int, list[tuple[date, str]]] = defaultdict(list)
    arrived: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for person, commune, start_kind, started_on, end_kind, ended_on in rows:
        if start_kind == StartKind.TRANSFERRED_IN and days[0] <= started_on <= days[1]:
            arrived[person].append((started_on, table.row_of[commune]))
        if end_kind == EndKind.TRANSFERRED_OUT and ended_on is not None and days[0] <= ended_on <= days[1]:
            left[person].append((ended_on, table.row_of[commune]))
    moves = _Moves()
    for person in left.keys() | arrived.keys():
        _pair(moves, sorted(left[person]), sorted(arrived[person]))
    return moves


def _pair(moves: _Moves, outs: list[tuple[date, str]], ins: list[tuple[date, str]]) -> None:
    """One person's transfers: each arrival belongs to the last going before it."""
    for day, unit in ins:
        before = [out for out in outs if out[0] <= day]
        if before:
            outs.remove(before[-1])
        if before and before[-1][1] == unit:
            moves.within[unit] += 1
            continue
        moves.came[unit] += 1
        if before:
            moves.went[before[-1][1]] += 1
    for _, unit in outs:
        moves.went[unit] += 1


def _move_notes(table: Bm1, moves: _Moves) -> Iterable[Finding]:
    for line in table.lines:
        key = line.commune.pk
        if moves.came[key] or moves.went[key]:
            yield Finding(
                line.commune.name,
                f"Chuyển giữa các xã trong kỳ: {moves.came[key]} người chuyển đến, {moves.went[key]} người chuyển đi. "
                "Không tính vào cột 15, 16; cột 3 = 2 + 15 − 16 − 18 + chuyển đến − chuyển đi.",
            )
        if moves.within[key]:
            yield Finding(
                line.commune.name,
                f"{moves.within[key]} lượt chuyển giữa các đơn vị cũ nay cùng thuộc {line.commune.name}: không đổi số.",
            )


# ── Changes of units ─────────────────────────────────────────────────────────
def _succession_notes(table: Bm1) -> Iterable[Finding]:
    """Units that changed since the period began: what went over, as it stood at the end of the day before."""
    lines = (
        SuccessionLine.objects.filter(
            Q(old__in=list(table.row_of)) | Q(new__in=list(table.row_of)),
            succession__effective_on__gte=table.span.first_day,
        )
        .exclude(old=F("new"))
        .select_related("succession", "old", "new").order_by("succession__effective_on", "pk")
    )  # fmt: skip
    lines = [line for line in lines if line.new_id in table.row_of]
    carried = _carried(table, {line.old_id for line in lines}) if lines else {}
    for line in lines:
        on, unit = line.succession.effective_on, table.row_of[line.new_id]
        teams, members = carried.get((line.old_id, on, unit), (0, 0))
        yield Finding(
            _name(table, unit),
            f"{line.succession.get_kind_display()} từ ngày {format_date(on)} ({line.succession.legal_basis}): nhận từ "
            f"{line.old.name} {teams} Tổ, {members} thành viên (hết ngày {format_date(on - timedelta(days=1))}). "
            "Các cột tính theo đơn vị hiện nay.",
        )
    for row in table.lines:
        if row.inherited:
            columns = " và ".join(str(int(code[-2:])) for code in row.inherited)
            yield Finding(
                row.commune.name,
                f"Cột {columns} cộng theo quyết định của các đơn vị cũ, vì chưa có định mức riêng vào ngày cuối kỳ.",
            )


def _name(table: Bm1, code: str) -> str:
    return next(line.commune.name for line in table.lines if line.commune.pk == code)


def _carried(table: Bm1, olds: set[str]) -> dict[tuple[str, date, str], tuple[int, int]]:
    """Teams and members that left an old unit on a day, by the unit they are in today."""
    serving = (
        Membership.objects.filter(team=OuterRef("team"), started_on__lt=OuterRef("ended_on"))
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gte=OuterRef("ended_on")))
        .order_by().values("team").annotate(n=Count("pk")).values("n")
    )  # fmt: skip
    rows = (
        TeamPlacement.objects.filter(commune__in=olds, ended_on__gte=table.span.first_day)
        .annotate(members=Coalesce(Subquery(serving, output_field=IntegerField()), 0))
        .values_list("commune_id", "ended_on", "team__commune_id", "members")
    )
    found: dict[tuple[str, date, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for old, ended_on, now, members in rows:
        key = (old, ended_on, table.row_of.get(now, now))
        teams, people = found[key]
        found[key] = (teams + 1, people + members)
    return found


# ── Members that cannot be placed ────────────────────────────────────────────
def _defects(table: Bm1) -> Iterable[Defect]:
    """Members in service on the last day whose sex, birth date or education is not there, row by row."""
    code = "team_members_incomplete"
    if code not in measures:
        return
    names = {line.commune.pk: line.commune for line in table.lines}
    rows = counted_rows(Membership.objects.filter(team__commune__in=list(table.row_of)), code, table.span)
    found = rows.order_by("team__sort_key", "person__sort_key", "pk").values_list(
        "pk", "person__full_name", "team__name", "team__commune_id",
        "person__sex", "person__birth_date", "person__education",
    )  # fmt: skip
    ordered: dict[str, list[Defect]] = defaultdict(list)
    for pk, name, team, commune, sex, birth, education in found:
        unit: Commune = names[table.row_of[commune]]
        ordered[unit.pk].append(Defect(pk, name, f"Tổ {team}", unit.name, _lacking(sex, birth, education)))
    for line in table.lines:
        yield from ordered[line.commune.pk]


def _lacking(sex: str, birth: date | None, education: str) -> str:
    parts = [] if sex else ["thiếu giới tính"]
    parts += [] if birth else ["thiếu ngày sinh"]
    if education == Education.NONE:
        parts.append("trình độ “Chưa xong tiểu học” không có cột trong biểu mẫu")
    elif not education:
        parts.append("thiếu trình độ")
    return "; ".join(parts)
