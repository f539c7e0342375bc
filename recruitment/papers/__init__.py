"""The papers that recruitment draws up: what each wording may name, and the facts of a campaign to fill it with.

Imported in the order of the path, which is the order of `specs.all_specs`.
"""

from recruitment.papers import planning  # isort: skip
from recruitment.papers import extension  # isort: skip
from recruitment.papers import intake  # isort: skip
from recruitment.papers import over_age  # isort: skip
from recruitment.papers import candidates  # isort: skip
from recruitment.papers import council  # isort: skip
from recruitment.papers import results  # isort: skip
from recruitment.papers import decisions  # isort: skip
from recruitment.papers import sources

__all__ = [
    "candidates", "council", "decisions", "extension", "intake", "over_age", "planning", "results", "sources",
]  # fmt: skip
