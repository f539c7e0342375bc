"""Who may open the pages of this app's rows: those about people are not for partners."""

from contracts.registry import Opening, openings
from teams.policies import can_see_masked

openings.add(
    *(
        Opening(f"teams.{model}", lambda user, row: can_see_masked(user))
        for model in ("hamletpost", "proposal", "transferrequest")
    )
)
