"""Pages of hamlets, their clusters, yearly figures and areas."""

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.urls import reverse

from audit.lists import AuditedList
from audit.policies import can_read_object
from communes import forms, policies
from communes.filters import HamletFilter
from communes.models import AreaStatus, Cluster, Hamlet, HamletYear
from communes.services import hamlets as services
from communes.tables import HamletTable
from contracts.policy import Denied
from contracts.roles import Scope
from pages.asof import AsOfMixin
from pages.lists import Empty
from pages.measured import MeasuredListMixin
from pages.views import Action, ConfirmView, Crumb, DetailPage, ServiceFormView


def _can_create(user):
    """Hamlets are entered by the commune's own people."""
    if user.commune is None:
        return Denied("Thôn, tổ dân phố do Công an xã nhập. Mở trang của xã để xem.")
    return policies.can_edit_commune(user, user.commune)


class HamletList(AsOfMixin, MeasuredListMixin, AuditedList):
    """Thôn, tổ dân phố of the communes one sees."""

    register = "hamlets"
    model = Hamlet
    table_class = HamletTable
    filterset_class = HamletFilter
    title = "Thôn, tổ dân phố"
    noun = "thôn, tổ dân phố"
    empty = Empty("Chưa có thôn, tổ dân phố nào.")

    def narrow(self, rows):
        """With the figures of the last year and the number of clusters, in one statement."""
        years = HamletYear.objects.filter(hamlet=OuterRef("pk")).order_by("-year")
        clusters = Cluster.objects.in_force(self.day).filter(hamlet=OuterRef("pk")).order_by()
        count = clusters.values("hamlet").annotate(n=Count("pk")).values("n")
        return rows.select_related("commune").annotate(
            last_year=Subquery(years.values("year")[:1]),
            last_households=Subquery(years.values("households")[:1]),
            last_population=Subquery(years.values("population")[:1]),
            cluster_count=Coalesce(Subquery(count), Value(0)),
        )

    def get_actions(self):
        """Enter a hamlet."""
        if self.request.user.scope != Scope.COMMUNE:
            return []
        answer = _can_create(self.request.user)
        return [
            Action("Nhập từ Excel", reverse("jobs:import_new", args=["hamlets"]), answer),
            Action("Thêm thôn, tổ dân phố", reverse("communes:hamlet_create"), answer, "primary"),
        ]


class HamletPage(DetailPage):
    """One hamlet: figures by year, clusters, areas, to which communes it belonged."""

    model = Hamlet
    select = ("commune__province",)
    template_name = "communes/hamlet_detail.html"

    def get_crumbs(self):
        """The list."""
        return [Crumb("Thôn, tổ dân phố", reverse("communes:hamlet_list"))]

    def get_subtitle(self):
        """Where it lies."""
        return f"{self.object.commune.name}, {self.object.commune.province.name}"

    def get_actions(self):
        """What can be done with it; the history for those who may read it."""
        hamlet, user = self.object, self.request.user
        actions = []
        if can_read_object(user):
            actions.append(
                Action("Lịch sử", reverse("audit:object", args=[Hamlet._meta.label_lower, hamlet.pk]))
            )
        answer = policies.can_edit_commune(user, hamlet.commune)
        if answer and hamlet.ended_on is None:
            actions += [
                Action("Sửa", reverse("communes:hamlet_update", args=[hamlet.pk])),
                Action("Ngừng sử dụng", reverse("communes:hamlet_end", args=[hamlet.pk])),
            ]
        return actions

    def get_context_data(self, **kwargs):
        """The rows that belong to the hamlet."""
        hamlet = self.object
        areas = AreaStatus.objects.visible_to(self.request.user)
        return super().get_context_data(**kwargs) | {
            "years": hamlet.years.all(),
            "clusters": hamlet.clusters.order_by("-started_on", "name"),
            "areas": areas.filter(Q(hamlet=hamlet) | Q(hamlet=None, commune=hamlet.commune_id)),
            "placements": hamlet.placements.select_related("commune").order_by("-started_on"),
            "can_edit": hamlet.ended_on is None
            and policies.can_edit_commune(self.request.user, hamlet.commune),
        }


class HamletCreate(ServiceFormView):
    """Enter a hamlet of one's own commune."""

    form_class = forms.HamletForm
    title = "Thêm thôn, tổ dân phố"
    submit_label = "Thêm"
    done_message = "Đã thêm. Có thể ghi số liệu theo năm và lập cụm dân cư."

    def policy(self):
        """Officer and chief of the commune."""
        return _can_create(self.request.user)

    def get_crumbs(self):
        """The list."""
        return [Crumb("Thôn, tổ dân phố", reverse("communes:hamlet_list"))]

    def perform(self, form):
        """Enter it."""
        user = self.request.user
        return services.hamlet_create(actor=user, commune=user.commune, **form.cleaned_data)


class _OfHamlet:
    """A page that acts on a hamlet, or on something of it; done, one is back on the hamlet's page."""

    def get_subject(self):
        """The hamlet."""
        rows = Hamlet.objects.visible_to(self.request.user).select_related("commune__province")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def hamlet(self) -> Hamlet:
        """The hamlet whose page one comes from."""
        return self.subject

    def policy(self):
        """Officer and chief of its commune."""
        return policies.can_edit_commune(self.request.user, self.hamlet().commune)

    def get_crumbs(self):
        """The list, the hamlet."""
        hamlet = self.hamlet()
        return [
            Crumb("Thôn, tổ dân phố", reverse("communes:hamlet_list")),
            Crumb(str(hamlet), hamlet.get_absolute_url()),
        ]

    def get_success_url(self, result=None):
        """The hamlet's page."""
        return self.hamlet().get_absolute_url()


class HamletUpdate(_OfHamlet, ServiceFormView):
    """Correct a hamlet."""

    form_class = forms.HamletEditForm
    title = "Sửa thôn, tổ dân phố"

    def initial_of(self, subject):
        """What stands in the register."""
        return {"name": subject.name, "kind": subject.kind, "note": subject.note}

    def perform(self, form):
        """Correct it."""
        return services.hamlet_update(actor=self.request.user, hamlet=self.subject, **form.cleaned_data)


class HamletEnd(_OfHamlet, ConfirmView):
    """End a hamlet."""

    form_class = forms.HamletEndForm
    title = "Ngừng sử dụng thôn, tổ dân phố"
    submit_label = "Ngừng sử dụng"
    consequence = (
        "Thôn, các cụm dân cư và địa bàn riêng của thôn kết thúc cùng ngày. Số liệu và lịch sử giữ nguyên."
    )
    done_message = "Đã ngừng sử dụng."

    def perform(self, form):
        """End it."""
        return services.hamlet_end(actor=self.request.user, hamlet=self.subject, **form.cleaned_data)


class HamletYearSet(_OfHamlet, ServiceFormView):
    """Write the figures of a year."""

    form_class = forms.HamletYearForm
    title = "Số liệu của thôn theo năm"
    consequence = "Năm đã có số liệu thì số mới thay số cũ; số cũ còn trong lịch sử."
    done_message = "Đã ghi số liệu."

    def get_form_kwargs(self):
        """Yearly figures have no version of their own: the later typing holds."""
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)
        return kwargs

    def perform(self, form):
        """Write them."""
        return services.hamlet_year_set(actor=self.request.user, hamlet=self.subject, **form.cleaned_data)


class ClusterCreate(_OfHamlet, ServiceFormView):
    """Form a cụm dân cư."""

    form_class = forms.ClusterForm
    title = "Lập cụm dân cư"
    submit_label = "Lập cụm"
    done_message = "Đã lập cụm dân cư."

    def get_form_kwargs(self):
        """A new row has no version."""
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)
        return kwargs

    def perform(self, form):
        """Form it."""
        return services.cluster_create(actor=self.request.user, hamlet=self.subject, **form.cleaned_data)


class ClusterEnd(_OfHamlet, ConfirmView):
    """End a cụm dân cư."""

    form_class = forms.EndForm
    title = "Thôi dùng cụm dân cư"
    submit_label = "Thôi dùng"
    done_message = "Đã kết thúc cụm dân cư."

    def get_subject(self):
        """The cluster."""
        rows = Cluster.objects.visible_to(self.request.user).select_related("hamlet__commune__province")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def hamlet(self):
        """Its hamlet."""
        return self.subject.hamlet

    def get_subtitle(self):
        """Which."""
        return str(self.subject)

    def perform(self, form):
        """End it."""
        return services.cluster_end(actor=self.request.user, cluster=self.subject, **form.cleaned_data)
