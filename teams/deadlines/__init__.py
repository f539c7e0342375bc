"""What falls due in this app, one module a subject; importing them registers what they offer."""

from teams.deadlines import ages, decisions, meetings, reviews, transfers  # noqa: F401
