"""Two people at the same moment, each with a connection of their own."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections

from contracts.records import StaleRecord
from recruitment.models import Application, Campaign, CouncilSession
from recruitment.services.applications import application_receive
from recruitment.services.decisions import recognise, recognise_by_leader
from recruitment.services.sessions import session_record
from recruitment.services.submission import candidate_step_back
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


def test_two_officers_recording_one_session_keep_one_result(story):
    story.listed()
    story.council()
    pk, version, meeting = story.campaign.pk, story.fresh().version, story.meeting()

    def record(yes: int):
        def work():
            campaign = Campaign.objects.select_related("commune").get(pk=pk)
            votes = {one: {"yes": yes} for one in campaign.applications.all()}
            session_record(
                actor=story.world.again(story.an),
                campaign=campaign,
                version=version,
                meeting=meeting,
                votes=votes,
            )

        return work

    with on(date(2025, 9, 10)):
        (refusal,) = at_once(record(8), record(3))
    assert isinstance(refusal, StaleRecord | PermissionDenied)
    session = CouncilSession.objects.get()
    assert session.attendance.count() == 8 and session.votes.count() == 2
    assert len(set(session.votes.values_list("yes", flat=True))) == 1


def test_who_steps_back_while_the_chairman_signs_is_either_a_member_or_gone(story):
    story.submitted()
    pk, day = story.campaign.pk, date(2025, 9, 15)

    def sign():
        campaign = Campaign.objects.select_related("commune").get(pk=pk)
        recognise_by_leader(
            actor=story.world.again(story.world.le),
            campaign=campaign,
            version=None,
            signed_on=day,
            effective_on=day,
        )

    def step_back():
        one = Application.objects.select_related("campaign__commune").get(pk=story.loc.pk)
        candidate_step_back(actor=story.world.again(story.an), application=one, version=None, reason="Đi xa")

    with on(day):
        refused = at_once(sign, step_back)
    loc = Application.objects.get(pk=story.loc.pk)
    assert (loc.state, loc.membership_id is None) in (("recognised", False), ("withdrawn", True))
    assert all(isinstance(one, StaleRecord | PermissionDenied) for one in refused)


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
