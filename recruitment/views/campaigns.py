"""What is done to a campaign, one page a step."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from communes.choices import AgencyKind
from communes.models import Agency
from documents.forms import PaperFields
from pages.templatetags.pages import ngay
from pages.views import ConfirmView, Crumb, ServiceFormView
from recruitment import policies
from recruitment.choices import OPINIONS_WANTED, ApplicationState
from recruitment.clocks import Clocks
from recruitment.forms import (
    CampaignForm,
    PlanForm,
)
from recruitment.forms.campaigns import quotas_held
from recruitment.forms.papers import ExtensionForm
from recruitment.models import Application, Campaign
from recruitment.opinion_lines import opinion_lines
from recruitment.paper_lines import draft_initial
from recruitment.papers.candidates import APPROVAL as LIST_APPROVAL
from recruitment.papers.extension import EXTENSION
from recruitment.papers.planning import PLAN
from recruitment.paths import STEPS
from recruitment.postings import RULE, named, places_lacking
from recruitment.room import TeamRoom, filling_beside, rooms
from recruitment.services.applications import candidates_list
from recruitment.services.campaigns import (
    campaign_approve,
    campaign_close,
    campaign_create,
    campaign_open,
    campaign_post,
    campaign_update,
    list_approve,
)
from recruitment.services.extensions import extension_record
from teams.models import Team


def short_teams(user, commune, campaign: Campaign | None = None) -> list[TeamRoom]:
    """Teams of the commune that lack people today beyond what other campaigns are filling, and those the draft names
    already."""
    teams = Team.objects.visible_to(user).open().filter(commune=commune).order_by("sort_key")
    named = set(campaign.lines.values_list("team", flat=True)) if campaign is not None else set()
    found = rooms(teams, commune, campaign, timezone.localdate())
    return [one for one in found if one.left or one.team.pk in named]


class CampaignNew(ServiceFormView):
    """Draft a campaign with its quotas."""

    form_class, title, submit_label = CampaignForm, "Lập đợt tuyển chọn", "Lập đợt"
    subtitle = "Chỉ tiêu của mỗi Tổ không quá số người Tổ đang thiếu so với định mức (Luật 30/2023, Điều 17)."
    done_message = "Đã lập dự thảo. Tiếp theo: ghi kế hoạch đã phê duyệt."

    def policy(self):
        return policies.can_prepare_own(self.request.user)

    def get_crumbs(self):
        return [Crumb("Đợt tuyển chọn", reverse("recruitment:campaign_list"))]

    def get_consequence(self):
        if self.short:
            return ""
        filling = filling_beside(self.request.user.commune, None).exists()
        return (
            "Hiện không Tổ nào thiếu người so với định mức"
            + (" mà chưa có đợt đang tuyển" if filling else "")
            + ". Ghi người thôi tham gia hoặc đặt định mức trước."
        )

    def get_initial(self):
        police = Agency.objects.visible_to(self.request.user).filter(
            commune=self.request.user.commune, kind=AgencyKind.COMMUNE_POLICE
        )
        return {"filing_place": str(police.first() or "Công an xã")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"teams": self.short}

    @cached_property
    def short(self) -> list[TeamRoom]:
        """The teams that the form offers."""
        return short_teams(self.request.user, self.request.user.commune)

    def perform(self, form):
        return campaign_create(actor=self.request.user, commune=self.request.user.commune, **form.facts())


class CampaignAct(ServiceFormView):
    """Base of what is done to a campaign; `step` names the row of the path, `draws` the kind of paper it records: where
    that was drawn up here, the form knows its title and signer."""

    step = draws = ""

    def get_subject(self):
        rows = Campaign.objects.visible_to(self.request.user)
        joined = rows.select_related(
            "commune",
            "plan",
            "list_approval",
            "submitted_by",
            "council__decision",
            "council__session__minutes",
            "council__plan",
        )
        return get_object_or_404(joined, pk=self.kwargs["pk"])

    def get_initial(self):
        drawn = draft_initial(self.request.user, self.subject, self.draws) if self.draws else {}
        return super().get_initial() | drawn

    def policy(self):
        return policies.can_step(self.request.user, self.subject, self.step)

    def get_title(self):
        return self.title or STEPS[self.step].label

    def get_subtitle(self):
        return f"{self.subject}. {STEPS[self.step].rule}." if self.step else str(self.subject)

    def get_crumbs(self):
        return [
            Crumb("Đợt tuyển chọn", reverse("recruitment:campaign_list")),
            Crumb(str(self.subject), self.subject.get_absolute_url()),
        ]

    def get_success_url(self, result=None):
        return self.subject.get_absolute_url()

    def applications(self, state: ApplicationState):
        """The campaign's applications in that state, by name."""
        rows = Application.objects.visible_to(self.request.user).filter(campaign=self.subject, state=state)
        return (
            rows.select_related("person", "line__team", "vote")
            .without_secrets()
            .order_by("person__sort_key", "pk")
        )

    def clock_context(self) -> dict:
        """The clock of the law that runs now, for the pages of its steps."""
        clocks = Clocks()
        due = clocks.running(self.subject)
        return {"due": due, "clock": clocks.face(due, timezone.localdate())}

    def common(self, form) -> dict:
        """The arguments every step's service takes."""
        return {"actor": self.request.user, "campaign": self.subject, "version": form.cleaned_data["version"]}


class CampaignEdit(CampaignAct):
    """Change a draft."""

    form_class, title = CampaignForm, "Sửa kế hoạch tuyển chọn"

    def policy(self):
        return policies.can_edit_campaign(self.request.user, self.subject)

    def initial_of(self, subject):
        names = ("title", "opens_on", "closes_on", "filing_place", "note")
        quotas = quotas_held(self.short, subject.lines.all())
        return {name: getattr(subject, name) for name in names} | quotas

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"teams": self.short}

    @cached_property
    def short(self) -> list[TeamRoom]:
        """The teams that the form offers."""
        return short_teams(self.request.user, self.subject.commune, self.subject)

    def perform(self, form):
        return campaign_update(**self.common(form), **form.facts())


class Approve(CampaignAct):
    """The plan that UBND xã issued."""

    step, draws, form_class, submit_label = "approve", PLAN, PlanForm, "Ghi phê duyệt"
    done_message = "Đã ghi kế hoạch được phê duyệt."
    consequence = (
        "Sau khi ghi: chỉ tiêu, thời hạn không sửa được nữa. "
        "Kế hoạch có sẵn các nơi phải niêm yết; niêm yết ngay (TT 14/2024, Điều 3)."
    )

    def perform(self, form):
        return campaign_approve(**self.common(form), paper=form.paper_data)


class Post(CampaignAct, ConfirmView):
    """The plan hangs everywhere."""

    step, submit_label, submit_look = "post", "Ghi niêm yết đủ nơi", "primary"
    done_message = "Đã ghi kế hoạch niêm yết đủ nơi. Tiếp theo: bắt đầu nhận hồ sơ."
    consequence = "Đợt chuyển sang bước “Kế hoạch đã niêm yết”. Từng nơi, ngày và ảnh xem ở trang kế hoạch."

    def perform(self, form):
        return campaign_post(**self.common(form))


class Open(CampaignAct, ConfirmView):
    """Begin to take applications."""

    step, submit_label, submit_look = "open", "Bắt đầu nhận hồ sơ", "primary"
    done_message = "Đợt đang nhận hồ sơ."

    def get_consequence(self):
        one = self.subject
        told = f"Nhận hồ sơ từ {ngay(one.opens_on)} đến hết {ngay(one.closes_on)}; ngoài hạn không nhận được."
        if lacking := places_lacking(one):
            told += f" Kế hoạch chưa niêm yết ở: {named(lacking)}. Niêm yết ngay ({RULE})."
        return told

    def perform(self, form):
        return campaign_open(**self.common(form))


class Extend(CampaignAct):
    """The signed plan that extends the window."""

    step, draws, form_class, submit_label = "extend", EXTENSION, ExtensionForm, "Ghi gia hạn"
    done_message = "Đã gia hạn nhận hồ sơ. Niêm yết kế hoạch điều chỉnh ở các nơi đã niêm yết kế hoạch."

    def get_consequence(self):
        closes_on = ngay(self.subject.closes_on)
        return (
            f"Đang nhận đến hết {closes_on}. Hồ sơ đã nộp giữ nguyên; người đến sau ngày đó đã bị ghi nộp muộn thì "
            "nhận hồ sơ mới. Kế hoạch điều chỉnh có sẵn các nơi phải niêm yết (TT 14/2024, Điều 3)."
        )

    def perform(self, form):
        data = form.cleaned_data
        return extension_record(
            **self.common(form), closes_on=data["closes_on"], reason=data["reason"], paper=form.paper_data
        )


class OnList(CampaignAct):
    """Base of the steps of the list of candidates: above the form stands what was said of each of them. Those in
    `listed` are shown."""

    template_name = "recruitment/list_form.html"
    listed = ApplicationState.LISTED

    def get_context_data(self, **kwargs):
        """With the opinions, objections first."""
        rows = self.applications(self.listed)
        return super().get_context_data(**kwargs) | {
            "opinion_lines": opinion_lines(rows), "opinion_total": rows.count(), "form_campaign": self.subject
        }  # fmt: skip


class CloseList(OnList, ConfirmView):
    """Close the list of candidates."""

    template_name = OnList.template_name
    step, submit_label, submit_look = "list", "Chốt danh sách", "primary"
    listed = ApplicationState.ELIGIBLE

    def get_consequence(self):
        rows = self.applications(ApplicationState.ELIGIBLE)
        told = (
            f"Đưa {rows.count()} hồ sơ đủ điều kiện vào danh sách dự tuyển. Sau đó hồ sơ không sửa được nữa."
        )
        lacking = [
            f"{count} người chưa có ý kiến của {' hoặc '.join(source.label for source in sources)}"
            for sources in OPINIONS_WANTED
            if (count := rows.exclude(opinions__source__in=sources).count())
        ]
        return f"{told} Còn {'; '.join(lacking)}." if lacking else told

    def perform(self, form):
        return candidates_list(**self.common(form))

    def get_done_message(self, result):
        return f"Đã chốt danh sách {len(result)} người dự tuyển. Tiếp theo: Hội đồng xét tuyển."


class ApproveList(OnList):
    """The list of candidates that UBND xã approved."""

    step, draws, form_class, submit_label = "approve_list", LIST_APPROVAL, PaperFields, "Ghi phê duyệt"
    done_message = "Đã ghi danh sách được phê duyệt. Niêm yết ở các nơi đã niêm yết kế hoạch."
    consequence = (
        "Danh sách có sẵn các nơi phải niêm yết, như kế hoạch (TT 14/2024, Điều 3). "
        "Sau đó Hội đồng họp xét tuyển."
    )

    def perform(self, form):
        return list_approve(**self.common(form), paper=form.paper_data)


class Close(CampaignAct, ConfirmView):
    """End the campaign."""

    step, submit_label, done_message = "close", "Kết thúc đợt", "Đã kết thúc đợt tuyển chọn."
    consequence = "Đợt đã kết thúc không mở lại được; tuyển tiếp thì lập đợt mới."

    def perform(self, form):
        return campaign_close(**self.common(form))
