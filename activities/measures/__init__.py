"""What this app is counted for, one module a subject."""

from activities.measures import deeds, honours  # noqa: F401 (importing it registers what it offers)
