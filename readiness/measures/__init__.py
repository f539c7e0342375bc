"""What this app is counted for, one module a subject."""

from readiness.measures import duty, preparedness  # noqa: F401 (importing it registers what it offers)
