"""Opinions on applicants: the list is sent, and what each body says is written."""

from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from communes.models import Agency
from contracts.roles import REGISTRARS
from pages.lists import Empty, Tab
from pages.views import Carry, ServiceFormView
from recruitment import policies
from recruitment.choices import OpinionSource
from recruitment.forms.opinions import OpinionRequestForm, OpinionsForm
from recruitment.models import Application, Campaign, Opinion
from recruitment.services.opinions import opinions_give, opinions_request
from recruitment.views.applications import campaign_crumbs

#: Applicants on one page of the form.
PER_PAGE = 50
#: The parameter that says whose opinions, and the name of the button that agrees for everybody who is left.
OF, FILL = "cua", "dong_y_het"


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
    """What a body says of the applicants: a partner for the own agency; the police from paper, `?cua=` says whose."""

    form_class, template_name = OpinionsForm, "recruitment/opinions.html"
    title, submit_label = "Ý kiến về người dự tuyển", "Ghi ý kiến"

    def policy(self):
        return policies.can_give_opinion(self.request.user, self.subject)

    @cached_property
    def is_partner(self) -> bool:
        """Whether the user answers for an agency, not from paper."""
        return not self.request.user.role_codes.intersection(REGISTRARS)

    @cached_property
    def source(self) -> OpinionSource:
        """Whose opinions the page shows."""
        if self.is_partner:
            return policies.source_of(self.request.user)
        wanted = self.request.GET.get(OF, "")
        return OpinionSource(wanted) if wanted in OpinionSource else OpinionSource.FRONT

    @cached_property
    def asked(self):
        """All of whom opinions are asked."""
        rows = Application.objects.visible_to(self.request.user)
        return rows.filter(campaign=self.subject, state__in=policies.ASKED_STATES)

    @cached_property
    def words(self) -> str:
        """What somebody is looked for by: one paper often tells of two or three among many."""
        return self.request.GET.get("q", "").strip()

    @cached_property
    def found(self) -> Page:
        """The applicants of this page."""
        joined = self.asked.select_related("person", "line__team", "line__hamlet").without_secrets()
        found = joined.prefetch_related("opinions").named(self.words)
        ordered = found.order_by("person__sort_key", "pk")
        return Paginator(ordered, PER_PAGE).get_page(self.request.GET.get("page"))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "applicants": self.found, "source": self.source, "tells_others": not self.is_partner
        }  # fmt: skip

    def get_subtitle(self):
        if self.is_partner:
            return f"{self.subject}. Chỉ nêu họ tên, Tổ, thôn của người dự tuyển."
        return f"{self.subject}. Ý kiến nhận bằng văn bản thì ghi ở đây, từng cơ quan một."

    def get_consequence(self):
        return "Chỉ ghi dòng có thay đổi. Không đồng ý thì ghi lý do; chọn lại “Chưa có ý kiến” là rút ý kiến đã ghi."

    def post(self, request, *args, **kwargs):
        """The second button agrees to everybody of whom nothing is said yet, and shows the page again."""
        if FILL not in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        self.extra_context = {"filled": form.fill()}
        return self.render_to_response(self.get_context_data(form=form))

    def perform(self, form):
        return opinions_give(
            actor=self.request.user, campaign=self.subject, source=self.source, given_on=form.cleaned_data["given_on"],
            answers=form.answers(), on_paper=not self.is_partner, seen=form.seen(),
        )  # fmt: skip

    def get_done_message(self, result):
        done = [("ghi", len(result.written)), ("rút", result.withdrawn)]
        told = ", ".join(f"{act} ý kiến về {number} người" for act, number in done if number)
        return f"{self.source.label}: đã {told}."

    def get_success_url(self, result=None):
        """The next page of applicants, while there is one; after a search all of them, for the next name."""
        if self.words:
            return self._address(self.source)
        if self.found.has_next():
            return self._address(self.source, self.found.next_page_number())
        return super().get_success_url(result)

    def _address(self, source: OpinionSource, page: int = 1) -> str:
        query = {} if self.is_partner else {OF: source.value}
        return f"{self.request.path}?{urlencode(query | ({'page': page} if page > 1 else {}))}"

    def get_context_data(self, **kwargs):
        """With the bodies to choose from and how many opinions of each there are, the search and the pages."""
        pages = self.found.paginator
        return super().get_context_data(**kwargs) | {
            "tabs": [] if self.is_partner else self._tabs(), "page": self.found, "count": pages.count,
            "page_range": pages.get_elided_page_range(self.found.number, on_each_side=2, on_ends=1),
            "noun": "người dự tuyển", "empty": Empty("Chưa có ai dự tuyển để hỏi ý kiến. Tiếp nhận hồ sơ ở trang đợt."),
            "words": self.words, "asked_count": self.asked.count() if self.words else pages.count,
            "clear": self._address(self.source), "keep": [] if self.is_partner else [(OF, self.source.value)],
            "more_buttons": [Carry("Đồng ý với người chưa có ý kiến trên trang này", "", FILL)],
        }  # fmt: skip

    def _tabs(self) -> list[Tab]:
        given = dict(
            Opinion.objects.visible_to(self.request.user)
            .filter(application__in=self.asked.values("pk")).order_by()
            .values_list("source").annotate(Count("pk"))
        )  # fmt: skip
        return [
            Tab(str(source.label), self._address(source), given.get(source, 0), source == self.source)
            for source in OpinionSource
        ]
