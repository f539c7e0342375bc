"""Telling that a job has ended, however it ended: done, failed, cancelled before it began, or given up."""

import logging

from contracts.registry import job_listeners
from jobs.models import Job

logger = logging.getLogger(__name__)


def tell_listeners(job: Job) -> None:
    """Tell whoever asked to be told; a listener that fails does not change how the job ended."""
    job.refresh_from_db()
    for listener in job_listeners:
        try:
            listener.run(job)
        except Exception:
            logger.exception("listener %s failed for job %s", listener.code, job.pk)
