"""Targets in Django admin: the catalogue is corrected through services, everything else is to look at."""

from django.contrib import admin

from pages.admin import ReadOnlyAdmin, ServiceAdmin
from targets import models
from targets.services import catalogue


@admin.register(models.Directive)
class DirectiveAdmin(ServiceAdmin):
    """Directives; the country's administrator corrects titles, numbers, dates."""

    list_display = ("code", "title", "doc_type", "issuing_body", "level")
    list_filter = ("level",)
    search_fields = ("title", "issuing_body")
    fields = ("title", "number", "issued_on", "notes")
    service_update = staticmethod(catalogue.directive_amend)
    service_row = "directive"


@admin.register(models.Target)
class TargetAdmin(ServiceAdmin):
    """Targets; the country's administrator corrects wording and goals."""

    list_display = ("code", "statement", "directive", "kind", "comparator", "threshold")
    list_filter = ("directive", "kind", "basis")
    search_fields = ("code", "statement")
    fields = ("statement", "threshold", "notes")
    service_update = staticmethod(catalogue.target_amend)
    service_row = "target"


@admin.register(models.Indicator)
class IndicatorAdmin(ReadOnlyAdmin):
    """Names of figures."""

    list_display = ("code", "name", "unit", "mode", "aggregation_space")
    list_filter = ("mode", "value_type")
    search_fields = ("code", "name")


@admin.register(models.ActionItem)
class ActionItemAdmin(ReadOnlyAdmin):
    """Duties."""

    list_display = ("code", "title", "directive", "recurrence")
    list_filter = ("directive", "recurrence")
    search_fields = ("code", "title")


@admin.register(models.Adoption)
class AdoptionAdmin(ReadOnlyAdmin):
    """Directives in provinces."""

    list_display = ("directive", "province", "started_on", "ended_on", "state")
    list_filter = ("state",)


@admin.register(models.Period)
class PeriodAdmin(ReadOnlyAdmin):
    """Periods that were opened."""

    list_display = ("label", "kind", "code", "first_day", "last_day", "closing_day")
    list_filter = ("kind",)


@admin.register(models.Figure)
class FigureAdmin(ReadOnlyAdmin):
    """Figures as computed."""

    list_display = ("indicator", "province", "commune", "first_day", "last_day", "value", "state")
    list_filter = ("state",)


@admin.register(models.TypedFigure)
class TypedFigureAdmin(ReadOnlyAdmin):
    """Figures that were typed."""

    list_display = ("indicator", "province", "commune", "first_day", "last_day", "value", "typed_by")


@admin.register(models.Reckoning)
class ReckoningAdmin(ReadOnlyAdmin):
    """When figures were computed."""

    list_display = ("commune", "first_day", "last_day", "data_version", "reckoned_on")
