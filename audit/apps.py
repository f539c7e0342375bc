"""Django app configuration."""

from contracts.apps import HouseConfig


class AuditConfig(HouseConfig):
    name = "audit"
    verbose_name = "Nhật ký"
