"""Who may open the pages of this app's rows."""

from activities.policies import can_see_people
from contracts.registry import Opening, openings

openings.add(Opening("activities.discipline", can_see_people))
