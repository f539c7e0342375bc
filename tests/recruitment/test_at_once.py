"""Two people at the same moment, each with a connection of their own."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections

from contracts.records import StaleRecord
from recruitment.models import Application, Campaign
from recruitment.services.applications import application_receive
from recruitment.services.decisions import recognise, recognise_by_leader
from teams.models import Membership
from tests.recruitment.conftest import LOC, on, paper

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works) -> list[Exception]:
    """Do all of it at the same time; gives what was refused."""
    start, refused = Barrier(len(works)), []

    def run(work):
        try:
            start.wait(30)
            work()
        except Exception as error:
            refused.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    connection.close()
    return refused


def test_the_chairman_signs_while_an_officer_records_the_paper(story):
    story.submitted()
    pk, when = story.campaign.pk, {"version": story.fresh().version, "effective_on": date(2025, 9, 16)}

    def campaign() -> Campaign:
        return Campaign.objects.select_related("commune").get(pk=pk)

    def record():
        day = date(2025, 9, 15)
        recognise(
            actor=story.world.again(story.an), campaign=campaign(), paper=paper("61/QĐ-UBND", day), **when
        )

    def sign():
        recognise_by_leader(
            actor=story.world.again(story.world.le), campaign=campaign(), signed_on=date(2025, 9, 15), **when
        )

    with on(date(2025, 9, 15)):
        (refusal,) = at_once(record, sign)
    assert isinstance(refusal, StaleRecord | PermissionDenied)
    assert Membership.objects.filter(start_kind="recruited").count() == 2
    assert set(Application.objects.values_list("state", flat=True)) == {"recognised"}


def test_one_application_pressed_twice_is_taken_once(story):
    story.open()
    pk = story.campaign.pk

    def receive():
        campaign = Campaign.objects.select_related("commune").get(pk=pk)
        application_receive(
            actor=story.world.again(story.an), campaign=campaign, line=campaign.lines.get(team__name="Thanh Lương"),
            source="hamlet", received_on=date(2025, 8, 25), papers={}, **{**LOC, "citizen_id": ""},
        )  # fmt: skip

    with on(date(2025, 8, 25)):
        (refusal,) = at_once(receive, receive)
    assert isinstance(refusal, ValidationError) and "đã có hồ sơ trong đợt này" in str(refusal)
    assert Application.objects.count() == 1
