"""The law in Django admin: new values and days through services; what is in force is never edited in place."""

from django.contrib import admin

from law import services
from law.models import Parameter, SpecialDay
from pages.admin import ServiceAdmin


@admin.register(Parameter)
class ParameterAdmin(ServiceAdmin):
    """Legal parameters: a new row is a new value from a day on."""

    list_display = ("code", "label", "words", "province", "certainty", "started_on", "ended_on", "is_draft")
    list_filter = ("certainty", "is_draft")
    search_fields = ("code", "label", "citation")
    fields = ("code", "value", "started_on", "citation", "certainty", "province", "note")
    service_create = staticmethod(services.parameter_set)


@admin.register(SpecialDay)
class SpecialDayAdmin(ServiceAdmin):
    """Days off and days worked by decision; entering a day again corrects it."""

    list_display = ("day", "kind", "name", "citation")
    list_filter = ("kind",)
    service_create = staticmethod(services.day_set)
