"""Registers of this app in and out of workbooks, one module a register."""

from teams.resources import members, posts, teams  # noqa: F401 (importing them registers what they offer)
