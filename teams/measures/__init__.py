"""What this app is counted for, one module a subject."""

from teams.measures import force, meetings, posts, publishing, regulations, reviews  # noqa: F401 (importing them registers what they offer)
