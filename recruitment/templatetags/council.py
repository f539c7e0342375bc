"""The council as a part of the campaign's page."""

from django import template
from django.db.models import OuterRef, Subquery
from django.urls import reverse

from pages.views import Action
from recruitment import policies
from recruitment.models import Campaign, Council, CouncilMember, CouncilSession, SessionAttendance
from recruitment.namesakes import namesakes
from recruitment.services.councils import seats_lacking

register = template.Library()


@register.inclusion_tag("recruitment/_council.html", takes_context=True)
def council_part(context, campaign: Campaign) -> dict:
    """The council of a campaign with its seats, what it lacks, its planned session and the session held."""
    user, council = context["request"].user, getattr(campaign, "council", None)
    if council is None:
        return {"council": None}
    session = policies.session_of(campaign)
    members = _members(council, session)
    seats = [one for one in members if one.ended_on is None]
    # After the session nobody is added: what the council lacked is not looked up any more.
    lacking, rule = ([], "") if session else seats_lacking(campaign, seats, council.decision.signed_on)
    may_see = policies.can_see_papers(user)
    return {
        "campaign": campaign, "council": council, "seats": seats, "plan": getattr(council, "plan", None),
        "former": [one for one in members if one.ended_on], "session": session,
        "lacking": lacking, "lacking_rule": rule, "may_change": bool(policies.can_change_council(user, campaign)),
        "alike": namesakes(campaign, seats) if may_see and not session else [], "actions": _actions(user, campaign),
    }  # fmt: skip


def _members(council: Council, session: CouncilSession | None) -> list[CouncilMember]:
    """All seats; with the session held, who came (`came`, None for who was not called) and why not (`absent`)."""
    rows = council.members.select_related("end_decision")
    if session:
        called = SessionAttendance.objects.filter(session=session, member=OuterRef("pk"))
        came, absent = called.values("is_present")[:1], called.values("reason")[:1]
        rows = rows.annotate(came=Subquery(came), absent=Subquery(absent))
    return list(rows)


def _actions(user, campaign: Campaign) -> list[Action]:
    found = [
        Action(
            "Xếp lịch họp", reverse("recruitment:session_plan", args=[campaign.pk]),
            policies.can_plan_session(user, campaign),
        ),
        Action(
            "Thay đổi thành viên", reverse("recruitment:council_change", args=[campaign.pk]),
            policies.can_change_council(user, campaign),
        ),
    ]  # fmt: skip
    return [action for action in found if action.answer] or found[:1]
