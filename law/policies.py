"""Who may change the law's rows (roles.md): country rows the country's admin, a province's its director or reviewer."""

from contracts.policy import Answer, Denied, holds
from contracts.roles import REVIEWERS, Role, Scope


def can_edit_parameter(user, province: str = "") -> Answer:
    """May the user write a row for that province ("" = the whole country)?"""
    if province:
        return holds(user, *REVIEWERS, Role.ADMIN, province=province)
    answer = holds(user, Role.ADMIN)
    if answer and user.scope != Scope.COUNTRY:
        return Denied("Tham số toàn quốc do quản trị toàn quốc sửa. Tỉnh thêm giá trị riêng của tỉnh mình.")
    return answer


def can_edit_calendar(user) -> Answer:
    """May the user write the table of special days?"""
    return can_edit_parameter(user)
