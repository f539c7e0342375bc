"""Everything points down: imports, foreign keys, tasks."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

from django.apps import apps
from django.conf import settings

from tests.architecture.house import FLOORS, LEVEL, PACKAGES, ROOT, nodes, place, sources


def test_imports_point_down():
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_linter_knows_the_same_house_as_these_tests():
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = [
        tuple(name.strip(" ()") for name in layer.split("|")) for layer in linter["contracts"][0]["layers"]
    ]
    assert layers == list(FLOORS)
    assert set(linter["root_packages"]) == set(PACKAGES)


def test_no_foreign_key_points_up_but_the_user():
    wrong = []
    for model in apps.get_models():
        own = model._meta.app_label
        for field in (*model._meta.fields, *model._meta.many_to_many):
            target = field.related_model
            if own not in LEVEL or target is None or target._meta.label == settings.AUTH_USER_MODEL:
                continue
            other = target._meta.app_label
            if other in LEVEL and other != own and LEVEL[other] >= LEVEL[own]:
                wrong.append(f"{model._meta.label}.{field.name} → {target._meta.label}")
    assert wrong == []


def test_inline_imports_go_from_a_task_to_its_own_service_only():
    wrong = []
    for path, tree in sources():
        app = path.relative_to(ROOT).parts[0]
        for function in [n for n in nodes(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]:
            for node in ast.walk(function):
                inline = isinstance(node, ast.Import | ast.ImportFrom)
                to_service = path.name == "tasks.py" and (getattr(node, "module", "") or "").startswith(
                    f"{app}.services"
                )
                if inline and not to_service:
                    wrong.append(place(path, node))
    assert wrong == []


def _tasks():
    for path, tree in sources("tasks"):
        for node in nodes(tree):
            if isinstance(node, ast.FunctionDef):
                for decorator in node.decorator_list:
                    if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "shared_task":
                        yield path, node, decorator


def test_a_task_has_a_name_of_its_app_and_is_a_leaf_of_few_lines():
    wrong = []
    for path, function, decorator in _tasks():
        app = path.relative_to(ROOT).parts[0]
        names = [word.value.value for word in decorator.keywords if word.arg == "name"]
        if not (names and names[0].startswith(f"{app}.")) or function.end_lineno - function.lineno > 10:
            wrong.append(place(path, function))
    assert wrong == []


def test_tasks_are_sent_after_commit_through_one_door():
    doors = {"jobs/services/jobs.py", "jobs/tasks.py"}
    wrong = [
        place(path, node)
        for path, tree in sources()
        if path.relative_to(ROOT).as_posix() not in doors
        for node in nodes(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"delay", "apply_async", "send_task"}
    ]
    assert wrong == []


def test_no_package_is_a_junk_drawer():
    names = {path.stem for package in PACKAGES for path in (ROOT / package).rglob("*.py")}
    names |= {path.name for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_dir()}
    assert names & {"common", "utils", "helpers", "shared", "misc"} == set()
