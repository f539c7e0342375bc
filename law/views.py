"""Pages of the law: what holds today, every value of one parameter, the calendar of a year."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from audit.lists import AuditedList
from contracts.policy import require
from contracts.roles import Scope
from law import forms, policies, services
from law.choices import DayKind
from law.filters import ParameterFilter
from law.models import Parameter, SpecialDay
from law.tables import CERTAINTY_TONES, ParameterTable
from law.wording import typed
from pages.lists import Empty, Tab
from pages.views import Action, ConfirmView, Crumb, ServiceFormView
from vietnam.calendar import official_holidays


def _list_crumb() -> Crumb:
    return Crumb("Tham số pháp luật", reverse("law:parameter_list"))


class ParameterList(AuditedList):
    """What the law says today, for the country and one's province."""

    model = Parameter
    table_class = ParameterTable
    filterset_class = ParameterFilter
    title = "Tham số pháp luật"
    subtitle = "Các giá trị mà hệ thống dùng để kiểm tra và tính hạn, mỗi giá trị có căn cứ và ngày hiệu lực."
    noun = "tham số"
    empty = Empty("Chưa có tham số nào. Quản trị nạp danh mục kèm theo hệ thống.")

    def dispatch(self, request, *args, **kwargs):
        """Everybody but partners."""
        require(policies.can_read(request.user))
        return super().dispatch(request, *args, **kwargs)

    def narrow(self, rows):
        """In force today; of a country's row and a province's own, the province's."""
        user, today = self.request.user, timezone.localdate()
        rows = rows.in_force(today).filter(is_draft=False).select_related("province")
        if user.scope == Scope.COUNTRY:
            return rows.order_by("code", "province")
        own = Parameter.objects.applying(today, user.province_id).filter(
            code=OuterRef("code"), province=user.province_id
        )
        mine = Q(province=user.province_id) | (Q(province=None) & ~Exists(own))
        return rows.filter(mine).order_by("code")

    def get_tabs(self):
        """Where somebody should look again."""
        wanted = self.request.GET.get("certainty", "")
        return [
            Tab("Tất cả", "?", is_current=not wanted),
            Tab("Giả định", "?certainty=assumed", is_current=wanted == "assumed"),
            Tab("Theo trí nhớ", "?certainty=recalled", is_current=wanted == "recalled"),
        ]

    def get_actions(self):
        """The calendar."""
        return [Action("Lịch làm việc", reverse("law:calendar"))]


@require_GET
def parameter(request, code: str):
    """Every value of one parameter, newest first: when, by what, how sure; and drafts."""
    rows = Parameter.objects.visible_to(request.user).filter(code=code).select_related("province")
    rows = list(rows.order_by("province_id", "-started_on"))
    if not rows:
        raise Http404
    require(policies.can_read(request.user))
    user, today = request.user, timezone.localdate()
    lines = [
        {
            "row": row, "tone": CERTAINTY_TONES[row.certainty], "now": not row.is_draft and row.is_in_force(today),
            "can_approve": row.is_draft and policies.can_edit_parameter(user, row.province_id or ""),
            "can_withdraw": row.is_draft and policies.can_draft_parameter(user, row.province_id or ""),
        }
        for row in rows
    ]  # fmt: skip
    answer = policies.can_draft_parameter(user, user.province_id or "")
    actions = [Action("Đặt giá trị mới", reverse("law:parameter_set", args=[code]), answer, "primary")]
    context = {
        "title": rows[0].label, "lines": lines, "crumbs": [_list_crumb()], "actions": actions if answer else [],
    }  # fmt: skip
    return render(request, "law/parameter.html", context)


class ParameterSet(ServiceFormView):
    """Give a parameter a new value from a day on."""

    form_class = forms.ParameterForm
    submit_label = "Đặt giá trị"

    def get_subject(self):
        """The value that stands."""
        rows = Parameter.objects.visible_to(self.request.user).filter(
            code=self.kwargs["code"], is_draft=False
        )
        own = rows.filter(province=self.request.user.province_id).order_by("started_on").last()
        subject = own or rows.filter(province=None).order_by("started_on").last()
        if subject is None:
            raise Http404
        return subject

    def policy(self):
        """The country's administrator; a province's reviewer and director."""
        user = self.request.user
        return self.subject and policies.can_draft_parameter(user, user.province_id or "")

    def get_title(self):
        """Of what."""
        return f"Đặt giá trị mới: {self.subject.label}"

    def get_subtitle(self):
        """What stands."""
        return f"Đang dùng: {self.subject.words} ({self.subject.citation})."

    def get_consequence(self):
        """A draft waits for the director."""
        if self._drafts():
            return "Dự thảo chưa áp dụng. Lãnh đạo phòng duyệt thì mới có hiệu lực từ ngày đã ghi."
        return (
            "Việc có ngày tham chiếu từ ngày đó trở đi dùng giá trị mới; việc trước đó vẫn theo giá trị cũ."
        )

    def _drafts(self) -> bool:
        return not policies.can_edit_parameter(self.request.user, self.request.user.province_id or "")

    def get_done_message(self, result):
        """What came of it."""
        return "Đã ghi dự thảo, chờ lãnh đạo duyệt." if result.is_draft else "Đã đặt giá trị mới."

    def get_crumbs(self):
        """The list, the parameter."""
        return [_list_crumb(), Crumb(self.subject.label, self.subject.get_absolute_url())]

    def get_form_kwargs(self):
        """The kind of value, the provinces to choose from."""
        return super().get_form_kwargs() | {"parameter": self.subject, "actor": self.request.user}

    def get_initial(self):
        """The value that stands, to be changed."""
        return super().get_initial() | {"value": typed(self.subject.code, self.subject.value)}

    def perform(self, form):
        """Set it."""
        return services.parameter_set(actor=self.request.user, code=self.subject.code, **form.cleaned_data)


class _OfDraft(ConfirmView):
    def get_subject(self):
        """The draft."""
        return get_object_or_404(Parameter.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def get_subtitle(self):
        """What it says."""
        row = self.subject
        return f"{row.label}: {row.words} từ {row.started_on:%d/%m/%Y} ({row.citation})."

    def get_crumbs(self):
        """The list, the parameter."""
        return [_list_crumb(), Crumb(self.subject.label, self.subject.get_absolute_url())]

    def get_success_url(self, result=None):
        """The parameter's page."""
        return self.subject.get_absolute_url()


class ParameterApprove(_OfDraft):
    """Put a province's draft in force."""

    title = "Duyệt giá trị của tỉnh"
    submit_label = "Duyệt"
    submit_look = "primary"
    consequence = "Từ ngày đã ghi, giá trị này thay giá trị toàn quốc trong phạm vi tỉnh."
    done_message = "Đã duyệt."

    def policy(self):
        """The director."""
        return policies.can_edit_parameter(self.request.user, self.subject.province_id or "")

    def perform(self, form):
        """Put it in force."""
        return services.parameter_approve(actor=self.request.user, parameter=self.subject)


class ParameterWithdraw(_OfDraft):
    """Throw a draft away."""

    title = "Bỏ dự thảo"
    submit_label = "Bỏ dự thảo"
    done_message = "Đã bỏ dự thảo."

    def policy(self):
        """Reviewer and director of the province."""
        return policies.can_draft_parameter(self.request.user, self.subject.province_id or "")

    def perform(self, form):
        """Throw it away."""
        services.parameter_withdraw(actor=self.request.user, parameter=self.subject)


@require_GET
def calendar(request):
    """The days off and the days worked of a year: official ones, and those decided."""
    require(policies.can_read(request.user))
    this_year = timezone.localdate().year
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdigit() and 2024 <= int(asked) <= this_year + 2 else this_year
    decided = {row.day: row for row in SpecialDay.objects.visible_to(request.user).filter(day__year=year)}
    official = official_holidays(year)
    can_edit = policies.can_edit_calendar(request.user)
    context = {
        "title": f"Lịch làm việc năm {year}",
        "subtitle": "Hạn theo ngày làm việc bỏ qua các ngày nghỉ dưới đây và tính cả ngày làm bù.",
        "days": [_calendar_line(day, official.get(day), decided.get(day)) for day in sorted({*official, *decided})],
        "years": range(this_year - 1, this_year + 3), "year": year, "can_edit": can_edit,
        "crumbs": [_list_crumb()],
        "actions": [Action("Thêm ngày", reverse("law:day_set"), can_edit, "primary")] if can_edit else [],
    }  # fmt: skip
    return render(request, "law/calendar.html", context)


def _calendar_line(day: date, official: str | None, decided: SpecialDay | None) -> dict:
    works = decided is not None and decided.kind == DayKind.WORKDAY
    return {
        "day": day, "name": decided.name if decided else official, "row": decided, "works": works,
        "citation": decided.citation if decided else "Bộ luật Lao động 2019, Điều 112",
    }  # fmt: skip


class DaySet(ServiceFormView):
    """Enter a day off or a day worked, or correct one."""

    form_class = forms.DayForm
    title = "Ngày nghỉ, ngày làm bù"
    consequence = "Các hạn chưa tới tính lại theo lịch mới."
    done_message = "Đã ghi vào lịch."

    def policy(self):
        """The country's administrator."""
        return policies.can_edit_calendar(self.request.user)

    def get_crumbs(self):
        """The calendar."""
        return [Crumb("Lịch làm việc", reverse("law:calendar"))]

    def perform(self, form):
        """Enter it."""
        return services.day_set(actor=self.request.user, **form.cleaned_data)

    def get_success_url(self, result=None):
        """The calendar of that year."""
        return f"{reverse('law:calendar')}?nam={result.day.year}"


class DayRemove(ConfirmView):
    """Take a day out of the calendar."""

    title = "Bỏ ngày khỏi lịch"
    submit_label = "Bỏ khỏi lịch"
    consequence = "Ngày này tính theo lịch thường."
    done_message = "Đã bỏ khỏi lịch."

    def get_subject(self):
        """The day."""
        return get_object_or_404(SpecialDay.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def policy(self):
        """The country's administrator."""
        return policies.can_edit_calendar(self.request.user)

    def get_subtitle(self):
        """Which."""
        return str(self.subject)

    def get_crumbs(self):
        """The calendar."""
        return [Crumb("Lịch làm việc", reverse("law:calendar"))]

    def perform(self, form):
        """Take it out."""
        services.day_remove(actor=self.request.user, row=self.subject)

    def get_success_url(self, result=None):
        """The calendar."""
        return reverse("law:calendar")
