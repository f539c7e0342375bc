"""Who reads the audit (roles.md): an officer of the objects they see; chiefs, leaders, reviewers, directors and
administrators of their unit; a partner not at all."""

from contracts.policy import Answer, Denied, holds
from contracts.roles import REVIEWERS, Role

_READERS_OF_UNIT = (Role.CHIEF, Role.LEADER, *REVIEWERS, Role.ADMIN)


def can_read_object(user) -> Answer:
    """May the user read the history of objects they see?"""
    return holds(user, Role.OFFICER, *_READERS_OF_UNIT)


def can_read_unit(user) -> Answer:
    """May the user read everything that was done in the own unit?"""
    answer = holds(user, *_READERS_OF_UNIT)
    if not answer and user.is_authenticated and Role.OFFICER in user.role_codes:
        return Denied(
            "Cán bộ xem lịch sử từng đối tượng ở trang của đối tượng đó; nhật ký cả đơn vị do chỉ huy xem."
        )
    return answer


def sees_sensitive(user) -> bool:
    """Administrators alone read the audit without sensitive values."""
    return bool(user.role_codes - {Role.ADMIN})
