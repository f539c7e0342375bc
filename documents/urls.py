"""Addresses of this app."""

app_name = "documents"
urlpatterns: list = []
