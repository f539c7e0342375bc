"""The demo tells the story it is meant to tell, and never mixes with real data."""

import stat
from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db.models import Count

from accounts.models import RoleGrant, User
from audit.models import Entry
from contracts.roles import Role
from demo.services.seeding import Scale, demo_seed
from recruitment.models import Campaign
from reporting.choices import DutyState
from reporting.models import Report, ReportDuty
from targets.models import Adoption
from teams.models import Membership, Person, Team

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.fixture
def logins(tmp_path):
    """The demo, small, as of 21/11/2026; gives where the logins were written."""
    for loader in ("load_communes", "load_law", "load_catalogue", "load_outlines"):
        call_command(loader, verbosity=0)
    path = tmp_path / "demo-logins.txt"
    with time_machine.travel("2026-11-21 09:00+07:00", tick=False):
        demo_seed(today=TODAY, logins=path, size=Scale(1, 2, 0.3))
        yield path


def test_the_demo_is_the_story_of_quang_trach_and_its_province(logins):
    _quang_trach_lacks_two()
    _everybody_is_invented()
    _logins_are_one_a_role(logins)
    _every_row_is_audited_once()
    _reports_stand_in_every_state()
    assert Adoption.objects.filter(note="để minh họa").count() == 5
    with pytest.raises(ValidationError, match="chỉ nạp vào cơ sở dữ liệu trống"):
        demo_seed(today=TODAY, logins=logins)


def _quang_trach_lacks_two():
    teams = Team.objects.filter(commune="19057").with_strength(TODAY)
    assert teams.count() == 13
    assert {team.name: team.members for team in teams.short()} == {"Thanh Lương": 2, "Tô Xá": 2}
    assert teams.exclude(name__in=("Thanh Lương", "Tô Xá")).exclude(note="dữ liệu mẫu").count() == 0
    campaign = Campaign.objects.get()
    assert (campaign.opens_on, campaign.closes_on) == (date(2025, 8, 22), date(2025, 9, 7))
    assert {line.team.name: line.count for line in campaign.lines.all()} == {"Thanh Lương": 1, "Tô Xá": 1}


def _everybody_is_invented():
    tails = [person.citizen_id[:3] for person in Person.objects.exclude(citizen_id_digest="")]
    assert set(tails) == {"000"}
    assert not Person.objects.exclude(phone__startswith="0999").exclude(phone="").exists()
    assert Membership.objects.filter(team__commune__province="42").exists()


def _logins_are_one_a_role(logins):
    assert stat.S_IMODE(logins.stat().st_mode) == 0o600
    lines = logins.read_text(encoding="utf-8").splitlines()[2:]
    assert len(lines) == User.objects.count() == 12
    username, password = lines[0].split()[:2]
    assert User.objects.get(username=username).check_password(password)
    roles = RoleGrant.objects.values_list("role").annotate(n=Count("pk"))
    assert dict(roles) == {
        Role.OFFICER: 2, Role.CHIEF: 2, Role.LEADER: 2, Role.PARTNER: 2,
        Role.REVIEWER: 1, Role.DIRECTOR: 1, Role.ADMIN: 2,
    }  # fmt: skip


def _every_row_is_audited_once():
    for model, act in ((Team, "teams.team.create"), (Person, "teams.person.create")):
        entries = Entry.objects.filter(subject_type=model._meta.label_lower, act=act)
        assert entries.count() == entries.values("subject_id").distinct().count() == model.objects.count()


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
