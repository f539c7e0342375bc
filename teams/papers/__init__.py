"""The papers by which members are let go and teams dissolved: what each wording may name, and the facts of a proposal
to fill it with."""

from teams.papers import decisions, reports, sources

__all__ = ["decisions", "reports", "sources"]
