"""Every write of this app: work given, run, cancelled and swept; files kept; signs of life."""

from jobs.services.files import (
    clean_name,
    expired_files_wipe,
    file_bytes,
    file_chunks,
    file_expire,
    open_file,
    store_file,
)
from jobs.services.heartbeats import heartbeat, run_ticks, tick_claim
from jobs.services.jobs import job_cancel, job_enqueue, sweep
from jobs.services.running import JobCancelled, RunningJob, job_run
from jobs.services.undo import (
    UndoRow,
    remember,
    undo_apply,
    undo_entries,
    undo_possible,
    undo_record,
    undo_row,
)

__all__ = [
    "JobCancelled",
    "RunningJob",
    "UndoRow",
    "clean_name",
    "expired_files_wipe",
    "file_bytes",
    "file_chunks",
    "file_expire",
    "heartbeat",
    "job_cancel",
    "job_enqueue",
    "job_run",
    "open_file",
    "remember",
    "run_ticks",
    "store_file",
    "sweep",
    "tick_claim",
    "undo_apply",
    "undo_entries",
    "undo_possible",
    "undo_record",
    "undo_row",
]
