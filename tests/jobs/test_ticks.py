"""Every tick does all that is due; one that fails stops no other; two clocks tick once."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from contracts.registry import Tick, ticks
from jobs.choices import BEAT
from jobs.management.commands.tick import moment
from jobs.models import Heartbeat, Job
from jobs.services import heartbeat, run_ticks, tick_claim
from jobs.tasks import tick

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def ticking():
    """What three ticks of the tests were told; the second one fails."""
    heard = []

    def fail(now):
        heard.append(("second", now))
        raise RuntimeError("tick")

    added = (
        Tick("test.third", lambda now: heard.append(("third", now)), order=52),
        Tick("test.second", fail, order=51),
        Tick("test.first", lambda now: heard.append(("first", now)), order=50),
    )
    ticks.add(*added)
    yield heard
    for one in added:
        del ticks._items[one.code]


def test_all_run_in_order_and_a_failure_stops_no_other(db, ticking, caplog):
    now = timezone.now()
    assert run_ticks(now) == ["test.second"]
    assert ticking == [("first", now), ("second", now), ("third", now)]
    assert "tick test.second failed" in caplog.text


def test_beat_s_task_ticks_and_leaves_a_sign_of_life(db, ticking, time_machine):
    time_machine.move_to(datetime(2025, 9, 15, 8, 0, tzinfo=VIETNAM), tick=False)
    tick()
    assert [name for name, _ in ticking] == ["first", "second", "third"]
    assert Heartbeat.objects.get(name=BEAT).at == timezone.now()


def test_two_schedulers_tick_once_and_the_next_minute_again(db):
    now = timezone.now()
    assert [tick_claim(now), tick_claim(now + timedelta(seconds=1)), tick_claim(now + timedelta(seconds=60))] == [
        True, False, True,
    ]  # fmt: skip


def test_a_clock_set_back_does_not_stop_the_ticks(db):
    now = timezone.now()
    assert tick_claim(now)
    assert tick_claim(now - timedelta(days=1))


def test_a_heartbeat_is_one_row_however_often_it_beats(db):
    now = timezone.now()
    heartbeat("worker", now)
    heartbeat("worker", now + timedelta(seconds=10))
    assert list(Heartbeat.objects.values_list("name", "at")) == [("worker", now + timedelta(seconds=10))]


def test_the_command_plays_another_day_at_noon(db, ticking, capsys):
    with pytest.raises(CommandError, match=r"test\.second"):
        call_command("tick", on="2025-09-15")
    noon = datetime(2025, 9, 15, 12, 0, tzinfo=VIETNAM)
    assert [now for _, now in ticking] == [noon, noon, noon]
    assert not Heartbeat.objects.exists()


def test_the_command_says_what_it_did(db, capsys):
    call_command("tick", on="2025-09-15T08:30")
    assert capsys.readouterr().out == "Đã chạy nhịp của 15/09/2025 08:30.\n"


@pytest.mark.parametrize("wrong", ["2025-02-30", "15/9/2025", "hôm qua"])
def test_a_day_that_does_not_exist_is_refused(wrong):
    with pytest.raises(CommandError, match="Không"):
        moment(wrong)


def test_playing_a_later_day_leaves_running_jobs_alone(world):
    now = timezone.now()
    job = Job.objects.create(
        owner=world.an, kind="x", key="x", title="x", state="running", attempts=1, heartbeat_at=now
    )
    call_command("tick", on="2099-01-01")
    job.refresh_from_db()
    assert job.state == "running"
