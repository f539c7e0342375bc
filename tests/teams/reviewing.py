"""Reviews as the tests of this folder open and fill them."""

from datetime import date

from teams.choices import Outcome, Rating
from teams.models import Membership, ReviewRound, TeamReview
from teams.services.reviews import Finding, Worker, review_open, review_sheet_save

KEEP = Finding(Outcome.KEEP)
OUT = Finding(Outcome.REPLACE, wishes_out=True)
GROUP = (
    Worker("Trần Minh Chiến", "Trưởng Công an xã", is_head=True), Worker("Lê Văn Mặt", "Ủy ban MTTQ xã")
)  # fmt: skip


def opened(world, teams, actor=None, **facts) -> ReviewRound:
    facts = {
        "title": "Rà soát, kiện toàn năm 2026", "opens_on": date(2026, 10, 1), "due_on": date(2026, 10, 31),
        "workers": GROUP, **facts,
    }  # fmt: skip
    return review_open(actor=actor or world.an, commune=world.commune_a, teams=teams, **facts)


def sheet_of(review, team) -> TeamReview:
    return TeamReview.objects.select_related("team", "round__commune").get(round=review, team=team)


def fill(world, review, team, findings=None, actor=None, **facts) -> TeamReview:
    """Everybody in service is kept unless `findings` say otherwise, by name."""
    sheet = sheet_of(review, team)
    facts = {"reviewed_on": date(2026, 10, 10), "rating": Rating.GOOD, **facts}
    members = Membership.objects.in_force(facts["reviewed_on"]).filter(team=team).select_related("person")
    said = {member: (findings or {}).get(member.person.full_name, KEEP) for member in members}
    return review_sheet_save(
        actor=actor or world.an, sheet=sheet, version=sheet.version, findings=said, **facts
    )
