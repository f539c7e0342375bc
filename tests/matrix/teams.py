"""Who may open the pages of teams and members."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from teams.models import HamletPost, LeaderListing, Membership, Regulation, ReviewRound, Team, TeamReview
from teams.services.contact import photo_set
from teams.services.dissolving import team_dissolution_propose
from teams.services.leaving import leaving_paper_add
from teams.services.memberships import membership_end
from teams.services.proposals import dissolution_draft, leaving_propose, proposal_agree, proposal_submit
from teams.services.transfers import transfer_ask
from tests.force import make_decision, make_person, make_team
from tests.matrix.rules import DIRECTORS, EVERYBODY, PARTNERS, REGISTRARS, REVIEWERS, Rule
from tests.uploads import PDF, PNG
from tests.world import SINCE, load_law

_OWN = frozenset({"officer", "chief"})


def _team(world):
    team = Team.objects.filter(name="Thanh Lương").first()
    return {"pk": (team or make_team(world.commune_a, "Thanh Lương", "Hoàng Văn Dũng")).pk}


def _spell(world):
    _team(world)
    return {"pk": Membership.objects.get(person__full_name="Hoàng Văn Dũng").pk}


def _person(world):
    _team(world)
    return {"pk": Membership.objects.get(person__full_name="Hoàng Văn Dũng").person_id}


def _published(world):
    _team(world)
    LeaderListing.objects.get_or_create(
        commune=world.commune_a, ended_on=None, defaults={"started_on": SINCE, "opened_by": world.an}
    )
    return {"commune": world.commune_a.code}


def _left(world):
    """A spell that ended without its decision."""
    key = _spell(world)
    spell = Membership.objects.get(**key)
    load_law()
    membership_end(
        actor=world.an, membership=spell, version=None, ended_on=date(2025, 9, 1), end_kind="resigned"
    )
    return key


def _with_photo(world):
    key = _spell(world)
    photo = SimpleUploadedFile("a.png", PNG)
    photo_set(actor=world.an, person=Membership.objects.get(**key).person, version=None, upload=photo)
    return key


def _letter(world):
    spell = Membership.objects.get(**_spell(world))
    return leaving_paper_add(
        actor=world.an, membership=spell, kind="letter", dated_on=date(2025, 8, 1), issuer="Người làm đơn",
        scan=SimpleUploadedFile("don.pdf", PDF),
    )  # fmt: skip


def _letter_key(world):
    return {"pk": _letter(world).pk}


def _void_key(world):
    return {"loai": "giay-to", "pk": _letter(world).pk}


def _proposed(world):
    key = _team(world)
    team = Team.objects.get(**key)
    team_dissolution_propose(actor=world.an, team=team, version=None, proposed_on=date(2025, 8, 1))
    return key


def _drafted(world):
    """A proposal to let Hoàng Văn Dũng go, drawn up by the officer upon a letter and agreed with hamlet and Front."""
    load_law()
    letter = _letter(world)
    proposal = leaving_propose(
        actor=world.an, membership=letter.membership, end_kind="resigned", paper=letter
    )
    return proposal_agree(
        actor=world.an, proposal=proposal, version=None, hamlet_head="Trần Văn Thôn", front_head="Lê Thị Mặt",
        agreed_on=date(2025, 8, 4),
    )  # fmt: skip


def _draft_key(world):
    return {"pk": _drafted(world).pk}


def _line_key(world):
    return {"pk": _drafted(world).lines.get().pk}


def _submitted_key(world):
    proposal = proposal_submit(
        actor=world.an, proposal=_drafted(world), version=None, submitted_on=date(2025, 8, 5),
        paper={
            "symbol": "21/BC-CAX", "signed_on": date(2025, 8, 5), "title": "Đề xuất cho thôi",
            "signer_name": "Trần Minh Chiến", "signer_title": "Trưởng Công an xã",
        },
    )  # fmt: skip
    return {"pk": proposal.pk}


def _dissolution_key(world):
    team = Team.objects.get(**_team(world))
    return {"pk": dissolution_draft(actor=world.an, team=team, grounds="Sáp nhập thôn", moves={}).pk}


def _transfer(world):
    """Xã Quảng Trạch asks xã Hòa Trạch for somebody."""
    load_law()
    make_person(world.commune_b, "Cao Xuân Hiền", citizen_id="044080001234")
    request = transfer_ask(
        actor=world.an, commune=world.commune_a, citizen_id="044080001234", full_name="Cao Xuân Hiền",
        wanted_on=date(2025, 8, 1), reason="Chuyển đến ở",
    )  # fmt: skip
    return {"pk": request.pk}


def _regulation(world):
    decision = make_decision(world, "31/QĐ-UBND")
    rules = Regulation.objects.create(commune=world.commune_a, document=decision, started_on=date(2025, 8, 1))
    return {"pk": rules.pk}


def _commune(world):
    return {"commune": world.commune_a.code}


#: Both communes of a transfer, and their province.
_BOTH_SIDES = frozenset(
    {"officer", "chief", "leader", "partner", "officer_b", "chief_b", "leader_b", "reviewer", "director",
     "province_admin", "admin"}
)  # fmt: skip


def _answer():
    return Rule(
        frozenset({"chief_b"}) | DIRECTORS, kwargs=_transfer, scoped=True, sees=_BOTH_SIDES, post=True
    )


def _act(may=_OWN):
    return Rule(may, kwargs=_spell, scoped=True, post=True)


def _post(world):
    person = {"person_id": _person(world)["pk"], "hamlet": world.thanh_luong}
    facts = {"post": "hamlet_head", "start_kind": "ballot", "started_on": SINCE}
    post, _ = HamletPost.objects.get_or_create(**person, defaults=facts)
    return {"pk": post.pk}


def _review(world):
    days = {"opens_on": SINCE, "due_on": SINCE}
    review, _ = ReviewRound.objects.get_or_create(commune=world.commune_a, title="Rà soát", defaults=days)
    return {"pk": review.pk}


def _sheet(world):
    keys = {"round_id": _review(world)["pk"], "team_id": _team(world)["pk"]}
    return {"pk": TeamReview.objects.get_or_create(**keys)[0].pk}


def _of(kwargs, may=_OWN):
    return Rule(may, kwargs=kwargs, scoped=True, post=True)


RULES = {
    "teams:team_list": Rule(EVERYBODY),
    "teams:team_new": Rule(REGISTRARS, post=True),
    "teams:team": Rule(EVERYBODY, kwargs=_team, scoped=True),
    "teams:team_edit": Rule(_OWN, kwargs=_team, scoped=True, post=True),
    "teams:team_quota": Rule(_OWN, kwargs=_team, scoped=True, post=True),
    "teams:quota_list": Rule(EVERYBODY),
    "teams:commune_quota": Rule(
        REVIEWERS, kwargs=lambda world: {"commune": world.commune_a.code}, scoped=True, post=True
    ),
    "teams:cluster_list": Rule(EVERYBODY),
    "teams:change_list": Rule(EVERYBODY - PARTNERS),
    "teams:membership_list": Rule(EVERYBODY - PARTNERS),
    "teams:bulk_edit": Rule(REGISTRARS, post=True),
    "teams:join": Rule(REGISTRARS, post=True),
    "teams:membership": Rule(EVERYBODY - PARTNERS, kwargs=_spell, scoped=True),
    "teams:person_edit": _act(),
    "teams:leave": _act(),
    "teams:position": _act(),
    "teams:move": _act(),
    "teams:cluster_assign": _act(),
    "teams:reveal": _act(_OWN | {"reviewer", "director"}),
    "teams:roster": Rule(EVERYBODY - PARTNERS),
    # The administrator of the country names a province first.
    "teams:roster_excel": Rule(EVERYBODY - PARTNERS, get=False, post=True, answers=(302, 404)),
    "teams:roster_full": Rule(REGISTRARS | REVIEWERS, sees=EVERYBODY - {"admin"}, scoped=True, post=True),
    "teams:publishing": Rule(EVERYBODY - PARTNERS),
    "teams:publishing_open": Rule(REGISTRARS, post=True),
    "teams:publishing_close": Rule(REGISTRARS, post=True, answers=(200, 404)),
    "teams:public_list": Rule(EVERYBODY, kwargs=_published, public=True),
    "teams:post_list": Rule(EVERYBODY - PARTNERS),
    "teams:post_board": Rule(EVERYBODY - PARTNERS),
    "teams:post_communes": Rule(EVERYBODY - PARTNERS),
    "teams:post_new": Rule(REGISTRARS, post=True),
    "teams:post": Rule(EVERYBODY - PARTNERS, kwargs=_post, scoped=True),
    "teams:post_edit": _of(_post),
    "teams:post_end": _of(_post),
    "teams:post_person_edit": _of(_post),
    "teams:post_reveal": _of(_post, _OWN | {"reviewer", "director"}),
    "teams:review_list": Rule(EVERYBODY - PARTNERS),
    "teams:review_sheets": Rule(EVERYBODY - PARTNERS),
    "teams:review_members": Rule(EVERYBODY - PARTNERS),
    "teams:review_new": Rule(REGISTRARS, post=True),
    "teams:review": Rule(EVERYBODY - PARTNERS, kwargs=_review, scoped=True),
    "teams:review_edit": _of(_review),
    "teams:review_close": _of(_review),
    "teams:review_sheet": Rule(EVERYBODY - PARTNERS, kwargs=_sheet, scoped=True),
    "teams:review_fill": _of(_sheet),
    "teams:photo": _act(),
    "teams:photo_remove": Rule(_OWN, kwargs=_with_photo, scoped=True, post=True),
    "teams:photo_file": Rule(EVERYBODY - PARTNERS, kwargs=_with_photo, scoped=True),
    "teams:consent": _act(),
    "teams:consent_end": _act(),
    "teams:refusal_new": _act(),
    "teams:reminder_new": _act(),
    "teams:leaving_paper_new": _act(),
    "teams:leaving_decision": Rule(_OWN, kwargs=_left, scoped=True, post=True),
    "teams:leaving_paper_file": Rule(
        _OWN | {"leader", "reviewer", "director"}, kwargs=_letter_key, scoped=True
    ),
    "teams:leaving_void": Rule(_OWN, kwargs=_void_key, scoped=True, post=True),
    "teams:transfer_list": Rule(EVERYBODY - PARTNERS),
    "teams:transfer_new": Rule(REGISTRARS, post=True),
    "teams:transfer": Rule(EVERYBODY - PARTNERS, kwargs=_transfer, scoped=True, sees=_BOTH_SIDES),
    "teams:transfer_accept": _answer(),
    "teams:transfer_refuse": _answer(),
    "teams:transfer_withdraw": Rule(_OWN, kwargs=_transfer, scoped=True, sees=_BOTH_SIDES, post=True),
    "teams:team_hamlets": Rule(_OWN, kwargs=_team, scoped=True, post=True),
    "teams:team_founding": Rule(_OWN, kwargs=_team, scoped=True, post=True),
    "teams:team_propose_dissolution": Rule(_OWN, kwargs=_team, scoped=True, post=True),
    "teams:team_dissolve": Rule(_OWN, kwargs=_proposed, scoped=True, post=True),
    "teams:quota_rule": Rule(EVERYBODY),
    "teams:quota_rule_new": Rule(REVIEWERS, post=True),
    "teams:quota_board": Rule(EVERYBODY, kwargs=_commune, scoped=True),
    "teams:quota_take_over": Rule(_OWN, kwargs=_commune, scoped=True, post=True),
    "teams:regulation_list": Rule(EVERYBODY),
    "teams:regulation_new": Rule(REGISTRARS, post=True),
    "teams:regulation": Rule(EVERYBODY, kwargs=_regulation, scoped=True),
    "teams:regulation_topics": Rule(_OWN, kwargs=_regulation, scoped=True, post=True),
    "teams:regulation_end": Rule(_OWN, kwargs=_regulation, scoped=True, post=True),
    "teams:proposal_list": Rule(EVERYBODY - PARTNERS),
    "teams:proposal": Rule(EVERYBODY - PARTNERS, kwargs=_submitted_key, scoped=True),
    "teams:leaving_propose": _act(),
    "teams:dissolution_new": Rule(_OWN, kwargs=_team, scoped=True, post=True),
    "teams:dissolution_revise": _of(_dissolution_key),
    "teams:proposal_agree": _of(_draft_key),
    "teams:proposal_report": _of(_draft_key),
    "teams:proposal_line": _of(_line_key),
    "teams:proposal_line_remove": _of(_line_key),
    "teams:proposal_present": _of(_draft_key, frozenset({"chief"})),
    "teams:proposal_submit": _of(_draft_key),
    "teams:proposal_decision_draft": _of(_submitted_key),
    "teams:proposal_sign": _of(_submitted_key, frozenset({"leader"})),
    "teams:proposal_decide": _of(_submitted_key),
    "teams:proposal_decision": Rule(
        _OWN | {"leader", "reviewer", "director"}, kwargs=_submitted_key, scoped=True
    ),
    "teams:proposal_refuse": _of(_submitted_key, frozenset({"leader"})),
    "teams:proposal_record_refusal": _of(_submitted_key),
    "teams:proposal_withdraw": _of(_submitted_key),
    "teams:person": Rule(EVERYBODY, kwargs=_person, scoped=True),
}
