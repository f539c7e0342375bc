"""Addresses of this app."""

app_name = "teams"
urlpatterns: list = []
