"""BM1 on the screen: the form whose figures open, what is to be mended, Excel and PDF."""

from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import TemplateView

from communes.models import Commune, Province
from contracts.policy import require
from contracts.roles import Scope
from pages.lists import EXCEL
from pages.views import PageMixin
from reporting import policies
from reporting.bm1 import periods
from reporting.bm1.checks import judge
from reporting.bm1.figures import Bm1, addresses, opening
from reporting.bm1.form import CODES, TITLE, header_rows, number_row
from reporting.services.bm1 import bm1_draw, bm1_enqueue, bm1_for, bm1_record, file_name
from targets.measuring import open_url
from vietnam.dates import format_date

#: Of defects the page shows so many; the list behind the figure has all.
SHOWN_DEFECTS = 50


@dataclass(frozen=True)
class Asked:
    """What the address asks for: a unit the user may see, and days."""

    province: str
    commune: str
    when: periods.Chosen

    @property
    def query(self) -> dict[str, str]:
        """The same as parameters of an address."""
        days = self.when.days
        return {"tinh": self.province, "xa": self.commune, "tu": format_date(days.first_day),
                "den": format_date(days.last_day)}  # fmt: skip


def asked(request, query) -> Asked:
    """Read the address. A commune's people have their commune, the province's may choose one of theirs; another
    unit's is a 404."""
    user, when = request.user, periods.chosen(query, timezone.localdate())
    if user.scope == Scope.COMMUNE:
        require(policies.can_see_bm1(user, user.province_id, user.commune_id))
        return Asked(user.province_id, user.commune_id, when)
    province = user.province_id or query.get("tinh", "")
    if province and not user.province_id:
        province = get_object_or_404(Province.objects.visible_to(user), pk=province).pk
    require(policies.can_see_bm1(user, province))
    commune = query.get("xa", "")
    if commune:
        rows = Commune.objects.visible_to(user).open()
        row = get_object_or_404(rows, pk=commune)
        province = row.province_id
    return Asked(province, commune, when)


class Bm1Page(PageMixin, TemplateView):
    """The form of a period."""

    template_name = "reporting/bm1/page.html"
    title = "Biểu mẫu BM1"

    def dispatch(self, request, *args, **kwargs):
        """Read what is asked before anything is shown."""
        if request.user.is_authenticated:
            self.asked = asked(request, request.GET)
        return super().dispatch(request, *args, **kwargs)

    def get_subtitle(self):
        return f"{TITLE[0]}{TITLE[1:].lower().replace('antt', 'ANTT')}, theo Công văn 435/V05-P3."

    def get_context_data(self, **kwargs):
        """The table, what is wrong with it, and the choices above."""
        user, found = self.request.user, self.asked
        context = super().get_context_data(**kwargs) | {
            "asked": found, "groups": periods.groups(timezone.localdate()), "problem": found.when.problem,
            "communes": self._communes(), "provinces": self._provinces(),
        }  # fmt: skip
        if not found.province:
            return context
        try:
            table = bm1_for(actor=user, span=found.when.days, province=found.province, commune=found.commune)
        except ValidationError as error:
            return context | {"problem": error.messages[0]}
        judged = judge(table)
        return context | {
            "table": table, "judged": judged, "header": header_rows(), "numbers": number_row(),
            "rows": figure_rows(table, user), "totals": totals(table, user, whole=user.scope == Scope.PROVINCE),
            "defects": judged.defects[:SHOWN_DEFECTS],
            "all_defects": opening(open_url("team_members_incomplete", table.span, user=user), found.commune),
            "is_running": found.when.days.last_day >= timezone.localdate(),
        }  # fmt: skip

    def _communes(self):
        user = self.request.user
        if user.scope == Scope.COMMUNE or not self.asked.province:
            return []
        return Commune.objects.visible_to(user).of_province(self.asked.province).open()

    def _provinces(self):
        user = self.request.user
        return Province.objects.visible_to(user) if user.scope == Scope.COUNTRY else []


def figure_rows(table: Bm1, user) -> list[tuple[str, list[tuple[int | None, str]]]]:
    """Each commune's name with its figures and where they open."""
    where = addresses(table, user)
    return [
        (
            line.commune.name,
            [(line.values[code], opening(where[code], line.units.get(code, ""))) for code in CODES],
        )
        for line in table.lines
    ]


def totals(table: Bm1, user, *, whole: bool) -> list[tuple[int | None, str]]:
    """The last row; `whole` where the lists show no more than the table's province anyway."""
    where = addresses(table, user)
    if whole and table.commune is None:
        return [(table.totals[code], where[code]) for code in CODES]
    units = {code: ",".join(line.units.get(code, "") for line in table.lines) for code in CODES}
    return [(table.totals[code], opening(where[code], units[code])) for code in CODES]


@require_GET
def bm1_excel(request) -> HttpResponse:
    """The workbook, at once."""
    found = asked(request, request.GET)
    if not found.province:
        raise Http404("Chọn tỉnh trước khi xuất biểu.")
    try:
        table = bm1_for(
            actor=request.user, span=found.when.days, province=found.province, commune=found.commune
        )
    except ValidationError as error:
        raise Http404(error.messages[0]) from error
    content = bm1_draw(table, judge(table), "xlsx")
    bm1_record(actor=request.user, table=table, face="xlsx")
    return FileResponse(
        BytesIO(content), as_attachment=True, filename=file_name(table, "xlsx"), content_type=EXCEL
    )


@require_POST
def bm1_pdf(request) -> HttpResponse:
    """The PDF, from a worker."""
    found = asked(request, request.POST)
    if not found.province:
        raise Http404("Chọn tỉnh trước khi lập PDF.")
    return redirect(
        bm1_enqueue(actor=request.user, span=found.when.days, province=found.province, commune=found.commune)
    )
