"""Data quality: what is missing, doubtful, doubled or overdue, each a press away from the field that mends it."""

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from communes.models import Commune
from contracts.policy import require
from contracts.registry import QUALITY_KINDS, quality_checks
from contracts.roles import REGISTRARS, Scope
from pages.views import Crumb, PageMixin
from reporting.policies import can_see_quality
from reporting.quality import commune_lines, communes_of, counts, quality_groups
from vietnam.dates import format_date

_PER_PAGE = 30


class _QualityMixin(PageMixin):
    """What both pages share: who may look, and the one commune that a province looks into."""

    def dispatch(self, request, *args, **kwargs):
        """Partners see teams and hamlets, not people."""
        if request.user.is_authenticated:
            require(can_see_quality(request.user))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def commune(self) -> Commune | None:
        """The commune asked for; None for all one sees; 404 for one that one does not see."""
        code = self.request.GET.get("xa", "")
        if not code:
            return None
        found = Commune.objects.visible_to(self.request.user).filter(pk=code).first()
        if found is None:
            raise Http404("Không có đơn vị này.")
        return found

    @property
    def place(self) -> str:
        """Of which unit, in words."""
        user = self.request.user
        return str(self.commune or user.commune or user.province or "cả nước")


class QualityPage(_QualityMixin, TemplateView):
    """Counts by check; for who sees several communes also by commune."""

    template_name = "reporting/quality.html"
    title = "Chất lượng dữ liệu"

    def get_subtitle(self):
        return f"Những chỗ nên bổ sung hoặc kiểm tra lại, {self.place}, tính đến {format_date(timezone.localdate())}."

    def get_crumbs(self):
        return [Crumb(self.title, reverse("reporting:quality"))] if self.commune else []

    def get_context_data(self, **kwargs):
        """The counts; a fixed number of statements, whatever is found."""
        user, on = self.request.user, timezone.localdate()
        communes = communes_of(user, on)
        found = counts(user, communes, on)
        several = user.scope != Scope.COMMUNE and self.commune is None
        return super().get_context_data(**kwargs) | {
            "groups": quality_groups(found, self.commune.pk if self.commune else ""),
            "communes": commune_lines(communes, found) if several else [], "kinds": list(QUALITY_KINDS.values()),
        }  # fmt: skip


class QualityRows(_QualityMixin, TemplateView):
    """The records that one check finds, with the way to the field that mends each, or to the record for who reads."""

    template_name = "reporting/quality_rows.html"

    @cached_property
    def check(self):
        """The check of the address."""
        if self.kwargs["code"] not in quality_checks:
            raise Http404("Không có mục kiểm tra này.")
        return quality_checks.get(self.kwargs["code"])

    def get_title(self):
        return self.check.label

    def get_subtitle(self):
        return f"{QUALITY_KINDS[self.check.kind]}, {self.place}. Sửa xong một dòng thì dòng đó hết ở đây."

    def get_crumbs(self):
        query = f"?xa={self.commune.pk}" if self.commune else ""
        return [Crumb("Chất lượng dữ liệu", reverse("reporting:quality") + query)]

    def get_context_data(self, **kwargs):
        """A page of the rows."""
        rows = self.check.find(self.request.user, timezone.localdate())
        rows = rows.select_related(*self.check.select).order_by(self.check.commune, "pk")
        if self.commune:
            rows = rows.filter(**{self.check.commune: self.commune.pk})
        found = Paginator(rows, _PER_PAGE).get_page(self.request.GET.get("page"))
        may_mend = bool(self.request.user.role_codes.intersection(REGISTRARS))
        address = self.check.url if may_mend else self.check.page
        lines = [(self.check.name(row), self.check.detail(row), address(row)) for row in found]
        return super().get_context_data(**kwargs) | {
            "found": found, "lines": lines, "may_mend": may_mend, "count": found.paginator.count, "noun": "dòng",
        }  # fmt: skip
