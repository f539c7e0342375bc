"""Running a job: the claim, the pulse beside the work, and how it ends."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection
from django.utils import timezone

from audit.choices import Source
from audit.context import origin
from contracts.policy import require
from contracts.registry import job_kinds
from jobs.choices import JobState
from jobs.models import Job, StoredFile
from jobs.policies import can_enqueue_job
from jobs.services.listening import tell_listeners

logger = logging.getLogger(__name__)

#: Seconds between two signs of life; a wish to cancel is seen within this time and the next `advance`.
PULSE = 1.0


class JobCancelled(Exception):
    """The owner asked to stop. Let it pass: what the handler wrote in a transaction is rolled back."""


class JobLost(JobCancelled):
    """This worker was thought dead and the job given to another: stop and touch nothing."""


class RunningJob:
    """What a handler is given: whose job it is, what to do, and where to report.

    `owner` is freshly read, so its roles are those of this moment. Progress is written about once a second by a
    thread with a database connection of its own, so `advance` costs nothing and works inside a transaction; but on
    SQLite nobody else can write while a transaction is open (no progress, no cancelling): compute first, save last.
    """

    def __init__(self, job: Job):
        self.id: int = job.pk
        self.owner = job.owner
        self.params: dict[str, Any] = job.params
        self.commune_code, self.province_code = job.commune_code, job.province_code
        self.result: StoredFile | None = None
        self._attempt = job.attempts
        self._progress: dict[str, Any] = {}
        self._stop: type[JobCancelled] | None = None
        self._inline = False

    def advance(self, done: int, total: int | None = None, unit: str = "") -> None:
        """Report that `done` of `total` things (`unit`: "dòng", "trang") are really done; raise `JobCancelled`
        if the owner asked to stop."""
        self._progress["progress_done"] = done
        if total is not None:
            self._progress["progress_total"] = total
        if unit:
            self._progress["progress_unit"] = unit
        if self._inline:
            self._pulse()
        if self._stop:
            raise self._stop

    def attach(self, file: StoredFile) -> None:
        """Name the file that the owner will find when the job is done."""
        self.result = file

    def _claimed(self):
        return Job.objects.filter(pk=self.id, state=JobState.RUNNING, attempts=self._attempt)

    def _pulse(self) -> None:
        if not self._claimed().update(heartbeat_at=timezone.now(), **self._progress):
            self._stop = JobLost
        elif self._claimed().filter(cancel_requested=True).exists():
            self._stop = JobCancelled

    @contextmanager
    def pulsing(self) -> Iterator[None]:
        """Show signs of life while the work inside goes on."""
        if connection.in_atomic_block:
            # No other connection could see the row: whoever runs a job inside a transaction reports on this one.
            self._inline = True
            yield
            return
        over = threading.Event()
        thread = threading.Thread(target=self._pulse_until, args=(over,), name=f"job-{self.id}", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _pulse_until(self, over: threading.Event) -> None:
        while not over.wait(PULSE):
            try:
                self._pulse()
            except DatabaseError:
                logger.warning("job %s: no sign of life this time", self.id, exc_info=True)
        connection.close()

    def finish(self, state: JobState, error: str = "") -> bool:
        """Write the end down; False if the job meanwhile belongs to another worker."""
        end = {"state": state, "error": error, "finished_at": timezone.now()}
        return bool(self._claimed().update(result=self.result, **end, **self._progress))


def job_run(job_id: int) -> None:
    """Take a queued job up and bring it to its end; nothing happens if it is not (or no longer) queued."""
    job = _claim(job_id)
    if job is None:
        return
    running = RunningJob(job)
    with origin(Source.JOB, str(job.pk)):
        end = _work(running, job)
        if end and running.finish(*end):
            tell_listeners(job)


def _claim(job_id: int) -> Job | None:
    """Make the job this worker's own: a conditional update, so that of two workers one wins."""
    job = Job.objects.select_related("owner").filter(pk=job_id).first()
    if job is None:
        logger.info("job %s is gone", job_id)
        return None
    now = timezone.now()
    queued = Job.objects.filter(pk=job_id, state=JobState.QUEUED, attempts=job.attempts)
    job.attempts += 1
    won = queued.update(state=JobState.RUNNING, attempts=job.attempts, claimed_at=now, heartbeat_at=now)
    return job if won else None


def _work(running: RunningJob, job: Job) -> tuple[JobState, str] | None:
    """Do the work; how it ended and why, or None if the job is no longer ours."""
    try:
        require(can_enqueue_job(running.owner))
        with running.pulsing():
            job_kinds.get(job.kind).run(running)
    except JobLost:
        logger.warning("job %s was given to another worker", job.pk)
        return None
    except JobCancelled:
        return JobState.CANCELLED, ""
    except ValidationError as refusal:
        return JobState.FAILED, "\n".join(refusal.messages)
    except PermissionDenied as refusal:
        return JobState.FAILED, str(refusal)
    except SoftTimeLimitExceeded:
        return JobState.FAILED, "Việc chạy quá lâu nên đã dừng. Chia nhỏ phạm vi rồi làm lại."
    except Exception:
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        return JobState.FAILED, f"Có lỗi khi xử lý. Làm lại; nếu vẫn lỗi, báo quản trị mã việc {job.pk}."
    return JobState.DONE, ""
