"""Forms of rosters and patrols."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from pages.fields import HourField
from pages.forms import VietForm, VietModelForm
from readiness.choices import Outcome, ShiftKind, Way
from readiness.models import DutyAssignment, DutyShift, Patrol
from readiness.rotas import Planned
from teams.models import Membership, Team

NO_NAMES = "Không ghi tên người dân; chỉ ghi số lượng và sự việc"
#: What a cell of the grid may hold, and the shifts it stands for.
CELLS: dict[str, tuple[str, ...]] = {
    "": (), "n": (ShiftKind.DAY,), "d": (ShiftKind.NIGHT,), "nd": (ShiftKind.DAY, ShiftKind.NIGHT),
}  # fmt: skip
WORDS = {"": "–", "n": "N", "d": "Đ", "nd": "N+Đ"}


class OpenForm(VietForm):
    """Rosters of a month for the teams that have none yet."""

    teams = forms.ModelMultipleChoiceField(
        label="Tổ chưa có lịch", queryset=Team.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một Tổ."},
    )  # fmt: skip
    way = forms.ChoiceField(
        label="Cách xếp", choices=Way.choices, widget=forms.RadioSelect, initial=Way.ROTATED
    )
    by_night = forms.IntegerField(
        label="Số người mỗi đêm", min_value=0, max_value=10, initial=1, help_text="Dùng khi xếp luân phiên"
    )
    by_day = forms.IntegerField(
        label="Số người mỗi ngày", min_value=0, max_value=10, initial=0, help_text="Dùng khi xếp luân phiên"
    )

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["teams"].queryset = teams


@dataclass(frozen=True)
class Cell:
    """One member on one day: the name of its field and what it holds; `fixed` says what may not be changed here."""

    name: str
    value: str
    fixed: str = ""
    label: str = ""


class GridForm(VietForm):
    """A month's grid: days down, members across. Cells are plain selects, many and light."""

    options = tuple(WORDS.items())

    def __init__(self, *args, members: Iterable[Membership], days: list[date], duties, **kwargs):
        """`duties` are the roster's day and night assignments."""
        super().__init__(*args, **kwargs)
        self.members, self.days = list(members), days
        self.planned: dict[tuple[int, date], set[str]] = {}
        self.recorded: dict[tuple[int, date], set[str]] = {}
        for row in duties:
            place = self.planned if row.outcome == Outcome.PLANNED else self.recorded
            place.setdefault((row.membership_id, row.shift.day), set()).add(row.shift.kind)

    @property
    def rows(self) -> list[tuple[date, list[Cell]]]:
        """The grid: a day and its cells."""
        return [(day, [self._cell(member, day) for member in self.members]) for day in self.days]

    def _cell(self, member: Membership, day: date) -> Cell:
        name = f"c-{member.pk}-{day.day}"
        if not member.is_in_force(day):
            return Cell(name, "", fixed="–")
        if recorded := self.recorded.get((member.pk, day)):
            return Cell(name, "", fixed=f"{WORDS[_code(recorded)]}, đã ghi")
        standing = _code(self.planned.get((member.pk, day), set()))
        return Cell(
            name, self.data.get(name, standing) if self.is_bound else standing, label=str(member.person)
        )

    def clean(self):
        """Every cell holds one of the four values."""
        cleaned = super().clean() or self.cleaned_data
        if any(cell.value not in CELLS for _, cells in self.rows for cell in cells):
            raise ValidationError("Có ô không đọc được. Tải lại trang rồi chọn lại.")
        return cleaned

    def plan(self) -> set[Planned]:
        """What was chosen, with what is recorded already."""
        chosen = {
            Planned(member.pk, day, str(kind))
            for (day, cells) in self.rows
            for member, cell in zip(self.members, cells, strict=True)
            if not cell.fixed
            for kind in CELLS[cell.value]
        }
        kept = {Planned(key, day, kind) for (key, day), kinds in self.recorded.items() for kind in kinds}
        return chosen | kept


def _code(kinds: set[str]) -> str:
    return next(code for code, named in CELLS.items() if set(named) == kinds)


class RecordForm(VietForm):
    """Who was there: one choice for each turn of duty that has come."""

    def __init__(self, *args, duties: Iterable[DutyAssignment], **kwargs):
        """What nobody recorded yet is offered as done."""
        super().__init__(*args, **kwargs)
        self.duties = list(duties)
        for row in self.duties:
            self.fields[f"o-{row.pk}"] = forms.ChoiceField(
                label=f"{row.membership.person}, {row.shift}", choices=Outcome.choices,
                initial=Outcome.DONE if row.outcome == Outcome.PLANNED else row.outcome,
            )  # fmt: skip

    @property
    def rows(self):
        """Turns with their fields."""
        return [(row, self[f"o-{row.pk}"]) for row in self.duties]

    def outcomes(self) -> dict[int, str]:
        """What was chosen, by key."""
        return {row.pk: self.cleaned_data[f"o-{row.pk}"] for row in self.duties}


class ShiftForm(VietModelForm):
    """A shift of hours of its own."""

    starts_at = HourField(label="Từ giờ")
    ends_at = HourField(label="Đến giờ", help_text="Nhỏ hơn giờ bắt đầu là sang hôm sau")
    members = forms.ModelMultipleChoiceField(
        label="Người trực", queryset=Membership.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một người trực ca này."},
    )  # fmt: skip

    field_order = ("day", "starts_at", "ends_at", "members", "is_heavy", "note")

    class Meta(VietModelForm.Meta):
        model = DutyShift
        fields = ["day", "is_heavy", "note"]

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = members


class ShiftNoteForm(VietModelForm):
    """What kind of work a shift was."""

    class Meta(VietModelForm.Meta):
        model = DutyShift
        fields = ["is_heavy", "note"]


class PatrolForm(VietModelForm):
    """A patrol: when, who, where, what was found."""

    starts_at = HourField(label="Từ giờ")
    ends_at = HourField(label="Đến giờ", help_text="Nhỏ hơn giờ bắt đầu là sang hôm sau")
    members = forms.ModelMultipleChoiceField(
        label="Người tuần tra", queryset=Membership.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một người đi tuần tra."},
    )  # fmt: skip

    field_order = ("patrolled_on", "starts_at", "ends_at", "members", "route", "cluster", "shift")

    class Meta(VietModelForm.Meta):
        model = Patrol
        fields = ["patrolled_on", "route", "cluster", "shift", "incidents_found", "people_reminded", "handed_over",
                  "note"]  # fmt: skip
        help_texts = {"patrolled_on": "Ví dụ 05/02/2026", "note": NO_NAMES}

    def __init__(self, *args, members, clusters, shifts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = members
        self.fields["cluster"].queryset = clusters
        self.fields["shift"].queryset = shifts
