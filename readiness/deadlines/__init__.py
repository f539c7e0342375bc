"""What falls due in this app, one module a subject."""

from readiness.deadlines import duty, equipment, returns, training  # noqa: F401 (importing them registers what they offer)
