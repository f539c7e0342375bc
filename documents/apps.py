"""Django app configuration."""

from contracts.apps import HouseConfig


class DocumentsConfig(HouseConfig):
    name = "documents"
    verbose_name = "Văn bản"
