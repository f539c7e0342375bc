"""The list page of every register: taking it out as a file is recorded."""

from audit.services import audit_export
from pages.lists import RegisterList


class AuditedList(RegisterList):
    """Base of the lists of all apps above the audit."""

    def exported(self, count: int) -> None:
        """One entry for the whole list, under who took it."""
        audit_export(self.request.user, self.get_title(), count)
