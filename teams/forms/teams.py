"""Forms of teams and clusters."""

from django import forms

from communes.models import Cluster, Hamlet
from documents.forms import PaperFields
from pages.fields import VietDateField
from pages.forms import VietForm
from teams.forms.members import OptionalPaper
from teams.models import Membership, Team


class TeamForm(OptionalPaper):
    """A team, the hamlets in its charge, the decision it was founded by."""

    name = forms.CharField(label="Tên Tổ", max_length=100, help_text="Thường là tên thôn, ví dụ Thanh Lương")
    started_on = VietDateField(label="Thành lập ngày")
    hamlets = forms.ModelMultipleChoiceField(
        label="Thôn, tổ dân phố phụ trách", queryset=Hamlet.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    note = forms.CharField(label="Ghi chú", max_length=250, required=False)

    field_order = ["name", "started_on", "hamlets", *PaperFields.PAPER, "scan", "note"]

    def __init__(self, *args, hamlets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hamlets"].queryset = hamlets
        self.fields["title"].help_text = "Ví dụ: Về việc thành lập Tổ bảo vệ an ninh, trật tự"


class HamletsForm(VietForm):
    """The hamlets in a team's charge from a day on."""

    hamlets = forms.ModelMultipleChoiceField(
        label="Thôn, tổ dân phố phụ trách", queryset=Hamlet.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Thôn bỏ đánh dấu thôi thuộc Tổ từ ngày ấy; thôn đang do Tổ khác phụ trách không có ở đây",
    )  # fmt: skip
    since = VietDateField(label="Từ ngày")

    def __init__(self, *args, hamlets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hamlets"].queryset = hamlets


class FoundingForm(PaperFields):
    """The decision a team was founded by."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = "Ví dụ: Về việc thành lập Tổ bảo vệ an ninh, trật tự"


class ProposeDissolutionForm(VietForm):
    """The report that proposes to dissolve a team; an empty day takes it back."""

    proposed_on = VietDateField(
        label="Ngày báo cáo Chủ tịch UBND xã", required=False, help_text="Để trống là rút lại đề xuất"
    )
    is_agreed = forms.BooleanField(
        label="Báo cáo lập cùng Trưởng thôn (Tổ trưởng tổ dân phố) và Trưởng Ban công tác Mặt trận",
        required=False,
    )


class DissolveForm(PaperFields):
    """The end of a team: the day, the decision, and where each member goes."""

    ended_on = VietDateField(label="Giải thể từ ngày", help_text="Ngày đầu tiên Tổ không còn hoạt động")

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
        self.order_fields(["ended_on", *(f"member_{spell.pk}" for spell in members)])
        self.fields["title"].help_text = "Ví dụ: Về việc giải thể Tổ bảo vệ an ninh, trật tự"

    def moves(self) -> dict[Membership, Team]:
        """Who goes on where."""
        chosen = {spell: self.cleaned_data.get(f"member_{spell.pk}") for spell in self.members}
        return {spell: self.teams[key] for spell, key in chosen.items() if key}


class TeamEditForm(VietForm):
    """A team's name and note."""

    name = forms.CharField(label="Tên Tổ", max_length=100)
    note = forms.CharField(label="Ghi chú", max_length=250, required=False)


class ClusterForm(VietForm):
    """A cluster put in a member's charge."""

    cluster = forms.ModelChoiceField(label="Cụm dân cư", queryset=Cluster.objects.none())
    started_on = VietDateField(label="Từ ngày")

    def __init__(self, *args, clusters, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cluster"].queryset = clusters
