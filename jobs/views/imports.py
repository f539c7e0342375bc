"""Bringing a workbook in: choose the file, look and mend, confirm. Each step can be left and come back to."""

from io import BytesIO

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from audit.lists import AuditedList
from contracts.policy import require
from jobs.choices import IMPORT_TONES, ImportState, Verdict
from jobs.exchange.previews import lines_with, preview_lines
from jobs.exchange.resources import SheetResource, sheet_resources
from jobs.exchange.templates import blank_workbook
from jobs.filters import ImportFilter
from jobs.forms import UploadForm
from jobs.models import ImportBatch, UndoLog
from jobs.policies import can_confirm_import, can_decide_import, can_open_file, can_see_imports
from jobs.services import file_bytes, undo_possible
from jobs.services.imports import (
    import_confirm,
    import_decide,
    import_give_up,
    import_mark_request,
    import_upload,
)
from jobs.tables import ImportTable
from pages.lists import EXCEL, Empty
from pages.views import Action, Crumb, DetailPage, ServiceFormView
from vietnam.names import within

#: What the rows of a preview may be narrowed to, in the order of the page.
VIEWS = {
    "error": "Lỗi phải sửa", "changed": "Sẽ đổi", "warned": "Cần lưu ý", "new": "Sẽ thêm", "unchanged": "Không đổi",
}  # fmt: skip
#: The steps of an import.
STEPS = ("Chọn tệp", "Đối chiếu và sửa lỗi", "Ghi vào sổ")
_PER_PAGE = 50


def _resource(code: str) -> SheetResource:
    if code not in sheet_resources:
        raise Http404("Không có sổ này.")
    return sheet_resources.get(code)


def _standing_at(request, resource: SheetResource) -> SheetResource:
    """The register, whose place in the menu an import of its rows takes."""
    request.stands_at = reverse(resource.list_url)
    return resource


class RegistrarsOnly:
    """Pages that show what is in workbooks."""

    def dispatch(self, request, *args, **kwargs):
        """Another unit's import is a 404 before the role is told of."""
        if "pk" in kwargs:
            _batch(request, kwargs["pk"])
        require(can_see_imports(request.user))
        return super().dispatch(request, *args, **kwargs)


class ImportList(RegistrarsOnly, AuditedList):
    """The commune's imports, newest first."""

    model, table_class, filterset_class = ImportBatch, ImportTable, ImportFilter
    title, noun = "Các lần nhập từ Excel", "lần"
    subtitle = "Tệp và bản xem trước giữ 30 ngày; lô đã ghi hoàn tác được khi chưa ai sửa tiếp."
    empty = Empty("Xã chưa nhập tệp nào. Mở sổ cần nhập, ví dụ Thành viên, rồi chọn Nhập từ Excel.")

    def narrow(self, rows):
        """With who brought it."""
        return rows.select_related("file", "owner").order_by("-pk")


class ImportNew(ServiceFormView):
    """Step 1: the file."""

    form_class, template_name, submit_label = UploadForm, "jobs/import_new.html", "Đọc và kiểm tra"
    keeps_draft = False  # a file is not kept
    consequence = "Chưa ghi gì vào sổ. Bước sau cho xem từng dòng sẽ thêm, đổi, và dòng có lỗi."

    def get_subject(self):
        return _standing_at(self.request, _resource(self.kwargs["resource"]))

    def policy(self):
        user = self.request.user
        return self.subject.can_import(user, getattr(user, "commune_id", None) or "")

    def get_title(self):
        return f"Nhập {within(self.subject.label)} từ Excel"

    def get_crumbs(self):
        return [Crumb(self.subject.label, reverse(self.subject.list_url))]

    def get_actions(self):
        return [
            Action("Tải mẫu trống", reverse("jobs:import_template", args=[self.subject.code])),
            Action("Các lần nhập trước", reverse("jobs:import_list")),
        ]

    def get_form_kwargs(self):
        user = self.request.user
        options = self.subject.options_for(user, user.commune_id)
        return super().get_form_kwargs() | {"options": options, "chosen": self.request.GET}

    def get_context_data(self, **kwargs):
        """Add the steps."""
        return super().get_context_data(**kwargs) | {"steps": STEPS}

    def perform(self, form):
        user, file = self.request.user, form.cleaned_data["file"]
        return import_upload(
            actor=user, resource=self.subject, commune=user.commune_id, province=user.province_id, name=file.name,
            content=file.read(), options=form.options,
        )  # fmt: skip

    def get_done_message(self, result):
        return "Đã nhận tệp. Đang đọc và kiểm tra."


@method_decorator(never_cache, name="dispatch")
class ImportPage(RegistrarsOnly, DetailPage):
    """Steps 2 and 3: what the file says, what is wrong, what would change; and what was written."""

    model, select = ImportBatch, ("file", "owner", "job", "aside", "preview")
    template_name = "jobs/import_page.html"

    def get_title(self):
        resource = _resource(self.object.resource)
        return f"Nhập {within(resource.label)} từ Excel"

    def get_subtitle(self):
        batch, notes = self.object, self.object.notes
        parts = [f"Tệp {batch.file.name}"]
        if notes.get("sheet"):
            first, last = notes["header"]
            where = f"tiêu đề ở dòng {first}" + (f" và {last}" if last != first else "")
            parts.append(f"trang tính “{notes['sheet']}”, {where}")
        return ", ".join(parts) + "."

    def get_crumbs(self):
        resource = _resource(self.object.resource)
        return [
            Crumb(resource.label, reverse(resource.list_url)),
            Crumb("Các lần nhập", reverse("jobs:import_list")),
        ]

    def get_context_data(self, **kwargs):
        """Add what the present state needs."""
        batch, user = self.object, self.request.user
        resource = _standing_at(self.request, _resource(batch.resource))
        rows = self._rows()
        view = self._view(rows)
        page = Paginator(lines_with(rows, view), _PER_PAGE).get_page(self.request.GET.get("page"))
        faulty = batch.counts.get(Verdict.ERROR, 0)
        good = batch.counts.get(Verdict.NEW, 0) + batch.counts.get(Verdict.CHANGED, 0)
        log = UndoLog.objects.visible_to(user).filter(batch=batch.code).first()
        return super().get_context_data(**kwargs) | {
            "batch": batch, "resource": resource, "tone": IMPORT_TONES[batch.state], "job": batch.job,
            "is_busy": batch.state in (ImportState.READING, ImportState.WRITING),
            "is_asking": batch.state in (ImportState.ASKING, ImportState.UNREADABLE),
            "is_checked": batch.state == ImportState.CHECKED, "is_done": batch.state == ImportState.DONE,
            "view": view, "view_label": VIEWS[view], "page": page, "faulty": faulty, "good": good,
            "fields": [
                (name, field.column_name) for name, field in resource.read_fields.items() if name != resource.row_code
            ],
            "steps": STEPS,
            "may_decide": can_decide_import(user, batch), "may_confirm": can_confirm_import(user, batch),
            "may_set_aside": can_confirm_import(user, batch, set_aside=True) if faulty else None,
            "may_open_aside": can_open_file(user, batch.aside) if batch.aside else None,
            "log": log, "may_undo": undo_possible(user, log) if log else None,
            "list_url": reverse(resource.list_url),
        }  # fmt: skip

    def _rows(self) -> list[dict]:
        batch = self.object
        if batch.preview is None or batch.preview.wiped_at or batch.state == ImportState.READING:
            return []
        return list(preview_lines(file_bytes(batch.preview)))

    def _view(self, rows: list[dict]) -> str:
        """What was asked for, else the first view that has something."""
        asked = self.request.GET.get("xem", "")
        if asked in VIEWS:
            return asked
        counts = self.object.counts
        return next((name for name in VIEWS if counts.get(name)), "new")


@require_GET
@never_cache
def progress(request, pk: int) -> HttpResponse:
    """The part of a busy import that moves; tells the page to load anew when it is over."""
    page = ImportPage()
    page.setup(request, pk=pk)
    batch = page.object = _batch(request, pk)
    require(can_see_imports(request.user))
    if batch.state not in (ImportState.READING, ImportState.WRITING) or not (
        batch.job and batch.job.is_active
    ):
        return HttpResponse(headers={"HX-Refresh": "true"})
    page.template_name = "jobs/import_progress.html"
    return page.render_to_response(page.get_context_data())


def _batch(request, pk: int) -> ImportBatch:
    batches = ImportBatch.objects.visible_to(request.user).select_related("file", "owner", "job")
    return get_object_or_404(batches, pk=pk)


def _act(request, pk: int, service, done: str, **arguments) -> HttpResponse:
    """Call the service; a refusal is said on the import's page."""
    batch = _batch(request, pk)
    try:
        service(actor=request.user, batch=batch, **arguments)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, done)
    return redirect(batch)


@require_POST
def decide(request, pk: int) -> HttpResponse:
    """Which sheet, and what unknown headings mean."""
    fields = _resource(_batch(request, pk).resource).read_fields
    headings = {
        name.removeprefix("cot-"): value
        for name, value in request.POST.items()
        if name.startswith("cot-") and (value in fields or not value)
    }
    sheet = request.POST.get("sheet", "")
    return _act(request, pk, import_decide, "Đang đọc lại tệp.", sheet=sheet, headings=headings)


@require_POST
def confirm(request, pk: int) -> HttpResponse:
    """Write the rows."""
    return _act(
        request, pk, import_confirm, "Đang ghi vào sổ.", set_aside=request.POST.get("de-rieng") == "1"
    )


@require_POST
def give_up(request, pk: int) -> HttpResponse:
    """Put the file away."""
    return _act(request, pk, import_give_up, "Đã bỏ lần nhập này. Sổ không thay đổi.")


@require_POST
def mark(request, pk: int) -> HttpResponse:
    """Have the user's workbook marked; its job's page gives it."""
    return redirect(import_mark_request(actor=request.user, batch=_batch(request, pk)))


@require_GET
@never_cache
def aside(request, pk: int) -> HttpResponse:
    """The rows set aside, for who confirmed the batch."""
    batch = get_object_or_404(ImportBatch.objects.visible_to(request.user).select_related("aside"), pk=pk)
    if batch.aside is None:
        raise Http404("Lô này không có dòng để riêng.")
    require(can_open_file(request.user, batch.aside))
    return FileResponse(
        BytesIO(file_bytes(batch.aside)), as_attachment=True, filename=batch.aside.name, content_type=EXCEL
    )


@require_GET
def template(request, resource: str) -> HttpResponse:
    """A blank workbook with the headings of a register."""
    found = _resource(resource)
    require(found.can_import(request.user, getattr(request.user, "commune_id", None) or ""))
    content = BytesIO(blank_workbook(found))
    return FileResponse(content, as_attachment=True, filename=f"mau-{found.code}.xlsx", content_type=EXCEL)
