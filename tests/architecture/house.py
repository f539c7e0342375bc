"""The floors of the house and its source files, as the tests of this folder see them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
#: Floors from the roof down; a floor may use those below it. The same order stands in pyproject.toml.
FLOORS = (
    ("antt",), ("demo",), ("reporting",), ("targets",), ("recruitment", "movement", "incidents"), ("readiness",),
    ("teams",), ("activities",), ("documents",), ("accounts",), ("law",), ("communes",), ("jobs",), ("audit",),
    ("pages",),
    ("vietnam", "sheets", "contracts"),
)  # fmt: skip
PACKAGES = tuple(name for floor in FLOORS for name in floor if (ROOT / name).is_dir())
LEVEL = {name: -number for number, floor in enumerate(FLOORS) for name in floor}


def sources(*rooms: str) -> Iterator[tuple[Path, ast.Module]]:
    """The product's modules, migrations left out; with `rooms` only those of these names ("views" is views.py and
    everything in views/)."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            inside = path.relative_to(ROOT / package).with_suffix("").parts
            if "migrations" in inside or (rooms and not set(rooms) & set(inside)):
                continue
            yield path, _parsed(path)


@cache
def _parsed(path: Path) -> ast.Module:
    """The module's tree, the same for all tests that read it."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    """All nodes of a module, walked once for all tests."""
    return tuple(ast.walk(tree))


def place(path: Path, node: ast.AST) -> str:
    """Where it stands, as an editor understands it."""
    return f"{path.relative_to(ROOT)}:{node.lineno}"


@cache
def parents(tree: ast.Module) -> dict[ast.AST, ast.AST]:
    """Each node's parent."""
    return {child: node for node in nodes(tree) for child in ast.iter_child_nodes(node)}


def chain_above(node: ast.AST, parent_of: dict[ast.AST, ast.AST]) -> set[str]:
    """Names of what is done with it in the same expression: of `x.objects.a(pk=OuterRef("y")).b()`, for
    `x.objects`, a, b and OuterRef."""
    names: set[str] = set()
    while isinstance(above := parent_of.get(node), ast.Attribute | ast.Call) and node in (
        getattr(above, "value", None),
        getattr(above, "func", None),
    ):
        if isinstance(above, ast.Attribute):
            names.add(above.attr)
        else:
            arguments = [*above.args, *(word.value for word in above.keywords)]
            names |= {n.id for argument in arguments for n in ast.walk(argument) if isinstance(n, ast.Name)}
        node = above
    return names


def chain_below(node: ast.AST) -> set[str]:
    """Names of what it was called on: of `x.objects.a().update`, for `.update`, objects and a."""
    names = set()
    while isinstance(node, ast.Attribute | ast.Call):
        if isinstance(node, ast.Attribute):
            names.add(node.attr)
        node = node.value if isinstance(node, ast.Attribute) else node.func
    return names
