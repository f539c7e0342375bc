"""Django app configuration."""

from contracts.apps import HouseConfig


class JobsConfig(HouseConfig):
    name = "jobs"
    verbose_name = "Việc nền"
