"""What officers and the chairman type about submission and decision."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from documents.forms import PaperFields
from pages.fields import VietDateField
from pages.forms import RowsMixin, VietForm
from teams.choices import Position
from teams.models import Membership, Team
from vietnam.dates import format_date

CONFIRM, REFUSE = "confirm", "refuse"


class PositionRows(RowsMixin):
    """As what each whom the council chose is proposed, and who of each team's members as Tổ trưởng, Tổ phó."""

    rows_title = "Chức danh đề nghị (Mẫu 06)"
    #: What is asked of each team, with the label.
    ASKED = ((Position.LEADER, "Tổ trưởng"), (Position.DEPUTY, "Tổ phó"))

    def ask_positions(self, applicants, spells, proposed: Mapping[int, str]) -> None:
        """A row for each applicant, and one for each team with members who could change. `spells` are those who serve,
        `proposed` what was proposed of them before, by the key of the spell."""
        self.applicants, self.teams = list(applicants), _by_team(spells)
        for one in self.applicants:
            self.fields[f"position_{one.pk}"] = forms.ChoiceField(
                label="Đề nghị", choices=Position.choices, initial=one.position, required=False
            )
        for team, serving in self.teams:
            for position, label in self.ASKED:
                others = [spell for spell in serving if spell.position != position]
                choices = [(spell.pk, f"{spell.person} ({spell.get_position_display()})") for spell in others]
                self.fields[f"{position}_{team.pk}"] = forms.TypedChoiceField(
                    label=f"{label} mới", choices=[("", "Không đề nghị"), *choices], required=False, coerce=int,
                    empty_value=None, initial=next((s.pk for s in others if proposed.get(s.pk) == position), None),
                )  # fmt: skip

    def row_names(self):
        rows = [
            (str(one.person), f"vào {one.line.team}, {one.vote.yes} phiếu đồng ý", [f"position_{one.pk}"])
            for one in self.applicants
        ]
        for team, serving in self.teams:
            names = [f"{position}_{team.pk}" for position, _ in self.ASKED]
            rows.append((f"{team}, người đang tham gia", _leads(serving), names))
        return rows

    def clean(self):
        """Nobody is proposed for two positions."""
        cleaned = super().clean() or self.cleaned_data
        for team, _ in self.teams:
            first, second = (cleaned.get(f"{position}_{team.pk}") for position, _ in self.ASKED)
            if first and first == second:
                self.add_error(
                    f"{Position.DEPUTY}_{team.pk}", "Đã chọn người này làm Tổ trưởng. Chọn người khác."
                )
        return cleaned

    def positions(self) -> dict[int, Position]:
        """The proposed positions by the application's key."""
        given = {one.pk: self.cleaned_data[f"position_{one.pk}"] for one in self.applicants}
        return {pk: Position(position) for pk, position in given.items() if position}

    def serving(self) -> dict[int, Position]:
        """The positions proposed for who serves, by the key of the spell."""
        return {
            key: position
            for team, _ in self.teams
            for position, _ in self.ASKED
            if (key := self.cleaned_data[f"{position}_{team.pk}"])
        }


def _by_team(spells: Iterable[Membership]) -> list[tuple[Team, list[Membership]]]:
    found: dict[Team, list[Membership]] = {}
    for spell in spells:
        found.setdefault(spell.team, []).append(spell)
    return list(found.items())


def _leads(serving: Iterable[Membership]) -> str:
    """Who leads the team now."""
    leaders = [str(spell.person) for spell in serving if spell.position == Position.LEADER]
    return f"Tổ trưởng hiện nay: {leaders[0]}" if leaders else "hiện không có Tổ trưởng"


class PositionsForm(PositionRows, VietForm):
    """Positions, proposed before the papers are drawn up."""

    def __init__(self, *args, applicants, spells, proposed, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_positions(applicants, spells, proposed)


class SubmitForm(PositionRows, PaperFields):
    """The day the result was put before the chairman, who is proposed for which position (Mẫu 06), the tờ trình."""

    paper_required = False
    last = (*PaperFields.PAPER, "scan")

    submitted_on = VietDateField(label="Ngày trình", help_text="Ngày Chủ tịch UBND xã nhận hồ sơ trình")

    def __init__(self, *args, applicants, spells, proposed, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_positions(applicants, spells, proposed)
        _ask_submission(self)
        self.fields["symbol"].help_text = "Để trống cả phần tờ trình nếu ghi sau ở trang phiên họp."


class SubmissionForm(PaperFields):
    """The signed tờ trình of a result that was put before the chairman without it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _ask_submission(self)


def _ask_submission(form: PaperFields) -> None:
    form.fields["symbol"].label = "Số, ký hiệu tờ trình"
    form.fields["symbol"].help_text = "Ví dụ: 12/TTr-CAX."
    form.fields["title"].help_text = "Ví dụ: Về việc công nhận thành viên Tổ bảo vệ ANTT."


class VerdictMixin(RowsMixin):
    """What the chairman decided on each applicant, and on each serving member proposed for another position."""

    rows_title = "Từng người đã trình"

    def ask_verdicts(self, applicants, serving) -> None:
        """Position or refusal, with the ground, for everybody submitted; yes or no for members who are to change."""
        self.applicants, self.changes = list(applicants), list(serving)
        choices = [*Position.choices, (REFUSE, "Từ chối công nhận")]
        for one in self.applicants:
            self.fields[f"verdict_{one.pk}"] = forms.ChoiceField(
                label="Công nhận là", choices=choices, initial=one.position
            )
            self.fields[f"ground_{one.pk}"] = forms.CharField(
                label="Lý do từ chối", required=False, max_length=250
            )
        for row in self.changes:
            self.fields[f"change_{row.pk}"] = forms.ChoiceField(
                label="Đề nghị", initial=CONFIRM,
                choices=[(CONFIRM, f"Công nhận là {row.get_position_display()}"), (REFUSE, "Không chấp thuận")],
            )  # fmt: skip
            self.fields[f"change_ground_{row.pk}"] = forms.CharField(
                label="Lý do không chấp thuận", required=False, max_length=250
            )

    def row_names(self):
        rows = [
            (f"{one.person}, {format_date(one.person.birth_date)}", f"vào {one.line.team}, {one.vote.yes} phiếu đồng ý",
             [f"verdict_{one.pk}", f"ground_{one.pk}"])
            for one in self.applicants
        ]  # fmt: skip
        for row in self.changes:
            spell = row.membership
            told = (
                f"đang là {spell.get_position_display()} {spell.team}, đề nghị {row.get_position_display()}"
            )
            heading = f"{spell.person}, {format_date(spell.person.birth_date)}"
            rows.append((heading, told, [f"change_{row.pk}", f"change_ground_{row.pk}"]))
        return rows

    def clean(self):
        """A refusal says why."""
        cleaned = super().clean() or self.cleaned_data
        for one in self.applicants:
            if cleaned.get(f"verdict_{one.pk}") == REFUSE and not cleaned.get(f"ground_{one.pk}"):
                self.add_error(f"ground_{one.pk}", "Ghi lý do từ chối, ví dụ: Tổ đã đủ định mức.")
        for row in self.changes:
            if cleaned.get(f"change_{row.pk}") == REFUSE and not cleaned.get(f"change_ground_{row.pk}"):
                message = "Ghi lý do không chấp thuận, ví dụ: giữ Tổ trưởng hiện nay."
                self.add_error(f"change_ground_{row.pk}", message)
        return cleaned

    def verdicts(self) -> dict[str, Any]:
        """`effective_on`, `positions`, `refused` and `serving_refused` of the service."""
        data = self.cleaned_data
        given = {one.pk: data[f"verdict_{one.pk}"] for one in self.applicants}
        return {
            "effective_on": data["effective_on"],
            "positions": {pk: Position(verdict) for pk, verdict in given.items() if verdict != REFUSE},
            "refused": {pk: data[f"ground_{pk}"] for pk, verdict in given.items() if verdict == REFUSE},
            "serving_refused": {
                row.pk: data[f"change_ground_{row.pk}"]
                for row in self.changes
                if data[f"change_{row.pk}"] == REFUSE
            },
        }


_EFFECTIVE = "Ngày đầu tiên tham gia, từ ngày ký trở đi"


class DecideForm(VerdictMixin, PaperFields):
    """The decision signed on paper."""

    effective_on = VietDateField(label="Tham gia từ ngày", help_text=_EFFECTIVE)

    def __init__(self, *args, applicants, serving, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_verdicts(applicants, serving)
        self.order_fields([*self.PAPER, "scan", "effective_on"])
        self.unfounded = {
            one.line.team_id: one.line.team for one in self.applicants if one.line.team.founding_id is None
        }
        for key, team in self.unfounded.items():
            self.fields[f"founds_{key}"] = forms.BooleanField(
                label=f"Quyết định này cũng thành lập {team}", required=False,
                help_text="Tổ chưa có quyết định thành lập trong sổ.",
            )  # fmt: skip

    @property
    def last(self):
        """Teams to be founded stand after the people."""
        return tuple(f"founds_{key}" for key in self.unfounded)

    def verdicts(self) -> dict[str, Any]:
        """Also which teams are founded."""
        founds = [key for key in self.unfounded if self.cleaned_data[f"founds_{key}"]]
        return super().verdicts() | {"founds": founds}


class SignForm(VerdictMixin, VietForm):
    """The chairman approves in the product."""

    signed_on = VietDateField(label="Ngày ký")
    effective_on = VietDateField(label="Tham gia từ ngày", help_text=_EFFECTIVE)

    def __init__(self, *args, applicants, serving, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_verdicts(applicants, serving)
