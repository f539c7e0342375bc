"""Who may open the pages of this app's rows."""

from contracts.registry import Opening, openings
from readiness.policies import can_see_sheets
from teams.policies import can_see_masked

openings.add(
    Opening("readiness.injury", lambda user, row: can_see_masked(user)),
    Opening("readiness.allowancesheet", lambda user, row: can_see_sheets(user)),
)
