"""Work is given once, runs as its owner, ends in one way, and is never lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import Entry
from contracts.policy import PolicyDenied
from contracts.registry import JobListener, job_listeners
from jobs.choices import JobState
from jobs.models import Job
from jobs.services import JobCancelled, file_bytes, job_cancel, job_enqueue, job_run, sweep
from jobs.services.running import RunningJob
from tests.jobs import kinds as kinds


def give(actor, kind="test.count", key="k", **params) -> Job:
    return job_enqueue(
        actor=actor, kind=kind, key=key, params={"total": 3, **params}, commune="19057", province="44"
    )


def start(job: Job) -> RunningJob:
    """The job as a worker holds it right after the claim."""
    now = timezone.now()
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempts=1, claimed_at=now, heartbeat_at=now)
    return RunningJob(Job.objects.get(pk=job.pk))


@pytest.fixture
def sent(monkeypatch):
    """The ids of the jobs sent to the broker, which is not there."""
    ids = []
    monkeypatch.setattr("jobs.tasks.run_job.apply_async", lambda args, **options: ids.append(args[0]))
    return ids


def test_a_double_click_gives_one_job(world):
    first, second = give(world.an), give(world.an)
    assert first == second
    assert Job.objects.count() == 1
    assert Entry.objects.filter(act="jobs.job.create").count() == 1


def test_colleagues_with_the_same_wish_have_a_job_each(world):
    assert give(world.an) != give(world.chien)


def test_after_the_end_the_same_key_makes_a_new_job(world):
    first = give(world.an)
    job_run(first.pk)
    assert give(world.an) != first


def test_an_unknown_kind_is_a_programming_error(world):
    with pytest.raises(KeyError):
        give(world.an, kind="no.such.kind")


def test_a_disabled_account_cannot_give_work(world):
    with pytest.raises(PolicyDenied, match="Tài khoản không còn dùng được"):
        give(world.khanh)


def test_the_worker_is_woken_only_after_commit(world, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = give(world.an)
        assert sent == []
    assert sent == [job.pk]
    job.refresh_from_db()
    assert job.sent_at is not None


def test_without_a_broker_the_job_waits_for_the_sweeper(
    world, monkeypatch, django_capture_on_commit_callbacks
):
    def down(*args, **options):
        raise ConnectionError

    monkeypatch.setattr("jobs.tasks.run_job.apply_async", down)
    with django_capture_on_commit_callbacks(execute=True):
        job = give(world.an)
    job.refresh_from_db()
    assert (job.state, job.sent_at) == (JobState.QUEUED, None)


def test_a_job_runs_to_its_end_with_progress_and_file(world):
    job = give(world.an)
    job_run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert (job.progress_done, job.progress_total, job.progress_unit) == (3, 3, "dòng")
    assert job.progress_words == "3 trên 3 dòng"
    assert file_bytes(job.result).decode() == "Đã đếm 3."
    assert job.result.owner == world.an


def test_what_a_job_writes_is_recorded_as_coming_from_it(world):
    job = give(world.an)
    job_run(job.pk)
    entry = Entry.objects.get(act="jobs.file.store")
    assert (entry.source, entry.reference, entry.actor_id) == ("job", str(job.pk), world.an.pk)


def test_a_message_that_comes_twice_runs_the_job_once(world):
    job = give(world.an)
    job_run(job.pk)
    job_run(job.pk)
    job.refresh_from_db()
    assert job.attempts == 1
    assert Entry.objects.filter(act="jobs.file.store").count() == 1


def test_a_message_without_a_job_does_nothing(world):
    job_run(0)


def test_a_refusal_reaches_the_owner_in_its_own_words(world):
    job = give(world.an, kind="test.refuse")
    job_run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert job.error == "Chưa đủ 18 tuổi vào ngày 22/8/2025 (Điều 13, khoản 1)."


def test_a_crash_tells_the_owner_the_number_and_the_log_the_rest(world, caplog):
    job = give(world.an, kind="test.crash")
    job_run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert job.error == f"Có lỗi khi xử lý. Làm lại; nếu vẫn lỗi, báo quản trị mã việc {job.pk}."
    assert "secret detail" in caplog.text


def test_an_owner_disabled_meanwhile_has_nothing_done_in_their_name(world):
    job = give(world.an)
    world.an.is_active = False
    world.an.save()
    job_run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "Tài khoản không còn dùng được" in job.error
    assert job.result is None


def test_a_queued_job_is_cancelled_at_once_and_never_runs(world):
    job = job_cancel(actor=world.an, job=give(world.an))
    assert job.state == JobState.CANCELLED
    job_run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.CANCELLED, 0)
    assert Entry.objects.filter(act="jobs.job.cancel").count() == 1


def test_a_running_job_sees_the_wish_to_cancel_at_its_next_step(world):
    job = give(world.an)
    running = start(job)
    with running.pulsing():
        running.advance(1, 10)
        job.refresh_from_db()
        job_cancel(actor=world.an, job=job)
        with pytest.raises(JobCancelled):
            running.advance(2)


def test_a_finished_job_cannot_be_cancelled(world):
    job = give(world.an)
    job_run(job.pk)
    job.refresh_from_db()
    with pytest.raises(PolicyDenied, match="đã xong nên không còn gì để hủy"):
        job_cancel(actor=world.an, job=job)


def test_a_page_that_is_out_of_date_cancels_nothing(world):
    stale = give(world.an)
    job_run(stale.pk)
    with pytest.raises(PolicyDenied, match="đã xong"):
        job_cancel(actor=world.an, job=stale)
    assert not Entry.objects.filter(act="jobs.job.cancel").exists()


def test_a_colleague_cannot_cancel_but_the_administrator_can(world):
    job = give(world.an)
    with pytest.raises(PolicyDenied, match="Nhờ người lập hủy"):
        job_cancel(actor=world.chien, job=job)
    assert job_cancel(actor=world.quang, job=job).state == JobState.CANCELLED


def test_the_job_of_a_killed_worker_is_queued_and_sent_again(world, sent):
    job = give(world.an)
    start(job)
    sweep(timezone.now() + timedelta(seconds=61))
    job.refresh_from_db()
    assert job.state == JobState.QUEUED
    assert sent == [job.pk]


def test_a_job_with_a_sign_of_life_is_left_alone(world, sent):
    job = give(world.an)
    start(job)
    sweep(timezone.now() + timedelta(seconds=59))
    job.refresh_from_db()
    assert (job.state, sent) == (JobState.RUNNING, [])


def test_a_job_that_kills_its_worker_three_times_is_given_up(world, sent):
    job = give(world.an)
    start(job)
    Job.objects.filter(pk=job.pk).update(attempts=3)
    sweep(timezone.now() + timedelta(seconds=61))
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "ngắt giữa chừng 3 lần" in job.error
    assert sent == []


def test_a_killed_job_that_was_to_be_cancelled_is_cancelled(world, sent):
    job = give(world.an)
    start(job)
    job.refresh_from_db()
    job_cancel(actor=world.an, job=job)
    sweep(timezone.now() + timedelta(seconds=61))
    job.refresh_from_db()
    assert (job.state, sent) == (JobState.CANCELLED, [])


def test_a_worker_thought_dead_writes_nothing_over_the_next_one(world, sent):
    job = give(world.an)
    ghost = start(job)
    sweep(timezone.now() + timedelta(seconds=61))
    job_run(job.pk)
    with ghost.pulsing(), pytest.raises(JobCancelled):
        ghost.advance(1, 99)
    assert ghost.finish(JobState.FAILED, "ghost") is False
    job.refresh_from_db()
    assert (job.state, job.progress_total, job.error) == (JobState.DONE, 3, "")


def test_a_message_lost_on_its_way_is_sent_again(world, sent):
    job = give(world.an)
    Job.objects.filter(pk=job.pk).update(sent_at=timezone.now())
    sweep(timezone.now() + timedelta(minutes=4))
    assert sent == []
    sweep(timezone.now() + timedelta(minutes=6))
    assert sent == [job.pk]


@pytest.fixture
def listening():
    """The states that a listener was told, after one that fails."""
    heard = []

    def deaf(job):
        raise RuntimeError

    added = JobListener("test.deaf", deaf), JobListener("test.heard", lambda job: heard.append(job.state))
    job_listeners.add(*added)
    yield heard
    for listener in added:
        del job_listeners._items[listener.code]


def test_who_wants_to_know_is_told_how_the_job_ended(world, listening):
    job_run(give(world.an).pk)
    job_run(give(world.an, kind="test.crash", key="c").pk)
    assert listening == [JobState.DONE, JobState.FAILED]


def test_jobs_are_seen_by_their_owner_and_the_unit_s_administrator_only(world):
    job = give(world.an)
    seeing = {name for name, user in world.users.items() if Job.objects.visible_to(user).filter(pk=job.pk)}
    assert seeing == {"an", "quang", "admin"}
