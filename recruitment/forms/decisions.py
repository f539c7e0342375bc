"""What officers and the chairman type about submission and decision."""

from typing import Any

from django import forms

from documents.forms import PaperFields
from pages.fields import VietDateField
from pages.forms import RowsMixin, VietForm
from teams.choices import Position
from vietnam.dates import format_date

REFUSE = "refuse"


class SubmitForm(RowsMixin, PaperFields):
    """The day the result was put before the chairman, in which position each is proposed (Mẫu 06), the tờ trình."""

    paper_required = False
    rows_title = "Chức danh đề nghị (Mẫu 06)"
    last = (*PaperFields.PAPER, "scan")

    submitted_on = VietDateField(label="Ngày trình", help_text="Ngày Chủ tịch UBND xã nhận hồ sơ trình")

    def __init__(self, *args, applicants, **kwargs):
        super().__init__(*args, **kwargs)
        self.applicants = list(applicants)
        for one in self.applicants:
            self.fields[f"position_{one.pk}"] = forms.ChoiceField(
                label="Đề nghị", choices=Position.choices, initial=one.position, required=False
            )
        self.fields["symbol"].label = "Số, ký hiệu tờ trình"
        self.fields["symbol"].help_text = "Để trống cả phần tờ trình nếu ghi sau."
        self.fields["title"].help_text = "Ví dụ: Về việc công nhận thành viên Tổ bảo vệ ANTT."

    def row_names(self):
        return [
            (str(one.person), f"vào {one.line.team}, {one.vote.yes} phiếu đồng ý", [f"position_{one.pk}"])
            for one in self.applicants
        ]

    def positions(self) -> dict[int, Position]:
        """The proposed positions by the application's key."""
        given = {one.pk: self.cleaned_data[f"position_{one.pk}"] for one in self.applicants}
        return {pk: Position(position) for pk, position in given.items() if position}


class VerdictMixin(RowsMixin):
    """What the chairman decided on each applicant."""

    rows_title = "Từng người trúng tuyển"

    def ask_verdicts(self, applicants) -> None:
        """Position or refusal, with the ground, for everybody submitted."""
        self.applicants = list(applicants)
        choices = [*Position.choices, (REFUSE, "Từ chối công nhận")]
        for one in self.applicants:
            self.fields[f"verdict_{one.pk}"] = forms.ChoiceField(
                label="Công nhận là", choices=choices, initial=one.position
            )
            self.fields[f"ground_{one.pk}"] = forms.CharField(
                label="Lý do từ chối", required=False, max_length=250
            )

    def row_names(self):
        return [
            (f"{one.person}, {format_date(one.person.birth_date)}", f"vào {one.line.team}, {one.vote.yes} phiếu đồng ý",
             [f"verdict_{one.pk}", f"ground_{one.pk}"])
            for one in self.applicants
        ]  # fmt: skip

    def clean(self):
        """A refusal says why."""
        cleaned = super().clean() or self.cleaned_data
        for one in self.applicants:
            if cleaned.get(f"verdict_{one.pk}") == REFUSE and not cleaned.get(f"ground_{one.pk}"):
                self.add_error(f"ground_{one.pk}", "Ghi lý do từ chối, ví dụ: Tổ đã đủ định mức.")
        return cleaned

    def verdicts(self) -> dict[str, Any]:
        """`effective_on`, `positions` and `refused` of the service."""
        data = self.cleaned_data
        given = {one.pk: data[f"verdict_{one.pk}"] for one in self.applicants}
        return {
            "effective_on": data["effective_on"],
            "positions": {pk: Position(verdict) for pk, verdict in given.items() if verdict != REFUSE},
            "refused": {pk: data[f"ground_{pk}"] for pk, verdict in given.items() if verdict == REFUSE},
        }


_EFFECTIVE = "Ngày đầu tiên tham gia, từ ngày ký trở đi"


class DecideForm(VerdictMixin, PaperFields):
    """The decision signed on paper."""

    effective_on = VietDateField(label="Tham gia từ ngày", help_text=_EFFECTIVE)

    def __init__(self, *args, applicants, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_verdicts(applicants)
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

    def __init__(self, *args, applicants, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_verdicts(applicants)
