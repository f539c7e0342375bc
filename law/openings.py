"""Who may open the pages of this app's rows."""

from contracts.registry import Opening, openings
from law.policies import can_read

openings.add(Opening("law.parameter", can_read))
