"""People and teams in Django admin: scoped, to look at; offices write them on their pages."""

from django.contrib import admin

from pages.admin import ReadOnlyAdmin
from teams import models


@admin.register(models.Person)
class PersonAdmin(ReadOnlyAdmin):
    """People; secrets are left out altogether."""

    list_display = ("full_name", "birth_date", "sex", "home_commune")
    search_fields = ("search_key",)
    exclude = ("citizen_id", "bank_account", "health_note", "legal_record", "photo")


@admin.register(models.Team)
class TeamAdmin(ReadOnlyAdmin):
    """Teams."""

    list_display = ("name", "commune", "started_on", "ended_on")
    search_fields = ("search_key",)


@admin.register(models.TeamPlacement)
class TeamPlacementAdmin(ReadOnlyAdmin):
    """Which commune a team belonged to."""

    list_display = ("team", "commune", "started_on", "ended_on")


@admin.register(models.TeamHamlet)
class TeamHamletAdmin(ReadOnlyAdmin):
    """Which hamlets a team covers."""

    list_display = ("team", "hamlet", "started_on", "ended_on")


@admin.register(models.Membership)
class MembershipAdmin(ReadOnlyAdmin):
    """Spells."""

    list_display = ("person", "team", "position", "started_on", "ended_on", "end_kind")
    list_filter = ("position", "start_kind", "end_kind")
    search_fields = ("person__search_key",)


@admin.register(models.LeaderListing)
class LeaderListingAdmin(ReadOnlyAdmin):
    """Public lists of team leaders."""

    list_display = ("commune", "started_on", "opened_by", "ended_on", "closed_by")


@admin.register(models.HamletPost)
class HamletPostAdmin(ReadOnlyAdmin):
    """Posts of hamlets."""

    list_display = ("person", "post", "hamlet", "started_on", "ended_on")
    list_filter = ("post", "start_kind", "end_kind")
    search_fields = ("person__search_key",)
    exclude = ("end_ground",)


@admin.register(models.ReviewRound)
class ReviewRoundAdmin(ReadOnlyAdmin):
    """Reviews of teams."""

    list_display = ("title", "commune", "opens_on", "due_on", "closed_on")


@admin.register(models.ReviewWorker)
class ReviewWorkerAdmin(ReadOnlyAdmin):
    """Working groups of reviews."""

    list_display = ("full_name", "position", "round", "is_head")


@admin.register(models.TeamReview)
class TeamReviewAdmin(ReadOnlyAdmin):
    """Sheets of teams."""

    list_display = ("team", "round", "reviewed_on", "rating", "to_recruit")


@admin.register(models.MemberReview)
class MemberReviewAdmin(ReadOnlyAdmin):
    """Results of members; the note is left out."""

    list_display = ("membership", "sheet", "outcome", "meets_standard")
    joined = ("membership__person", "membership__team", "sheet__team", "sheet__round")
    exclude = ("note",)


@admin.register(models.Quota)
class QuotaAdmin(ReadOnlyAdmin):
    """Quota lines."""

    list_display = ("commune", "team", "members", "teams", "started_on", "ended_on")


@admin.register(models.ClusterAssignment)
class ClusterAssignmentAdmin(ReadOnlyAdmin):
    """Clusters in members' charge."""

    list_display = ("cluster", "membership", "started_on", "ended_on")
    joined = ("membership__person", "membership__team", "cluster__hamlet")


@admin.register(models.DutyRefusal)
class DutyRefusalAdmin(ReadOnlyAdmin):
    """Duties not done or misused."""

    list_display = ("membership", "fault", "happened_on", "has_good_reason", "void_reason")
    joined = ("membership__person", "membership__team")


@admin.register(models.WrittenReminder)
class WrittenReminderAdmin(ReadOnlyAdmin):
    """Written reminders."""

    list_display = ("membership", "document", "about", "void_reason")
    joined = ("membership__person", "membership__team")


@admin.register(models.LeavingPaper)
class LeavingPaperAdmin(ReadOnlyAdmin):
    """Papers of a leaving; their scans are opened on the member's page only."""

    list_display = ("membership", "kind", "dated_on", "void_reason")
    joined = ("membership__person", "membership__team")
    exclude = ("scan",)


@admin.register(models.Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    """Proposals; grounds and reasons are read on their page only."""

    list_display = ("kind", "commune", "team", "state", "submitted_on", "closed_on")
    exclude = ("grounds", "close_reason")


@admin.register(models.ProposalLine)
class ProposalLineAdmin(ReadOnlyAdmin):
    """People of proposals."""

    list_display = ("proposal", "membership", "end_kind")
    joined = ("proposal__team", "membership__person", "membership__team")
    exclude = ("grounds", "refused_reason")


@admin.register(models.TransferRequest)
class TransferRequestAdmin(ReadOnlyAdmin):
    """Requests to take somebody over; who it is, and so where, is left out."""

    list_display = ("full_name", "commune", "requested_on", "due_on", "withdrawn_on")
    exclude = ("person", "citizen_id")


@admin.register(models.TransferAnswer)
class TransferAnswerAdmin(ReadOnlyAdmin):
    """Answers, seen by the side that gave them."""

    list_display = ("request", "from_commune", "is_accepted", "answered_on")


@admin.register(models.Regulation)
class RegulationAdmin(ReadOnlyAdmin):
    """Quy chế hoạt động."""

    list_display = ("document", "commune", "team", "started_on", "ended_on")


@admin.register(models.RegulationPart)
class RegulationPartAdmin(ReadOnlyAdmin):
    """What a regulation settles."""

    list_display = ("regulation", "topic")
    joined = ("regulation__commune", "regulation__team")


@admin.register(models.QuotaRule)
class QuotaRuleAdmin(ReadOnlyAdmin):
    """Criteria of provinces."""

    list_display = ("province", "basis", "legal_basis", "started_on", "ended_on")


@admin.register(models.QuotaBand)
class QuotaBandAdmin(ReadOnlyAdmin):
    """Lines of the criteria."""

    list_display = ("rule", "group", "at_least", "members", "step", "most")
