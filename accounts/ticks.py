"""What this app does every minute."""

from datetime import datetime

from django.utils import timezone

from accounts.services.drafts import drafts_wipe
from contracts.registry import Tick, ticks


def _wipe(now: datetime) -> None:
    drafts_wipe(timezone.now())


ticks.add(Tick("accounts.wipe_drafts", _wipe, order=910))
