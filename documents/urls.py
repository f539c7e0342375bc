"""Addresses of this app."""

from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("kiem-tra/<str:code>/", views.check, name="check"),
]
