"""Units in Django admin: scoped; agencies through their service, the rest to look at."""

from django.contrib import admin

from communes import models
from communes.services import agencies
from pages.admin import ReadOnlyAdmin, ServiceAdmin


@admin.register(models.Province)
class ProvinceAdmin(ReadOnlyAdmin):
    """Provinces."""

    list_display = ("code", "name", "kind")
    search_fields = ("search_key",)


@admin.register(models.Commune)
class CommuneAdmin(ReadOnlyAdmin):
    """Communes; they change by `communes:succession_…`."""

    list_display = ("code", "name", "kind", "province", "started_on", "ended_on")
    list_filter = ("kind",)
    search_fields = ("search_key", "code")


@admin.register(models.CommuneName)
class CommuneNameAdmin(ReadOnlyAdmin):
    """Former names."""

    list_display = ("name", "commune", "started_on", "ended_on")


@admin.register(models.Hamlet)
class HamletAdmin(ReadOnlyAdmin):
    """Hamlets; the commune's people enter and correct them on their pages."""

    list_display = ("name", "kind", "commune", "started_on", "ended_on")
    list_filter = ("kind",)
    search_fields = ("search_key",)


@admin.register(models.HamletPlacement)
class HamletPlacementAdmin(ReadOnlyAdmin):
    """To which communes hamlets belonged."""

    list_display = ("hamlet", "commune", "started_on", "ended_on")


@admin.register(models.HamletYear)
class HamletYearAdmin(ReadOnlyAdmin):
    """Figures of hamlets by year."""

    list_display = ("hamlet", "year", "households", "population")
    list_filter = ("year",)


@admin.register(models.Cluster)
class ClusterAdmin(ReadOnlyAdmin):
    """Cụm dân cư."""

    list_display = ("name", "hamlet", "households", "started_on", "ended_on")


@admin.register(models.AreaStatus)
class AreaStatusAdmin(ReadOnlyAdmin):
    """Legal areas."""

    list_display = ("commune", "hamlet", "kind", "basis", "started_on", "ended_on")
    list_filter = ("kind",)


@admin.register(models.Agency)
class AgencyAdmin(ServiceAdmin):
    """Agencies: how they are named on paper."""

    list_display = ("name", "kind", "commune", "province", "symbol", "is_active")
    list_filter = ("kind", "is_active")
    search_fields = ("name",)
    readonly_fields = ("province", "commune", "kind")
    service_update = staticmethod(agencies.agency_update)
    service_row = "agency"


@admin.register(models.Succession)
class SuccessionAdmin(ReadOnlyAdmin):
    """Changes of units."""

    list_display = ("kind", "effective_on", "legal_basis", "created_at")


@admin.register(models.SuccessionLine)
class SuccessionLineAdmin(ReadOnlyAdmin):
    """What went over into what."""

    list_display = ("succession", "old", "new")
