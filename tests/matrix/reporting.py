"""Who may open the pages of reports, the first page, search and help."""

from datetime import date

from reporting.feed import feed_token
from reporting.models import Report, ReportDuty, ReportFigure
from reporting.services.drafting import report_open
from reporting.services.outlines import outlines_load
from reporting.services.periods import periods_open
from targets.services.catalogue import catalogue_load
from tests.matrix.rules import ADMINS, CHIEFS, EVERYBODY, NOBODY, PARTNERS, REVIEWERS, Rule
from tests.world import load_law

_LAST = date(2025, 8, 14)
_WRITERS = frozenset({"officer", "chief"})
_OWN_REVIEWERS = frozenset({"reviewer", "director"})


def _duty(world):
    """The report of xã Quảng Trạch for August 2025, not begun."""
    if not ReportDuty.objects.exists():
        load_law()
        catalogue_load()
        outlines_load()
        periods_open(_LAST)
    return {"pk": ReportDuty.objects.get(commune=world.commune_a, period__code="2025-08").pk}


def _draft(world):
    """The same, begun by the officer."""
    found = _duty(world)
    if not Report.objects.exists():
        duty = ReportDuty.objects.select_related(
            "regime__outline", "period", "commune__province", "province"
        ).get(**found)
        report_open(actor=world.again(world.an), duty=duty, today=_LAST)
    return found


def _law(world):
    """The closing day of periods is law."""
    load_law()
    return {}


def _signed(world):
    """The same, signed by somebody and without its paper: only its state matters here."""
    found = _draft(world)
    Report.objects.update(state="signed", signed_by=world.chien)
    ReportDuty.objects.filter(**found).update(state="signed")
    return found


def _figure(world):
    _draft(world)
    return {"pk": ReportFigure.objects.order_by("pk").first().pk}


def _file(world):
    _draft(world)
    return {"pk": Report.objects.get().pk, "face": "pdf"}


RULES = {
    "reporting:home": Rule(EVERYBODY),
    "reporting:search": Rule(EVERYBODY),
    "reporting:quality": Rule(EVERYBODY - PARTNERS),
    "reporting:quality_rows": Rule(EVERYBODY - PARTNERS, kwargs=lambda world: {"code": "teams.birth"}),
    "reporting:help": Rule(EVERYBODY),
    "reporting:feed": Rule(EVERYBODY, kwargs=lambda world: {"token": feed_token(world.an)}, public=True),
    "reporting:duties": Rule(EVERYBODY),
    "reporting:approve_many": Rule(REVIEWERS, post=True),
    "reporting:remind": Rule(REVIEWERS, post=True),
    "reporting:summary": Rule(REVIEWERS | ADMINS),
    "reporting:bm1": Rule(EVERYBODY - PARTNERS, kwargs=_law),
    # The administrator of the country names a province first.
    "reporting:bm1_excel": Rule(EVERYBODY - PARTNERS, kwargs=_law, answers=(200, 404)),
    "reporting:bm1_pdf": Rule(EVERYBODY - PARTNERS, kwargs=_law, get=False, post=True, answers=(302, 404)),
    "reporting:desk": Rule(EVERYBODY, kwargs=_draft, scoped=True),
    "reporting:open": Rule(_WRITERS, kwargs=_duty, scoped=True, get=False, post=True),
    "reporting:refresh": Rule(_WRITERS, kwargs=_draft, scoped=True, get=False, post=True),
    "reporting:produce": Rule(_WRITERS | _OWN_REVIEWERS, kwargs=_draft, scoped=True, get=False, post=True),
    "reporting:sign": Rule(CHIEFS, kwargs=_draft, scoped=True, post=True),
    "reporting:return": Rule(_OWN_REVIEWERS, kwargs=_signed, scoped=True, post=True),
    "reporting:approve": Rule(_OWN_REVIEWERS, kwargs=_signed, scoped=True, get=False, post=True),
    "reporting:figure_correct": Rule(_WRITERS, kwargs=_figure, scoped=True, post=True),
    # Nobody has made files of this draft yet: 404 for all, also for those who see the report.
    "reporting:file": Rule(NOBODY, kwargs=_file, scoped=True, sees=NOBODY),
}
