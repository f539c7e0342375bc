"""What all filters of this app share."""

from communes.unit_filters import CommuneFilter, ScopedFilter
from contracts.roles import Scope
from teams.models import Team

__all__ = ["CommuneFilter", "ScopedFilter", "teams_of"]


def teams_of(request):
    """The teams to choose among: of the commune one is in or has chosen; a province's thousands are no menu."""
    if request is None:
        return Team.objects.none()
    rows = Team.objects.visible_to(request.user).open()
    if request.user.scope == Scope.COMMUNE:
        return rows
    commune = request.GET.get("don_vi", "")
    return rows.filter(commune_id=commune) if commune else rows.none()
