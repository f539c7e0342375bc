"""Query words of recruitment."""

from contracts.scoping import ScopedQuerySet
from recruitment.choices import OPEN_STATES


class CampaignQuerySet(ScopedQuerySet):
    """Campaigns of communes."""


class OfCampaignQuerySet(ScopedQuerySet):
    """Rows of a campaign."""

    commune_path, province_path = "campaign__commune_id", "campaign__commune__province_id"


class ApplicationQuerySet(OfCampaignQuerySet):
    """Applications."""

    def open(self):
        """Still to be completed or appraised."""
        return self.filter(state__in=OPEN_STATES)


class OfApplicationQuerySet(ScopedQuerySet):
    """Rows of an application."""

    commune_path = "application__campaign__commune_id"
    province_path = "application__campaign__commune__province_id"


class OfCouncilQuerySet(ScopedQuerySet):
    """Rows of a council."""

    commune_path, province_path = "council__campaign__commune_id", "council__campaign__commune__province_id"


class OfSessionQuerySet(ScopedQuerySet):
    """Rows of a session."""

    commune_path = "session__council__campaign__commune_id"
    province_path = "session__council__campaign__commune__province_id"
