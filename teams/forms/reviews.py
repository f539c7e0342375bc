"""Forms of the review of teams."""

from datetime import date

from django import forms

from accounts.models import User
from pages.fields import VietDateField
from pages.forms import RowsMixin, VietForm
from teams.choices import Gap, Outcome, Rating, Standard
from teams.forms.members import OptionalPaper
from teams.models import MemberReview, Membership, Team
from teams.services.reviews import Finding, Worker

#: Rows for the working group; the first is its head.
SEATS = 6
GROUNDS = (("failed_duty", "Không hoàn thành nhiệm vụ"), ("wishes_out", "Tự nguyện xin ra khỏi Tổ"))


class ReviewForm(RowsMixin, OptionalPaper):
    """A review: its days, its teams, its working group with its decision."""

    rows_title = "Tổ công tác"

    name = forms.CharField(
        label="Tên đợt rà soát",
        max_length=200,
        help_text="Ví dụ: Rà soát, kiện toàn các Tổ bảo vệ ANTT năm 2026",
    )
    opens_on = VietDateField(label="Từ ngày", help_text="Ví dụ 05/02/2026")
    due_on = VietDateField(
        label="Phải xong trước hết ngày", help_text="Quá ngày này mà chưa kết thúc thì nhắc"
    )
    teams = forms.ModelMultipleChoiceField(
        label="Các Tổ được rà soát", queryset=Team.objects.none(), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, teams, users, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["teams"].queryset = teams
        for seat in range(SEATS):
            first = not seat
            self.fields[f"user_{seat}"] = forms.ModelChoiceField(
                users, label="Người dùng của đơn vị", required=False, empty_label="–"
            )
            self.fields[f"name_{seat}"] = forms.CharField(
                label="Hoặc họ và tên", max_length=100, required=False
            )
            self.fields[f"position_{seat}"] = forms.CharField(
                label="Chức vụ, cơ quan", max_length=150, required=False,
                help_text="Ví dụ: Trưởng Công an xã" if first else "",
            )  # fmt: skip
        self.order_fields(["name", "opens_on", "due_on", "teams"])

    def row_names(self):
        heads = ["Tổ trưởng Tổ công tác", *(f"Người thứ {seat + 1}" for seat in range(1, SEATS))]
        parts = ("user", "name", "position")
        return [(head, "", [f"{part}_{seat}" for part in parts]) for seat, head in enumerate(heads)]

    def clean(self):
        """A seat is filled whole; the head's may not be empty."""
        cleaned = super().clean() or self.cleaned_data
        for seat in range(SEATS):
            user, name, position = (cleaned.get(f"{part}_{seat}") for part in ("user", "name", "position"))
            if (seat == 0 or position) and not (user or name):
                self.add_error(f"name_{seat}", "Chọn người dùng của đơn vị hoặc ghi họ tên.")
            elif name and not user and not position:
                self.add_error(f"position_{seat}", "Ghi chức vụ, cơ quan của người này.")
        return cleaned

    def workers(self) -> list[Worker]:
        """The seats that were filled; a user's own name and title where none were written."""
        found = []
        for seat in range(SEATS):
            user, name, position = (
                self.cleaned_data.get(f"{part}_{seat}") for part in ("user", "name", "position")
            )
            if user or name:
                found.append(
                    Worker(name or user.full_name, position or title_of(user), user, is_head=not seat)
                )
        return found


def title_of(user: User) -> str:
    """What the user is called in their unit."""
    return user.title or str(user.commune or user.province or "")


def workers_initial(workers) -> dict:
    """The seats as they stand."""
    initial = {}
    for seat, worker in enumerate(workers):
        initial |= {
            f"user_{seat}": worker.user_id, f"name_{seat}": worker.full_name, f"position_{seat}": worker.position,
        }  # fmt: skip
    return initial


class SheetForm(RowsMixin, VietForm):
    """The sheet of a team with all its members on one page. Who is in order needs one choice."""

    rows_title = "Từng thành viên"
    last = ("structure_note", "note", "to_recruit")

    reviewed_on = VietDateField(
        label="Ngày rà soát", help_text="Thành viên bên dưới là người đang tham gia ngày này"
    )
    rating = forms.ChoiceField(label="Hoạt động của Tổ", choices=Rating.choices, widget=forms.RadioSelect)
    structure_note = forms.CharField(
        label="Số lượng, cơ cấu",
        max_length=250,
        required=False,
        help_text="Ví dụ: thiếu 01 Tổ viên từ tháng 7",
    )
    note = forms.CharField(
        label="Chất lượng hoạt động, hiệu quả công việc", max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    to_recruit = forms.IntegerField(label="Số người cần tuyển bổ sung", min_value=0, max_value=99)

    def __init__(
        self,
        *args,
        members: list[Membership],
        results: dict[int, MemberReview],
        day: date,
        advice="",
        **kwargs,
    ):
        """`results` are those already saved, by member; `advice` says what the quota lacks."""
        super().__init__(*args, **kwargs)
        self.members, self.results, self.day = members, results, day
        self.fields["to_recruit"].help_text = advice
        for member in members:
            self._add_row(member, results.get(member.pk))

    def _add_row(self, member: Membership, result: MemberReview | None) -> None:
        grounds = [code for code, _ in GROUNDS if result and getattr(result, code)]
        boxes = (
            ("standards", "Không đủ tiêu chuẩn về", Standard.choices, result.failed_standards if result else []),
            ("gaps", "Còn yếu, còn thiếu", Gap.choices, result.gaps if result else []),
            ("grounds", "Thuộc diện phải thay", GROUNDS, grounds),
        )  # fmt: skip
        self.fields[f"outcome_{member.pk}"] = forms.ChoiceField(
            label="Hướng xử lý", choices=[("", "– chưa đánh giá –"), *Outcome.choices], required=False,
            initial=result.outcome if result else "",
        )  # fmt: skip
        for name, label, choices, initial in boxes:
            self.fields[f"{name}_{member.pk}"] = forms.MultipleChoiceField(
                label=label, choices=choices, required=False, initial=initial,
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        self.fields[f"note_{member.pk}"] = forms.CharField(
            label="Ghi chú", max_length=300, required=False, initial=result.note if result else "",
        )  # fmt: skip

    def row_names(self):
        parts = ("outcome", "standards", "gaps", "grounds", "note")
        return [
            (member.person.full_name, self._detail(member), [f"{part}_{member.pk}" for part in parts])
            for member in self.members
        ]

    def _detail(self, member: Membership) -> str:
        age = member.person.age_on(self.day)
        facts = [
            member.get_position_display(), f"{age} tuổi" if age is not None else "thiếu ngày sinh",
            member.person.get_education_display() or "thiếu trình độ",
        ]  # fmt: skip
        return ", ".join(facts)

    def clean(self):
        """Whoever is judged has an outcome; a result that is there is changed, not taken away."""
        cleaned = super().clean() or self.cleaned_data
        for member in self.members:
            ticked = any(
                cleaned.get(f"{part}_{member.pk}") for part in ("standards", "gaps", "grounds", "note")
            )
            if not cleaned.get(f"outcome_{member.pk}") and (ticked or member.pk in self.results):
                self.add_error(f"outcome_{member.pk}", f"Chọn hướng xử lý cho {member.person.full_name}.")
        return cleaned

    def findings(self) -> dict[Membership, Finding]:
        """What was found, member by member; those not judged yet are left out."""
        data, found = self.cleaned_data, {}
        for member in self.members:
            if outcome := data.get(f"outcome_{member.pk}"):
                grounds = data[f"grounds_{member.pk}"]
                found[member] = Finding(
                    Outcome(outcome), [Standard(code) for code in data[f"standards_{member.pk}"]],
                    [Gap(code) for code in data[f"gaps_{member.pk}"]], "failed_duty" in grounds,
                    "wishes_out" in grounds, data[f"note_{member.pk}"],
                )  # fmt: skip
        return found


class CloseForm(VietForm):
    """When the review was finished, and why where sheets are missing."""

    closed_on = VietDateField(label="Ngày kết thúc", help_text="Ví dụ 05/02/2026")
    reason = forms.CharField(
        label="Lý do kết thúc khi còn thiếu phiếu", max_length=250, required=False,
        help_text="Chỉ ghi khi chưa rà soát đủ các Tổ, các thành viên",
    )  # fmt: skip
