"""Django app configuration."""

from contracts.apps import HouseConfig


class DemoConfig(HouseConfig):
    name = "demo"
    verbose_name = "Dữ liệu minh họa"
