"""Recruitment in Django admin: scoped, to look at; offices write it on their pages."""

from django.contrib import admin

from pages.admin import ReadOnlyAdmin
from recruitment import models


@admin.register(models.Campaign)
class CampaignAdmin(ReadOnlyAdmin):
    """Campaigns."""

    list_display = ("title", "commune", "state", "opens_on", "closes_on")
    list_filter = ("state",)
    search_fields = ("search_key",)


@admin.register(models.CampaignLine)
class CampaignLineAdmin(ReadOnlyAdmin):
    """Quotas of campaigns."""

    list_display = ("campaign", "team", "hamlet", "count")


@admin.register(models.Extension)
class ExtensionAdmin(ReadOnlyAdmin):
    """Extensions of campaigns' windows."""

    list_display = ("campaign", "closed_on", "closes_on", "document")


@admin.register(models.Application)
class ApplicationAdmin(ReadOnlyAdmin):
    """Applications; what is known of sentences, measures and health is left out altogether."""

    list_display = ("person", "campaign", "line", "state", "received_on")
    list_filter = ("state", "source")
    search_fields = ("person__search_key",)
    exclude = ("legal_facts_text", "over_age_ground")
    joined = ("line__team",)


@admin.register(models.PositionProposal)
class PositionProposalAdmin(ReadOnlyAdmin):
    """Serving members proposed for another position; why one was refused is read on its page only."""

    list_display = ("campaign", "membership", "position", "decided_on")
    exclude = ("refused_reason",)
    joined = ("membership__person", "membership__team")


@admin.register(models.ApplicationPaper)
class ApplicationPaperAdmin(ReadOnlyAdmin):
    """Papers of applications."""

    list_display = ("application", "kind", "issued_on", "problem")
    joined = ("application__person",)


@admin.register(models.Receipt)
class ReceiptAdmin(ReadOnlyAdmin):
    """Receipts of applications."""

    list_display = ("campaign", "number", "received_on")


@admin.register(models.SupplementRequest)
class SupplementRequestAdmin(ReadOnlyAdmin):
    """Requests to supplement applications."""

    list_display = ("application", "asked_on", "due_on", "told")
    joined = ("application__person",)


@admin.register(models.OpinionRequest)
class OpinionRequestAdmin(ReadOnlyAdmin):
    """Agencies that were asked for their opinion."""

    list_display = ("campaign", "agency", "sent_on")
    joined = ("agency",)


@admin.register(models.Opinion)
class OpinionAdmin(ReadOnlyAdmin):
    """Opinions on applicants."""

    list_display = ("application", "source", "agrees", "given_on")
    joined = ("application__person",)


@admin.register(models.Council)
class CouncilAdmin(ReadOnlyAdmin):
    """Councils."""

    list_display = ("campaign", "decision")


@admin.register(models.CouncilMember)
class CouncilMemberAdmin(ReadOnlyAdmin):
    """Seats of councils."""

    list_display = ("full_name", "capacity", "council")
    joined = ("council__campaign",)


@admin.register(models.CouncilSession)
class CouncilSessionAdmin(ReadOnlyAdmin):
    """Sessions."""

    list_display = ("council", "held_on", "present", "method")
    joined = ("council__campaign",)


@admin.register(models.Vote)
class VoteAdmin(ReadOnlyAdmin):
    """Ballots."""

    list_display = ("application", "yes", "no", "blank", "invalid", "is_chosen")
    joined = ("application__person", "session__council__campaign")


@admin.register(models.CampaignPaper)
class CampaignPaperAdmin(ReadOnlyAdmin):
    """Papers drawn up for campaigns."""

    list_display = ("kind", "campaign", "document")
    list_filter = ("kind",)
    joined = ("document",)


@admin.register(models.SessionPlan)
class SessionPlanAdmin(ReadOnlyAdmin):
    """Planned sessions."""

    list_display = ("council", "held_on", "starts_at", "place")
    joined = ("council__campaign",)


@admin.register(models.SessionAttendance)
class SessionAttendanceAdmin(ReadOnlyAdmin):
    """Who came to sessions."""

    list_display = ("session", "member", "is_present", "reason")
    joined = ("session__council__campaign", "member")


@admin.register(models.BallotCounter)
class BallotCounterAdmin(ReadOnlyAdmin):
    """Who counted the ballots."""

    list_display = ("full_name", "role", "session")
    joined = ("session__council__campaign",)


@admin.register(models.ApplicationWish)
class ApplicationWishAdmin(ReadOnlyAdmin):
    """For which teams applicants stand."""

    list_display = ("application", "rank", "line")
    joined = ("application__person", "line__team")


@admin.register(models.Replacement)
class ReplacementAdmin(ReadOnlyAdmin):
    """Who moved up for whom."""

    list_display = ("leaving", "joining", "decided_on", "reason")
    joined = ("leaving__person", "joining__person", "session__council__campaign")
