"""The demo's model commune publishes its team leaders; most of them agreed to their telephone."""

from datetime import date

from accounts.models import User
from audit.services import Change, audit_many
from audit.snapshots import snapshot
from demo.invent import Inventor
from demo.services.force import QUANG_TRACH
from demo.services.writing import BATCH
from teams.choices import Position
from teams.models import LeaderListing, Membership, Person

SINCE = date(2026, 1, 5)


def publish_leaders(inventor: Inventor, today: date) -> None:
    """Switch Quảng Trạch's list on and record consents; with no officer, or before that day, nothing is public."""
    officer = User.objects.filter(commune=QUANG_TRACH, is_active=True).order_by("pk").first()
    if officer is None or today < SINCE:
        return
    listing = LeaderListing.objects.create(commune_id=QUANG_TRACH, started_on=SINCE, opened_by=officer)
    audit_many(None, "teams.listing.open", [Change(listing)], batch=BATCH)
    leaders = Membership.objects.in_force(today).filter(team__commune=QUANG_TRACH, position=Position.LEADER)
    changes = []
    for spell in leaders.select_related("person__home_commune"):
        if spell.person.phone and inventor.chance(0.8):
            changes.append(Change(spell.person, snapshot(spell.person)))
            spell.person.phone_public_since = SINCE
    Person.objects.bulk_update([change.subject for change in changes], ["phone_public_since"])
    audit_many(None, "teams.person.consent", changes, batch=BATCH)
