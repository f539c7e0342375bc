"""What officers type about campaigns, applications, councils and decisions."""

from typing import Any

from django import forms

from documents.forms import PaperFields
from pages.fields import VietDateField
from pages.forms import RowsMixin, VietForm
from recruitment.choices import Capacity, PaperKind, Source, VoteMethod
from recruitment.eligibility import LEGAL_FACTS
from recruitment.models import Application, ApplicationPaper, CampaignLine
from teams.choices import Position
from teams.forms.members import PersonForm
from vietnam.dates import format_date

REFUSE = "refuse"
#: Seats a council's form offers: one of each capacity and two more.
SEATS = (*Capacity.values, "", "")


class CampaignForm(VietForm):
    """A campaign and how many each short team is to get."""

    title = forms.CharField(
        label="Tên đợt", max_length=200, help_text="Ví dụ: Tuyển chọn bổ sung Tổ bảo vệ ANTT 2025"
    )
    opens_on = VietDateField(label="Nhận hồ sơ từ ngày", help_text="Ví dụ 22/08/2025")
    closes_on = VietDateField(label="Đến hết ngày", help_text="Ngày cuối cùng còn nhận, ví dụ 07/09/2025")
    filing_place = forms.CharField(label="Nơi nhận hồ sơ", max_length=150)
    note = forms.CharField(label="Ghi chú", max_length=250, required=False)

    def __init__(self, *args, teams, **kwargs):
        """`teams` come with their strength (`with_strength`)."""
        super().__init__(*args, **kwargs)
        self.teams = list(teams)
        for team in self.teams:
            lacks = f"{team.members} người trên định mức {team.quota}, thiếu {max(team.missing, 0)}"
            self.fields[f"quota_{team.pk}"] = forms.IntegerField(
                label=f"Chỉ tiêu {team}",
                min_value=0,
                max_value=99,
                required=False,
                help_text=f"Hiện có {lacks}",
            )
        self.order_fields(["title", "opens_on", "closes_on", "filing_place"])

    def facts(self) -> dict[str, Any]:
        """The arguments of the service."""
        names = ("title", "opens_on", "closes_on", "filing_place", "note")
        quotas = {team: self.cleaned_data.get(f"quota_{team.pk}") or 0 for team in self.teams}
        return {name: self.cleaned_data[name] for name in names} | {"quotas": quotas}


class PlanForm(PaperFields):
    """The plan that UBND xã issued."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["symbol"].help_text = "Ví dụ: 30/KH-UBND."
        self.fields["title"].help_text = "Ví dụ: Kiện toàn các Tổ bảo vệ an ninh, trật tự ở cơ sở."


class PaperRowsMixin(RowsMixin):
    """The papers of an application: handed in or not, day, issuer, what is wrong."""

    rows_title = "Giấy tờ"

    def ask_papers(self, present: dict[str, ApplicationPaper] | None = None) -> None:
        """A row for each kind of paper; those already there cannot be taken away, only found faulty."""
        self.present = present or {}
        for kind in PaperKind:
            paper = self.present.get(kind.value)
            self.fields[f"{kind}_in"] = forms.BooleanField(
                label="Đã nộp", required=False, initial=paper is not None, disabled=paper is not None
            )
            self.fields[f"{kind}_issued_on"] = VietDateField(
                label="Ngày cấp, ký", required=False, initial=paper and paper.issued_on
            )
            self.fields[f"{kind}_issuer"] = forms.CharField(
                label="Nơi cấp", required=False, max_length=150, initial=paper and paper.issuer
            )
            self.fields[f"{kind}_problem"] = forms.CharField(
                label="Chưa hợp lệ vì", required=False, max_length=200, initial=paper and paper.problem
            )

    def row_names(self):
        return [
            (kind.label, "", [f"{kind}_{part}" for part in ("in", "issued_on", "issuer", "problem")])
            for kind in PaperKind
        ]

    def clean(self):
        """Whoever writes something about a paper means that it was handed in."""
        cleaned = super().clean() or self.cleaned_data
        for kind in PaperKind:
            parts = ("issued_on", "issuer", "problem")
            if not cleaned.get(f"{kind}_in") and any(cleaned.get(f"{kind}_{part}") for part in parts):
                self.add_error(
                    f"{kind}_in", f"Đã ghi về {kind.label.lower()}: đánh dấu “Đã nộp”, hoặc xóa trống dòng."
                )
        return cleaned

    def papers(self) -> dict[str, dict[str, Any]]:
        """What was handed in, by kind."""
        parts = ("issued_on", "issuer", "problem")
        return {
            kind.value: {part: self.cleaned_data[f"{kind}_{part}"] for part in parts}
            for kind in PaperKind
            if self.cleaned_data[f"{kind}_in"]
        }


class ApplicationForm(PaperRowsMixin, PersonForm):
    """An applicant with the papers handed in."""

    line = forms.ModelChoiceField(label="Dự tuyển vào", queryset=CampaignLine.objects.none())
    source = forms.ChoiceField(label="Nguồn", choices=Source.choices, widget=forms.RadioSelect)
    received_on = VietDateField(
        label="Ngày nhận hồ sơ", help_text="Ngày người dự tuyển đến nộp, ví dụ 25/08/2025"
    )

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["line"].queryset = lines
        self.fields["citizen_id"].help_text = "12 số"
        self.ask_papers()
        self.order_fields(["received_on", "line", "source"])


class SupplementForm(PaperRowsMixin, VietForm):
    """Papers handed in later, or found faulty."""

    def __init__(self, *args, present, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_papers(present)


_YES = [("", "Chưa thẩm định"), ("yes", "Bảo đảm"), ("no", "Không bảo đảm")]
_KNOWN = [("", "Chưa thẩm định"), ("no", "Không"), ("yes", "Có")]
#: What a choice of an appraisal stands for.
_ANSWERS = {"yes": True, "no": False}


class AppraiseForm(VietForm):
    """What the commune police verified."""

    JUDGED = ("is_background_clear", "is_family_compliant", "lives_in_commune", "is_facility_lawful")
    PRIORITY = ("lives_in_hamlet", "was_member")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.JUDGED:
            label = str(Application._meta.get_field(name).verbose_name)
            self.fields[name] = forms.ChoiceField(
                label=label[0].upper() + label[1:], choices=_YES, required=False
            )
        for fact, (_, words) in LEGAL_FACTS.items():
            label = words[0].upper() + words[1:]
            self.fields[fact] = forms.ChoiceField(label=label, choices=_KNOWN, required=False)
        for name in self.PRIORITY:
            label = str(Application._meta.get_field(name).verbose_name)
            self.fields[name] = forms.BooleanField(label=f"Ưu tiên: {label}", required=False)

    @classmethod
    def initial_of(cls, application: Application) -> dict[str, Any]:
        """What the register knows by now."""
        words = {True: "yes", False: "no", None: ""}
        known = application.legal_facts
        return (
            {name: words[getattr(application, name)] for name in cls.JUDGED}
            | {fact: words[known.get(fact)] for fact in LEGAL_FACTS}
            | {name: getattr(application, name) for name in cls.PRIORITY}
        )

    def facts(self) -> dict[str, Any]:
        """The arguments of the service; what is not known yet is left open."""
        data = self.cleaned_data
        return {
            "legal_facts": {fact: _ANSWERS[data[fact]] for fact in LEGAL_FACTS if data[fact]},
            **{name: _ANSWERS.get(data[name]) for name in self.JUDGED},
            **{name: data[name] for name in self.PRIORITY},
        }


class ReasonForm(VietForm):
    """Why an application is given or taken back."""

    reason = forms.CharField(label="Lý do", max_length=250)


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


class SubmitForm(VietForm):
    """The day the result was put before the chairman."""

    submitted_on = VietDateField(label="Ngày trình", help_text="Ngày Chủ tịch UBND xã nhận hồ sơ trình")


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


class SignForm(VerdictMixin, VietForm):
    """The chairman approves in the product."""

    signed_on = VietDateField(label="Ngày ký")
    effective_on = VietDateField(label="Tham gia từ ngày", help_text=_EFFECTIVE)

    def __init__(self, *args, applicants, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_verdicts(applicants)
