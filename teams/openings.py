"""Who may open the pages of this app's rows: those about people are not for partners."""

from contracts.registry import Opening, openings
from teams.policies import can_see_masked

_ABOUT_PEOPLE = ("hamletpost", "proposal", "reviewround", "teamreview", "transferrequest")
openings.add(*(Opening(f"teams.{model}", can_see_masked) for model in _ABOUT_PEOPLE))
