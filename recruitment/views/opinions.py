"""Opinions on applicants: the list is sent, and what each body says is written."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404

from communes.models import Agency
from contracts.roles import REGISTRARS
from pages.views import ServiceFormView
from recruitment import policies
from recruitment.forms.opinions import OpinionRequestForm, OpinionsForm
from recruitment.models import Application, Campaign
from recruitment.services.opinions import opinions_give, opinions_request
from recruitment.views.applications import campaign_crumbs

#: Applicants on one page of the form.
PER_PAGE = 50


class OpinionAct(ServiceFormView):
    """Base of both pages: about one campaign, which itself does not change."""

    def get_subject(self):
        rows = Campaign.objects.visible_to(self.request.user).select_related("commune")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_subtitle(self):
        return f"{self.subject}."

    def get_crumbs(self):
        return campaign_crumbs(self.subject)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)
        return kwargs

    def get_success_url(self, result=None):
        return self.subject.get_absolute_url()


class OpinionsRequest(OpinionAct):
    """Send the list to an agency."""

    form_class, title, submit_label = OpinionRequestForm, "Gửi danh sách lấy ý kiến", "Gửi danh sách"
    consequence = (
        "Người dùng của cơ quan đó xem được họ tên, Tổ, thôn của người dự tuyển, không xem CCCD, sức khỏe, lý lịch; "
        "ghi ý kiến đồng ý hoặc không đồng ý từng người."
    )

    def policy(self):
        return policies.can_request_opinions(self.request.user, self.subject)

    def get_form_kwargs(self):
        agencies = Agency.objects.visible_to(self.request.user).filter(commune=self.subject.commune)
        return super().get_form_kwargs() | {"agencies": agencies}

    def perform(self, form):
        data = form.cleaned_data
        return opinions_request(
            actor=self.request.user, campaign=self.subject, agency=data["agency"], sent_on=data["sent_on"]
        )

    def get_done_message(self, result):
        return f"Đã gửi danh sách cho {result.agency}."


class Opinions(OpinionAct):
    """What a body says of the applicants: a partner for the own agency, the police from paper."""

    form_class, template_name = OpinionsForm, "components/rows_form.html"
    title, submit_label = "Ý kiến về người dự tuyển", "Ghi ý kiến"

    def policy(self):
        return policies.can_give_opinion(self.request.user, self.subject)

    def is_partner(self) -> bool:
        """Whether the user answers for an agency, not from paper."""
        return not self.request.user.role_codes.intersection(REGISTRARS)

    def get_form_kwargs(self):
        rows = Application.objects.visible_to(self.request.user).filter(
            campaign=self.subject, state__in=policies.ASKED_STATES
        )
        joined = rows.select_related("person", "line__team", "line__hamlet").without_secrets()
        ordered = joined.prefetch_related("opinions").order_by("person__sort_key", "pk")
        self.found = Paginator(ordered, PER_PAGE).get_page(self.request.GET.get("page"))
        source = policies.source_of(self.request.user) if self.is_partner() else None
        return super().get_form_kwargs() | {"applicants": self.found, "source": source}

    def get_subtitle(self):
        return f"{self.subject}. Chỉ nêu họ tên, Tổ, thôn của người dự tuyển."

    def perform(self, form):
        return opinions_give(
            actor=self.request.user, campaign=self.subject, source=form.chosen_source(),
            given_on=form.cleaned_data["given_on"], answers=form.answers(), on_paper=not self.is_partner(),
        )  # fmt: skip

    def get_done_message(self, result):
        return f"Đã ghi ý kiến về {len(result)} người."

    def get_success_url(self, result=None):
        """The next page of applicants, while there is one."""
        if self.found.has_next():
            return f"{self.request.path}?page={self.found.next_page_number()}"
        return super().get_success_url(result)
