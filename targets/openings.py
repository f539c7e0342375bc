"""Who may open the pages of this app's rows."""

from contracts.registry import Opening, openings
from targets.policies import can_read

_PAGES = ("adoption", "directive", "indicator", "target")
openings.add(*(Opening(f"targets.{model}", can_read) for model in _PAGES))
