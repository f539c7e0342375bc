"""The list of candidates is closed for all at once: in few statements, with an entry and a version for each."""

from datetime import date

import pytest

from audit.models import Entry
from recruitment.models import Application, ApplicationPaper
from recruitment.services.applications import candidates_list
from tests.audited import one_entry_per_object
from tests.force import make_person
from tests.recruitment.conftest import LOC, PAPERS, on

pytestmark = pytest.mark.django_db


def eligible(story, number: int) -> None:
    """So many more who were found eligible for Tô Xá."""
    for place in range(number):
        name = f"Nguyễn Văn Số {place + 1:03d}"
        person = make_person(story.world.commune_a, name, hamlet=story.world.to_xa)
        one = Application.objects.create(
            campaign=story.campaign, line=story.line("Tô Xá"), person=person, source="hamlet", state="eligible",
            received_on=date(2025, 8, 25), state_since=date(2025, 9, 5),
        )  # fmt: skip
        ApplicationPaper.objects.bulk_create(ApplicationPaper(application=one, kind=kind) for kind in PAPERS)


def close(story):
    with on(date(2025, 9, 8)):
        return candidates_list(actor=story.an, campaign=story.fresh(), version=None)


def test_everybody_eligible_comes_on_the_list_with_one_entry_and_a_new_version(story):
    story.open()
    loc = story.appraise(story.receive("Thanh Lương", LOC))
    eligible(story, 5)
    versions = dict(Application.objects.values_list("pk", "version"))
    with one_entry_per_object():
        listed = close(story)
    assert len(listed) == 6
    for one in Application.objects.all():
        assert (one.state, one.state_since) == ("listed", date(2025, 9, 8))
        assert one.version == versions[one.pk] + 1
    entry = Entry.objects.filter(subject_type="recruitment.application", subject_id=str(loc.pk)).latest("id")
    assert (entry.act, entry.before, entry.after) == (
        "recruitment.application.state", {"state": "eligible"}, {"state": "listed"}
    )  # fmt: skip
    assert (entry.subject_name, entry.commune_code) == ("Hồ sơ của Phan Văn Lộc", story.world.commune_a.pk)


def test_a_list_of_hundreds_is_closed_in_as_few_queries_as_a_short_one(story, django_assert_max_num_queries):
    story.open()
    eligible(story, 240)
    with django_assert_max_num_queries(20):
        assert len(close(story)) == 240
