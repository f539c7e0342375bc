"""Django app configuration."""

from contracts.apps import HouseConfig


class ActivitiesConfig(HouseConfig):
    name = "activities"
    verbose_name = "Hoạt động"
