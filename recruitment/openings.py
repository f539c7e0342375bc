"""Who may open the pages of this app's rows."""

from contracts.registry import Opening, openings
from recruitment.policies import can_see_papers

openings.add(Opening("recruitment.application", can_see_papers))
