"""What falls due in this app, one module a subject."""

from readiness.deadlines import duty, equipment, newcomers, training  # noqa: F401 (importing them registers what they offer)
