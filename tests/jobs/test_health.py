"""The health page tells each part's state, to everybody, and nothing else."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import Client

from jobs.choices import BEAT, WORKER
from jobs.models import Heartbeat
from jobs.services import heartbeat

NOW = datetime(2025, 9, 15, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture
def alive(db, time_machine, broker_url):
    """Everything is well at NOW."""
    time_machine.move_to(NOW, tick=False)
    heartbeat(WORKER, NOW)
    heartbeat(BEAT, NOW)


def ask():
    answer = Client().get("/health/")
    return answer.status_code, answer.json()


def test_when_all_is_well(alive):
    assert ask() == (
        200,
        {
            "status": "ok", "database": "ok", "broker": "ok", "worker": "ok", "beat": "ok",
            "last_tick": "2025-09-15T08:00:00+07:00", "version": settings.VERSION,
        },
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "seconds", "status"), [(WORKER, 29, 200), (WORKER, 31, 503), (BEAT, 149, 200), (BEAT, 151, 503)]
)
def test_a_sign_of_life_may_be_so_old_and_no_older(alive, name, seconds, status):
    heartbeat(name, NOW - timedelta(seconds=seconds))
    code, report = ask()
    assert code == status
    assert report[name] == ("ok" if status == 200 else "down")
    assert report.get("failed", []) == ([] if status == 200 else [name])


def test_without_any_sign_of_life_worker_and_beat_are_named(db, broker_url):
    code, report = ask()
    assert (code, report["status"], report["failed"]) == (503, "degraded", ["worker", "beat"])
    assert report["last_tick"] is None


def test_a_broker_that_does_not_answer_is_named(alive, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    code, report = ask()
    assert (code, report["failed"]) == (503, ["broker"])


def test_a_database_that_does_not_answer_is_named(alive, monkeypatch):
    def down(*args, **options):
        raise DatabaseError

    monkeypatch.setattr(Heartbeat.objects, "values_list", down)
    code, report = ask()
    assert code == 503
    assert report["failed"] == ["database", "worker", "beat"]


def test_asking_writes_nothing_and_takes_one_query(alive, django_assert_num_queries):
    with django_assert_num_queries(1):
        ask()
