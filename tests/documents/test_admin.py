"""Papers in the admin: scoped, to look at, at a constant price."""

import pytest
import time_machine
from django.urls import reverse

from tests.documents.conftest import record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2025-09-10 09:00+07:00", tick=False):
        yield


def test_the_list_of_papers_is_scoped_and_costs_the_same_whatever_its_length(
    world, committee, django_assert_max_num_queries
):
    for number in range(1, 12):
        record(world, committee, symbol=f"{number}/QĐ-UBND")
    client = world.client(world.quang)
    with django_assert_max_num_queries(20):
        page = client.get(reverse("admin:documents_document_changelist")).content.decode()
    assert "11/QĐ-UBND" in page


def test_nothing_is_added_changed_or_deleted_there(world, committee):
    paper = record(world, committee)
    client = world.client(world.admin)
    assert client.get(reverse("admin:documents_document_add")).status_code == 403
    page = client.get(reverse("admin:documents_document_change", args=[paper.pk]))
    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    assert client.post(reverse("admin:documents_document_delete", args=[paper.pk])).status_code == 403
