"""Addresses of this app."""

app_name = "recruitment"
urlpatterns: list = []
