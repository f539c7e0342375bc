"""What the secretary types at the session, on a phone as well as at a desk; and what follows until the submission."""

from collections import Counter

from django import forms

from documents.forms import PaperFields
from pages.fields import CountField, HourField, VietDateField
from pages.forms import Part, RowsMixin, VietForm
from recruitment.choices import Capacity, CounterRole, VoteMethod
from recruitment.models import Application, CampaignLine, CouncilMember
from recruitment.opinion_lines import counts, said
from recruitment.services.session_rules import wishes_of
from recruitment.services.sessions import BallotCount, Meeting
from vietnam.dates import format_date
from vietnam.names import within

#: Those who count the ballots: rows the form offers.
COUNTERS = (CounterRole.HEAD, CounterRole.SECRETARY, CounterRole.MEMBER, CounterRole.MEMBER)
BALLOTS = (("yes", "Đồng ý"), ("no", "Không đồng ý"), ("blank", "Phiếu trắng"), ("invalid", "Không hợp lệ"))
COUNTS = (
    ("ballots_issued", "Số phiếu phát ra"), ("ballots_returned", "Số phiếu thu về"),
    ("ballots_valid", "Số phiếu hợp lệ"), ("ballots_invalid", "Số phiếu không hợp lệ"),
)  # fmt: skip
#: The choice that makes ballots, their count and who counted matter.
IS_BALLOT = f"method={VoteMethod.BALLOT.value}"


def _leader(seat: CouncilMember) -> str:
    return f"{seat.full_name}, {Capacity(seat.capacity).short}"


class SessionForm(RowsMixin, PaperFields):
    """The session: times, who was there, the ballots on each candidate; the minutes where they are signed already."""

    paper_required = False
    FIRST = ("held_on", "started_at", "ended_at", "place", "presider", "authorisation", "secretary", "method")
    #: Under which field what the service says of a whole group stands.
    STANDS_AT = {"counters": "counter_0"}

    held_on = VietDateField(label="Ngày họp")
    started_at = HourField(label="Bắt đầu lúc", help_text="Ví dụ: 08:00.")
    ended_at = HourField(label="Kết thúc lúc", help_text="Ví dụ: 10:30.")
    place = forms.CharField(label="Địa điểm", max_length=150)
    presider = forms.ChoiceField(label="Chủ trì")
    authorisation = forms.CharField(
        label="Căn cứ ủy quyền", max_length=200, required=False,
        help_text="Chỉ khi Phó Chủ tịch Hội đồng chủ trì, ví dụ: Giấy ủy quyền ngày 09/09/2025.",
    )  # fmt: skip
    secretary = forms.CharField(label="Thư ký", max_length=100)
    method = forms.ChoiceField(label="Hình thức", choices=VoteMethod.choices, widget=forms.RadioSelect)
    tie_break = forms.CharField(
        label="Hội đồng chọn thế nào", max_length=250, required=False,
        help_text="Ví dụ: ưu tiên bộ đội xuất ngũ, cả Hội đồng thống nhất.",
    )  # fmt: skip
    remarks = forms.CharField(
        label="Ý kiến tại phiên họp",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, candidates, seats, gone=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.candidates, self.seats, self.gone = list(candidates), list(seats), list(gone)
        self._ask_attendance()
        self._ask_counting()
        for one in self.candidates:
            self._ask_votes(one)
        self.fields["symbol"].label = "Số, ký hiệu biên bản"
        self.fields["symbol"].help_text = "Ví dụ: 01/BB-HĐXT."
        self.fields["title"].help_text = "Ví dụ: Họp xét tuyển thành viên Tổ bảo vệ ANTT."

    def _ask_attendance(self) -> None:
        """Everybody who has a seat came, unless the secretary says otherwise; the chair presided."""
        leading = [seat for seat in self.seats if seat.capacity in (Capacity.CHAIR, Capacity.VICE)]
        self.fields["presider"].choices = [("", "–"), *((str(seat.pk), _leader(seat)) for seat in leading)]
        chairs = [seat.pk for seat in leading if seat.capacity == Capacity.CHAIR and not seat.ended_on]
        self.fields["presider"].initial = chairs[0] if chairs else ""
        for seat in self.seats:
            self.fields[f"present_{seat.pk}"] = forms.BooleanField(
                label="Có mặt", required=False, initial=seat.ended_on is None
            )
            self.fields[f"absent_{seat.pk}"] = forms.CharField(
                label="Lý do vắng", max_length=150, required=False
            )

    def _ask_counting(self) -> None:
        for number, role in enumerate(COUNTERS):
            self.fields[f"counter_{number}"] = forms.CharField(
                label=str(role.label), max_length=100, required=False
            )
        for name, label in COUNTS:
            self.fields[name] = CountField(label=label, max_value=99, required=False)

    def _ask_votes(self, one: Application) -> None:
        for name, label in BALLOTS:
            self.fields[f"{name}_{one.pk}"] = CountField(label=label, max_value=99, required=name == "yes")
        wishes = [str(pk) for pk in wishes_of(one)]
        names = {str(wish.line_id): wish.line.place for wish in one.wishes.all()} or {
            str(one.line_id): one.line.place
        }
        self.fields[f"prefer_{one.pk}"] = forms.ChoiceField(
            label="Được chọn vào", required=False,
            choices=[("", "– không được chọn –"), *((pk, names[pk]) for pk in wishes)],
        )  # fmt: skip

    @property
    def parts(self) -> list[Part]:
        """In the order of a session: when and who, the vote, what is seldom needed folded."""
        found = [
            Part(fields=self.bound(self.FIRST[:-1]), beside=True),
            Part(fields=self.bound(self.FIRST[-1:])),
            self._attendance(),
            self._votes(),
            self._counting(),
            self._tie(),
            Part(fields=self.bound(["remarks"])),
        ]
        if minutes := self.bound([*self.PAPER, "scan"]):
            note = "Biên bản chưa ký thì để trống cả phần này, ghi sau ở trang phiên họp."
            found.append(Part(note=note, fields=minutes, beside=True, fold="Biên bản đã ký (có thể ghi sau)"))
        return [*found, Part(fields=self.bound(["reason"]))]

    def _attendance(self) -> Part:
        rows = [
            (seat.full_name, self._seat_words(seat), [f"present_{seat.pk}", f"absent_{seat.pk}"])
            for seat in self.seats
        ]
        return Part(
            "Thành viên dự họp", "Bỏ đánh dấu người vắng và ghi lý do.", rows=self.rows_of(rows),
            columns=("Có mặt", "Lý do vắng"),
        )  # fmt: skip

    def _votes(self) -> Part:
        rows = [
            (str(one.person), self._stands_for(one), [f"{name}_{one.pk}" for name, _ in BALLOTS])
            for one in self.candidates
        ]
        return Part(
            "Kết quả từng người",
            "Số đồng ý ghi cho từng người; ô khác để trống là 0. Giơ tay thì chỉ có đồng ý, không đồng ý.",
            rows=self.rows_of(rows), columns=tuple(label for _, label in BALLOTS),
            columns_when=dict.fromkeys((label for _, label in BALLOTS[2:]), IS_BALLOT),
        )  # fmt: skip

    def _counting(self) -> Part:
        counters = self.bound(f"counter_{number}" for number in range(len(COUNTERS)))
        return Part(
            "Kiểm phiếu",
            "Chỉ khi bỏ phiếu kín: một Tổ trưởng, một thư ký, thành viên nếu có, và đủ bốn số phiếu.",
            counters, self.rows_of([("Số phiếu", "", [name for name, _ in COUNTS])]),
            columns=("Phát ra", "Thu về", "Hợp lệ", "Không hợp lệ"), of_whom="Phiếu", beside=True, when=IS_BALLOT,
        )  # fmt: skip

    def _tie(self) -> Part:
        """How a tie was settled; whom the council chose is asked of those who have as many votes as another who stands
        for the same seats."""
        rows = [(str(one.person), self._votes_of(one), [f"prefer_{one.pk}"]) for one in self._equals()]
        return Part(
            note="Chỉ ghi khi nhiều người bằng phiếu mà không đủ chỗ cho tất cả: văn bản không quy định cách chọn, Hội "
            "đồng chọn. Chưa rõ thì để trống và bấm ghi: hệ thống tính, có bằng phiếu thì báo và hỏi ở đây.",
            fields=self.bound(["tie_break"]), rows=self.rows_of(rows), columns=("Được chọn vào",),
            fold="Bằng phiếu ở chỗ cuối cùng",
        )  # fmt: skip

    def _equals(self) -> list[Application]:
        cast = {one: str(self[f"yes_{one.pk}"].value() or "").strip() for one in self.candidates}
        often = Counter((line, cast[one]) for one in self.candidates if cast[one] for line in wishes_of(one))
        return [
            one
            for one in self.candidates
            if self[f"prefer_{one.pk}"].value() or any(often[line, cast[one]] > 1 for line in wishes_of(one))
        ]

    def _votes_of(self, one: Application) -> str:
        return f"{self[f'yes_{one.pk}'].value()} phiếu đồng ý"

    def _seat_words(self, seat: CouncilMember) -> str:
        until = f", thôi từ {format_date(seat.ended_on)}: bỏ qua nếu họp từ ngày đó" if seat.ended_on else ""
        return f"{Capacity(seat.capacity).short}{until}"

    def _stands_for(self, one: Application) -> str:
        wished = [wish.line.place for wish in one.wishes.all()] or [one.line.place]
        opinions = one.opinions.all()
        against = "; ".join(said(opinion) for opinion in opinions if not opinion.agrees)
        told = f"{counts(opinions)}{f' ({against})' if against else ''}"
        return f"dự tuyển {', rồi '.join(wished)}. {f'Ý kiến: {within(told)}' if opinions else told}"

    def clean(self):
        """Ballots of somebody who left the list meanwhile are told, not dropped; nobody was there and away; what nobody
        counted is not 0."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("method") == VoteMethod.BALLOT:
            for name, label in COUNTS:
                if cleaned.get(name) is None and name not in self.errors:
                    self.add_error(name, f"Bỏ phiếu kín thì ghi {within(label)}; không có thì ghi 0.")
        for name in self.gone:
            self.add_error(
                None, f"{name} không còn trong danh sách dự tuyển (đã rút hoặc bị trả hồ sơ); kết quả của người đó đã "
                "được bỏ khỏi trang. Kiểm tra lại rồi ghi.",
            )  # fmt: skip
        for seat in self.seats:
            if cleaned.get(f"present_{seat.pk}") and cleaned.get(f"absent_{seat.pk}"):
                self.add_error(
                    f"absent_{seat.pk}", f"{seat.full_name} vừa có mặt vừa có lý do vắng. Bỏ đánh dấu “Có mặt”, hoặc "
                    "xóa lý do.",
                )  # fmt: skip
        return cleaned

    def add_refusal(self, error) -> None:
        """What the service says of a group stands at its first field."""
        if hasattr(error, "error_dict"):
            error.error_dict = {
                self.STANDS_AT.get(name, name): found for name, found in error.error_dict.items()
            }
        super().add_refusal(error)

    def meeting(self) -> Meeting:
        """What happened, for the service."""
        data = self.cleaned_data
        attendance = {
            seat: None if data[f"present_{seat.pk}"] else data[f"absent_{seat.pk}"]
            for seat in self.seats if seat.is_in_force(data["held_on"])
        }  # fmt: skip
        facts = {name: data[name] for name in (*self.FIRST, "tie_break", "remarks")}
        facts["presider"] = next(seat for seat in self.seats if str(seat.pk) == data["presider"])
        return Meeting(**facts, attendance=attendance, count=self._count())

    def _count(self) -> BallotCount | None:
        data = self.cleaned_data
        counters = [
            (data[f"counter_{number}"], role)
            for number, role in enumerate(COUNTERS)
            if data[f"counter_{number}"]
        ]
        given = [data[name] for name, _ in COUNTS]
        if not counters and all(number is None for number in given):
            return None
        return BallotCount(*(number or 0 for number in given), counters)

    def votes(self) -> dict[Application, dict[str, int]]:
        """Ballots by candidate."""
        data = self.cleaned_data
        return {one: {name: data[f"{name}_{one.pk}"] or 0 for name, _ in BALLOTS} for one in self.candidates}

    def picks(self) -> dict[int, int]:
        """Whom the council chose among equals, for which line."""
        given = {one.pk: self.cleaned_data[f"prefer_{one.pk}"] for one in self.candidates}
        return {pk: int(line) for pk, line in given.items() if line}


class SessionCorrectForm(SessionForm):
    """The same once more, with the reason; the minutes stand."""

    reason = forms.CharField(
        label="Lý do sửa", max_length=250, help_text="Ví dụ: gõ nhầm số phiếu so với biên bản."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in (*self.PAPER, "scan"):
            del self.fields[name]


class MinutesForm(PaperFields):
    """The signed minutes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["symbol"].label = "Số, ký hiệu biên bản"
        self.fields["symbol"].help_text = "Ví dụ: 01/BB-HĐXT."
        self.fields["title"].help_text = "Ví dụ: Họp xét tuyển thành viên Tổ bảo vệ ANTT."


class WishesForm(VietForm):
    """For which teams somebody stands, the dearest first."""

    MOST = 5

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        for rank in range(1, min(self.MOST, len(lines)) + 1):
            self.fields[f"line_{rank}"] = forms.ModelChoiceField(
                lines, label=f"Nguyện vọng {rank}", required=rank == 1, empty_label="–"
            )

    def clean(self):
        """Each team once."""
        cleaned = super().clean() or self.cleaned_data
        seen: dict[CampaignLine, int] = {}
        for rank in range(1, len(self.fields) + 1):
            line = cleaned.get(f"line_{rank}")
            if line in seen:
                self.add_error(
                    f"line_{rank}", f"{line.place} đã ghi ở nguyện vọng {seen[line]}. Chọn Tổ khác."
                )
            elif line:
                seen[line] = rank
        return cleaned

    def lines(self) -> list[CampaignLine]:
        """Those that were chosen, in order."""
        names = [name for name in self.fields if name.startswith("line_")]
        return [self.cleaned_data[name] for name in names if self.cleaned_data[name]]


class ReplacementForm(VietForm):
    """Who moves up, decided when, on what."""

    joining = forms.ChoiceField(label="Người thay")
    decided_on = VietDateField(label="Ngày thống nhất thay")
    reason = forms.CharField(
        label="Căn cứ, lý do", max_length=250,
        help_text="Ví dụ: Hội đồng thống nhất ngày 11/09/2025; bằng phiếu thì ghi cách chọn.",
    )  # fmt: skip

    def __init__(self, *args, following, **kwargs):
        super().__init__(*args, **kwargs)
        self.following = {str(vote.application_id): vote for vote in following}
        self.fields["joining"].choices = [
            (pk, f"{vote.application.person}, {vote.yes} phiếu đồng ý") for pk, vote in self.following.items()
        ]

    def chosen(self) -> Application:
        """Who was chosen."""
        return self.following[self.cleaned_data["joining"]].application
