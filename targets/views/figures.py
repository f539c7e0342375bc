"""One figure: its value, where it comes from, the communes behind it; and typing it."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from contracts.measuring import Days
from contracts.policy import Answer, Denied
from pages.measured import FIRST, LAST
from pages.views import Action, Crumb, ServiceFormView
from targets import forms, policies
from targets.choices import FigureState, ValueType
from targets.figures import figure_values
from targets.measuring import figure_page, open_url, short_name, until
from targets.models import Figure, Indicator, TypedFigure
from targets.services.figures import figure_type
from targets.shipped import register_names
from targets.views.place import Place, place_of, readers_only
from vietnam.dates import DateError, parse_date
from vietnam.windows import window_for

TONES = {
    FigureState.COMPUTED: "ok",
    FigureState.DERIVED: "ok",
    FigureState.TYPED: "info",
    FigureState.MISSING: "ask",
}


@dataclass(frozen=True)
class Asked:
    """Which figure the address names."""

    indicator: Indicator
    span: Days
    place: Place

    @property
    def commune(self) -> str:
        """Code of the commune; "" for the province."""
        return self.place.commune.code if self.place.commune else ""

    @property
    def url(self) -> str:
        """Its page."""
        return figure_page(self.indicator.code, self.span, self.commune)


def _asked(request, code: str) -> Asked:
    indicator = get_object_or_404(Indicator.objects.visible_to(request.user), code=code)
    return Asked(indicator, _span(request), place_of(request))


def _span(request) -> Days:
    """The days asked for; the calendar year without any."""
    given = [request.GET.get(name, "") for name in (FIRST, LAST)]
    if not any(given):
        window = window_for("calendar_year", timezone.localdate())
        return Days(window.first_day, window.last_day)
    try:
        first, last = (parse_date(text) for text in given)
    except DateError as error:
        raise BadRequest(str(error)) from error
    if not (isinstance(first, date) and isinstance(last, date) and first <= last):
        raise BadRequest("Khoảng ngày của số liệu không đúng. Mở lại từ trang có con số.")
    return Days(first, last)


@readers_only
@require_GET
def figure(request, code: str):
    """The figure of a unit over some days."""
    asked = _asked(request, code)
    indicator, place, span = asked.indicator, asked.place, asked.span
    communes = () if place.commune else place.communes
    rows = Figure.objects.visible_to(request.user)
    found = figure_values([code], span, [place.unit, *(c.code for c in communes)], rows)
    value, shown = found[place.unit][code], until(span, place.today)
    typed = TypedFigure.objects.visible_to(request.user).of_span(span.first_day, span.last_day)
    names = register_names()
    context = {
        "title": indicator.name, "asked": asked, "figure": value, "tone": TONES[value.state],
        "crumbs": [Crumb("Chỉ tiêu", reverse("targets:scorecard"))],
        "records": open_url(code, shown, asked.commune, user=request.user),
        "facts": [("Đơn vị", place.name), ("Đơn vị tính", indicator.unit), ("Cách tính", _formula(indicator)),
                  ("Sổ", ", ".join(short_name(names.get(one, one)) for one in indicator.registers)),
                  ("Tổng hợp toàn tỉnh", indicator.get_aggregation_space_display()), ("Ghi chú", indicator.notes)],
        "communes": [(c, found[c.code][code], open_url(code, shown, c.code, user=request.user)) for c in communes],
        "typed": typed.filter(unit=place.unit, indicator=indicator).select_related("typed_by"),
        "actions": _actions(request.user, asked),
    }  # fmt: skip
    return render(request, "targets/figure.html", context)


def _formula(indicator: Indicator) -> str:
    if indicator.rule:
        return indicator.rule[0].upper() + indicator.rule[1:]
    return indicator.get_mode_display()


def _may_type(user, asked: Asked) -> Answer:
    if asked.indicator.numerator or asked.indicator.value_type in (ValueType.TEXT, ValueType.CHOICE):
        return Denied("Chỉ số này được tính từ số liệu khác hoặc là nội dung, không nhập bằng một con số.")
    return policies.can_type_figure(user, province=asked.place.province.pk, commune=asked.commune)


def _actions(user, asked: Asked) -> list[Action]:
    answer = _may_type(user, asked)
    address = f"{reverse('targets:figure_type', args=[asked.indicator.code])}?{asked.url.partition('?')[2]}"
    return [Action("Nhập số liệu", address, answer)] if answer else []


class FigureType(ServiceFormView):
    """Type a figure, over the computed one if need be."""

    form_class, submit_label, done_message = forms.FigureForm, "Lưu số liệu", "Đã ghi số liệu."
    consequence = "Số nhập được dùng thay số tính từ sổ trong kỳ này; trang số liệu vẫn hiện cả hai và lý do."

    def get_subject(self):
        return _asked(self.request, self.kwargs["code"])

    def policy(self):
        return _may_type(self.request.user, self.subject)

    def get_title(self):
        return f"Nhập số liệu: {self.subject.indicator.name}"

    def get_subtitle(self):
        span = self.subject.span
        return f"{self.subject.place.name}, từ {span.first_day:%d/%m/%Y} đến {span.last_day:%d/%m/%Y}."

    def get_crumbs(self):
        return [Crumb(self.subject.indicator.name, self.subject.url)]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"indicator": self.subject.indicator}

    def perform(self, form):
        asked = self.subject
        return figure_type(
            actor=self.request.user, indicator=asked.indicator, span=asked.span, province=asked.place.province,
            commune=asked.place.commune, **form.cleaned_data,
        )  # fmt: skip

    def get_success_url(self, result=None):
        return self.subject.url
