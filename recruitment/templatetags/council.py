"""The council as a part of the campaign's page."""

from django import template
from django.urls import reverse

from pages.views import Action
from recruitment import policies
from recruitment.models import Campaign
from recruitment.namesakes import namesakes
from recruitment.services.councils import seats_lacking

register = template.Library()


@register.inclusion_tag("recruitment/_council.html", takes_context=True)
def council_part(context, campaign: Campaign) -> dict:
    """The council of a campaign with its seats, what it lacks, its planned session and the session held."""
    user, council = context["request"].user, getattr(campaign, "council", None)
    if council is None:
        return {"council": None}
    members = list(council.members.select_related("end_decision"))
    seats = [one for one in members if one.ended_on is None]
    lacking, rule = seats_lacking(campaign, seats, council.decision.signed_on)
    session = policies.session_of(campaign)
    may_see = policies.can_see_papers(user)
    return {
        "campaign": campaign, "council": council, "seats": seats, "plan": getattr(council, "plan", None),
        "former": [one for one in members if one.ended_on], "session": session,
        "lacking": lacking, "lacking_rule": rule, "may_change": bool(policies.can_change_council(user, campaign)),
        "alike": namesakes(campaign, seats) if may_see and not session else [], "actions": _actions(user, campaign),
    }  # fmt: skip


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
