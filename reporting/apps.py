"""Django app configuration."""

from contracts.apps import HouseConfig


class ReportingConfig(HouseConfig):
    name = "reporting"
    verbose_name = "Báo cáo"
