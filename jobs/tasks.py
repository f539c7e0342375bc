"""Tasks of background work, and what worker and beat do when they start."""

import logging
import threading

from celery import shared_task
from celery.signals import beat_init, worker_ready, worker_shutdown
from django.db import DatabaseError, connection
from django.utils import timezone
from kombu.exceptions import OperationalError

from contracts.registry import JobKind, JobListener, job_kinds, job_listeners
from jobs.choices import WORKER, ImportState

logger = logging.getLogger(__name__)

#: Seconds between two signs of life of a worker.
HEARTBEAT = 10.0
_stopping = threading.Event()


@shared_task(name="jobs.run")
def run_job(job_id: int) -> None:
    """Run one job."""
    from jobs.services import job_run

    job_run(job_id)


@shared_task(name="jobs.tick", expires=55)
def tick() -> None:
    """One tick of the clock; those that waited for a worker too long expire."""
    from jobs.services import run_ticks, tick_claim

    now = timezone.now()
    if tick_claim(now):
        run_ticks(now)


@worker_ready.connect
def start_heartbeat(**_kwargs) -> None:
    """Show that this worker is alive, from a thread, as long as it runs."""
    threading.Thread(target=_beat_until_stopped, name="heartbeat", daemon=True).start()


@worker_shutdown.connect
def stop_heartbeat(**_kwargs) -> None:
    """Let the thread end before the interpreter does."""
    _stopping.set()


def _beat_until_stopped() -> None:
    from jobs.services import heartbeat

    while True:
        try:
            heartbeat(WORKER, timezone.now())
        except DatabaseError:
            logger.warning("no heartbeat this time: the database does not answer", exc_info=True)
        # Closed each time: the pool may fork, and a connection must not be shared with a child.
        connection.close()
        if _stopping.wait(HEARTBEAT):
            return


@beat_init.connect
def first_tick(**_kwargs) -> None:
    """Tick at once: by its schedule beat's first tick comes only after a minute."""
    try:
        tick.apply_async(retry_policy={"max_retries": 20, "interval_start": 0.2, "interval_step": 0.2})
    except OperationalError:
        logger.warning("no first tick: the broker does not answer yet", exc_info=True)


def _read_import(job) -> None:
    from jobs.services.importing import import_of, import_read

    batch = import_of(job.params)
    if batch.state == ImportState.READING:
        import_read(actor=job.owner, batch=batch, advance=_rows(job))


def _write_import(job) -> None:
    from jobs.services.importing import import_of, import_write

    batch = import_of(job.params)
    # A worker killed after its commit leaves a job that is run again: what is written stays written once.
    if batch.state == ImportState.WRITING:
        import_write(actor=job.owner, batch=batch, set_aside=job.params["set_aside"], advance=_rows(job))


def _mark_import(job) -> None:
    from jobs.services.importing import import_mark, import_of

    job.attach(import_mark(actor=job.owner, batch=import_of(job.params), advance=_rows(job)))


def _rows(job):
    return lambda done, total: job.advance(done, total, "dòng")


def _import_ended(job) -> None:
    from jobs.services.imports import import_ended

    import_ended(job)


job_kinds.add(
    JobKind("jobs.import.read", "Đọc và kiểm tra tệp Excel", _read_import),
    JobKind("jobs.import.write", "Ghi tệp Excel vào sổ", _write_import),
    JobKind("jobs.import.mark", "Đánh dấu lỗi trên tệp Excel", _mark_import),
)
job_listeners.add(JobListener("jobs.import", _import_ended))
