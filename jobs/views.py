"""Pages of background work: one's own jobs, a bar that moves, cancel, the result. And the health of the whole."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from contracts.policy import PolicyDenied
from jobs.choices import STATE_TONES
from jobs.health import health as health_report
from jobs.models import Job
from jobs.policies import can_cancel_job, can_open_file
from jobs.services import job_cancel, open_file

PER_PAGE = 50


def _job(request, pk: int) -> Job:
    jobs = Job.objects.visible_to(request.user).select_related("owner", "result")
    return get_object_or_404(jobs, pk=pk)


def _context(request, job: Job) -> dict:
    return {
        "job": job,
        "tone": STATE_TONES[job.state],
        "can_cancel": can_cancel_job(request.user, job),
        "can_open": can_open_file(request.user, job.result) if job.result else None,
    }


@require_GET
def job_list(request):
    """One's own jobs, newest first."""
    jobs = Job.objects.visible_to(request.user).owned_by(request.user).select_related("result")
    found = Paginator(jobs, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(job, STATE_TONES[job.state]) for job in found]
    return render(request, "jobs/job_list.html", {"found": found, "rows": rows})


@require_GET
@never_cache
def job_detail(request, pk: int):
    """One job: how far it is, what came out. Without JavaScript one reloads the page."""
    return render(request, "jobs/job_detail.html", _context(request, _job(request, pk)))


@require_GET
@never_cache
def job_progress(request, pk: int):
    """The part of the page that moves; asked for every second while the job is active."""
    return render(request, "jobs/_progress.html", _context(request, _job(request, pk)))


@require_POST
def job_cancel_view(request, pk: int):
    """Take the job back, or ask it to stop."""
    job = _job(request, pk)
    try:
        job = job_cancel(actor=request.user, job=job)
    except PolicyDenied as refusal:
        if job.owner_id != request.user.pk:
            raise
        messages.warning(request, refusal.reason)
    else:
        words = "Đã yêu cầu hủy; việc dừng trong giây lát." if job.is_active else "Đã hủy việc này."
        messages.info(request, words)
    return redirect("jobs:detail", pk=pk)


@require_GET
@never_cache
def job_result(request, pk: int):
    """The result file, decrypted on its way out; for its owner only."""
    job = _job(request, pk)
    if job.result is None:
        raise Http404("Việc này không có tệp kết quả.")
    content = open_file(actor=request.user, file=job.result)
    response = StreamingHttpResponse(content, content_type=job.result.content_type)
    response["Content-Disposition"] = content_disposition_header(True, job.result.name)
    response["Content-Length"] = str(job.result.size)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_not_required
@require_GET
@never_cache
def health(request) -> HttpResponse:
    """Whether database, broker, worker and beat are alive: 200, or 503 with the parts that are not."""
    report = health_report(timezone.now())
    return JsonResponse(report, status=503 if "failed" in report else 200)
