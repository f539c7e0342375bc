"""Batches that can be taken back: untouched rows only, once, by the unit."""

import pytest
from django.core.exceptions import PermissionDenied

from communes.models import Cluster
from contracts.policy import PolicyDenied, holds
from contracts.registry import Undoer, undoers
from contracts.roles import REGISTRARS
from jobs.models import UndoLog
from jobs.services import remember, undo_apply, undo_entries, undo_possible, undo_record, undo_row
from tests.world import SINCE

pytestmark = pytest.mark.django_db


def _put_back(actor, log):
    for row in undo_entries(log):
        rows = row.model._base_manager.filter(pk=row.pk)
        rows.delete() if row.before is None else rows.update(**row.values())


def _may(user, log):
    return holds(user, *REGISTRARS, commune=log.commune_code, province=log.province_code)


undoers.add(Undoer("tests.batch", "đợt thử", _put_back, _may, "jobs:list"))


@pytest.fixture
def batch(world):
    """Two hamlets renamed and a cluster made by An."""
    rows = []
    for hamlet in (world.thanh_luong, world.to_xa):
        before = remember(hamlet, ["name", "started_on"])
        hamlet.name, hamlet.version = f"{hamlet.name} mới", hamlet.version + 1
        hamlet.save()
        rows.append(undo_row(hamlet, before))
    cluster = Cluster.objects.create(hamlet=world.to_xa, name="Cụm 1", started_on=SINCE)
    rows.append(undo_row(cluster, None))
    return undo_record(
        actor=world.an, kind="tests.batch", title="Đổi tên thôn", batch="b1", rows=rows, commune="19057", province="44"
    )  # fmt: skip


def test_everything_is_put_back_and_the_former_values_are_forgotten(world, batch):
    assert batch.row_count == 3 and undo_possible(world.chien, batch)
    undo_apply(actor=world.chien, log=batch)
    world.thanh_luong.refresh_from_db()
    assert world.thanh_luong.name == "Thanh Lương" and world.thanh_luong.started_on == SINCE
    assert not Cluster.objects.exists()
    batch.refresh_from_db()
    assert batch.undone_at and undo_entries(batch) == []
    with pytest.raises(PermissionDenied, match="đã được hoàn tác"):
        undo_apply(actor=world.an, log=batch)


def test_a_row_that_was_changed_since_keeps_the_whole_batch(world, batch):
    type(world.to_xa).objects.filter(pk=world.to_xa.pk).update(version=9)
    with pytest.raises(PolicyDenied, match="1 trên 3 dòng đã được sửa tiếp"):
        undo_apply(actor=world.an, log=batch)


def test_rows_without_a_version_are_known_by_their_columns(world, batch):
    Cluster.objects.update(households=40)
    assert "1 trên 3" in undo_possible(world.an, batch).reason
    Cluster.objects.all().delete()
    assert "1 trên 3" in undo_possible(world.an, batch).reason


def test_former_values_are_not_to_be_read_in_the_database(batch):
    assert "Thanh" not in UndoLog.objects.extra(select={"raw": "rows"}).values_list("raw", flat=True)[0]


def test_it_is_the_units_alone(world, batch):
    assert list(UndoLog.objects.visible_to(world.chien)) == [batch]
    assert not UndoLog.objects.visible_to(world.binh).exists()
    assert not undo_possible(world.le, batch)


def test_it_costs_one_query_a_table(world, batch, django_assert_num_queries):
    world.an.role_codes  # noqa: B018 (read once a request)
    with django_assert_num_queries(2):
        undo_possible(world.an, batch)


def test_the_page_says_what_will_be_undone_and_leads_back_to_the_list(world, batch):
    client = world.client(world.chien)
    page = client.get(batch.get_absolute_url()).content.decode()
    assert "Hoàn tác: Đổi tên thôn" in page and "3 dòng, Nguyễn Văn An" in page
    assert client.post(batch.get_absolute_url()).url == "/viec-nen/"
    assert client.post(batch.get_absolute_url()).status_code == 403
