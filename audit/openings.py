"""Who may open the pages of this app's rows."""

from audit.policies import can_read_unit
from contracts.registry import Opening, openings

openings.add(Opening("audit.entry", can_read_unit))
