"""Pages of the months' allowance sheets."""

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from audit.lists import AuditedList
from audit.services import audit_export
from pages.lists import EXCEL, Empty
from pages.measured import MeasuredListMixin
from pages.views import Action, ConfirmView, Crumb, DetailPage, ScopedMixin, ServiceFormView
from readiness import policies
from readiness.choices import SheetState
from readiness.filters.duty import SheetFilter, month_choices, month_of
from readiness.forms.allowances import AdjustForm, InsureForm, MonthForm, ReturnForm, SupplementForm
from readiness.models import AllowanceLine, AllowanceSheet
from readiness.papers import SIGNERS, sums, workbook
from readiness.reckoning import differences
from readiness.services.sheets import (
    fresh_lines,
    line_adjust,
    sheet_check,
    sheet_draft,
    sheet_insure,
    sheet_lines,
    sheet_lock,
    sheet_recompute,
    sheet_return,
    supplement_add,
    supplement_remove,
)
from readiness.tables.allowances import SHEET_TONES, SheetTable
from readiness.views.rates import SeesSheets
from teams.models import Membership
from teams.views.lists import UnitListMixin
from vietnam.windows import previous, window_for

JOINED = ("commune__province", "drafted_by", "checked_by", "locked_by")


def _crumb() -> Crumb:
    return Crumb("Bảng chi chế độ", reverse("readiness:sheet_list"))


class SheetList(SeesSheets, UnitListMixin, MeasuredListMixin, AuditedList):
    """Sheets by month."""

    model, table_class, filterset_class = AllowanceSheet, SheetTable, SheetFilter
    register = "allowance_sheets"
    title, noun = "Bảng chi chế độ", "bảng"

    def narrow(self, rows):
        """Newest month first."""
        return (
            rows.select_related("commune", "checked_by").annotate(people=Count("lines"))
            .order_by("-month", "commune__official_order")
        )  # fmt: skip

    def get_actions(self):
        may = policies.can_keep_own_duty(self.request.user)
        return [
            Action("Mức chi của tỉnh", reverse("readiness:rate_list")),
            Action("Lập bảng tháng", reverse("readiness:sheet_new"), may, "primary"),
        ]

    def get_empty(self):
        return Empty(
            "Chưa có bảng chi nào. Lập bảng của tháng trước: hệ thống tính từ danh sách thành viên và sổ trực.",
            self.get_actions()[1],
        )


class SheetNew(ServiceFormView):
    """Draft a month's sheet."""

    form_class, title, submit_label = MonthForm, "Lập bảng chi chế độ", "Lập bảng"
    consequence = "Bảng được tính từ thành viên đang tham gia, kết quả trực, tuần tra và mức chi của tỉnh."
    done_message = "Đã lập bản thảo. Xem từng dòng, ghi bảo hiểm và điều chỉnh nếu có, rồi chuyển kiểm tra."

    def policy(self):
        return policies.can_keep_own_duty(self.request.user)

    def get_crumbs(self):
        return [_crumb()]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"months": month_choices(ahead=0)}

    def get_initial(self):
        last = previous(window_for("calendar_month", timezone.localdate())).first_day
        return {"month": f"{last:%m/%Y}"}

    def perform(self, form):
        user = self.request.user
        return sheet_draft(actor=user, commune=user.commune, month=month_of(form.cleaned_data["month"]))


class SheetPage(SeesSheets, DetailPage):
    """A sheet: state and next step, what changed since, lines, totals in words, places to sign."""

    model, select = AllowanceSheet, JOINED
    template_name = "readiness/sheet.html"

    def get_title(self):
        return f"Bảng chi chế độ tháng {self.object.month:%m/%Y}"

    def get_subtitle(self):
        return f"{self.object.commune}. Đơn vị tính: đồng."

    def get_crumbs(self):
        return [_crumb()]

    def get_actions(self):
        sheet, user, pk = self.object, self.request.user, self.object.pk
        actions = [
            Action("In", f"{sheet.get_absolute_url()}?in=1"),
            Action("Xuất Excel", reverse("readiness:sheet_export", args=[pk])),
        ]
        if sheet.state == SheetState.DRAFT:
            edit = policies.can_edit_sheet(user, sheet)
            actions += [
                Action("Người được hỗ trợ bảo hiểm", reverse("readiness:sheet_insure", args=[pk]), edit),
                Action("Thêm dòng bổ sung", reverse("readiness:supplement_new", args=[pk]), edit),
                Action("Tính lại", reverse("readiness:sheet_recompute", args=[pk]), edit),
            ]
        return actions

    def steps(self) -> list[Action]:
        """The next step of its life, and the way back."""
        sheet, user, pk = self.object, self.request.user, self.object.pk
        if sheet.state == SheetState.DRAFT:
            may = policies.can_check_sheet(user, sheet, timezone.localdate())
            return [
                Action("Xác nhận đã kiểm tra", reverse("readiness:sheet_check", args=[pk]), may, "primary")
            ]
        if sheet.state == SheetState.CHECKED:
            lock, back = policies.can_lock_sheet(user, sheet), policies.can_return_sheet(user, sheet)
            return [
                Action("Trả lại bản thảo", reverse("readiness:sheet_return", args=[pk]), back),
                Action("Khóa bảng", reverse("readiness:sheet_lock", args=[pk]), lock, "primary"),
            ]
        return []

    def get_context_data(self, **kwargs):
        sheet = self.object
        lines = sheet_lines(sheet)
        changed, problem = [], ""
        try:
            changed = differences(lines, fresh_lines(sheet))
        except (
            ValidationError
        ) as error:  # a level or a rule is missing by now: say so, show the sheet all the same
            problem = error.messages[0]
        return super().get_context_data(**kwargs) | {
            "tone": SHEET_TONES[sheet.state], "lines": lines, "sums": sums(lines), "changed": changed,
            "problem": problem, "steps": self.steps(), "signers": SIGNERS,
            "may_edit": bool(policies.can_edit_sheet(self.request.user, sheet)),
            "corrections": sheet.corrections.select_related("sheet").order_by("pk"),
        }  # fmt: skip


class SheetExport(SeesSheets, ScopedMixin, SingleObjectMixin, View):
    """The sheet as a workbook; recorded under who took it."""

    model, select = AllowanceSheet, JOINED

    def get(self, request, *args, **kwargs):
        """The file."""
        sheet = self.get_object()
        lines = sheet_lines(sheet)
        audit_export(request.user, str(sheet), len(lines))
        name = f"bang-chi-che-do-{sheet.month:%Y-%m}.xlsx"
        return FileResponse(workbook(sheet, lines), as_attachment=True, filename=name, content_type=EXCEL)


class SheetAct(ServiceFormView):
    """Base of what is done to a sheet."""

    def get_subject(self):
        rows = AllowanceSheet.objects.visible_to(self.request.user).select_related(*JOINED)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_edit_sheet(self.request.user, self.subject)

    def get_subtitle(self):
        return str(self.subject)

    def get_crumbs(self):
        return [_crumb(), Crumb(f"Tháng {self.subject.month:%m/%Y}", self.subject.get_absolute_url())]

    def get_success_url(self, result=None):
        return self.subject.get_absolute_url()


class SheetRecompute(SheetAct):
    """Take what the registers say now."""

    title, submit_label, template_name = "Tính lại bảng chi", "Tính lại", "readiness/sheet_recompute.html"
    consequence = "Điều chỉnh, bảo hiểm và dòng bổ sung đã ghi được giữ nguyên."

    def get_context_data(self, **kwargs):
        changed, problem = [], ""
        try:
            changed = differences(sheet_lines(self.subject), fresh_lines(self.subject))
        except ValidationError as error:
            problem = error.messages[0]
        return super().get_context_data(**kwargs) | {"changed": changed, "problem": problem}

    def perform(self, form):
        return sheet_recompute(
            actor=self.request.user, sheet=self.subject, version=form.cleaned_data["version"]
        )

    def get_done_message(self, result):
        return f"Đã tính lại: {result} dòng thay đổi." if result else "Đã tính lại: không dòng nào thay đổi."


class SheetInsure(SheetAct):
    """Mark who gets support for insurance."""

    form_class, title, template_name = InsureForm, "Người được hỗ trợ bảo hiểm", "readiness/sheet_insure.html"

    def get_form_kwargs(self):
        lines = [line for line in sheet_lines(self.subject) if line.corrects_id is None]
        return super().get_form_kwargs() | {"lines": lines}

    def perform(self, form):
        return sheet_insure(
            actor=self.request.user, sheet=self.subject, version=form.cleaned_data["version"],
            social=form.chosen("social"), health=form.chosen("health"),
        )  # fmt: skip


class SupplementNew(SheetAct):
    """A supplementary line for a locked sheet."""

    form_class, title, submit_label = SupplementForm, "Thêm dòng bổ sung", "Thêm dòng"

    def get_form_kwargs(self):
        user, sheet = self.request.user, self.subject
        sheets = AllowanceSheet.objects.visible_to(user).filter(
            month__lt=sheet.month, state=SheetState.LOCKED
        )
        paid = AllowanceLine.objects.visible_to(user).filter(sheet__in=sheets).values("membership")
        members = Membership.objects.visible_to(user).filter(pk__in=paid)
        return super().get_form_kwargs() | {
            "sheets": sheets.select_related("commune").order_by("-month"),
            "members": members.select_related("person", "team__commune").order_by(
                "team__sort_key", "person__sort_key"
            ),
        }

    def perform(self, form):
        return supplement_add(actor=self.request.user, sheet=self.subject, **form.cleaned_data)


class SheetCheck(ConfirmView, SheetAct):
    """Confirm the figures."""

    title, submit_label, submit_look = "Xác nhận đã kiểm tra", "Xác nhận", "primary"
    consequence = "Sau khi kiểm tra, bảng chỉ sửa được khi trả lại bản thảo. Trưởng Công an xã khóa bảng."
    done_message = "Đã xác nhận kiểm tra."

    def policy(self):
        return policies.can_check_sheet(self.request.user, self.subject, timezone.localdate())

    def perform(self, form):
        return sheet_check(actor=self.request.user, sheet=self.subject, version=form.cleaned_data["version"])


class SheetReturn(SheetAct):
    """Back to draft."""

    form_class, title, submit_label = ReturnForm, "Trả lại bản thảo", "Trả lại"

    def policy(self):
        return policies.can_return_sheet(self.request.user, self.subject)

    def perform(self, form):
        return sheet_return(actor=self.request.user, sheet=self.subject, **form.cleaned_data)


class SheetLock(ConfirmView, SheetAct):
    """Close it for good."""

    title, submit_label, done_message = "Khóa bảng chi", "Khóa bảng", "Đã khóa bảng chi."
    consequence = "Bảng đã khóa không sửa được nữa. Sai sót được ghi thành dòng bổ sung trong bảng tháng sau."

    def policy(self):
        return policies.can_lock_sheet(self.request.user, self.subject)

    def perform(self, form):
        return sheet_lock(actor=self.request.user, sheet=self.subject, version=form.cleaned_data["version"])


class LineAct(SheetAct):
    """Base of what is done to one line."""

    def get_subject(self):
        rows = AllowanceLine.objects.visible_to(self.request.user).select_related(
            "sheet__commune__province", "sheet__drafted_by", "membership__team__commune"
        )
        self.line = get_object_or_404(rows, pk=self.kwargs["pk"])
        return self.line.sheet

    def get_subtitle(self):
        return f"{self.line.full_name}, {self.line.get_position_display()} {self.line.team_name}"


class LineAdjust(LineAct):
    """More or less for one member."""

    form_class, title = AdjustForm, "Điều chỉnh"

    def initial_of(self, subject):
        return {"adjustment": self.line.adjustment, "adjustment_reason": self.line.adjustment_reason}

    def perform(self, form):
        return line_adjust(actor=self.request.user, line=self.line, **form.cleaned_data)


class SupplementRemove(ConfirmView, LineAct):
    """Take a supplementary line out."""

    title, submit_label, done_message = "Bỏ dòng bổ sung", "Bỏ dòng", "Đã bỏ dòng bổ sung."

    def perform(self, form):
        supplement_remove(actor=self.request.user, line=self.line, version=form.cleaned_data["version"])
