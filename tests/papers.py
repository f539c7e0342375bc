"""Whole papers of every app, which the tests of the layout draw and measure.

An app adds its own in `tests/<app>/paper_samples.py`:

    @sample("Quyết định thành lập Hội đồng")
    def council_decision(world) -> Document: ...

A sample is a `Document`, saved or not, as it is when issued (in the state of a draft it gets a watermark). Its name
says in a failed test which paper it was. `tests/documents/test_measured.py` measures all of them.
"""

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from documents.layout.html import render_html
from documents.models import Document

_MODULE = "paper_samples"
_SAMPLES: dict[str, Callable] = {}


def sample(name: str) -> Callable[[Callable], Callable]:
    """Register a function that makes a paper of the world of `tests.world`."""

    def register(make: Callable) -> Callable:
        if name in _SAMPLES:
            raise ValueError(f"two sample papers are called {name!r}")
        _SAMPLES[name] = make
        return make

    return register


def sample_names() -> list[str]:
    """The names of all sample papers."""
    here = Path(__file__).parent
    for path in sorted(here.glob(f"*/{_MODULE}.py")):
        import_module(f"{here.name}.{path.parent.name}.{_MODULE}")
    return sorted(_SAMPLES)


def sample_papers(world) -> dict:
    """All sample papers by name."""
    return {name: _SAMPLES[name](world) for name in sample_names()}


def whole(document: Document) -> str:
    """The text of a paper."""
    return " ".join(
        re.sub(r"<style>.*?</style>|<[^>]+>", " ", render_html(document), flags=re.DOTALL).split()
    )
