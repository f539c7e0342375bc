"""Small habits that keep the house in order."""

import ast
import re
from functools import cache
from pathlib import Path

from tests.architecture.house import PACKAGES, ROOT, nodes, place, sources

LONGEST_FILE = 450
LONGEST_FUNCTION = 60


@cache
def text_files() -> list[tuple[Path, str]]:
    """Code, templates and settings of product and tests, with what stands in them."""
    kinds, here = {".py", ".html", ".txt", ".yaml", ".json"}, Path(__file__).resolve()
    return [
        (path, path.read_text(encoding="utf-8"))
        for folder in (*PACKAGES, "scripts", "templates", "tests", "benchmarks")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in kinds and path != here
    ]


def test_files_and_functions_can_be_seen_at_once():
    long = []
    for path, tree in sources():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST_FILE:
            long.append(f"{path.relative_to(ROOT)}: {lines} lines")
        for node in nodes(tree):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= LONGEST_FUNCTION:
                long.append(place(path, node))
    assert long == []


def test_today_is_the_date_in_viet_nam():
    """`now().date()` is the date in Greenwich: wrong from midnight to seven in the morning."""
    wrong = []
    for path, tree in sources():
        for node in nodes(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "date"
            ):
                inner = node.func.value
                if isinstance(inner, ast.Call) and getattr(inner.func, "attr", "") in {"now", "utcnow"}:
                    wrong.append(place(path, node))
    assert wrong == []


def test_tasks_run_in_a_real_worker_never_eagerly():
    assert [p for p, text in text_files() if "always_eager" in text.lower()] == []


def test_nothing_outside_the_checkout_is_read():
    assert [p for p, text in text_files() if "../shared" in text] == []


def test_pages_load_nothing_from_elsewhere():
    foreign = re.compile(r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=["'](?:https?:)?//""")
    assert [p for p, text in text_files() if p.suffix == ".html" and foreign.search(text)] == []
