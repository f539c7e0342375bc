"""Django app configuration."""

from contracts.apps import HouseConfig


class ReadinessConfig(HouseConfig):
    name = "readiness"
    verbose_name = "Bảo đảm hoạt động"
