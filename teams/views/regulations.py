"""Pages of Quy chế hoạt động."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from audit.lists import AuditedList
from contracts.policy import Denied
from pages.lists import Empty
from pages.measured import MeasuredListMixin
from pages.templatetags.pages import ngay
from pages.views import Action, ConfirmView, Crumb, DetailPage, ServiceFormView
from teams import policies
from teams.choices import RegulationTopic
from teams.filters.regulations import RegulationFilter
from teams.forms.regulations import RegulationEndForm, RegulationForm, TopicsForm
from teams.models import Regulation, Team
from teams.services.regulations import regulation_end, regulation_set, regulation_topics_set
from teams.tables.regulations import RegulationTable
from teams.views.lists import UnitListMixin


def _crumbs() -> list[Crumb]:
    return [Crumb("Quy chế hoạt động", reverse("teams:regulation_list"))]


class RegulationList(UnitListMixin, MeasuredListMixin, AuditedList):
    """Working rules, those in force first."""

    model, table_class, filterset_class = Regulation, RegulationTable, RegulationFilter
    register = "team_regulations"
    title, noun = "Quy chế hoạt động của Tổ", "quy chế"

    def narrow(self, rows):
        """With what they settle."""
        return (
            rows.select_related("commune", "team", "document")
            .prefetch_related("parts")
            .order_by("ended_on", "commune__official_order", "-started_on", "pk")
        )

    def get_actions(self):
        user = self.request.user
        if user.commune is None:
            return []
        answer = policies.can_register(user, user.commune)
        return [Action("Ghi Quy chế", reverse("teams:regulation_new"), answer, "primary")]

    def get_empty(self):
        actions = self.get_actions()
        return Empty(
            "Chưa ghi Quy chế hoạt động nào. Ghi văn bản đã ban hành.", actions[0] if actions else None
        )


class RegulationPage(DetailPage):
    """The rules: what they settle, what they leave out, since when."""

    model, select = Regulation, ("commune", "team", "document")
    template_name = "teams/regulation.html"

    def get_queryset(self):
        return super().get_queryset().prefetch_related("parts")

    def get_crumbs(self):
        return _crumbs()

    def get_subtitle(self):
        one = self.object
        until = f" đến trước {ngay(one.ended_on)}" if one.ended_on else ""
        return f"{one.document}, hiệu lực từ {ngay(one.started_on)}{until}."

    def get_actions(self):
        one = self.object
        edit = policies.can_register(self.request.user, one.commune)
        end = Denied("Quy chế này đã hết hiệu lực.") if edit and one.ended_on else edit
        return [
            Action("Sửa nội dung", reverse("teams:regulation_topics", args=[one.pk]), edit),
            Action("Ghi hết hiệu lực", reverse("teams:regulation_end", args=[one.pk]), end),
        ]

    def get_context_data(self, **kwargs):
        """Each of the required contents, settled or not."""
        one = self.object
        missing = set(one.missing_topics)
        return super().get_context_data(**kwargs) | {
            "topics": [(topic.label, topic not in missing) for topic in RegulationTopic],
            "missing": [topic.label.lower() for topic in RegulationTopic if topic in missing],
        }


class RegulationNew(ServiceFormView):
    """Record working rules that were signed."""

    form_class, title, done_message = RegulationForm, "Ghi Quy chế hoạt động của Tổ", "Đã ghi Quy chế."
    consequence = "Quy chế trước đó (của xã, hoặc của Tổ ấy) hết hiệu lực từ ngày này."

    def policy(self):
        return policies.can_register_own(self.request.user)

    def get_crumbs(self):
        return _crumbs()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"teams": Team.objects.visible_to(self.request.user).open()}

    def perform(self, form):
        data, user = form.cleaned_data, self.request.user
        return regulation_set(
            actor=user, commune=user.commune, team=data["team"], started_on=data["started_on"],
            topics=[RegulationTopic(code) for code in data["topics"]], type=data["type"], paper=form.paper_data,
        )  # fmt: skip


class RegulationAct(ServiceFormView):
    """Base of what is done to working rules."""

    def get_subject(self):
        rows = Regulation.objects.visible_to(self.request.user).select_related("commune", "team", "document")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_register(self.request.user, self.subject.commune)

    def get_crumbs(self):
        return [*_crumbs(), Crumb(str(self.subject), self.subject.get_absolute_url())]


class RegulationTopics(RegulationAct):
    """Correct what the rules settle."""

    form_class, title, done_message = TopicsForm, "Nội dung của Quy chế", "Đã lưu nội dung."

    def initial_of(self, subject):
        return {"topics": [part.topic for part in subject.parts.all()]}

    def perform(self, form):
        data = form.cleaned_data
        topics = [RegulationTopic(code) for code in data["topics"]]
        return regulation_topics_set(
            actor=self.request.user, regulation=self.subject, version=data["version"], topics=topics
        )


class RegulationEnd(RegulationAct, ConfirmView):
    """The rules hold no longer."""

    form_class, submit_label, done_message = RegulationEndForm, "Ghi hết hiệu lực", "Đã ghi hết hiệu lực."

    def get_title(self):
        return f"Hết hiệu lực: {self.subject}"

    def perform(self, form):
        data = form.cleaned_data
        return regulation_end(
            actor=self.request.user,
            regulation=self.subject,
            version=data["version"],
            ended_on=data["ended_on"],
        )
