"""Which unit and which year a page of targets is about, from the address and who asks."""

from dataclasses import dataclass
from datetime import date
from functools import wraps

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from communes.models import Commune, Province
from contracts.policy import require
from contracts.roles import Scope
from targets import policies
from targets.models import Adoption, Figure, Target
from targets.scoreboard import Scoreboard

PROVINCE, COMMUNE, YEAR = "tinh", "xa", "nam"
#: The teams exist since the law took effect (Luật 30/2023/QH15, 01/7/2024).
FIRST_YEAR = 2024


@dataclass(frozen=True)
class Place:
    """The province, the communes shown, the one commune where the page is about one, and the day looked at."""

    province: Province
    communes: tuple[Commune, ...]
    commune: Commune | None
    on: date
    today: date

    @property
    def unit(self) -> str:
        """The code of the unit the page is about."""
        return self.commune.code if self.commune else self.province.code

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.commune or self.province)


def readers_only(view):
    """Pages that everybody but partners may open."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs):
        require(policies.can_read(request.user))
        return view(request, *args, **kwargs)

    return guarded


def place_of(request: HttpRequest) -> Place:
    """The unit and day of the page; 404 for a unit that the user does not see."""
    user, today = request.user, timezone.localdate()
    on = _day(request, today)
    visible = Commune.objects.visible_to(user)
    code = request.GET.get(COMMUNE, "")
    if user.scope == Scope.COMMUNE:
        code = code or user.commune_id
    if code:
        commune = get_object_or_404(visible.select_related("province"), pk=code)
        return Place(commune.province, (commune,), commune, on, today)
    province = _province(request)
    communes = visible.existing_on(on).filter(province_id=province.pk).order_by("sort_key")
    return Place(province, tuple(communes), None, on, today)


def board_of(request: HttpRequest, place: Place, targets=None) -> Scoreboard:
    """The scoreboard of that place, of all targets or of those given."""
    user = request.user
    rows = Target.objects.visible_to(user) if targets is None else targets
    return Scoreboard(
        adoptions=Adoption.objects.visible_to(user).filter(province_id=place.province.pk),
        figures=Figure.objects.visible_to(user), targets=rows.select_related("directive"), communes=place.communes,
        on=place.on, today=place.today, province=None if place.commune else place.province,
    )  # fmt: skip


def _province(request: HttpRequest) -> Province:
    """The user's; for the country the one asked for, else the first that took up a directive."""
    user = request.user
    if user.province_id:
        return user.province
    provinces = Province.objects.visible_to(user)
    if request.GET.get(PROVINCE):
        return get_object_or_404(provinces, pk=request.GET[PROVINCE])
    adopted = Adoption.objects.visible_to(user).filter(province_id=OuterRef("pk"))
    found = provinces.annotate(adopted=Exists(adopted)).order_by("-adopted", "code").first()
    if found is None:
        raise Http404("Chưa nạp danh mục tỉnh.")
    return found


def years(today: date) -> range:
    """Years one may look at, the present one first."""
    return range(today.year, max(FIRST_YEAR, today.year - 3) - 1, -1)


def _day(request: HttpRequest, today: date) -> date:
    """Today, or the last day of a year gone by."""
    asked = request.GET.get(YEAR, "")
    if asked.isdigit() and int(asked) in years(today) and int(asked) != today.year:
        return date(int(asked), 12, 31)
    return today
