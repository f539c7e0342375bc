"""Addresses of this app."""

app_name = "targets"
urlpatterns: list = []
