"""Addresses of this app."""

app_name = "communes"
urlpatterns: list = []
