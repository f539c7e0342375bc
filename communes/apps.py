"""Django app configuration."""

from contracts.apps import HouseConfig


class CommunesConfig(HouseConfig):
    name = "communes"
    verbose_name = "Đơn vị hành chính"
