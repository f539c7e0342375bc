"""Who may change the law's rows (roles.md): country rows the country's administrator; a province's are drafted by its
reviewer and put in force by its director."""

from contracts.policy import Answer, Denied, holds
from contracts.roles import REVIEWERS, Role, Scope


def can_read(user) -> Answer:
    """May the user open the pages of the law? Everybody who holds a role."""
    return holds(user, *Role)


def can_edit_parameter(user, province: str = "") -> Answer:
    """May the user put a row in force for that province ("" = the whole country)?"""
    if province and user.is_authenticated and user.scope == Scope.PROVINCE:
        return holds(user, Role.DIRECTOR, province=province)
    answer = holds(user, Role.ADMIN)
    if answer and user.scope != Scope.COUNTRY:
        return Denied("Tham số toàn quốc do quản trị toàn quốc sửa. Tỉnh thêm giá trị riêng của tỉnh mình.")
    return answer


def can_draft_parameter(user, province: str) -> Answer:
    """May the user propose a row for that province?"""
    if not province:
        return can_edit_parameter(user)
    return can_edit_parameter(user, province) or holds(user, *REVIEWERS, province=province)


def can_edit_calendar(user) -> Answer:
    """May the user write the table of special days?"""
    return can_edit_parameter(user)
