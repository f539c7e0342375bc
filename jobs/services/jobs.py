"""Work given, cancelled and swept up after. The row is the truth; a message to the broker only wakes a worker."""

import logging
from datetime import datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from contracts.policy import PolicyDenied, require
from contracts.registry import job_kinds
from jobs.choices import JobState
from jobs.models import Job
from jobs.policies import can_cancel_job, can_enqueue_job
from jobs.services.listening import tell_listeners
from jobs.tasks import run_job

logger = logging.getLogger(__name__)

#: A running job gives a sign of life every second; after this long its worker counts as killed.
STALE_AFTER = timedelta(seconds=60)
#: A queued job is sent again after this long: a message more costs nothing, a lost one the whole job.
RESEND_AFTER = timedelta(minutes=5)
#: A job that killed its worker this often is given up.
MOST_ATTEMPTS = 3
#: Publishing gives up at once: nobody's page waits for a broker that is down, the sweeper sends again.
AT_ONCE = {"max_retries": 1, "interval_start": 0}


@transaction.atomic
def job_enqueue(
    *,
    actor,
    kind: str,
    key: str,
    params: dict | None = None,
    commune: str = "",
    province: str = "",
    title: str = "",
) -> Job:
    """Give work to a worker, once this transaction is committed; while it is active the same key gives the same job.

    `kind` is a code of `contracts.registry.job_kinds` (`KeyError` if unknown), `params` plain JSON, `commune` and
    `province` the codes of the unit it is done for. The handler runs as `actor`, with their rights of that moment.
    """
    require(can_enqueue_job(actor))
    title = title or job_kinds.get(kind).label
    running = Job.objects.owned_by(actor).active().filter(key=key).first()
    if running:
        return running
    try:
        with transaction.atomic():
            job = Job.objects.create(
                owner_id=actor.pk, kind=kind, key=key, title=title[:200], params=params or {},
                commune_code=commune, province_code=province,
            )  # fmt: skip
    except IntegrityError:  # a double click: the other one was quicker
        return Job.objects.owned_by(actor).filter(key=key).latest("id")
    audit(actor, "jobs.job.create", job)
    transaction.on_commit(partial(job_send, job.pk), robust=True)
    return job


def job_send(job_id: int) -> bool:
    """Wake a worker for the job; False when the broker does not answer (the sweeper will try again)."""
    try:
        run_job.apply_async((job_id,), retry_policy=AT_ONCE)
    except Exception:
        logger.warning("job %s stays queued: the broker does not answer", job_id, exc_info=True)
        return False
    Job.objects.filter(pk=job_id, state=JobState.QUEUED).update(sent_at=timezone.now())
    return True


@transaction.atomic
def job_cancel(*, actor, job: Job) -> Job:
    """Take a queued job back at once; ask a running one to stop, which it sees within a second or two."""
    require(can_cancel_job(actor, job))
    before = snapshot(job)
    now = timezone.now()
    queued = Job.objects.filter(pk=job.pk, state=JobState.QUEUED)
    if not queued.update(state=JobState.CANCELLED, cancel_requested=True, finished_at=now):
        Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(cancel_requested=True)
    job.refresh_from_db()
    if not job.cancel_requested:
        raise PolicyDenied(can_cancel_job(actor, job).reason)
    audit(actor, "jobs.job.cancel", job, before=before)
    if not job.is_active:
        transaction.on_commit(partial(tell_listeners, job), robust=True)
    return job


def sweep(now: datetime) -> None:
    """Bring back what a killed worker left behind, and send again what never reached one."""
    for job in Job.objects.stale(now - STALE_AFTER):
        _revive(job, now)
    for job_id in Job.objects.unsent(now - RESEND_AFTER).order_by("id").values_list("pk", flat=True)[:500]:
        if not job_send(job_id):
            return


def _revive(job: Job, now: datetime) -> None:
    """Queue a stale job again, or end it; a conditional update, so that two sweepers do it once."""
    if job.cancel_requested:
        change = {"state": JobState.CANCELLED, "finished_at": now}
    elif job.attempts >= MOST_ATTEMPTS:
        words = f"Việc bị ngắt giữa chừng {job.attempts} lần nên đã dừng. Làm lại; nếu vẫn vậy, báo quản trị."
        change = {"state": JobState.FAILED, "finished_at": now, "error": words}
    else:
        change = {"state": JobState.QUEUED, "sent_at": None}
    claim = {"state": JobState.RUNNING, "attempts": job.attempts, "heartbeat_at": job.heartbeat_at}
    if Job.objects.filter(pk=job.pk, **claim).update(**change):
        logger.warning("job %s lost its worker (attempt %s): %s", job.pk, job.attempts, change["state"])
        if change["state"] != JobState.QUEUED:
            tell_listeners(job)
