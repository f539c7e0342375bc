"""Who may write units (roles.md): registers of a commune by its officer and chief, units by the administrator."""

from collections.abc import Iterable

from communes.models import Agency, Commune
from contracts.policy import ALLOWED, Answer, Denied, holds
from contracts.roles import REGISTRARS, Role, Scope


def can_edit_commune(user, commune: Commune) -> Answer:
    """May the user write hamlets, clusters, yearly facts and areas of this commune?"""
    return holds(user, *REGISTRARS, commune=commune.code, province=commune.province_id)


def can_change_units(user, provinces: Iterable[str]) -> Answer:
    """May the user merge, split or rename communes of these provinces, and found their agencies?"""
    answer = holds(user, Role.ADMIN)
    if not answer or user.scope == Scope.COUNTRY:
        return answer
    if user.scope != Scope.PROVINCE:
        return Denied(
            "Thay đổi đơn vị hành chính do quản trị của tỉnh hoặc toàn quốc ghi. Đề nghị quản trị của tỉnh."
        )
    if any(code != user.province_id for code in provinces):
        return Denied("Việc này thuộc tỉnh khác. Chuyển cho quản trị của tỉnh đó hoặc quản trị toàn quốc.")
    return ALLOWED


def can_change_agency(user, agency: Agency) -> Answer:
    """May the user rename this agency or put it out of use? Users and units are the administrator's (roles.md)."""
    if agency.commune is None and user.is_authenticated and user.scope == Scope.COMMUNE:
        return Denied("Cơ quan của tỉnh do quản trị của tỉnh sửa.")
    return holds(user, Role.ADMIN, commune=agency.commune_id or "", province=agency.province_id)


def can_manage_agencies(user, commune: Commune) -> Answer:
    """May the user rename the agencies of this commune?"""
    return holds(user, Role.ADMIN, commune=commune.pk, province=commune.province_id)
