"""All addresses of the site. Each app owns its own list; this file only places them."""

from django.contrib import admin
from django.urls import include, path

from jobs.views.work import health

urlpatterns = [
    path("health/", health, name="health"),
    path("quan-tri/", admin.site.urls),
    path("tai-khoan/", include("accounts.urls")),
    path("nhat-ky/", include("audit.urls")),
    path("viec-nen/", include("jobs.urls")),
    path("don-vi/", include("communes.urls")),
    path("tham-so/", include("law.urls")),
    path("van-ban/", include("documents.urls")),
    path("to-bao-ve/", include("teams.urls")),
    path("hoat-dong/", include("activities.urls")),
    path("bao-dam/", include("readiness.urls")),
    path("tuyen-chon/", include("recruitment.urls")),
    path("chi-tieu/", include("targets.urls")),
    path("", include("reporting.urls")),
]

handler403 = "pages.errors.denied"
