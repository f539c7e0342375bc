"""Addresses of this app."""

from django.urls import path

from reporting import views

app_name = "reporting"
urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
    path("tim-kiem/", views.SearchView.as_view(), name="search"),
    path("tro-giup/", views.HelpView.as_view(), name="help"),
]
