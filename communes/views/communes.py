"""Pages of communes: the list, one commune, its areas and agencies."""

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.urls import reverse

from audit.lists import AuditedList
from audit.policies import can_read_object
from communes import forms, policies
from communes.filters import CommuneFilter
from communes.models import Agency, AreaStatus, Commune, Hamlet, SuccessionLine
from communes.services.agencies import agency_update
from communes.services.hamlets import area_status_end, area_status_set
from communes.tables import CommuneTable
from contracts.policy import Denied
from pages.asof import AsOfMixin
from pages.lists import Empty
from pages.measured import MeasuredListMixin
from pages.views import Action, ConfirmView, Crumb, DetailPage, ServiceFormView


def list_crumb() -> Crumb:
    """The list of communes."""
    return Crumb("Đơn vị hành chính", reverse("communes:commune_list"))


class CommuneList(AsOfMixin, MeasuredListMixin, AuditedList):
    """Communes one sees, in the official order."""

    register = "admin_units"
    model = Commune
    table_class = CommuneTable
    filterset_class = CommuneFilter
    title = "Đơn vị hành chính"
    noun = "xã, phường, đặc khu"
    empty = Empty("Chưa có đơn vị nào.")

    def narrow(self, rows):
        """With the number of hamlets in being, in one statement."""
        hamlets = Hamlet.objects.in_force(self.day).filter(commune=OuterRef("pk")).order_by()
        count = hamlets.values("commune").annotate(n=Count("pk")).values("n")
        return rows.select_related("province").annotate(hamlet_count=Coalesce(Subquery(count), Value(0)))

    def get_actions(self):
        """Merge units."""
        user = self.request.user
        province = user.province_id or self.request.GET.get("province", "")
        if not policies.can_change_units(user, [province]):
            return []
        if not province:
            return [Action("Sáp nhập đơn vị", "", Denied("Chọn tỉnh ở bộ lọc trước khi sáp nhập."))]
        return [Action("Sáp nhập đơn vị", reverse("communes:succession_merge", args=[province]))]


class CommunePage(DetailPage):
    """One commune: hamlets, areas, agencies, and how it came to be."""

    model = Commune
    select = ("province",)
    template_name = "communes/commune_detail.html"

    def get_crumbs(self):
        """The list."""
        return [list_crumb()]

    def get_subtitle(self):
        """Where it lies."""
        return f"{self.object.province.name}, mã {self.object.code}"

    def get_actions(self):
        """Changes of the unit, for administrators; the history for those who may read it."""
        commune, user = self.object, self.request.user
        actions = []
        if can_read_object(user):
            actions.append(
                Action("Lịch sử", reverse("audit:object", args=[Commune._meta.label_lower, commune.pk]))
            )
        if commune.ended_on is None and policies.can_change_units(user, [commune.province_id]):
            actions += [
                Action("Đổi tên, đổi loại", reverse("communes:succession_rename", args=[commune.pk])),
                Action("Chia tách", reverse("communes:succession_split", args=[commune.pk])),
            ]
        return actions

    def get_context_data(self, **kwargs):
        """The rows that belong to the commune."""
        commune, user = self.object, self.request.user
        lines = SuccessionLine.objects.visible_to(user).filter(Q(old=commune) | Q(new=commune))
        lines = lines.select_related("succession", "old", "new").prefetch_related("hamlets")
        return super().get_context_data(**kwargs) | {
            "hamlets": commune.hamlets.open().order_by("sort_key"),
            "areas": AreaStatus.objects.visible_to(user).filter(commune=commune).select_related("hamlet"),
            "agencies": Agency.objects.visible_to(user).filter(commune=commune).order_by("pk"),
            "former_names": commune.former_names.order_by("-started_on"),
            "lines": lines.order_by("-succession__effective_on", "pk"),
            "can_edit": commune.ended_on is None and policies.can_edit_commune(user, commune),
            "can_rename_agencies": policies.can_manage_agencies(user, commune),
        }


class AreaCreate(ServiceFormView):
    """Record that the commune, or a hamlet of it, lies in a legal area."""

    form_class = forms.AreaForm
    title = "Ghi địa bàn theo luật"
    consequence = (
        "Địa bàn miền núi, biên giới, hải đảo, đặc biệt khó khăn cho phép tuyển người có trình độ tiểu học "
        "(Luật 30/2023, Điều 13, khoản 3)."
    )
    done_message = "Đã ghi địa bàn."

    def get_subject(self):
        """The commune."""
        rows = Commune.objects.visible_to(self.request.user).select_related("province")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        """Officer and chief of the commune."""
        return policies.can_edit_commune(self.request.user, self.subject)

    def get_crumbs(self):
        """The commune."""
        return [list_crumb(), Crumb(self.subject.name, self.subject.get_absolute_url())]

    def get_form_kwargs(self):
        """The commune's hamlets to choose from."""
        return super().get_form_kwargs() | {"commune": self.subject}

    def perform(self, form):
        """Record it."""
        area_status_set(actor=self.request.user, commune=self.subject, **form.cleaned_data)


class AreaEnd(ConfirmView):
    """End a legal area."""

    form_class = forms.EndForm
    title = "Kết thúc địa bàn theo luật"
    submit_label = "Kết thúc"
    done_message = "Đã kết thúc địa bàn."

    def get_subject(self):
        """The area."""
        rows = AreaStatus.objects.visible_to(self.request.user).select_related("commune__province", "hamlet")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        """Officer and chief of the commune."""
        return policies.can_edit_commune(self.request.user, self.subject.commune)

    def get_subtitle(self):
        """Which."""
        return str(self.subject)

    def get_crumbs(self):
        """The commune."""
        return [list_crumb(), Crumb(self.subject.commune.name, self.subject.commune.get_absolute_url())]

    def get_success_url(self, result=None):
        """The commune's page."""
        return self.subject.commune.get_absolute_url()

    def perform(self, form):
        """End it."""
        return area_status_end(actor=self.request.user, area=self.subject, **form.cleaned_data)


class AgencyUpdate(ServiceFormView):
    """How an agency is named on paper."""

    form_class = forms.AgencyForm
    title = "Tên cơ quan trên văn bản"
    consequence = "Văn bản soạn từ nay dùng tên mới. Văn bản đã phát hành giữ nguyên."

    def get_subject(self):
        """The agency."""
        rows = Agency.objects.visible_to(self.request.user).select_related("commune", "province")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        """The administrator."""
        return policies.can_change_agency(self.request.user, self.subject)

    def get_crumbs(self):
        """The commune, where it has one."""
        commune = self.subject.commune
        return [list_crumb(), Crumb(commune.name, commune.get_absolute_url())] if commune else [list_crumb()]

    def get_success_url(self, result=None):
        """Where one came from."""
        return self.get_crumbs()[-1].url

    def initial_of(self, subject):
        """What stands in the register."""
        return {
            name: getattr(subject, name) for name in ("name", "parent_name", "symbol", "place", "is_active")
        }

    def perform(self, form):
        """Rename it."""
        return agency_update(actor=self.request.user, agency=self.subject, **form.cleaned_data)
