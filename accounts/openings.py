"""Who may open the pages of this app's rows."""

from accounts.policies import can_list_users
from contracts.registry import Opening, openings

openings.add(Opening("accounts.user", can_list_users))
