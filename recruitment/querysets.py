"""Query words of recruitment."""

from django.db.models import Q

from contracts.records import DatedQuerySet
from contracts.registry import personal_templates
from contracts.roles import is_only_partner
from contracts.scoping import ScopedQuerySet
from documents.choices import DocumentState
from recruitment.choices import LIVE_STATES, ApplicationState, CampaignState
from vietnam.names import fold

#: Encrypted fields of a person that no list needs.
PERSON_SECRETS = ("citizen_id", "bank_account", "health_note", "legal_record")


class CampaignQuerySet(ScopedQuerySet):
    """Campaigns of communes."""

    def public(self, commune: str):
        """Those of that commune (its code) that it put on its public page."""
        return self.filter(commune_id=commune, is_public=True)

    def waiting_for_chairman(self):
        """Those whose result is before the chairman, somebody among them still to be decided on."""
        waiting = Q(applications__state=ApplicationState.SUBMITTED)
        return self.filter(waiting, state=CampaignState.COUNCIL, submitted_on__isnull=False).distinct()

    def receiving(self, commune: str):
        """Those of that commune (its code) that take applications now, the newest first."""
        rows = self.filter(commune_id=commune, state=CampaignState.RECEIVING)
        return rows.order_by("-opens_on", "-pk")


class OfCampaignQuerySet(ScopedQuerySet):
    """Rows of a campaign."""

    commune_path, province_path = "campaign__commune_id", "campaign__commune__province_id"


class PositionProposalQuerySet(OfCampaignQuerySet):
    """Serving members proposed for another position."""

    def joined(self):
        """With person and team of the spell, nothing secret read."""
        rows = self.select_related(
            "campaign__commune", "membership__person__hamlet", "membership__person__home_commune",
            "membership__team__commune",
        )  # fmt: skip
        return rows.defer(*(f"membership__person__{name}" for name in PERSON_SECRETS))

    def waiting(self):
        """Not answered yet."""
        return self.filter(decided_on=None)


class ApplicationQuerySet(OfCampaignQuerySet):
    """Applications."""

    def named(self, text: str):
        """Those whose name, or whose team's, has every word of a text, accents and case aside."""
        rows = self
        for word in fold(text).split():
            rows = rows.filter(
                Q(person__search_key__contains=word) | Q(line__team__search_key__contains=word)
            )
        return rows

    def on_their_way_beside(self, campaign):
        """Those of the same commune in other campaigns, neither ended nor refused by a rule."""
        rows = self.filter(campaign__commune_id=campaign.commune_id, state__in=LIVE_STATES)
        return rows.exclude(campaign=campaign)

    def beyond_the_commune(self, campaign):
        """Those of other communes of the campaign's province that are on their way."""
        rows = self.filter(campaign__commune__province_id=campaign.commune.province_id, state__in=LIVE_STATES)
        return rows.exclude(campaign__commune_id=campaign.commune_id)

    def without_secrets(self):
        """For lists: nothing encrypted is read; after the person was joined."""
        return self.without_person_secrets().defer("legal_facts_text", "over_age_ground")

    def without_person_secrets(self):
        """For judging many by the rules: of the person nothing encrypted is read; after the person was joined."""
        return self.defer(*(f"person__{name}" for name in PERSON_SECRETS))


class CampaignPaperQuerySet(OfCampaignQuerySet):
    """Papers drawn up for campaigns."""

    def visible_to(self, user):
        """Those of the unit's campaigns; partners see neither drafts nor what tells of single applicants."""
        rows = super().visible_to(user)
        if not is_only_partner(user):
            return rows
        return rows.exclude(Q(kind__in=personal_templates()) | Q(document__state=DocumentState.DRAFT))

    def standing(self):
        """Drafts and papers that hold: neither replaced nor recalled."""
        return self.filter(document__state__in=(DocumentState.DRAFT, DocumentState.ISSUED))

    def drafts(self, kind: str):
        """Drafts of that kind that wait for their signature, the newest first."""
        return self.filter(kind=kind, document__state=DocumentState.DRAFT).order_by("-pk")

    def draft_of(self, campaign, kind: str, application=None):
        """The draft of that kind that waits for its signature: its document, or None; of a paper about one applicant
        theirs."""
        rows = self.drafts(kind).filter(campaign=campaign, application=application)
        found = rows.select_related("document__agency", "document__commune").first()
        return found.document if found else None


class OfApplicationQuerySet(ScopedQuerySet):
    """Rows of an application."""

    commune_path = "application__campaign__commune_id"
    province_path = "application__campaign__commune__province_id"


class OfCouncilQuerySet(ScopedQuerySet):
    """Rows of a council."""

    commune_path, province_path = "council__campaign__commune_id", "council__campaign__commune__province_id"


class CouncilMemberQuerySet(DatedQuerySet, OfCouncilQuerySet):
    """Seats of councils, held from day to day."""


class OfSessionQuerySet(ScopedQuerySet):
    """Rows of a session."""

    commune_path = "session__council__campaign__commune_id"
    province_path = "session__council__campaign__commune__province_id"
