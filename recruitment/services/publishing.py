"""The public page of recruitment: which campaigns stand on it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import audit
from audit.snapshots import snapshot
from communes.services.communes import commune_touch
from contracts.policy import require
from recruitment import policies
from recruitment.models import Campaign


@transaction.atomic
def campaign_publish(*, actor, campaign: Campaign, version: int | None, is_public: bool) -> Campaign:
    """Put the notice of a campaign and, later, its result on the commune's public page, or take both off."""
    require(policies.can_publish(actor, campaign))
    if campaign.is_public == is_public:
        raise ValidationError("Đợt này đã ở trạng thái đó. Tải lại trang.")
    before = snapshot(campaign)
    campaign.claim_version(version)
    campaign.is_public = is_public
    campaign.save()
    audit(actor, "recruitment.campaign.publish", campaign, before=before)
    commune_touch({campaign.commune_id})
    return campaign
