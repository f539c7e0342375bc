"""Django app configuration."""

from contracts.apps import HouseConfig


class LawConfig(HouseConfig):
    name = "law"
    verbose_name = "Tham số pháp luật"
