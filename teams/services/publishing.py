"""The public list of team leaders: switched on and off, and whose telephone may stand in it."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from communes.models import Commune
from communes.services.communes import commune_touch
from contracts.policy import require
from teams import policies
from teams.models import LeaderListing
from vietnam.dates import format_date


@transaction.atomic
def listing_open(*, actor, commune: Commune) -> LeaderListing:
    """Publish the list of the commune's team leaders from today on."""
    require(policies.can_publish_leaders(actor, commune))
    if commune.ended_on:
        raise ValidationError(
            f"{commune} không còn từ ngày {format_date(commune.ended_on)}. Dùng đơn vị mới."
        )
    if LeaderListing.objects.open().filter(commune=commune).exists():
        raise ValidationError("Danh sách của xã đang công khai.")
    listing = LeaderListing(commune=commune, started_on=timezone.localdate(), opened_by=actor)
    listing.full_clean()
    listing.save()
    audit(actor, "teams.listing.open", listing)
    commune_touch({commune.pk})
    return listing


@transaction.atomic
def listing_close(*, actor, listing: LeaderListing) -> LeaderListing:
    """Take the list off: the page is gone at once; the day itself, if it was opened today, still counts."""
    require(policies.can_publish_leaders(actor, listing.commune))
    if listing.ended_on:
        raise ValidationError("Danh sách này đã thôi công khai.")
    before = snapshot(listing)
    listing.ended_on = max(timezone.localdate(), listing.started_on + timedelta(days=1))
    listing.closed_by = actor
    listing.full_clean()
    listing.save()
    audit(actor, "teams.listing.close", listing, before=before)
    commune_touch({listing.commune_id})
    return listing
