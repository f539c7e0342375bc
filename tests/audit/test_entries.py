"""Entries: one per object, append only, secrets hidden, readable by whom they concern."""

from datetime import date

import pytest

from audit.context import origin
from audit.differences import Line, explain
from audit.models import Entry
from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.models import Hamlet
from communes.services.hamlets import hamlet_create, hamlet_update
from law.models import SpecialDay
from law.services import day_set


@pytest.fixture
def entry(world):
    hamlet_update(actor=world.an, hamlet=world.to_xa, version=1, name="Tô Xá Mới", kind="ban")
    return Entry.objects.about(world.to_xa).get()


def test_an_entry_says_who_did_what_where_and_what_changed(world, entry):
    assert (entry.actor, entry.actor_name, entry.act_name) == (
        world.an,
        "Nguyễn Văn An",
        "Sửa thôn, tổ dân phố",
    )
    assert (entry.province_code, entry.commune_code, entry.source) == ("44", "19057", "command")
    assert (entry.before, entry.after) == (
        {"name": "Tô Xá", "kind": "thon"}, {"name": "Tô Xá Mới", "kind": "ban"},
    )  # fmt: skip
    assert entry.subject_name == "Bản Tô Xá Mới"


def test_entries_are_append_only(entry):
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()
    with pytest.raises(TypeError):
        Entry.objects.update(reason="x")
    with pytest.raises(TypeError):
        Entry.objects.all().delete()
    with pytest.raises(TypeError):
        Entry.objects.bulk_update([entry], ["reason"])


def test_entries_of_a_request_or_job_name_it(world):
    with origin("job", "42"):
        hamlet_create(
            actor=world.an, commune=world.commune_a, name="Mới", kind="thon", started_on=date(2026, 1, 1)
        )
    assert set(Entry.objects.filter(act="communes.hamlet.create").values_list("source", "reference")) == {
        ("job", "42")
    }


def test_the_system_has_a_name_where_nobody_is_logged_in(world):
    assert audit(None, "communes.unit.load", world.province).actor_name == "Hệ thống"


def test_many_objects_are_recorded_in_one_statement(world, django_assert_num_queries):
    hamlets = list(Hamlet.objects.select_related("commune"))
    with django_assert_num_queries(1):
        audit_many(world.an, "communes.hamlet.update", [Change(row, snapshot(row)) for row in hamlets])
    assert Entry.objects.filter(act="communes.hamlet.update").count() == 4


def test_an_unchanged_field_is_not_in_the_entry_and_derived_columns_never_are(world):
    picture = snapshot(world.to_xa)
    assert not {"search_key", "sort_key", "version"} & set(picture)


def test_differences_read_in_vietnamese(world):
    hamlet = hamlet_create(
        actor=world.an, commune=world.commune_a, name="Mới", kind="thon", started_on=date(2026, 1, 5)
    )
    [explained] = explain(Entry.objects.about(hamlet), world.an)
    assert explained.is_new
    assert explained.lines == [
        Line("Từ ngày", "–", "05/01/2026"),
        Line("Xã, phường", "–", "Xã Quảng Trạch"),
        Line("Tên", "–", "Mới"),
        Line("Loại", "–", "Thôn"),
    ]


def test_names_of_other_units_rows_are_not_told(world):
    entry = audit(world.admin, "communes.hamlet.move", world.hamlet_b)
    [explained] = explain([entry], world.an)
    assert Line("Xã, phường", "–", "(mã 19033)") in explained.lines


def test_an_administrator_sees_that_a_sensitive_field_changed_not_how(world, monkeypatch):
    monkeypatch.setattr(Hamlet, "audit_sensitive", frozenset({"name"}), raising=False)
    hamlet_update(actor=world.an, hamlet=world.to_xa, version=1, name="Tô Xá Mới", kind="thon")
    entries = Entry.objects.about(world.to_xa)
    assert explain(entries, world.quang, sensitive=False)[0].lines == [Line("Tên", "•••", "•••")]
    assert explain(entries, world.chien)[0].lines == [Line("Tên", "Tô Xá", "Tô Xá Mới")]


@pytest.mark.parametrize("count", [1, 8])
def test_explaining_takes_as_many_queries_for_many_entries_as_for_one(
    world, count, django_assert_num_queries
):
    for number in range(count):
        hamlet_create(
            actor=world.an,
            commune=world.commune_a,
            name=f"Số {number}",
            kind="thon",
            started_on=date(2026, 1, 5),
        )
    with django_assert_num_queries(3):
        explained = explain(Entry.objects.filter(act="communes.hamlet.create"), world.an)
    assert len(explained) == 2 * count


def test_each_unit_reads_its_own_entries(world):
    hamlet_update(actor=world.an, hamlet=world.to_xa, version=1, name="A", kind="thon")
    hamlet_update(actor=world.hai, hamlet=world.hamlet_other, version=1, name="B", kind="thon")
    day_set(actor=world.admin, day=date(2026, 10, 5), kind="holiday", name="Nghỉ", citation="x")

    def seen(user):
        rows = Entry.objects.visible_to(world.users[user]).exclude(act="communes.agency.create")
        return set(rows.values_list("act", "commune_code"))

    a, other, day = (
        ("communes.hamlet.update", "19057"),
        ("communes.hamlet.update", "18229"),
        ("law.day.set", ""),
    )
    expected = {
        "chien": {a},
        "bao": set(),
        "duc": {a},
        "hung": {other},
        "admin": {a, other, day},
        "khanh": set(),
    }
    assert {user: seen(user) for user in expected} == expected


def test_the_history_of_a_seen_object_leaves_out_what_happened_elsewhere(world):
    hamlet_update(actor=world.an, hamlet=world.to_xa, version=1, name="A", kind="thon")
    world.to_xa.commune = world.commune_b
    audit(world.binh, "communes.hamlet.update", world.to_xa, fields=False)

    def codes(user):
        rows = Entry.objects.readable_about(world.to_xa, world.users[user])
        return set(rows.values_list("commune_code", flat=True))

    assert {user: codes(user) for user in ("an", "binh", "phu", "hung", "admin")} == {
        "an": {"19057"}, "binh": {"19033"}, "phu": {"19057", "19033"}, "hung": set(), "admin": {"19057", "19033"},
    }  # fmt: skip


def test_of_what_was_removed_the_entry_keeps_what_it_said(world):
    row = SpecialDay.objects.create(
        day=date(2026, 9, 1), kind="holiday", name="Nghỉ bù", citation="Thông báo 1"
    )
    audit(world.admin, "law.day.remove", row, before=snapshot(row), after={})

    entry = Entry.objects.get(act="law.day.remove")
    assert entry.before["name"] == "Nghỉ bù"
    assert entry.after is None
