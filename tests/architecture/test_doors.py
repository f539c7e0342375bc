"""One door for reading (`visible_to`), one for writing (services)."""

import ast

from django.apps import apps
from django.urls import URLResolver, get_resolver

from pages.views import ScopedMixin
from tests.architecture.house import LEVEL, chain_above, chain_below, nodes, parents, place, sources

FACES = ("views", "forms", "admin", "resources", "search", "nav")
MANAGERS = {"objects", "_default_manager", "_base_manager"}
#: Besides `visible_to`: `open_to_all()` is the word for what anybody may see without login (a paper's QR check),
#: `readable_about(subject, user)` the audit's own door; a subquery of an `OuterRef` is as narrow as what it joins.
DOOR = {"visible_to", "none", "open_to_all", "readable_about", "OuterRef"}
WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}
STATES = {"state", "stage", "status", "is_active"}


def our_models():
    return [model for model in apps.get_models() if model._meta.app_label in LEVEL]


def test_pages_forms_admin_and_exports_read_through_the_door():
    wrong = []
    for path, tree in sources(*FACES):
        above = parents(tree)
        for node in nodes(tree):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in MANAGERS
                and not DOOR & chain_above(node, above)
            ):
                wrong.append(place(path, node))
    assert wrong == []


def test_choices_of_filters_are_read_through_the_door():
    """Filters narrow rows that are scoped already; what they offer to choose from is not."""
    wrong = []
    for path, tree in sources("filters"):
        for word in [
            node for node in nodes(tree) if isinstance(node, ast.keyword) and node.arg == "queryset"
        ]:
            names = {node.attr for node in ast.walk(word.value) if isinstance(node, ast.Attribute)}
            if names & MANAGERS and not names & DOOR:
                wrong.append(place(path, word.value))
    assert wrong == []


def test_no_page_fetches_an_object_of_a_bare_model():
    """`get_object_or_404(Job, pk=…)` would go round the door."""
    wrong = []
    for path, tree in sources("views"):
        for node in nodes(tree):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in SHORTCUTS:
                continue
            if isinstance(node.args[0], ast.Name) and node.args[0].id[:1].isupper():
                wrong.append(place(path, node))
    assert wrong == []


def test_every_page_of_a_table_is_scoped():
    pages = [pattern.callback.view_class for pattern in patterns() if hasattr(pattern.callback, "view_class")]
    bare = [page for page in pages if getattr(page, "model", None) and not issubclass(page, ScopedMixin)]
    assert bare == []


def patterns(resolver=None):
    """All address patterns of the site but the admin's."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if not isinstance(pattern, URLResolver):
            yield pattern
        elif pattern.app_name != "admin":
            yield from patterns(pattern)


def test_every_table_has_the_door():
    lacking = [m._meta.label for m in our_models() if not hasattr(m._default_manager.all(), "visible_to")]
    assert lacking == []


def test_pages_forms_admin_and_tasks_never_write_themselves():
    wrong = []
    for path, tree in sources("views", "forms", "admin", "tasks"):
        for node in nodes(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            name, below = node.func.attr, chain_below(node.func.value)
            of_table = bool(below & (MANAGERS | {"filter", "visible_to"}))
            if name in WRITES or (name in {"update", "delete"} and of_table):
                wrong.append(place(path, node))
    assert wrong == []


def test_states_are_set_by_services_only():
    wrong = []
    for path, tree in sources():
        if "services" in path.with_suffix("").parts:
            continue
        for node in nodes(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr in STATES:
                wrong.append(place(path, node))
    assert wrong == []
