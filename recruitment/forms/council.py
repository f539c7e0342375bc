"""What officers type about the council and its session."""

from django import forms

from documents.forms import PaperFields
from pages.fields import VietDateField
from pages.forms import RowsMixin
from recruitment.choices import Capacity, VoteMethod
from recruitment.models import Application

#: Seats a council's form offers: one of each capacity and two more.
SEATS = (*Capacity.values, "", "")


class CouncilForm(RowsMixin, PaperFields):
    """The chairman's decision on the council and who sits in it."""

    rows_title = "Thành viên Hội đồng"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number, capacity in enumerate(SEATS):
            self.fields[f"name_{number}"] = forms.CharField(label="Họ và tên", max_length=100, required=False)
            self.fields[f"capacity_{number}"] = forms.ChoiceField(
                label="Tư cách", choices=[("", "–"), *Capacity.choices], required=False, initial=capacity
            )

    def row_names(self):
        return [
            (f"Thành viên {number + 1}", "", [f"name_{number}", f"capacity_{number}"])
            for number in range(len(SEATS))
        ]

    def clean(self):
        """A name without capacity is no seat."""
        cleaned = super().clean() or self.cleaned_data
        for number in range(len(SEATS)):
            if cleaned.get(f"name_{number}") and not cleaned.get(f"capacity_{number}"):
                self.add_error(f"capacity_{number}", "Chọn tư cách của người này trong Hội đồng.")
        return cleaned

    def members(self) -> list[tuple[str, str]]:
        """(name, capacity) of the rows that were filled."""
        data = self.cleaned_data
        rows = [(data[f"name_{number}"], data[f"capacity_{number}"]) for number in range(len(SEATS))]
        return [(name, capacity) for name, capacity in rows if name]


class SessionForm(RowsMixin, PaperFields):
    """The session: who was there, the ballots on each candidate, the minutes."""

    rows_title = "Kết quả từng người"
    last = ("tie_break",)
    BALLOTS = (
        ("yes", "Đồng ý"),
        ("no", "Không đồng ý"),
        ("blank", "Phiếu trắng"),
        ("invalid", "Không hợp lệ"),
    )

    held_on = VietDateField(label="Ngày họp")
    present = forms.IntegerField(label="Số thành viên dự họp", min_value=1, max_value=99)
    method = forms.ChoiceField(label="Hình thức", choices=VoteMethod.choices, widget=forms.RadioSelect)
    tie_break = forms.CharField(
        label="Cách chọn khi bằng phiếu", max_length=250, required=False,
        help_text="Chỉ khi nhiều người bằng phiếu ở chỗ cuối cùng: ghi cách Hội đồng chọn, đánh dấu người được chọn.",
    )  # fmt: skip

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.candidates = list(candidates)
        for one in self.candidates:
            for name, label in self.BALLOTS:
                self.fields[f"{name}_{one.pk}"] = forms.IntegerField(
                    label=label, min_value=0, max_value=99, required=name == "yes"
                )
            self.fields[f"prefer_{one.pk}"] = forms.BooleanField(
                label="Được chọn khi bằng phiếu", required=False
            )
        self.fields["symbol"].label = "Số, ký hiệu biên bản"
        self.fields["symbol"].help_text = "Ví dụ: 01/BB-HĐXT."
        self.fields["title"].help_text = "Ví dụ: Họp xét tuyển thành viên Tổ bảo vệ ANTT."
        self.order_fields(["held_on", "present", "method"])

    def row_names(self):
        parts = [name for name, _ in self.BALLOTS] + ["prefer"]
        return [
            (str(one.person), f"dự tuyển {one.line}", [f"{part}_{one.pk}" for part in parts])
            for one in self.candidates
        ]

    def votes(self) -> dict[Application, dict[str, int]]:
        """Ballots by candidate."""
        data = self.cleaned_data
        return {
            one: {name: data[f"{name}_{one.pk}"] or 0 for name, _ in self.BALLOTS} for one in self.candidates
        }

    def preferred(self) -> frozenset[int]:
        """Whom the council chose among equals."""
        return frozenset(one.pk for one in self.candidates if self.cleaned_data[f"prefer_{one.pk}"])
