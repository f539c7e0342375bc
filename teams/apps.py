"""Django app configuration."""

from contracts.apps import HouseConfig


class TeamsConfig(HouseConfig):
    name = "teams"
    verbose_name = "Tổ bảo vệ ANTT"
