"""Every act that code writes has a Vietnamese name."""

import ast
from functools import cache
from pathlib import Path

import pytest

from audit.acts import act_label, known_acts, register_acts

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ("audit", "jobs", "communes", "law", "accounts", "documents", "activities", "teams", "readiness", "recruitment",
         "targets", "reporting")  # fmt: skip
WRITERS = {"audit", "audit_many"}


def _literals(node: ast.expr, constants: dict[str, str]) -> list[str]:
    """The act codes an expression may stand for; an empty list where that cannot be read off the code."""
    match node:
        case ast.Constant(value=str(code)):
            return [code]
        case ast.IfExp(body=body, orelse=orelse):
            return [*_literals(body, constants), *_literals(orelse, constants)]
        case ast.Name(id=name) if name in constants:
            return [constants[name]]
        case ast.JoinedStr(values=values):
            ends = [""]
            for value in values:
                inner = value.value if isinstance(value, ast.FormattedValue) else value
                ends = [end + text for end in ends for text in _literals(inner, constants)]
            return ends
    return []


def _calls(nodes: list[ast.AST]):
    for node in nodes:
        name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        if name in WRITERS and len(node.args) > 1:
            yield node


def _sources():
    for app in HOUSE:
        yield from (path for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)


@cache
def _codes_in(path: Path) -> set[str]:
    """Acts given to `audit` and `audit_many`, and every other literal that looks like an act of a house app."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    constants = {
        target.id: node.value.value
        for node in nodes if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets if isinstance(target, ast.Name) and isinstance(node.value.value, str)
    }  # fmt: skip
    return {code for call in _calls(nodes) for code in _literals(call.args[1], constants)}


def test_every_act_written_in_the_tree_has_a_name():
    unnamed = {
        f"{path.relative_to(ROOT)}: {code}"
        for path in _sources() for code in _codes_in(path) if code not in known_acts()
    }  # fmt: skip
    assert unnamed == set()


def test_the_search_finds_the_acts_of_this_tree():
    found = {code for path in _sources() for code in _codes_in(path)}
    assert {"communes.hamlet.create", "accounts.user.deactivate", "law.parameter.draft"} <= found


def test_act_codes_read_app_noun_verb():
    assert [
        code for code in known_acts() if len(code.split(".")) != 3 or code.split(".")[0] not in HOUSE
    ] == []


def test_a_code_is_named_once_and_unknown_ones_show_themselves():
    with pytest.raises(ValueError, match="named twice"):
        register_acts({"communes.hamlet.create": "Tên khác"})
    assert act_label("khong.con.dung") == "khong.con.dung"
