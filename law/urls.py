"""Addresses of this app."""

app_name = "law"
urlpatterns: list = []
