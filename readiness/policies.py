"""Who may write training and equipment (roles.md: register rows are the commune's officers' and chiefs')."""

from contracts.policy import Answer, holds
from contracts.roles import REGISTRARS, REVIEWERS


def can_write_training(user, *, province: str, commune: str = "") -> Answer:
    """A commune's class by its registrars, a province's class by its reviewers."""
    if commune:
        return holds(user, *REGISTRARS, commune=commune, province=province)
    return holds(user, *REVIEWERS, province=province)


def can_record_attendance(user, membership) -> Answer:
    """Attendance is recorded by the member's own commune, also at a class of the province."""
    province, commune = membership.unit_codes()
    return holds(user, *REGISTRARS, commune=commune, province=province)


def can_take_attendance(user) -> Answer:
    """May the user record attendance of members of their own commune at all?"""
    return holds(user, *REGISTRARS)


def can_write_equipment(user, team) -> Answer:
    """Things given out are registered by the team's commune."""
    province, commune = team.unit_codes()
    return holds(user, *REGISTRARS, commune=commune, province=province)
