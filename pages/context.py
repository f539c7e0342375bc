"""The context of every page: the frame. Costs nothing for strangers."""

from django.conf import settings
from django.http import HttpRequest

from pages.frame import NOTICES, numbers, period_menus, rail


def frame(request: HttpRequest) -> dict:
    """`frame_*` variables for templates/base.html."""
    common = {"is_demo": settings.DEMO}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or request.path.startswith("/quan-tri/"):
        return common
    beside = numbers(user)
    menus = [menu for menu in (build(request) for build in period_menus) if menu]
    return common | {
        "frame_rail": rail(request, beside),
        "frame_unit": user.unit_label,
        "frame_notices": beside[NOTICES],
        "frame_period": menus[0] if menus else None,
    }
