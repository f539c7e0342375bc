"""The desk of a report: drafted, filled, corrected, made into files, signed."""

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_GET, require_POST

from audit.policies import can_read_object
from contracts.policy import ALLOWED, Answer, Denied
from documents.choices import DocumentType
from documents.numbering import number_note
from jobs.models import Job
from jobs.serving import file_response
from law.values import day_table
from pages.views import Action, Crumb, ServiceFormView
from reporting import policies
from reporting.choices import DUTY_TONES, DutyState, ReportState
from reporting.desk import DeskData, desk_data
from reporting.forms import FigureForm, WordingForm
from reporting.models import Report, ReportDuty, ReportFigure
from reporting.papers import agency_of
from reporting.services.drafting import figure_correct, report_open, report_refresh, report_save
from reporting.services.producing import file_download, produce_request
from reporting.services.submitting import report_sign
from vietnam.calendar import clock
from vietnam.dates import format_date

_DUTY = ("regime__outline", "period", "commune__province", "province")
_REPORT = tuple(f"duty__{path}" for path in _DUTY)
#: Face of a draft's file → field of the report and its words.
FACES = {"pdf": ("draft_pdf", "PDF"), "word": ("draft_word", "Word"), "excel": ("excel", "Excel")}


def get_duty(request, pk: int) -> ReportDuty:
    """The expected report as the user may see it; 404 otherwise."""
    rows = ReportDuty.objects.visible_to(request.user).of_communes().select_related(*_DUTY)
    return get_object_or_404(rows, pk=pk)


def newest(request, duty: ReportDuty) -> Report | None:
    """The newest version of the report."""
    rows = Report.objects.visible_to(request.user).filter(duty=duty).select_related(
        "document__pdf", "document__word", "excel", "draft_pdf", "draft_word", "drafted_by", "edited_by", "signed_by"
    )  # fmt: skip
    report = rows.order_by("-number").first()
    if report:
        report.duty = duty
    return report


def get_report(request, pk: int) -> Report:
    """The newest version of the expected report `pk`; 404 where nobody began it."""
    report = newest(request, get_duty(request, pk))
    if report is None:
        raise Http404("Báo cáo này chưa mở.")
    return report


def list_crumb() -> Crumb:
    """The list of reports."""
    return Crumb("Báo cáo", reverse("reporting:duties"))


class Desk(ServiceFormView):
    """One report: GET shows it to whoever may see it, POST saves the wording of a draft."""

    template_name = "reporting/desk.html"
    form_class = WordingForm
    done_message = "Đã lưu lời văn."

    @cached_property
    def duty(self) -> ReportDuty:
        """The expected report."""
        return get_duty(self.request, self.kwargs["pk"])

    def get_subject(self):
        return newest(self.request, self.duty)

    @cached_property
    def editable(self) -> Answer:
        """May the user write here?"""
        if self.subject is None:
            return Denied("Báo cáo chưa mở. Chọn “Mở báo cáo” để lấy số liệu và lời văn nháp.")
        return policies.can_edit(self.request.user, self.subject)

    @cached_property
    def data(self) -> DeskData | None:
        """What the desk shows."""
        return (
            desk_data(self.subject, self.request.user, editable=bool(self.editable)) if self.subject else None
        )

    def policy(self):
        return self.editable if self.request.method == "POST" else ALLOWED

    def get_title(self):
        return f"Báo cáo {self.duty.period.label.lower()}, {self.duty.commune}"

    def get_subtitle(self):
        period = self.duty.period
        return f"Kỳ từ {format_date(period.first_day)} đến hết {format_date(period.last_day)}."

    def get_crumbs(self):
        return [list_crumb()]

    def get_actions(self):
        report, user = self.subject, self.request.user
        if report is None:
            return []
        actions = []
        if report.document:
            actions.append(Action("Mở văn bản", report.document.get_absolute_url()))
        if report.state in (ReportState.SIGNED, ReportState.APPROVED) and policies.can_review(
            user, self.duty
        ):
            url = reverse("reporting:return", args=[self.duty.pk])
            actions.append(Action("Trả lại", url, policies.can_return(user, report)))
        if can_read_object(user):
            label = Report._meta.label_lower
            actions.append(Action("Lịch sử", reverse("audit:object", args=[label, report.pk])))
        return actions

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"sections": self.data.sections if self.data else []}

    def initial_of(self, subject):
        if subject is None:
            return {}
        data = desk_data(_with_duty(subject, self.duty), self.request.user, editable=False)
        return {one.name: one.text for one in data.sections}

    def perform(self, form):
        version = form.cleaned_data.get("version")
        return report_save(actor=self.request.user, report=self.subject, version=version, texts=form.texts)

    def get_context_data(self, **kwargs):
        """State, clock, sections, checks, files and what may be done."""
        context = super().get_context_data(**kwargs)
        form = context["form"]
        sections = self.data.sections if self.data else []
        return context | {
            "duty": self.duty, "report": self.subject, "data": self.data, "editable": self.editable,
            "tone": DUTY_TONES[DutyState(self.duty.state)], "clock": self._clock(),
            "sections": [(one, form[one.name] if one.name in form.fields else None) for one in sections],
            "remarks": self._remarks(), "files": self._files(), "job": self._job(), **self._answers(),
        }  # fmt: skip

    def _answers(self) -> dict:
        report, user, today = self.subject, self.request.user, timezone.localdate()
        if report is None:
            return {"may_open": policies.can_open(user, self.duty, today)}
        return {
            "may_sign": policies.can_sign(user, report, today),
            "may_produce": policies.can_produce(user, report),
            "may_approve": policies.can_approve(user, report),
        }

    def _clock(self):
        if self.duty.is_handed_in:
            return None
        return clock(self.duty.due_on, timezone.localdate(), day_table())

    def _remarks(self):
        rows = Report.objects.visible_to(self.request.user).filter(duty=self.duty).exclude(return_comment="")
        return rows.select_related("decided_by")

    def _files(self) -> list[tuple[str, str]]:
        """Files at hand: the document's where the report is signed, the draft's before."""
        report = self.subject
        if report is None:
            return []
        found = []
        if report.document:
            found = [
                (words, reverse("documents:file", args=[report.document_id, face]))
                for face, words in (("pdf", "PDF"), ("word", "Word"))
                if getattr(report.document, f"{face}_id")
            ]
        faces = ["excel"] if report.document else list(FACES)
        return found + [
            (FACES[face][1], reverse("reporting:file", args=[report.pk, face]))
            for face in faces
            if getattr(report, f"{FACES[face][0]}_id")
        ]

    def _job(self):
        """The worker's present job for this report."""
        if self.subject is None:
            return None
        jobs = Job.objects.visible_to(self.request.user).owned_by(self.request.user)
        return jobs.filter(key__startswith=f"report:{self.subject.pk}:").order_by("-pk").first()


def _with_duty(report: Report, duty: ReportDuty) -> Report:
    report.duty = duty
    return report


@require_POST
def open_report(request, pk: int) -> HttpResponse:
    """Begin the report; whoever comes second is led to the one that is open."""
    duty = get_duty(request, pk)
    if duty.state != DutyState.NOT_STARTED:
        messages.info(request, "Báo cáo này đã mở.")
        return redirect(duty)
    report_open(actor=request.user, duty=duty)
    messages.success(request, "Đã mở báo cáo: số liệu lấy từ sổ, lời văn soạn sẵn. Xem lại rồi lưu.")
    return redirect(duty)


@require_POST
def refresh(request, pk: int) -> HttpResponse:
    """Take the figures again."""
    report = report_refresh(actor=request.user, report=get_report(request, pk))
    messages.success(request, "Đã lấy lại số liệu từ sổ. Mục đã sửa lời văn thì giữ nguyên lời văn.")
    return redirect(report.duty)


@require_POST
def produce(request, pk: int) -> HttpResponse:
    """Have PDF, Word and Excel made."""
    return redirect(produce_request(actor=request.user, report=get_report(request, pk)))


@require_GET
def report_file(request, pk: int, face: str) -> StreamingHttpResponse:
    """One of the report's files."""
    rows = Report.objects.visible_to(request.user).select_related(
        "excel", "draft_pdf", "draft_word", *_REPORT
    )
    report = get_object_or_404(rows, pk=pk)
    file = getattr(report, FACES[face][0]) if face in FACES else None
    if file is None:
        raise Http404("Báo cáo chưa có tệp này.")
    return file_response(file, file_download(actor=request.user, report=report, file=file), download=True)


class FigureCorrect(ServiceFormView):
    """State another number than the registers give."""

    form_class = FigureForm
    done_message = "Đã sửa số liệu; lời văn chưa ai sửa được soạn lại theo số mới."

    def get_subject(self):
        rows = ReportFigure.objects.visible_to(self.request.user).select_related(
            "indicator", *(f"report__{path}" for path in _REPORT)
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_edit(self.request.user, self.subject.report)

    def get_title(self):
        return f"Sửa số liệu: {self.subject.indicator.name}"

    def get_consequence(self):
        return "Số trong sổ vẫn được giữ bên cạnh; Công an tỉnh thấy cả hai số và lý do."

    def get_crumbs(self):
        duty = self.subject.report.duty
        return [list_crumb(), Crumb(f"Báo cáo {duty.period.label.lower()}", duty.get_absolute_url())]

    def initial_of(self, subject):
        value = subject.value
        return {"value": None if value is None else value.normalize(), "reason": subject.reason}

    def perform(self, form):
        return figure_correct(
            actor=self.request.user, figure=self.subject, value=form.cleaned_data["value"],
            reason=form.cleaned_data["reason"],
        )  # fmt: skip

    def get_success_url(self, result=None):
        return self.subject.report.get_absolute_url()


class Sign(ServiceFormView):
    """The chief signs: number, day and hash are given, and the report is handed in."""

    template_name = "reporting/sign.html"
    submit_label = "Ký gửi Công an tỉnh"

    def get_subject(self):
        return get_report(self.request, self.kwargs["pk"])

    def policy(self):
        return policies.can_sign(self.request.user, self.subject, timezone.localdate())

    def get_title(self):
        return f"Ký báo cáo {self.subject.duty.period.label.lower()}"

    def get_crumbs(self):
        return [list_crumb(), Crumb("Bàn soạn", self.subject.get_absolute_url())]

    def get_consequence(self):
        return (
            "Báo cáo ghi ngày hôm nay, không sửa được nữa và được gửi ngay "
            "đến Công an tỉnh. Cần sửa sau khi ký thì Công an tỉnh trả lại."
        )

    def get_done_message(self, result):
        return f"Đã ký và gửi báo cáo số {result.document.symbol}. Bản PDF và Word đang được lập."

    def get_context_data(self, **kwargs):
        """The findings, so that whoever signs has seen them, and the number it will get."""
        agency = agency_of(self.subject.duty.commune)
        return super().get_context_data(**kwargs) | {
            "data": desk_data(self.subject, self.request.user, editable=False),
            "number_note": number_note(agency, DocumentType.REPORT),
        }

    def perform(self, form):
        return report_sign(
            actor=self.request.user, report=self.subject, version=form.cleaned_data.get("version")
        )
