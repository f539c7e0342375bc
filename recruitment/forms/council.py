"""What officers type about the council: its seats, their change, the planned session."""

from collections.abc import Mapping

from django import forms
from django.utils.functional import cached_property

from communes.choices import AgencyKind
from documents.forms import PaperFields
from pages.fields import HourField, VietDateField
from pages.forms import Part, Row, RowsMixin, VietForm
from recruitment.choices import Capacity
from recruitment.models import Campaign, CouncilMember
from recruitment.namesakes import Namesake, namesakes
from recruitment.services.councils import Seat, refused_at
from vietnam.names import clean_name

#: Seats a council's form offers: one of each capacity and two more.
SEATS = (*Capacity.values, "", "")
#: Whose office somebody of that capacity holds, where the commune's agencies say it.
AGENCIES = {
    Capacity.CHAIR: AgencyKind.PEOPLES_COMMITTEE, Capacity.VICE: AgencyKind.COMMUNE_POLICE,
    Capacity.OFFICIAL: AgencyKind.PEOPLES_COMMITTEE,
}  # fmt: skip
_PARTS = ("name", "capacity", "post", "agency", "namesake")


def verified(found: Namesake | None) -> str:
    """The words to tick where a seat bears a candidate's name."""
    if found is None:
        return "Đã xác minh: chỉ trùng tên với người dự tuyển"
    how = "trùng tên" if found.is_same else "gần trùng tên"
    return f"Đã xác minh: là người khác, chỉ {how} với người dự tuyển {found.candidate}"


class SeatRows(RowsMixin):
    """Rows of new seats: name, capacity, post, agency; that a name was verified, where it is a candidate's."""

    #: Capacities that the rows offer first.
    offered: tuple[str, ...] = SEATS
    columns = ("Họ và tên", "Tư cách", "Chức vụ", "Cơ quan, đơn vị")
    seat_heading = "Thành viên"

    def ask_seats(self, campaign: Campaign, agencies: Mapping[str, str]) -> None:
        """Add the rows' fields; `agencies` are the names of the commune's agencies by kind."""
        self.campaign, self.agencies = campaign, agencies
        capacities = [("", "–"), *((one.value, one.short) for one in Capacity)]
        for number, capacity in enumerate(self.offered):
            self.fields[f"name_{number}"] = forms.CharField(label="Họ và tên", max_length=100, required=False)
            self.fields[f"capacity_{number}"] = forms.ChoiceField(
                label="Tư cách", choices=capacities, required=False, initial=capacity
            )
            self.fields[f"post_{number}"] = forms.CharField(label="Chức vụ", max_length=100, required=False)
            self.fields[f"agency_{number}"] = forms.CharField(
                label="Cơ quan, đơn vị", max_length=150, required=False,
                widget=forms.TextInput(attrs={"list": "offered-agencies"}),
            )  # fmt: skip
            self.fields[f"namesake_{number}"] = forms.BooleanField(label=verified(None), required=False)
            self._know_agency(number)
        for number, one in self.found.items():
            self.fields[f"namesake_{number}"].label = verified(one)

    def _know_agency(self, number: int) -> None:
        """Fill in the agency that goes with the row's capacity, where nobody wrote another."""
        name = f"agency_{number}"
        kind = AGENCIES.get(
            self.get_initial_for_field(self.fields[f"capacity_{number}"], f"capacity_{number}")
        )
        if kind and not self.initial.get(name):
            self.initial[name] = self.agencies.get(kind, "")

    @property
    def offers(self) -> dict[str, list[str]]:
        """What is offered while typing, by the list's name."""
        return {"offered-agencies": list(self.agencies.values())}

    @property
    def numbers(self) -> range:
        """The rows' numbers."""
        return range(len(self.offered))

    def _typed(self, number: int) -> str:
        return clean_name(str(self[f"name_{number}"].value() or ""))

    @cached_property
    def found(self) -> dict[int, Namesake]:
        """Rows whose name is a candidate's, or nearly."""
        typed = {Seat(name, ""): number for number in self.numbers if (name := self._typed(number))}
        return {typed[one.seat]: one for one in namesakes(self.campaign, typed)}

    def seats_part(self) -> Part:
        """The rows; what asks whether a name was verified stands only where it is a candidate's."""
        rows = []
        for number in self.numbers:
            more = self.bound([f"namesake_{number}"] if number in self.found else [])
            fields = self.bound(f"{part}_{number}" for part in _PARTS[:-1])
            rows.append(Row(f"{self.seat_heading} {number + 1}", "", fields, more))
        return Part(self.rows_title, rows=rows, columns=self.columns, of_whom=self.seat_heading)

    @property
    def parts(self) -> list[Part]:
        """What else is asked, then the seats."""
        taken = {f"{part}_{number}" for part in _PARTS for number in self.numbers}
        first = [field for field in self.visible_fields() if field.name not in taken]
        return [Part(fields=first, beside=True), self.seats_part()]

    def clean(self):
        """A seat has a name and a capacity."""
        cleaned = super().clean() or self.cleaned_data
        for number in self.numbers:
            name = cleaned.get(f"name_{number}")
            if name and not cleaned.get(f"capacity_{number}"):
                self.add_error(f"capacity_{number}", "Chọn tư cách của người này trong Hội đồng.")
            if cleaned.get(f"post_{number}") and not name:
                self.add_error(f"name_{number}", "Đã ghi chức vụ: ghi họ tên, hoặc xóa trống dòng.")
        return cleaned

    def add_refusal(self, error) -> None:
        """What the service says of one seat stands in its row."""
        if hasattr(error, "error_dict"):
            rows = {refused_at(self._typed(number)): f"name_{number}" for number in self.numbers}
            error.error_dict = {rows.get(name, name): found for name, found in error.error_dict.items()}
        super().add_refusal(error)

    def members(self) -> list[Seat]:
        """The rows that were filled."""
        data = self.cleaned_data
        rows = [Seat(*(data[f"{part}_{number}"] for part in _PARTS)) for number in self.numbers]
        return [row for row in rows if row.full_name]


class CouncilForm(SeatRows, PaperFields):
    """The chairman's decision on the council and who sits in it."""

    rows_title = "Thành viên Hội đồng"

    def __init__(self, *args, campaign, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_seats(campaign, agencies)


class CouncilChangeForm(SeatRows, PaperFields):
    """A further decision: who leaves the council and why, who comes."""

    rows_title = "Người vào Hội đồng"
    offered = ("", "", "")
    seat_heading = "Người vào"

    def __init__(self, *args, campaign, agencies, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = list(seats)
        for seat in self.seats:
            self.fields[f"leave_{seat.pk}"] = forms.CharField(label="Thôi vì", max_length=200, required=False)
        self.ask_seats(campaign, agencies)

    @property
    def parts(self) -> list[Part]:
        """The paper, who leaves, who comes."""
        rows = [(seat.full_name, Capacity(seat.capacity).short, [f"leave_{seat.pk}"]) for seat in self.seats]
        leaving = Part(
            "Người thôi", "Ghi lý do ở người thôi; người ở lại để trống.", rows=self.rows_of(rows),
            columns=("Thôi vì",),
        )  # fmt: skip
        paper = Part(fields=self.bound([*self.PAPER, "scan"]), beside=True)
        return [paper, leaving, self.seats_part()]

    def leaving(self) -> dict[CouncilMember, str]:
        """Who leaves and why."""
        given = {seat: self.cleaned_data[f"leave_{seat.pk}"] for seat in self.seats}
        return {seat: reason for seat, reason in given.items() if reason}


class SeatForm(VietForm):
    """A seat's words, and that a name was verified, where it is a candidate's."""

    post = forms.CharField(label="Chức vụ", max_length=100, required=False)
    agency = forms.CharField(label="Cơ quan, đơn vị", max_length=150, required=False)
    is_namesake = forms.BooleanField(required=False)

    def __init__(self, *args, found: Namesake | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["is_namesake"].label = verified(found)
        if found is None:
            del self.fields["is_namesake"]


class SessionPlanForm(VietForm):
    """When and where the council is going to meet."""

    held_on = VietDateField(label="Ngày họp")
    starts_at = HourField(label="Giờ họp", help_text="Ví dụ: 08:00.")
    place = forms.CharField(label="Địa điểm", max_length=150)
    agenda = forms.CharField(
        label="Nội dung", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Ghi trong giấy mời: xét tuyển bao nhiêu người, cho Tổ nào.",
    )  # fmt: skip
