"""The chairman signs while an officer records the signed paper, each with a connection of their own."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections

from contracts.records import StaleRecord
from documents.models import Document
from teams.services.proposal_decisions import proposal_decide, proposal_sign
from tests.teams.test_proposals import DECISION, TODAY, fresh, on, submitted

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_decide_and_one_decision_stands(world, force):
    member = force.member("Nguyễn Văn An")
    proposal = submitted(world, member)
    start, refused = Barrier(2), []
    when = {"version": proposal.version, "ended_on": date(2026, 11, 17)}

    def sign():
        proposal_sign(actor=world.again(world.le), proposal=fresh(proposal), signed_on=TODAY, **when)

    def record():
        proposal_decide(actor=world.again(world.an), proposal=fresh(proposal), paper=DECISION, **when)

    def run(work):
        try:
            start.wait(30)
            work()
        except Exception as error:
            refused.append(error)
        finally:
            connections.close_all()

    with on(TODAY):
        threads = [Thread(target=run, args=(work,)) for work in (sign, record)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    connection.close()
    (error,) = refused
    assert isinstance(error, StaleRecord | PermissionDenied | ValidationError)
    member.refresh_from_db()
    assert Document.objects.filter(type="qd").get() == member.end_decision == fresh(proposal).decision
