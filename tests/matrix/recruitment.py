"""Who may open the pages of recruitment (roles.md): the police prepare, the chairman decides, partners see no
applicants."""

from datetime import date

from documents.choices import DocumentState, DocumentType, Origin
from documents.models import Document
from recruitment.models import (
    Application,
    ApplicationPaper,
    Campaign,
    CampaignLine,
    CampaignPaper,
    Council,
    CouncilMember,
    CouncilSession,
    OpinionRequest,
    Receipt,
    Vote,
)
from teams.models import Person, Team
from tests.force import make_person, make_team
from tests.matrix.rules import EVERYBODY, OWN_COMMUNE, PARTNERS, PROVINCE, REGISTRARS, Rule
from tests.world import load_law

_POLICE = frozenset({"officer", "chief"})
_READERS = (OWN_COMMUNE - PARTNERS) | PROVINCE | {"admin"}


def _paper(world, kind: DocumentType, symbol: str) -> Document:
    return Document.objects.create(
        agency=world.agency(world.commune_a, "peoples_committee"), province=world.province, commune=world.commune_a,
        type=kind, origin=Origin.RECORDED, state=DocumentState.ISSUED, symbol=symbol, signed_on=date(2026, 3, 10),
        title="Về việc thử", signer_name="Phạm Thị Lê", signer_title="Chủ tịch",
    )  # fmt: skip


def _in(state: str, application: str = "received"):
    """A campaign of xã Quảng Trạch that has come so far, with one application; gives what makes its key."""

    def kwargs(world) -> dict:
        return {"pk": _application(world, state, application).campaign_id}

    return kwargs


def _application(world, campaign_state: str, state: str) -> Application:
    team = Team.objects.filter(name="Thanh Lương").first() or make_team(
        world.commune_a, "Thanh Lương", "Lê Dũng"
    )
    campaign = Campaign.objects.create(
        commune=world.commune_a, title="Đợt thử", state=campaign_state, opens_on=date(2026, 2, 1),
        closes_on=date(2026, 3, 1), filing_place="Công an xã", submitted_by=world.an,
        submitted_on=date(2026, 3, 12) if state == "submitted" else None,
        list_approval=_paper(world, DocumentType.LIST, "12/DS-UBND") if state == "listed" else None,
    )  # fmt: skip
    line = CampaignLine.objects.create(campaign=campaign, team=team, count=1)
    person = make_person(world.commune_a, "Phan Văn Lộc")
    application = Application.objects.create(
        campaign=campaign,
        line=line,
        person=person,
        source="hamlet",
        received_on=date(2026, 2, 5),
        state=state,
    )
    if campaign_state in ("council", "decided"):
        _vote(world, campaign, application)
    return application


def _vote(world, campaign: Campaign, application: Application) -> None:
    decision = _paper(world, DocumentType.DECISION, "05/QĐ-UBND")
    council = Council.objects.create(campaign=campaign, decision=decision)
    session = CouncilSession.objects.create(
        council=council, held_on=date(2026, 3, 10), present=5, method="hand",
        minutes=_paper(world, DocumentType.MINUTES, "01/BB-HĐXT"),
    )  # fmt: skip
    Vote.objects.create(session=session, application=application, yes=5, is_chosen=True)


def _council(world) -> Council:
    """A campaign with a council of one seat that has not met."""
    campaign = Campaign.objects.get(pk=_in("listed", "listed")(world)["pk"])
    council = Council.objects.create(
        campaign=campaign, decision=_paper(world, DocumentType.DECISION, "06/QĐ-UBND")
    )
    CouncilMember.objects.create(
        council=council, full_name="Phạm Thị Lê", capacity="chair", started_on=date(2026, 3, 2)
    )
    return council


def _seated(world) -> dict:
    return {"pk": _council(world).campaign_id}


def _seat(world) -> dict:
    return {"pk": _council(world).members.get().pk}


def _unsigned(world) -> dict:
    """A session whose minutes are not recorded yet."""
    application = _application(world, "council", "passed")
    CouncilSession.objects.filter(council__campaign=application.campaign).update(minutes=None)
    return {"pk": application.campaign_id}


def _submitted_without_paper(world) -> dict:
    """A session whose result was put before the chairman, its tờ trình not recorded yet."""
    application = _application(world, "council", "submitted")
    CouncilSession.objects.filter(council__campaign=application.campaign).update(submission=None)
    return {"pk": application.campaign_id}


def _two_lines(world) -> dict:
    application = _application(world, "receiving", "received")
    team = make_team(world.commune_a, "Tô Xá", "Lê Hùng")
    CampaignLine.objects.create(campaign=application.campaign, team=team, count=1)
    return {"pk": application.pk}


def _law(kwargs):
    """The same, with the shipped law in force: ages, terms and clocks are read from it."""

    def with_law(world) -> dict:
        load_law()
        return kwargs(world)

    return with_law


def _one(state: str = "received", campaign_state: str = "receiving"):
    return lambda world: {"pk": _application(world, campaign_state, state).pk}


def _received(world) -> dict:
    """An application with its receipt."""
    one = _application(world, "receiving", "received")
    Receipt.objects.create(
        campaign=one.campaign, application=one, number=1, received_on=one.received_on, received_by=world.an,
        content={"received_by": world.an.full_name, "papers": [], "missing": []},
    )  # fmt: skip
    return {"pk": one.pk}


def _step(campaign_state: str, application: str = "received", may=_POLICE) -> Rule:
    return Rule(may, kwargs=_law(_in(campaign_state, application)), scoped=True, post=True)


def _act(**changes) -> Rule:
    return Rule(_POLICE, kwargs=_law(_one(**changes)), scoped=True, post=True)


def _with_draft(kind: str, campaign_state: str, **given):
    """A campaign that far, with a draft of that paper by the officer."""

    def kwargs(world) -> dict:
        campaign = _application(world, campaign_state, "received").campaign
        document = Document.objects.create(
            agency=world.agency(world.commune_a, "peoples_committee"), province=world.province,
            commune=world.commune_a, type="kh" if kind.endswith("plan") else "qd", origin=Origin.ISSUED,
            state=DocumentState.DRAFT, title="Về việc thử", created_by=world.an,
        )  # fmt: skip
        CampaignPaper.objects.create(campaign=campaign, kind=kind, document=document, given=given)
        return {"pk": campaign.pk}

    return kwargs


def _over_age(world) -> dict:
    """An applicant over 70 with a certificate, whom the police proposed and whose decision the officer drafted."""
    one = _application(world, "receiving", "received")
    Person.objects.filter(pk=one.person_id).update(birth_date=date(1950, 1, 1))
    Application.objects.filter(pk=one.pk).update(is_facility_lawful=True)
    ApplicationPaper.objects.create(
        application=one, kind="health_certificate", issued_on=date(2026, 2, 1), issuer="Trạm y tế"
    )
    for slug, state, agency in (
        ("proposal", "issued", "commune_police"),
        ("decision", "draft", "peoples_committee"),
    ):
        document = Document.objects.create(
            agency=world.agency(world.commune_a, agency), province=world.province, commune=world.commune_a,
            type="ttr" if slug == "proposal" else "qd", origin=Origin.ISSUED, state=state, title="Về việc thử",
            signed_on=date(2026, 2, 6) if state == "issued" else None, created_by=world.an,
        )  # fmt: skip
        CampaignPaper.objects.create(
            campaign=one.campaign, application=one, kind=f"recruitment.over_age_{slug}", document=document
        )
    return {"pk": one.pk}


def _kind(kind: str, kwargs):
    """The same, and which paper."""
    return lambda world: {**kwargs(world), "kind": kind}


def _council_set(world) -> dict:
    """A list of candidates that is closed, and the council set up."""
    campaign = _application(world, "listed", "listed").campaign
    council = Council.objects.create(
        campaign=campaign, decision=_paper(world, DocumentType.DECISION, "05/QĐ-UBND")
    )
    CouncilMember.objects.create(
        council=council, full_name="Phạm Thị Lê", capacity="chair", started_on=date(2026, 3, 10)
    )
    return {"pk": campaign.pk}


_LEADER = frozenset({"leader"})
_WITH_LEADER = _POLICE | frozenset({"leader", "reviewer", "director"})


def _asked(world) -> dict:
    """A campaign whose list was sent to Phòng Kinh tế, whose user the partner is."""
    kwargs = _law(_in("receiving"))(world)
    OpinionRequest.objects.create(
        campaign_id=kwargs["pk"], agency=world.phuc.agency, sent_on=date(2026, 2, 6), sent_by=world.an
    )
    return kwargs


def _published(world) -> dict:
    """The public page of xã Quảng Trạch with one campaign on it."""
    kwargs = _law(_in("receiving"))(world)
    Campaign.objects.filter(pk=kwargs["pk"]).update(is_public=True)
    return {"commune": world.commune_a.pk}


RULES = {
    "recruitment:papers": Rule(EVERYBODY, kwargs=_law(_in("council", "submitted")), scoped=True),
    "recruitment:paper_draft": Rule(
        _POLICE, kwargs=_law(_kind("plan", _in("draft"))), scoped=True, post=True
    ),
    "recruitment:paper_sheet": Rule(
        _WITH_LEADER, kwargs=_law(_kind("opinion", _in("listed", "listed"))), scoped=True
    ),
    "recruitment:paper_sheet_pdf": Rule(
        _WITH_LEADER, kwargs=_law(_kind("opinion", _in("listed", "listed"))), scoped=True, post=True
    ),
    "recruitment:application_draft": Rule(
        _POLICE, kwargs=_law(_kind("supplement", _one(state="incomplete"))), scoped=True, post=True
    ),
    "recruitment:application_sheet": Rule(
        _WITH_LEADER, kwargs=_law(_kind("receipt", _received)), scoped=True
    ),
    "recruitment:application_sheet_pdf": Rule(
        _WITH_LEADER, kwargs=_law(_kind("receipt", _received)), scoped=True, post=True
    ),
    "recruitment:session_papers": Rule(_POLICE, kwargs=_law(_council_set), scoped=True, post=True),
    "recruitment:step_sign_plan": Rule(
        _LEADER, kwargs=_law(_with_draft("recruitment.plan", "draft")), scoped=True, post=True
    ),
    "recruitment:sign_council": Rule(
        _LEADER, kwargs=_law(_with_draft("recruitment.council", "listed")), scoped=True, post=True
    ),
    "recruitment:step_extend": _step("receiving"),
    "recruitment:step_sign_extension": Rule(
        _LEADER,
        kwargs=_law(
            _with_draft(
                "recruitment.extension",
                "receiving",
                extension={"closes_on": "2026-03-20", "reason": "chưa đủ hồ sơ"},
            )
        ),
        scoped=True,
        post=True,
    ),
    "recruitment:step_sign_list": Rule(
        _LEADER, kwargs=_law(_with_draft("recruitment.candidates_approval", "listed")), scoped=True, post=True
    ),
    "recruitment:campaign_list": Rule(EVERYBODY),
    "recruitment:campaign_new": Rule(REGISTRARS, post=True),
    "recruitment:line_list": Rule(EVERYBODY),
    "recruitment:campaign": Rule(EVERYBODY, kwargs=_law(_in("council", "submitted")), scoped=True),
    "recruitment:rules": Rule(
        _READERS, kwargs=_law(_in("receiving")), scoped=True, sees=OWN_COMMUNE | PROVINCE | {"admin"}
    ),
    "recruitment:opinions_request": _step("receiving"),
    "recruitment:opinions": Rule(_POLICE | {"partner"}, kwargs=_asked, scoped=True, post=True),
    "recruitment:publish": _step("receiving"),
    "recruitment:public": Rule(EVERYBODY, kwargs=_published, public=True),
    "recruitment:campaign_edit": _step("draft"),
    "recruitment:step_approve": _step("draft"),
    "recruitment:step_post": _step("approved"),
    "recruitment:step_open": _step("approved"),
    "recruitment:step_list": _step("receiving"),
    "recruitment:step_approve_list": _step("listed"),
    "recruitment:council_set": _step("listed"),
    "recruitment:step_council": _step("listed", "listed"),
    "recruitment:council_change": Rule(_POLICE, kwargs=_law(_seated), scoped=True, post=True),
    "recruitment:council_seat": Rule(_POLICE, kwargs=_law(_seat), scoped=True, post=True),
    "recruitment:session_plan": Rule(_POLICE, kwargs=_law(_seated), scoped=True, post=True),
    "recruitment:session": Rule(EVERYBODY, kwargs=_law(_in("council", "passed")), scoped=True),
    "recruitment:session_correct": _step("council", "passed"),
    "recruitment:minutes": Rule(_POLICE, kwargs=_law(_unsigned), scoped=True, post=True),
    "recruitment:submission": Rule(_POLICE, kwargs=_law(_submitted_without_paper), scoped=True, post=True),
    "recruitment:step_submit": _step("council", "passed"),
    "recruitment:step_sign": _step("council", "submitted", may=frozenset({"leader"})),
    "recruitment:step_decide": _step("council", "submitted"),
    "recruitment:step_close": _step("decided"),
    "recruitment:receive": _step("receiving"),
    "recruitment:application_list": Rule(EVERYBODY - PARTNERS),
    "recruitment:application": Rule(
        _READERS, kwargs=_law(_one()), scoped=True, sees=OWN_COMMUNE | PROVINCE | {"admin"}
    ),
    "recruitment:application_history": Rule(
        _READERS, kwargs=_law(_one()), scoped=True, sees=OWN_COMMUNE | PROVINCE | {"admin"}
    ),
    "recruitment:application_person": _act(),
    "recruitment:application_supplement": _act(),
    "recruitment:application_request": _act(state="incomplete"),
    "recruitment:application_appraise": _act(),
    "recruitment:application_over_age": _act(),
    "recruitment:application_over_age_refusal": _act(),
    "recruitment:application_sign_over_age": Rule(_LEADER, kwargs=_law(_over_age), scoped=True, post=True),
    "recruitment:application_refuse_over_age": Rule(_LEADER, kwargs=_law(_over_age), scoped=True, post=True),
    "recruitment:positions": _step("council", "passed"),
    "recruitment:application_return": _act(),
    "recruitment:application_withdraw": _act(),
    "recruitment:application_wishes": Rule(_POLICE, kwargs=_law(_two_lines), scoped=True, post=True),
    "recruitment:application_step_back": _act(state="passed", campaign_state="council"),
    "recruitment:application_replace": _act(state="withdrawn", campaign_state="council"),
}
