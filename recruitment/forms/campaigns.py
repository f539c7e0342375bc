"""What officers type about campaigns."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from communes.models import Hamlet
from documents.forms import PaperFields
from pages.fields import VietDateField
from pages.forms import VietForm
from recruitment.models import CampaignLine
from recruitment.room import TeamRoom
from teams.models import Team
from vietnam.names import within


def quota_places(teams: Iterable[TeamRoom]) -> dict[str, tuple[Team, Hamlet | None]]:
    """For which team, and which of its hamlets, each field of a campaign's form asks: a team with several hamlets may
    get people from all of them alike, or so many from each."""
    found: dict[str, tuple[Team, Hamlet | None]] = {}
    for one in teams:
        found[f"quota_{one.team.pk}"] = (one.team, None)
        if len(one.hamlets) > 1:
            found |= {f"quota_{one.team.pk}_{hamlet.pk}": (one.team, hamlet) for hamlet in one.hamlets}
    return found


def quotas_held(teams: Iterable[TeamRoom], lines: Iterable[CampaignLine]) -> dict[str, int]:
    """The counts that a draft has already, by the fields of its form."""
    fields = quota_places(teams)
    names = ((line, f"quota_{line.team_id}_{line.hamlet_id}") for line in lines)
    return {name if name in fields else f"quota_{line.team_id}": line.count for line, name in names}


class CampaignForm(VietForm):
    """A campaign and how many each short team is to get."""

    title = forms.CharField(
        label="Tên đợt", max_length=200, help_text="Ví dụ: Tuyển chọn bổ sung Tổ bảo vệ ANTT 2025"
    )
    opens_on = VietDateField(label="Nhận hồ sơ từ ngày", help_text="Ví dụ 22/08/2025")
    closes_on = VietDateField(label="Đến hết ngày", help_text="Ngày cuối cùng còn nhận, ví dụ 07/09/2025")
    filing_place = forms.CharField(label="Nơi nhận hồ sơ", max_length=150)
    note = forms.CharField(label="Ghi chú", max_length=250, required=False)

    def __init__(self, *args, teams: Sequence[TeamRoom], **kwargs):
        """`teams` are the rooms of those that lack people (`recruitment.room.rooms`)."""
        super().__init__(*args, **kwargs)
        self.places = quota_places(teams)
        hints = {one.team.pk: f"Hiện có {one.words()}, thiếu {one.left}" for one in teams}
        several = {one.team.pk for one in teams if len(one.hamlets) > 1}
        for name, (team, hamlet) in self.places.items():
            part = ", chung các thôn" if team.pk in several else ""
            part = f", riêng {within(str(hamlet))}" if hamlet else part
            self.fields[name] = forms.IntegerField(
                label=f"Chỉ tiêu {team}{part}", min_value=0, max_value=99, required=False,
                help_text="" if hamlet else hints[team.pk],
            )  # fmt: skip
        self.order_fields(["title", "opens_on", "closes_on", "filing_place"])

    def facts(self) -> dict[str, Any]:
        """The arguments of the service."""
        names = ("title", "opens_on", "closes_on", "filing_place", "note")
        quotas = {place: self.cleaned_data.get(name) or 0 for name, place in self.places.items()}
        return {name: self.cleaned_data[name] for name in names} | {"quotas": quotas}


class PlanForm(PaperFields):
    """The plan that UBND xã issued."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["symbol"].help_text = "Ví dụ: 30/KH-UBND."
        self.fields["title"].help_text = "Ví dụ: Kiện toàn các Tổ bảo vệ an ninh, trật tự ở cơ sở."
