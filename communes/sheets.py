"""What the registers of a commune have in common when they come from workbooks."""

from collections.abc import Callable
from typing import Any

from communes.models import Commune
from contracts.policy import Answer, Denied
from jobs.exchange.resources import SheetResource


class CommuneResource(SheetResource):
    """A register that is brought in commune by commune; `policy(user, commune)` says who may."""

    policy: Callable[[Any, Commune], Answer]

    def can_import(self, user, commune):
        """By the register's own policy; who does not see the commune may not."""
        unit = Commune.objects.visible_to(user).filter(pk=commune).first()
        return self.policy(user, unit) if unit else Denied("Không có xã này trong đơn vị của bạn.")
