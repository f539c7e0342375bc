"""Addresses of this app."""

from django.urls import path

from audit import views

app_name = "audit"
urlpatterns = [
    path("", views.UnitAudit.as_view(), name="unit"),
    path("muc/<int:pk>/", views.entry, name="entry"),
    path("<str:label>/<str:pk>/", views.history, name="object"),
]
