"""The force of the tests, on a day in November 2026, and the words its registers are written with."""

from datetime import date

import pytest
import time_machine

from activities.about import Subject, subject_of
from activities.choices import (
    ActivityKind,
    AssessmentKind,
    CommendationForm,
    CommendationLevel,
    DisciplineForm,
    Occasion,
    Result,
)
from activities.services.activities import activity_create
from activities.services.assessments import assessment_create
from activities.services.honours import commendation_create, discipline_create
from teams.choices import PostKind, PostStart
from teams.models import HamletPost
from tests.force import Force, force_of, make_person
from tests.world import load_law

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _twentieth_of_november(db):
    with time_machine.travel("2026-11-20 09:00+07:00", tick=False):
        load_law()
        yield


@pytest.fixture
def force(world, _module_force) -> Force:
    """Thanh Lương with two members and Tô Xá with three in A, Hòa Lạc with one in B."""
    return force_of(_module_force, world)


def member(force: Force, full_name: str) -> Subject:
    """The person as a member."""
    return subject_of("member", force.member(full_name).person)


def hold(world, person, post=PostKind.HAMLET_HEAD, hamlet=None, **facts) -> HamletPost:
    """The person's post, of Tô Xá and since 01/7/2025 unless said otherwise."""
    facts = {"started_on": date(2025, 7, 1), "start_kind": PostStart.TAKEN_OVER, **facts}
    return HamletPost.objects.create(person=person, hamlet=hamlet or world.to_xa, post=post, **facts)


def post_holder(world, full_name: str = "Lê Thị Lan", **facts) -> Subject:
    """A new person who heads Tô Xá, unless `facts` say otherwise, as a holder of a post."""
    person = make_person(world.commune_a, full_name)
    hold(world, person, **facts)
    return subject_of("post_holder", person)


def meet(world, team, on: date, **more):
    """The team's monthly meeting on that day, recorded by An."""
    facts = {"actor": world.an, "topic": "Giao ban, rút kinh nghiệm, học văn bản mới", **more}
    return activity_create(
        kind=ActivityKind.TEAM_MEETING, held_on=on, subject=subject_of("team", team), **facts
    )


def commend(world, subject: Subject, **changes):
    """A Giấy khen of the commune's chairman on 19/8/2026, unless `changes` say otherwise."""
    facts = {
        "actor": world.an, "form": CommendationForm.PRAISE, "level": CommendationLevel.COMMUNE,
        "occasion": Occasion.AT_ONCE, "reason": "Bắt giữ đối tượng trộm cắp", "issued_on": date(2026, 8, 19),
    }  # fmt: skip
    return commendation_create(subject=subject, **{**facts, **changes})


def discipline(world, subject: Subject, **changes):
    """A written reminder of 04/5/2026, unless `changes` say otherwise."""
    facts = {
        "actor": world.an, "form": DisciplineForm.REMINDER, "reason": "Vắng trực hai lần",
        "decided_on": date(2026, 5, 4), **changes,
    }  # fmt: skip
    return discipline_create(subject=subject, **facts)


def assess(world, subject: Subject, kind=AssessmentKind.ANNUAL_RATING, **changes):
    """Rated on 10/6/2026 for 2026 as having done well, unless `changes` say otherwise."""
    facts = {"actor": world.an, "year": 2026, "result": Result.GOOD, "decided_on": date(2026, 6, 10)}
    return assessment_create(subject=subject, kind=kind, **{**facts, **changes})
