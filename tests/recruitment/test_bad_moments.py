"""What must not go wrong: an applicant deleted while on a ballot, the last minute of the window, two at once."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from contracts.policy import PolicyDenied
from recruitment.models import Application, Vote
from recruitment.services.applications import application_receive, candidates_list
from recruitment.services.intake_rules import LateApplication
from tests.recruitment.conftest import ANH, LOC, PAPERS, on

pytestmark = pytest.mark.django_db


def receive(story, received_on=date(2025, 9, 7)) -> Application:
    return application_receive(
        actor=story.an, campaign=story.fresh(), line=story.line("Tô Xá"), source="hamlet", received_on=received_on,
        papers=PAPERS, **ANH,
    )  # fmt: skip


def test_who_stands_on_a_ballot_cannot_be_deleted_and_nothing_is_lost(story):
    story.met()
    with pytest.raises(ProtectedError), transaction.atomic():
        story.loc.person.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        story.loc.delete()
    assert Vote.objects.filter(application=story.loc, yes=8).exists()
    assert Application.objects.get(pk=story.loc.pk).state == "passed"


def test_an_applicant_cannot_be_deleted_before_the_ballot_either(story):
    story.open()
    one = story.receive("Thanh Lương", LOC)
    with pytest.raises(ProtectedError), transaction.atomic():
        one.person.delete()


def test_the_last_day_ends_at_midnight_in_viet_nam(story):
    story.open()
    with time_machine.travel("2025-09-07 23:59:59+07:00", tick=False):
        assert receive(story).received_on == date(2025, 9, 7)
    Application.objects.all().delete()
    with time_machine.travel("2025-09-08 00:00:00+07:00", tick=False):
        with pytest.raises(LateApplication):
            receive(story, date(2025, 9, 8))
        assert receive(story).state == "received"  # handed in yesterday, typed after midnight


def test_the_list_is_closed_from_midnight_not_a_second_earlier(story):
    story.open()
    story.appraise(story.receive("Thanh Lương", LOC))
    last_second = time_machine.travel("2025-09-07 23:59:59+07:00", tick=False)
    with last_second, pytest.raises(ValidationError, match="Chốt từ ngày hôm sau"):
        candidates_list(actor=story.an, campaign=story.fresh(), version=None)
    with time_machine.travel("2025-09-08 00:00:00+07:00", tick=False):
        assert len(candidates_list(actor=story.an, campaign=story.fresh(), version=None)) == 1


def test_who_closes_the_list_second_meets_a_closed_one_and_who_receives_then_is_refused(story):
    story.open()
    story.appraise(story.receive("Thanh Lương", LOC))
    stale, fresh = story.fresh(), story.fresh()
    with on(date(2025, 9, 8)):
        candidates_list(actor=story.an, campaign=fresh, version=fresh.version)
        with pytest.raises(PolicyDenied, match="đã qua: đợt này đã chốt danh sách"):
            candidates_list(actor=story.world.chien, campaign=stale, version=stale.version)
        with pytest.raises(PolicyDenied, match="Chỉ nhận hồ sơ ở bước"):
            receive(story)
    assert Application.objects.filter(state="listed").count() == 1
