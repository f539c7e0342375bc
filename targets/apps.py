"""Django app configuration."""

from contracts.apps import HouseConfig


class TargetsConfig(HouseConfig):
    name = "targets"
    verbose_name = "Chỉ tiêu"
