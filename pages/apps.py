"""Django app configuration."""

from contracts.apps import HouseConfig


class PagesConfig(HouseConfig):
    name = "pages"
    verbose_name = "Giao diện"
