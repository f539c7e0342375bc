"""Work crosses a real worker: it is done, seen to move, cancelled, and survives the death of its process."""

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from jobs.choices import BEAT, WORKER, JobState
from jobs.models import Heartbeat, Job
from jobs.services import file_bytes, job_cancel, job_enqueue, sweep
from tests import world as worlds
from tests.conftest import start_celery, stop_celery, wait_until
from tests.jobs import kinds as kinds

pytestmark = pytest.mark.worker


@pytest.fixture
def an(live_worker):
    return worlds.build().an


def give(actor, kind, **params) -> Job:
    return job_enqueue(actor=actor, kind=kind, key=kind, params=params)


def reached(job: Job, state: JobState, seconds: float = 15) -> Job:
    def found():
        job.refresh_from_db()
        return job.state == state

    wait_until(found, seconds=seconds, what=f"job {state}")
    return job


def test_a_job_is_done_by_the_worker_and_its_file_can_be_read_here(an):
    job = reached(give(an, "test.count", total=5), JobState.DONE)
    assert (job.progress_done, job.attempts) == (5, 1)
    assert file_bytes(job.result).decode() == "Đã đếm 5."


def test_progress_moves_and_cancel_is_seen_within_two_seconds(an):
    # PostgreSQL shows progress from inside a transaction too; SQLite has one writer, the transaction itself.
    job = give(an, "test.dawdle", in_transaction=connection.vendor == "postgresql")

    def moving():
        job.refresh_from_db()
        return job.progress_done > 0

    wait_until(moving, seconds=15, what="progress")
    job_cancel(actor=an, job=job)
    asked = time.monotonic()
    reached(job, JobState.CANCELLED)
    assert time.monotonic() - asked < 2


def test_a_job_whose_process_is_killed_is_done_at_the_second_attempt(an, tmp_path):
    job = give(an, "test.die_once", mark=str(tmp_path / "died"))
    wait_until((tmp_path / "died").exists, seconds=15, what="the first attempt")
    sweep(timezone.now() + timedelta(seconds=61))
    reached(job, JobState.DONE, seconds=30)
    assert job.attempts == 2


def test_the_worker_shows_that_it_is_alive(an):
    wait_until(Heartbeat.objects.filter(name=WORKER).exists, seconds=15, what="heartbeat")


def test_beat_ticks_at_once(an, tmp_path):
    beat = start_celery("beat", "--schedule", str(tmp_path / "schedule"), log=tmp_path / "beat.log")
    try:
        wait_until(Heartbeat.objects.filter(name=BEAT).exists, seconds=20, what="first tick")
    finally:
        stop_celery(beat)
