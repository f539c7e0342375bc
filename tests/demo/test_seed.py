"""The demo tells its story, never mixes with real data, and each of its figures opens the rows it counts."""

import re
import stat
from datetime import date

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db.models import Count

from accounts.models import RoleGrant, User
from activities.models import Absence, Activity, Assessment, Commendation, Discipline
from audit.models import Entry
from communes.models import Agency, Commune
from contracts.opening import address_for
from contracts.roles import Role
from demo.services.seeding import Scale, demo_seed
from documents.choices import DocumentType
from documents.models import Attachment, Document, Posting
from documents.numbering import number_note
from readiness.deadlines.equipment import equipment_expiring
from readiness.models import AllowanceSheet, DutyAssignment, DutyRoster, Training
from readiness.stock import balances
from recruitment.models import Campaign, Opinion, SupplementRequest
from reporting.choices import DutyState
from reporting.models import Report, ReportDuty
from targets.models import Adoption
from targets.services.figures import figures_refresh_all
from teams.deadlines.decisions import leavings_to_propose
from teams.models import (
    DutyRefusal,
    HamletPost,
    LeaderListing,
    Membership,
    Person,
    Proposal,
    Regulation,
    ReviewRound,
    Team,
    TransferRequest,
)
from teams.services.leaving import breach_evidence
from teams.services.quota_rules import quota_proposals
from tests.demo.figures import PAGES, agrees, figures, logged_in
from tests.demo.walking import refusals
from tests.shared import kept

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def _demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, small, its figures computed; gives where the logins were written."""
    path = tmp_path_factory.mktemp("demo") / "demo-logins.txt"
    with kept(django_db_blocker), time_machine.travel("2026-11-21 09:00+07:00", tick=False):
        for loader in ("load_communes", "load_law", "load_catalogue", "load_outlines"):
            call_command(loader, verbosity=0)
        demo_seed(today=TODAY, logins=path, size=Scale(1, 2, 0.3))
        figures_refresh_all(TODAY)
        yield path


@pytest.fixture
def logins(_demo, db):
    """The demo as of 21/11/2026, for one test; gives where the logins were written."""
    with time_machine.travel("2026-11-21 09:00+07:00", tick=False):
        yield _demo


def test_the_demo_is_the_story_of_quang_trach_and_its_province(logins):
    _quang_trach_lacks_two()
    _hamlets_have_posts_and_teams_were_reviewed()
    _everybody_is_invented()
    _logins_are_one_a_role(logins)
    _every_row_is_audited_once()
    _reports_stand_in_every_state()
    _two_teams_have_not_met_this_month()
    _duty_is_kept_and_paid()
    _members_have_lives()
    _stores_hold_what_is_left()
    _campaigns_stand_in_every_state()
    _offices_have_papers_in_every_state()
    _two_proposals_are_open()
    assert Adoption.objects.filter(note="để minh họa").count() == 5
    assert LeaderListing.objects.get().commune_id == "19057"
    assert Person.objects.exclude(phone_public_since=None).count() >= 5
    with pytest.raises(ValidationError, match="chỉ nạp vào cơ sở dữ liệu trống"):
        demo_seed(today=TODAY, logins=logins)


def _hamlets_have_posts_and_teams_were_reviewed():
    held = HamletPost.objects.filter(hamlet__commune_id="19057", ended_on=None)
    assert held.filter(post="hamlet_head").count() == 13 and held.filter(post="front_head").count() == 11
    past, present = ReviewRound.objects.order_by("opens_on")
    assert past.closed_on and not past.sheets.filter(reviewed_on=None).exists()
    assert not present.closed_on and present.sheets.filter(reviewed_on=None).count() == 4


def _campaigns_stand_in_every_state():
    """Hòa Trạch has decided and receives again, Trung Thuần waits for its council, Phú Trạch for its chairman."""
    rows = Campaign.objects.exclude(commune="19057").order_by("opens_on")
    assert [(one.commune_id, one.state) for one in rows] == [
        ("19033", "decided"), ("19021", "council"), ("19030", "listed"), ("19033", "receiving"),
    ]  # fmt: skip
    decided, met, listed, receiving = rows
    assert decided.is_public and receiving.is_public and receiving.closes_on > TODAY
    assert not Membership.objects.filter(application__campaign=decided).exclude(started_on__lt=TODAY).exists()
    assert met.submitted_on and met.council.session.votes.filter(is_tied=True).count() == 2
    assert listed.list_approval and listed.council.plan.held_on > TODAY
    assert listed.list_approval.postings.filter(posted_on=None).exists()
    states = dict(receiving.applications.values_list("state").annotate(n=Count("pk")))
    assert states == {"eligible": 5, "incomplete": 3, "ineligible": 2, "received": 2}
    assert SupplementRequest.objects.filter(application__campaign=receiving).count() == 2
    assert Opinion.objects.filter(application__campaign=receiving, agrees=False).count() == 1


def _offices_have_papers_in_every_state():
    papers = Document.objects.filter(commune="19033")
    assert {"draft", "reserved", "issued", "replaced", "recalled"} <= set(
        papers.values_list("state", flat=True)
    )
    for agency in Agency.objects.filter(commune__in=["19021", "19030", "19033"], kind="peoples_committee"):
        assert "sổ giấy" not in number_note(agency, DocumentType.DECISION), agency
    hanging = Posting.objects.exclude(document__commune="19057").exclude(posted_on=None)
    assert hanging.filter(photo=None).exists() and hanging.exclude(photo=None).exists()
    assert set(Attachment.objects.values_list("subject_kind", flat=True)) == {
        "application",
        "campaign",
        "document",
    }


def _two_proposals_are_open():
    assert dict(Proposal.objects.values_list("state", "submitted_on")) == {"draft": None, "submitted": TODAY}


def _stores_hold_what_is_left():
    stores = balances(["19057"], TODAY)
    assert stores["19057", "stab_vest"].issued == 13 and all(one.left >= 0 for one in stores.values())
    assert [item.due_on for item in equipment_expiring(TODAY) if item.commune == "19057"] == [
        date(2027, 1, 20)
    ]
    assert Training.objects.planned().filter(commune="19057").count() == 1


def _quang_trach_lacks_two():
    teams = Team.objects.filter(commune="19057").with_strength(TODAY)
    assert teams.count() == 13
    assert {team.name: team.members for team in teams.short()} == {"Thanh Lương": 2, "Tô Xá": 2}
    assert teams.exclude(name__in=("Thanh Lương", "Tô Xá")).exclude(note="dữ liệu mẫu").count() == 0
    campaign = Campaign.objects.get(commune="19057")
    assert (campaign.opens_on, campaign.closes_on) == (date(2025, 8, 22), date(2025, 9, 7))
    assert {line.team.name: line.count for line in campaign.lines.all()} == {"Thanh Lương": 1, "Tô Xá": 1}


def _two_teams_have_not_met_this_month():
    met = Activity.objects.filter(commune="19057", kind="team_meeting")
    assert met.filter(held_on__month=10).values("subject_id").distinct().count() == 13
    assert met.filter(held_on__month=11).values("subject_id").distinct().count() == 11
    assert Commendation.objects.filter(commune="19057", paper__isnull=False).count() == 3
    rows = sum(model.objects.count() for model in (Activity, Absence, Assessment, Commendation, Discipline))
    assert Entry.objects.filter(act__startswith="activities.").count() == rows


def _members_have_lives():
    assert {row.commune_id: len(row.missing_topics) for row in Regulation.objects.all()} == {
        "19057": 0, "19033": 2,
    }  # fmt: skip
    assert TransferRequest.objects.waiting().filter(commune="19033").count() == 1
    stays_away = DutyRefusal.objects.select_related("membership__team__commune").first().membership
    evidence = breach_evidence(stays_away, TODAY)
    assert (evidence.refusals, evidence.reminders, len(evidence.missing)) == (2, 2, 1)
    assert len(list(leavings_to_propose(TODAY))) == 1
    assert all(one.proposed for one in quota_proposals(Commune.objects.get(pk="19057"), TODAY)[1])


def _everybody_is_invented():
    tails = [person.citizen_id[:3] for person in Person.objects.exclude(citizen_id_digest="")]
    assert set(tails) == {"000"}
    assert not Person.objects.exclude(phone__startswith="0999").exclude(phone="").exists()
    assert Membership.objects.filter(team__commune__province="42").exists()


def _logins_are_one_a_role(logins):
    assert stat.S_IMODE(logins.stat().st_mode) == 0o600
    lines = logins.read_text(encoding="utf-8").splitlines()[2:]
    assert len(lines) == User.objects.count() == 20
    username, password = lines[0].split()[:2]
    assert User.objects.get(username=username).check_password(password)
    roles = RoleGrant.objects.values_list("role").annotate(n=Count("pk"))
    assert dict(roles) == {
        Role.OFFICER: 4, Role.CHIEF: 4, Role.LEADER: 4, Role.PARTNER: 4,
        Role.REVIEWER: 1, Role.DIRECTOR: 1, Role.ADMIN: 2,
    }  # fmt: skip


def _every_row_is_audited_once():
    for model, act in ((Team, "teams.team.create"), (Person, "teams.person.create")):
        entries = Entry.objects.filter(subject_type=model._meta.label_lower, act=act)
        assert entries.count() == entries.values("subject_id").distinct().count() == model.objects.count()


def _duty_is_kept_and_paid():
    rosters = DutyRoster.objects.filter(team__commune="19057").values_list("month", flat=True)
    assert set(rosters) == {date(2026, 10, 1), date(2026, 11, 1)} and len(rosters) == 26
    assert not DutyAssignment.objects.filter(shift__day__gte=TODAY).exclude(outcome="planned").exists()
    sheets = AllowanceSheet.objects.order_by("commune", "month").values_list(
        "commune", "month__month", "state"
    )
    assert list(sheets) == [("19033", 9, "locked"), ("19033", 10, "locked"),
                            ("19057", 9, "locked"), ("19057", 10, "checked")]  # fmt: skip


def _reports_stand_in_every_state():
    states = dict(ReportDuty.objects.values_list("state").annotate(n=Count("pk")))
    assert set(states) == set(DutyState.values)
    periods = (
        ReportDuty.objects.filter(province="44")
        .order_by("period__code")
        .values_list("period__code", flat=True)
    )
    assert list(dict.fromkeys(periods)) == ["2026-09", "2026-10", "2026-11", "2026-12"]
    newest = ReportDuty.objects.get(commune="19057", period__code="2026-11")
    assert (newest.state, newest.due_on) == (DutyState.NOT_STARTED, date(2026, 11, 18))
    approved = (
        Report.objects.filter(state="approved", duty__commune="19033").select_related("document").first()
    )
    assert approved.document.symbol.endswith("/BC-CAX") and approved.document.content_sha256


# ── Figures open what they count ─────────────────────────────────────────────
def test_every_figure_of_the_main_pages_opens_as_many_rows_as_it_says(logins):
    opened = 0
    for username, addresses in PAGES.items():
        client = logged_in(username)
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200, (username, address)
            for number, link in figures(answer.content.decode()):
                opened += agrees(client, username, address, number.strip(), link)
    assert opened > 20


@pytest.mark.parametrize(
    ("username", "most"),
    [
        ("canbo.hoatrach", 3), ("truong.trungthuan", 2), ("chutich.hoatrach", 3), ("kinhte.hoatrach", 5),
        ("tinh.canbo", 1), ("tinh.lanhdao", 1), ("tinh.quantri", 1), ("admin", 1),
    ],
)  # fmt: skip
def test_no_link_leads_to_a_refusal(logins, username, most):
    assert list(refusals(logged_in(username), most)) == []


@pytest.mark.parametrize(
    "username", ["canbo.hoatrach", "chutich.hoatrach", "kinhte.quangtrach", "tinh.canbo", "admin"]
)
def test_whatever_a_user_sees_opens_where_it_says(logins, username):
    client, user, opened = logged_in(username), User.objects.get(username=username), 0
    for model in apps.get_models():
        if not (hasattr(model, "get_absolute_url") and hasattr(model._default_manager.all(), "visible_to")):
            continue
        for row in model._default_manager.all().visible_to(user)[:2]:
            if address := address_for(user, row):
                assert client.get(address).status_code in (200, 302), (row, address)
                opened += 1
    assert opened > 10


def test_in_the_demo_some_targets_are_met_some_missed_and_some_unknown(logins):
    page = logged_in("canbo.quangtrach").get("/chi-tieu/").content.decode()
    title = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)[1]
    met, missed = (int(re.search(rf"(\d+) {word}", title)[1]) for word in ("đạt", "không đạt"))
    assert met >= 3 and missed >= 3
    assert page.count("Chưa có số liệu") + page.count("Chưa rõ") >= 2
