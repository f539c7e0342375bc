"""The papers that recruitment draws up: what each wording may name, and the facts of a campaign to fill it with."""

from recruitment.papers import decisions

__all__ = ["decisions"]
