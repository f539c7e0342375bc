"""Kinds of work that only tests do; the live worker imports this module (`--include`)."""

import os
import signal
import time
from contextlib import nullcontext
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from contracts.registry import JobKind, job_kinds
from jobs.services import RunningJob, store_file


def count(job: RunningJob) -> None:
    """Count to `params["total"]`, then give a file that says so."""
    total = job.params["total"]
    for done in range(1, total + 1):
        job.advance(done, total, "dòng")
    content = f"Đã đếm {total}.".encode()
    job.attach(store_file(actor=job.owner, name="kết quả.txt", content=content, purpose="test"))


def dawdle(job: RunningJob) -> None:
    """Work slowly until told to stop, inside a transaction if `params["in_transaction"]`."""
    with transaction.atomic() if job.params["in_transaction"] else nullcontext():
        for done in range(6000):
            job.advance(done, 6000, "dòng")
            time.sleep(0.01)


def refuse(job: RunningJob) -> None:
    """Refuse in the users' words."""
    raise ValidationError("Chưa đủ 18 tuổi vào ngày 22/8/2025 (Điều 13, khoản 1).")


def crash(job: RunningJob) -> None:
    """Fail as only a programmer understands."""
    raise RuntimeError("secret detail")


def die_once(job: RunningJob) -> None:
    """Kill the worker's process at the first attempt, succeed at the second."""
    mark = Path(job.params["mark"])
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    job.advance(1, 1, "lần")


job_kinds.add(
    JobKind("test.count", "Đếm", count),
    JobKind("test.dawdle", "Làm chậm", dawdle),
    JobKind("test.refuse", "Từ chối", refuse),
    JobKind("test.crash", "Hỏng", crash),
    JobKind("test.die_once", "Chết một lần", die_once),
)
