"""The app configuration of every room of the house."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig

#: What an app may offer upward; importing these modules fills the registries of `contracts.registry`.
OFFERS = (
    "acts",
    "measures",
    "deadlines",
    "search",
    "nav",
    "ticks",
    "tasks",
    "placements",
    "quality",
    "undo",
    "resources",
    "subjects",
    "attachments",
    "timeline",
    "drafts",
    "papers",
    "openings",
)


class HouseConfig(AppConfig):
    """Imports what the app offers upward (see `OFFERS`), once all models are known."""

    default_auto_field = "django.db.models.BigAutoField"
    #: Django picks the one configuration of a module whose `default` is true; this base is none.
    default = False

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.default = True

    def ready(self) -> None:
        for module in OFFERS:
            name = f"{self.name}.{module}"
            if find_spec(name):
                import_module(name)
