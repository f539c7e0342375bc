"""Pages of background work: one's own jobs, a bar that moves, cancel, the result. And the health of the whole."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from audit.lists import AuditedList
from contracts.policy import PolicyDenied
from contracts.registry import undoers
from jobs.choices import STATE_TONES
from jobs.filters import JobFilter
from jobs.health import health as health_report
from jobs.models import Job, UndoLog
from jobs.policies import can_cancel_job, can_open_file
from jobs.services import job_cancel, open_file, undo_apply, undo_possible
from jobs.serving import file_response
from jobs.tables import JobTable
from pages.lists import Empty
from pages.templatetags.pages import gio, so
from pages.views import ConfirmView, Crumb, DetailPage


class JobList(AuditedList):
    """One's own jobs, newest first."""

    model, table_class, filterset_class = Job, JobTable, JobFilter
    title, noun = "Việc nền của tôi", "việc"
    subtitle = "Việc chạy lâu: lập báo cáo, xuất tệp. Có thể rời trang, việc vẫn chạy tiếp."
    empty = Empty("Bạn chưa giao việc nền nào. Việc xuất hiện ở đây khi bạn lập báo cáo hoặc xuất tệp lớn.")

    def narrow(self, rows):
        """Only one's own, even for who sees those of the unit."""
        return rows.owned_by(self.request.user).order_by("-pk")


@method_decorator(never_cache, name="dispatch")
class JobPage(DetailPage):
    """One job: how far it is, what came out. Without JavaScript the page reloads itself."""

    model, select = Job, ("owner", "result")
    template_name = "jobs/job_detail.html"

    def get_subtitle(self) -> str:
        return f"{self.object.kind_label}, mã việc {self.object.pk}."

    def get_crumbs(self):
        return [Crumb("Việc nền của tôi", reverse("jobs:list"))]

    def get_context_data(self, **kwargs):
        """Add the state, and what may be done."""
        job, user = self.object, self.request.user
        return super().get_context_data(**kwargs) | {
            "job": job,
            "tone": STATE_TONES[job.state],
            "can_cancel": can_cancel_job(user, job),
            "can_open": can_open_file(user, job.result) if job.result else None,
        }


class JobProgress(JobPage):
    """The part of the page that moves; asked for every second while the job is active."""

    template_name = "jobs/progress.html"


def _job(request, pk: int) -> Job:
    jobs = Job.objects.visible_to(request.user).select_related("owner", "result")
    return get_object_or_404(jobs, pk=pk)


@require_POST
def cancel(request, pk: int) -> HttpResponse:
    """Take the job back, or ask it to stop."""
    job = _job(request, pk)
    try:
        job = job_cancel(actor=request.user, job=job)
    except PolicyDenied as refusal:
        if job.owner_id != request.user.pk:
            raise
        messages.warning(request, refusal.reason)  # it ended while the page was open
    else:
        words = "Đã yêu cầu hủy; việc dừng trong giây lát." if job.is_active else "Đã hủy việc này."
        messages.info(request, words)
    return redirect(job)


@require_GET
@never_cache
def result(request, pk: int) -> StreamingHttpResponse:
    """The result file, decrypted on its way out; for its owner only."""
    file = _job(request, pk).result
    if file is None:
        raise Http404("Việc này không có tệp kết quả.")
    return file_response(file, open_file(actor=request.user, file=file), download=True)


class Undo(ConfirmView):
    """Take a batch of writes back, while its rows are as the batch left them."""

    submit_label = "Hoàn tác cả đợt"
    consequence = (
        "Mỗi dòng trở lại như trước đợt ghi này. Nhật ký giữ cả lần ghi và lần hoàn tác, cùng một mã đợt."
    )

    def get_subject(self):
        rows = UndoLog.objects.visible_to(self.request.user).select_related("owner")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return undo_possible(self.request.user, self.subject)

    def get_title(self) -> str:
        return f"Hoàn tác: {self.subject}"

    def get_subtitle(self) -> str:
        log = self.subject
        words = f"{log.kind_label}, {so(log.row_count)} dòng, {log.owner.full_name} ghi lúc {gio(log.created_at)}."
        return words[:1].upper() + words[1:]

    def perform(self, form):
        return undo_apply(actor=self.request.user, log=self.subject)

    def get_done_message(self, result) -> str:
        return f"Đã hoàn tác {so(result.row_count)} dòng của đợt này."

    def get_success_url(self, result=None) -> str:
        return reverse(undoers.get(self.subject.kind).back)


@login_not_required
@require_GET
@never_cache
def health(request) -> JsonResponse:
    """Whether database, broker, worker and beat are alive: 200, or 503 with the parts that are not."""
    report = health_report(timezone.now())
    return JsonResponse(report, status=503 if "failed" in report else 200)
