"""Forms of proposals to let members go and to dissolve a team."""

from typing import Any

from django import forms

from documents.forms import PaperFields
from pages.fields import VietDateField
from pages.forms import RowsMixin, VietForm
from teams.choices import LEGAL_CASES
from teams.models import LeavingPaper, Membership, Proposal, ProposalLine, Team
from vietnam.names import within

_GROUNDS_HINT = "Lưu mã hóa, không đưa vào quyết định niêm yết"


class CaseForm(VietForm):
    """In which case of Điều 17, khoản 3, a member is proposed, and on which paper."""

    end_kind = forms.ChoiceField(
        label="Trường hợp", widget=forms.RadioSelect,
        choices=[(kind.value, f"Điểm {point}: {kind.label}") for kind, point in LEGAL_CASES.items()],
    )  # fmt: skip
    paper = forms.ModelChoiceField(
        label="Giấy tờ căn cứ", queryset=LeavingPaper.objects.none(), required=False,
        empty_label="Chưa có, hoặc không cần (điểm c)",
        help_text="Đơn, giấy chứng nhận sức khỏe, quyết định khởi tố ghi ở trang thành viên; phải có trước khi trình",
    )  # fmt: skip
    grounds = forms.CharField(
        label="Lý do, diễn biến", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_GROUNDS_HINT,
    )  # fmt: skip

    def __init__(self, *args, papers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["paper"].queryset = papers


class ProposeForm(CaseForm):
    """A member to be proposed, alone or together with others of a draft."""

    proposal = forms.ModelChoiceField(
        label="Đưa vào đề xuất", queryset=Proposal.objects.none(), required=False, empty_label="Lập đề xuất mới",
        help_text="Nhiều người cùng đợt có thể chung một báo cáo, một quyết định",
    )  # fmt: skip

    def __init__(self, *args, drafts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["proposal"].queryset = drafts
        if not drafts.exists():
            del self.fields["proposal"]


class AgreeForm(VietForm):
    """With whom the report is made."""

    hamlet_head = forms.CharField(
        label="Trưởng thôn, Tổ trưởng tổ dân phố", max_length=150,
        help_text="Nhiều thôn thì ghi đủ họ tên, cách nhau dấu phẩy",
    )  # fmt: skip
    front_head = forms.CharField(label="Trưởng Ban công tác Mặt trận", max_length=150)
    agreed_on = VietDateField(label="Ngày thống nhất")


class DissolutionForm(VietForm):
    """Why a team is to be dissolved, and where its members go."""

    grounds = forms.CharField(
        label="Lý do giải thể", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: sáp nhập thôn, sắp xếp lại các Tổ theo định mức của tỉnh",
    )  # fmt: skip

    def __init__(self, *args, members: list[Membership], teams: list[Team], **kwargs):
        super().__init__(*args, **kwargs)
        self.members, self.teams = members, {str(team.pk): team for team in teams}
        choices = [
            ("", "Thôi tham gia do giải thể Tổ"),
            *((key, f"Chuyển sang {team}") for key, team in self.teams.items()),
        ]
        for spell in members:
            self.fields[f"member_{spell.pk}"] = forms.ChoiceField(
                label=f"{spell.person}, {spell.get_position_display()}", choices=choices, required=False
            )

    def facts(self) -> dict[str, Any]:
        """`grounds` and `moves` of the service."""
        chosen = {spell: self.cleaned_data.get(f"member_{spell.pk}") for spell in self.members}
        moves = {spell: self.teams[key] for spell, key in chosen.items() if key}
        return {"grounds": self.cleaned_data["grounds"], "moves": moves}


class PresentForm(VietForm):
    """The chief signs the report."""

    signed_on = VietDateField(label="Ngày ký báo cáo", help_text="Cũng là ngày trình Chủ tịch UBND xã")


class SubmitForm(PaperFields):
    """The report signed on paper; nothing of it is asked where it was signed in the product."""

    paper_required = False

    submitted_on = VietDateField(label="Ngày trình", help_text="Ngày Chủ tịch UBND xã nhận báo cáo")

    def __init__(self, *args, is_signed: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if is_signed:
            for name in (*self.PAPER, "scan"):
                del self.fields[name]
            return
        self.fields["symbol"].help_text = "Ví dụ: 21/BC-CAX"
        self.fields["title"].help_text = "Ví dụ: Đề xuất cho thôi tham gia Tổ bảo vệ"
        self.order_fields([*self.PAPER, "scan", "submitted_on"])

    def clean(self):
        """Nothing to complete where the paper is there already."""
        return super().clean() if "symbol" in self.fields else self.cleaned_data

    @property
    def paper_data(self):
        """None where the report was signed in the product."""
        return super().paper_data if "symbol" in self.fields else None


class VerdictMixin(RowsMixin):
    """Who is let go; asked of each where there are several."""

    rows_title = "Từng người được đề xuất"

    def ask_verdicts(self, lines: list[ProposalLine]) -> None:
        """Let go or not, with the reason, for everybody of the proposal; a team that is dissolved has no lines."""
        if not lines:
            self.fields["ended_on"].label = "Giải thể từ ngày"
            self.fields["ended_on"].help_text = "Ngày đầu tiên Tổ không còn hoạt động, từ ngày ký trở đi"
        self.lines = lines if len(lines) > 1 else []
        for line in self.lines:
            self.fields[f"verdict_{line.pk}"] = forms.ChoiceField(
                label="Quyết định", choices=[("go", "Cho thôi"), ("stay", "Không cho thôi")], initial="go"
            )
            self.fields[f"ground_{line.pk}"] = forms.CharField(
                label="Lý do không cho thôi", required=False, max_length=250
            )

    def row_names(self):
        return [
            (str(line.membership.person),
             f"{line.membership.get_position_display()} {line.membership.team}; {within(line.get_end_kind_display())} "
             f"(điểm {LEGAL_CASES[line.end_kind]})",
             [f"verdict_{line.pk}", f"ground_{line.pk}"])
            for line in self.lines
        ]  # fmt: skip

    def clean(self):
        """A refusal says why."""
        cleaned = super().clean() or self.cleaned_data
        for line in self.lines:
            if cleaned.get(f"verdict_{line.pk}") == "stay" and not cleaned.get(f"ground_{line.pk}"):
                self.add_error(f"ground_{line.pk}", "Ghi lý do không cho thôi.")
        return cleaned

    def verdicts(self) -> dict[str, Any]:
        """`ended_on` and `refused` of the service."""
        data = self.cleaned_data
        stays = [line.pk for line in self.lines if data[f"verdict_{line.pk}"] == "stay"]
        return {"ended_on": data["ended_on"], "refused": {pk: data[f"ground_{pk}"] for pk in stays}}


class SignForm(VerdictMixin, VietForm):
    """The chairman approves in the product."""

    signed_on = VietDateField(label="Ngày ký")
    ended_on = VietDateField(
        label="Thôi từ ngày", help_text="Ngày đầu tiên không còn tham gia, từ ngày ký trở đi"
    )

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_verdicts(lines)


class DecideForm(VerdictMixin, PaperFields):
    """The decision signed on paper."""

    ended_on = VietDateField(
        label="Thôi từ ngày", help_text="Ngày đầu tiên không còn tham gia, từ ngày ký trở đi"
    )

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_verdicts(lines)
        self.order_fields([*self.PAPER, "scan", "ended_on"])
        self.fields["title"].help_text = "Ví dụ: Về việc cho thôi tham gia Tổ bảo vệ"


class RefuseProposalForm(VietForm):
    """Why the chairman refuses."""

    reason = forms.CharField(
        label="Lý do từ chối", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Công an xã trả lời người có đơn theo lý do này; lưu mã hóa",
    )  # fmt: skip


class RecordRefusalForm(RefuseProposalForm):
    """The refusal that came on paper or by word."""

    refused_on = VietDateField(label="Ngày từ chối")


class WithdrawForm(VietForm):
    """Why a proposal is taken back."""

    reason = forms.CharField(
        label="Lý do rút", max_length=200, help_text="Ví dụ: người làm đơn rút đơn ngày 05/11/2026"
    )
    letters_too = forms.BooleanField(
        label="Người làm đơn đã rút đơn", required=False,
        help_text="Bỏ đơn trong hồ sơ, không còn tính hạn. Để trống nếu chỉ rút để lập lại đề xuất",
    )  # fmt: skip
