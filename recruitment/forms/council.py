"""What officers type about the council: its seats, their change, the planned session."""

from django import forms

from documents.forms import PaperFields
from pages.fields import VietDateField
from pages.forms import RowsMixin, VietForm
from recruitment.choices import Capacity
from recruitment.models import CouncilMember
from recruitment.services.councils import Seat

#: Seats a council's form offers: one of each capacity and two more.
SEATS = (*Capacity.values, "", "")
_NAMESAKE = "Đã xác minh: chỉ trùng tên với người dự tuyển"


class SeatRows(RowsMixin):
    """Rows of new seats: name, capacity, post, agency."""

    #: Capacities that the rows offer first.
    offered: tuple[str, ...] = SEATS

    def ask_seats(self) -> None:
        """Add the rows' fields."""
        for number, capacity in enumerate(self.offered):
            self.fields[f"name_{number}"] = forms.CharField(label="Họ và tên", max_length=100, required=False)
            self.fields[f"capacity_{number}"] = forms.ChoiceField(
                label="Tư cách", choices=[("", "–"), *Capacity.choices], required=False, initial=capacity
            )
            self.fields[f"post_{number}"] = forms.CharField(label="Chức vụ", max_length=100, required=False)
            self.fields[f"agency_{number}"] = forms.CharField(
                label="Cơ quan, đơn vị", max_length=150, required=False
            )
            self.fields[f"namesake_{number}"] = forms.BooleanField(label=_NAMESAKE, required=False)

    def row_names(self):
        parts = ("name", "capacity", "post", "agency", "namesake")
        return [
            (f"Thành viên {number + 1}", "", [f"{part}_{number}" for part in parts])
            for number in range(len(self.offered))
        ]

    def clean(self):
        """A name without capacity is no seat."""
        cleaned = super().clean() or self.cleaned_data
        for number in range(len(self.offered)):
            if cleaned.get(f"name_{number}") and not cleaned.get(f"capacity_{number}"):
                self.add_error(f"capacity_{number}", "Chọn tư cách của người này trong Hội đồng.")
        return cleaned

    def members(self) -> list[Seat]:
        """The rows that were filled."""
        data = self.cleaned_data
        parts = ("name", "capacity", "post", "agency", "namesake")
        rows = [Seat(*(data[f"{part}_{number}"] for part in parts)) for number in range(len(self.offered))]
        return [row for row in rows if row.full_name]


class CouncilForm(SeatRows, PaperFields):
    """The chairman's decision on the council and who sits in it."""

    rows_title = "Thành viên Hội đồng"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_seats()


class CouncilChangeForm(SeatRows, PaperFields):
    """A further decision: who leaves the council and why, who comes."""

    rows_title = "Người thôi và người vào Hội đồng"
    offered = ("", "", "")

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = list(seats)
        for seat in self.seats:
            self.fields[f"leave_{seat.pk}"] = forms.CharField(
                label="Thôi vì (để trống nếu ở lại)", max_length=200, required=False
            )
        self.ask_seats()

    def row_names(self):
        staying = [(seat.full_name, seat.get_capacity_display(), [f"leave_{seat.pk}"]) for seat in self.seats]
        coming = [
            (f"Người vào {number}", "", names) for number, (_, _, names) in enumerate(super().row_names(), 1)
        ]
        return staying + coming

    def leaving(self) -> dict[CouncilMember, str]:
        """Who leaves and why."""
        given = {seat: self.cleaned_data[f"leave_{seat.pk}"] for seat in self.seats}
        return {seat: reason for seat, reason in given.items() if reason}


class SeatForm(VietForm):
    """A seat's words, and that a name was verified."""

    post = forms.CharField(label="Chức vụ", max_length=100, required=False)
    agency = forms.CharField(label="Cơ quan, đơn vị", max_length=150, required=False)
    is_namesake = forms.BooleanField(label=_NAMESAKE, required=False)


class SessionPlanForm(VietForm):
    """When and where the council is going to meet."""

    held_on = VietDateField(label="Ngày họp")
    starts_at = forms.TimeField(
        label="Giờ họp",
        help_text="Ví dụ: 08:00.",
        input_formats=["%H:%M", "%Hh%M", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "day"}),
    )
    place = forms.CharField(label="Địa điểm", max_length=150)
    agenda = forms.CharField(
        label="Nội dung", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Ghi trong giấy mời: xét tuyển bao nhiêu người, cho Tổ nào.",
    )  # fmt: skip
