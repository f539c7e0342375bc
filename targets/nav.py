"""Where this app stands in the menu, and the years one may look back at."""

from django.http import HttpRequest
from django.utils import timezone

from contracts.registry import NavItem, nav_items
from pages.frame import PeriodChoice, PeriodMenu, period_menus
from targets.policies import can_read
from targets.views.place import YEAR, years

#: Pages that judge as of a year.
_PAGES = ("targets:scorecard", "targets:target")

nav_items.add(
    NavItem(
        "targets.scorecard", "targets", "Kết quả chỉ tiêu", "targets:scorecard", order=10, may_open=can_read
    ),
    NavItem(
        "targets.directives",
        "targets",
        "Văn bản chỉ đạo",
        "targets:directive_list",
        order=20,
        may_open=can_read,
    ),
)


def _years(request: HttpRequest) -> PeriodMenu | None:
    """This year so far, and the years gone by as they ended."""
    if request.resolver_match is None or request.resolver_match.view_name not in _PAGES:
        return None
    today = timezone.localdate()
    asked = request.GET.get(YEAR, "")
    chosen = int(asked) if asked.isdigit() and int(asked) in years(today) else today.year

    def choice(year: int) -> PeriodChoice:
        query = request.GET.copy()
        query[YEAR] = str(year)
        return PeriodChoice(f"Năm {year}", f"?{query.urlencode()}", year == chosen)

    return PeriodMenu(f"Năm {chosen}", tuple(choice(year) for year in years(today)))


period_menus.append(_years)
