"""Who may open the pages of this app's rows."""

from contracts.registry import Opening, openings
from readiness.policies import can_see_sheets
from teams.policies import can_see_masked

openings.add(
    Opening("readiness.injury", can_see_masked),
    Opening("readiness.allowancesheet", can_see_sheets),
)
