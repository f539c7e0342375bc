"""What a member's page shows of a leaving: what is on record for it, and the letter that waits for its proposal."""

from django.db.models import Exists, OuterRef

from law.limits import Limit, Limits
from teams import policies
from teams.choices import EndKind, ProposalState
from teams.clocks import PROPOSE
from teams.models import DutyRefusal, LeavingPaper, Membership, Proposal, ProposalLine, WrittenReminder
from teams.services.proposal_rules import papers_for


def letter_to_answer(user, spell: Membership) -> tuple[LeavingPaper, Limit] | None:
    """The letter of a member that no proposal answers yet, and until when one is due; None without one."""
    if spell.ended_on:
        return None
    answered = ProposalLine.objects.filter(paper=OuterRef("pk")).exclude(
        proposal__state=ProposalState.WITHDRAWN
    )
    letters = papers_for(spell, EndKind.RESIGNED, LeavingPaper.objects.visible_to(user))
    letter = letters.exclude(Exists(answered)).first()
    if letter is None:
        return None
    limit = Limits(PROPOSE).limit(PROPOSE, letter.counted_on, spell.team.commune.province_id)
    return (letter, limit) if limit else None


def leaving_file(user, spell: Membership) -> dict:
    """What is on record that a leaving may stand on, and what may be done with it."""
    file = {
        "refusals": DutyRefusal.objects.visible_to(user).about(spell),
        "reminders": WrittenReminder.objects.visible_to(user).about(spell).select_related("document"),
        "papers": LeavingPaper.objects.visible_to(user).about(spell),
        "proposals": Proposal.objects.visible_to(user)
        .filter(lines__membership__person=spell.person_id, commune=spell.team.commune_id)
        .select_related("team", "decision"),
    }
    return file | {
        "may_edit_team": bool(policies.can_edit_team(user, spell.team)),
        "may_read_papers": policies.can_read_leaving(user, spell),
        "decide_late": policies.can_record_leaving_decision(user, spell),
    }
