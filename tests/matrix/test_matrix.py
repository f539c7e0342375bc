"""The access matrix: every address × nobody, each role of the own commune, another commune, another province, the
province, the administrator.

An address that no `tests/matrix/<app>.py` states fails: whoever adds a page says who may open it.
"""

from importlib import import_module
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.matrix.conftest import browser
from tests.matrix.rules import Rule

HERE = Path(__file__).parent
#: Django admin has a matrix of its own: tests/matrix/test_admin.py.
ELSEWHERE = ("admin",)


def _addresses(resolver, namespace: str = ""):
    """Names of all addresses of the site; those without a name by their pattern."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace not in ELSEWHERE:
                inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
                yield from _addresses(entry, inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}" if entry.name else f"unnamed {entry.pattern}"


def _rules() -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for path in sorted(HERE.glob("*.py")):
        if path.stem not in ("__init__", "conftest", "rules") and not path.stem.startswith("test_"):
            module = import_module(f"tests.matrix.{path.stem}")
            assert not found.keys() & module.RULES.keys(), f"{path.name} states an address twice"
            found |= module.RULES
    return found


RULES = _rules()


def test_every_address_is_classified_and_every_rule_has_an_address():
    addresses = set(_addresses(get_resolver()))
    assert sorted(addresses - RULES.keys()) == []
    assert sorted(RULES.keys() - addresses) == []


def _status(client, method: str, address: str, data: dict) -> int:
    """The answer's status; whatever it wrote is taken back."""
    with transaction.atomic():
        response = getattr(client, method)(address, data)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response.status_code


def _walk(world, logins, rule: Rule, address: str, method: str) -> dict[str, str]:
    data = rule.data(world) if method == "post" else {}
    wrong = {}
    for actor, cookies in logins.items():
        status = _status(browser(cookies), method, address, data)
        if status not in rule.expected(actor):
            wrong[f"{method} as {actor}"] = f"{status}, expected {rule.expected(actor)}"
    return wrong


def _methods(rule: Rule) -> list[str]:
    return [method for method, wanted in (("get", rule.get), ("post", rule.post)) if wanted]


def _strangers(world, rule: Rule, address: str) -> dict[str, str]:
    """Nobody logged in and disabled accounts are sent to the login page."""
    wrong = {}
    for method in _methods(rule):
        for user in (None, world.khanh):
            response = getattr(world.client(user), method)(address)
            login = f"{reverse('accounts:login')}?next="
            if rule.public:
                fine = response.status_code in rule.answers
            else:
                fine = response.status_code == 302 and response.url.startswith(login)
            if not fine:
                wrong[f"{method} as {user}"] = str(response.status_code)
    return wrong


@pytest.mark.parametrize("name", sorted(RULES))
def test_each_role_gets_the_answer_of_the_matrix_and_strangers_the_login_page(world, logins, name):
    rule = RULES[name]
    address = reverse(name, kwargs=rule.kwargs(world))
    wrong = {}
    for method in _methods(rule):
        wrong |= _walk(world, logins, rule, address, method)
    wrong |= _strangers(world, rule, address)
    assert wrong == {}


@pytest.mark.parametrize("name", sorted(name for name, rule in RULES.items() if not rule.get))
def test_what_writes_is_not_done_by_following_a_link(world, name):
    address = reverse(name, kwargs=RULES[name].kwargs(world))
    assert world.client(world.admin).get(address).status_code == 405
