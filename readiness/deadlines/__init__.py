"""What falls due in this app, one module a subject; importing them registers what they offer."""

from readiness.deadlines import duty, equipment, newcomers, returns, training

__all__ = ["duty", "equipment", "newcomers", "returns", "training"]
