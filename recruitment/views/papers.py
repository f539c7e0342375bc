"""The papers of a campaign: what there is, drawing one up, printing a sheet, the whole set of a session."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from documents.layout.html import render_preview
from pages.forms import VietForm
from pages.views import Action, ConfirmView, Crumb, DetailPage, PageMixin
from recruitment import policies
from recruitment.choices import CampaignState
from recruitment.forms.papers import ExtensionFields, PurposeForm, SeatsForm
from recruitment.models import Application, Campaign, CampaignPaper
from recruitment.paper_lines import campaign_lines
from recruitment.papers.candidates import APPROVAL as LIST_APPROVAL
from recruitment.papers.council import COUNCIL, has_met
from recruitment.papers.extension import EXTENSION
from recruitment.papers.facts import Facts
from recruitment.papers.planning import PLAN
from recruitment.papers.specs import APPLICATION, CAMPAIGN, MEMBER, PaperSpec, all_specs
from recruitment.paths import STEPS
from recruitment.services.papers import campaign_paper_draft, member_papers_draft, sheet
from recruitment.services.session_papers import session_papers_enqueue, sheet_enqueue
from recruitment.views.campaigns import CampaignAct
from recruitment.views.council import seats_kwargs
from vietnam.names import within

_JOINED = ("commune", "plan", "list_approval", "council__decision", "council__session__minutes")


def spec_at(slug: str, *about: str) -> PaperSpec:
    """The paper that an address names, if there is one about that."""
    for spec in all_specs():
        if spec.slug == slug and spec.about in about:
            return spec
    raise Http404("Không có loại giấy tờ này.")


def campaign_at(user, pk: int) -> Campaign:
    """The campaign of an address, through its door."""
    return get_object_or_404(Campaign.objects.visible_to(user).select_related(*_JOINED), pk=pk)


def application_at(user, pk: int) -> Application:
    """The application of an address, through its door."""
    rows = Application.objects.visible_to(user).select_related(
        "campaign__commune",
        "campaign__plan",
        "line__team",
        "person__hamlet",
        "appraised_by",
        "over_age_decision",
    )
    return get_object_or_404(rows, pk=pk)


def papers_crumbs(campaign: Campaign) -> list[Crumb]:
    """The path to a campaign's papers."""
    return [
        Crumb("Đợt tuyển chọn", reverse("recruitment:campaign_list")),
        Crumb(str(campaign), campaign.get_absolute_url()),
        Crumb("Văn bản của đợt", reverse("recruitment:papers", args=[campaign.pk])),
    ]


class PapersPage(DetailPage):
    """Every paper of the path with how far it has come."""

    model, select, template_name = Campaign, _JOINED, "recruitment/papers.html"

    def get_title(self):
        return "Văn bản của đợt"

    def get_subtitle(self):
        return f"{self.object}. Soạn từ sổ, sửa, rồi ban hành hoặc ký trên giấy và ghi lại."

    def get_crumbs(self):
        return papers_crumbs(self.object)[:-1]

    def get_actions(self):
        user, campaign = self.request.user, self.object
        answer = policies.can_make_session_papers(user, campaign)
        return [
            Action("Bộ giấy tờ phiên họp", reverse("recruitment:session_papers", args=[campaign.pk]), answer)
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "lines": campaign_lines(self.request.user, self.object), "signing": self._signing()
        }  # fmt: skip

    def _signing(self) -> list[Action]:
        """What the leader may approve here now."""
        user, campaign = self.request.user, self.object
        drafts = CampaignPaper.objects.visible_to(user)
        found = []
        if campaign.state == CampaignState.DRAFT:
            answer = policies.can_sign_plan(user, campaign, drafts.draft_of(campaign, PLAN))
            found.append((STEPS["sign_plan"].label, "step_sign_plan", answer))
        elif not hasattr(campaign, "council"):
            answer = policies.can_sign_council(user, campaign, drafts.draft_of(campaign, COUNCIL))
            found.append(("Phê duyệt, ký thành lập Hội đồng", "sign_council", answer))
        if campaign.state in STEPS["sign_extension"].before:
            answer = policies.can_sign_extension(user, campaign, drafts.draft_of(campaign, EXTENSION))
            found.append((STEPS["sign_extension"].label, "step_sign_extension", answer))
        if campaign.state == CampaignState.LISTED:
            answer = policies.can_sign_list(user, campaign, drafts.draft_of(campaign, LIST_APPROVAL))
            found.append((STEPS["sign_list"].label, "step_sign_list", answer))
        return [
            Action(label, reverse(f"recruitment:{name}", args=[campaign.pk]), answer)
            for label, name, answer in found
            if answer
        ]


class PaperDraft(CampaignAct, ConfirmView):
    """Draw up one paper of a campaign, or one for each member of its council."""

    submit_label, submit_look = "Soạn bản thảo", "primary"
    consequence = (
        "Bản thảo lấy số liệu từ sổ hôm nay; sửa được câu chữ cho đến khi ban hành hoặc ghi bản đã ký."
    )

    @property
    def spec(self) -> PaperSpec:
        """Which paper."""
        return spec_at(self.kwargs["kind"], CAMPAIGN, MEMBER)

    @property
    def asks_seats(self) -> bool:
        """Does the paper propose a council that is not set up yet?"""
        return self.spec.code == COUNCIL

    @property
    def asks_extension(self) -> bool:
        """Does the paper propose a new last day of the window?"""
        return self.spec.code == EXTENSION

    def policy(self):
        user, campaign, spec = self.request.user, self.subject, self.spec
        if self.asks_seats:
            return policies.can_set_council(user, campaign)
        if self.asks_extension:
            answer = policies.can_step(user, campaign, "extend")
            if not answer:
                return answer
        facts = Facts(campaign)
        if spec.about == MEMBER:
            return policies.can_prepare(user, campaign.commune) and policies.can_fill(spec, facts)
        rows = CampaignPaper.objects.visible_to(user).filter(campaign=campaign, kind=spec.code)
        rows = rows.drafts(spec.code) if spec.is_repeated else rows.standing()
        return policies.can_draft_paper(user, spec, facts, rows.select_related("document").first())

    def get_form_class(self):
        if self.asks_extension:
            return ExtensionFields
        return SeatsForm if self.asks_seats else VietForm

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return kwargs | seats_kwargs(self.request.user, self.subject) if self.asks_seats else kwargs

    def get_title(self):
        return f"Soạn: {self.spec.label}"

    def get_subtitle(self):
        return f"{self.subject}. {self.spec.template.source}."

    def get_crumbs(self):
        return papers_crumbs(self.subject)

    def perform(self, form):
        facts = {"actor": self.request.user, "campaign": self.subject, "code": self.spec.code}
        if self.spec.about == MEMBER:
            return member_papers_draft(**facts)
        if self.asks_extension:
            data = form.cleaned_data
            return campaign_paper_draft(**facts, extension=(data["closes_on"], data["reason"]))
        return campaign_paper_draft(**facts, seats=form.members() if self.asks_seats else ())

    def get_done_message(self, result):
        if self.spec.about == MEMBER:
            return f"Đã soạn {len(result)} bản thảo: {within(self.spec.label)}."
        return f"Đã soạn bản thảo: {within(self.spec.label)}."

    def get_success_url(self, result=None):
        if self.spec.about == MEMBER:
            return reverse("recruitment:papers", args=[self.subject.pk])
        return result.document.get_absolute_url()


class ApplicationDraft(PaperDraft):
    """Draw up one paper about an application."""

    @property
    def spec(self) -> PaperSpec:
        return spec_at(self.kwargs["kind"], APPLICATION)

    def get_subject(self):
        return application_at(self.request.user, self.kwargs["pk"])

    def policy(self):
        one, user = self.subject, self.request.user
        rows = CampaignPaper.objects.visible_to(user).filter(application=one, kind=self.spec.code)
        standing = rows.standing().select_related("document").first()
        return policies.can_draft_paper(user, self.spec, Facts(one.campaign, one), standing)

    def get_crumbs(self):
        one = self.subject
        return [*papers_crumbs(one.campaign)[:-1], Crumb(str(one), one.get_absolute_url())]

    def perform(self, form):
        one = self.subject
        return campaign_paper_draft(
            actor=self.request.user, campaign=one.campaign, code=self.spec.code, application=one
        )


class SheetPage(PageMixin, TemplateView):
    """A sheet as it is printed: from the facts of this moment, not kept."""

    template_name = "recruitment/print_sheet.html"
    about = CAMPAIGN

    def dispatch(self, request, *args, **kwargs):
        """Fetch through the door, then draw; nothing of it stays in a cache."""
        self.spec = spec_at(kwargs["kind"], self.about)
        self.application = application_at(request.user, kwargs["pk"]) if self.about == APPLICATION else None
        self.campaign = (
            self.application.campaign if self.application else campaign_at(request.user, kwargs["pk"])
        )
        if not self.spec.is_sheet:
            raise Http404("Giấy tờ này soạn thành văn bản, không in thẳng.")
        self.facts = Facts(self.campaign, self.application)
        self.document = sheet(request.user, self.spec, self.facts)
        return super().dispatch(request, *args, **kwargs)

    def get_title(self):
        return self.spec.label

    def get_subtitle(self):
        return f"{self.application or self.campaign}. In từ sổ hôm nay, không lưu thành văn bản."

    def get_crumbs(self):
        if self.application:
            back = Crumb(str(self.application), self.application.get_absolute_url())
            return [*papers_crumbs(self.campaign)[:-1], back]
        return papers_crumbs(self.campaign)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "preview": render_preview(self.document), "is_personal": self.spec.is_personal,
            "may_take": policies.can_take_sheet(self.request.user, self.spec, self.facts),
        }  # fmt: skip


sheet_page = never_cache(SheetPage.as_view())
application_sheet_page = never_cache(SheetPage.as_view(about=APPLICATION))


class SheetPdf(CampaignAct, ConfirmView):
    """Have a sheet of a campaign made as PDF; one that tells of what is encrypted asks what for."""

    submit_label, submit_look, about = "Lập bản PDF", "primary", CAMPAIGN
    done_message = "Đang lập bản PDF. Tải tệp ở trang này khi xong."

    @property
    def spec(self) -> PaperSpec:
        """Which sheet."""
        return spec_at(self.kwargs["kind"], self.about)

    def facts(self) -> Facts:
        """What the sheet is about."""
        return Facts(self.subject)

    def policy(self):
        return policies.can_take_sheet(self.request.user, self.spec, self.facts())

    def get_form_class(self):
        return PurposeForm if self.spec.is_secret else VietForm

    def get_title(self):
        return f"Lập bản PDF: {self.spec.label}"

    def get_subtitle(self):
        return str(self.subject)

    def get_crumbs(self):
        return papers_crumbs(self.facts().campaign)

    def get_consequence(self):
        if self.spec.is_secret:
            return "Phiếu có thông tin mật của người dự tuyển; việc lấy phiếu và mục đích được ghi lại."
        return "Tệp PDF giữ 7 ngày ở mục “Việc nền”."

    def perform(self, form):
        facts = self.facts()
        return sheet_enqueue(
            actor=self.request.user, spec=self.spec, campaign=facts.campaign, application=facts.application,
            purpose=form.cleaned_data.get("purpose", ""),
        )  # fmt: skip

    def get_success_url(self, result=None):
        return reverse("jobs:detail", args=[result.pk])


class ApplicationSheetPdf(SheetPdf):
    """Have a sheet about an application made as PDF."""

    about = APPLICATION

    def get_subject(self):
        return application_at(self.request.user, self.kwargs["pk"])

    def facts(self) -> Facts:
        return Facts(self.subject.campaign, self.subject)


class SessionPapers(CampaignAct, ConfirmView):
    """Have all papers of the council's session drawn up and put into one file."""

    title, submit_label, submit_look = "Bộ giấy tờ phiên họp Hội đồng", "Lập bộ giấy tờ", "primary"
    keeps_draft = False
    done_message = "Đang lập bộ giấy tờ. Tải tệp ở trang này khi xong."
    consequence = (
        "Giấy tờ nào đủ số liệu mà chưa có thì được soạn thành bản thảo; văn bản đã có giữ nguyên. Tất cả vào một tệp "
        "ZIP: bản PDF, và bản Word của những giấy tờ còn sửa."
    )

    def policy(self):
        return policies.can_make_session_papers(self.request.user, self.subject)

    def get_subtitle(self):
        invitations = "Giấy mời đã phát" if has_met(Facts(self.subject)) else "Giấy mời"
        told = f"{invitations}, danh sách, phiếu, biên bản, Mẫu 05, Mẫu 06, tờ trình, quyết định, thông báo"
        return f"{self.subject}. {told}."

    def get_crumbs(self):
        return papers_crumbs(self.subject)

    def perform(self, form):
        return session_papers_enqueue(actor=self.request.user, campaign=self.subject)

    def get_success_url(self, result=None):
        return reverse("jobs:detail", args=[result.pk])
