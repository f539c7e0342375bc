"""Django admin: every model of the house is there, scoped, for administrators alone, in few queries."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import FormDraft, Notice, SavedView
from communes.models import (
    AreaStatus,
    Cluster,
    CommuneName,
    Hamlet,
    HamletPlacement,
    HamletYear,
    Succession,
    SuccessionLine,
)
from law.models import Parameter, SpecialDay
from tests.matrix.conftest import browser
from tests.matrix.rules import ACTORS, ADMINS
from tests.world import SINCE, make_user

HOUSE = ("audit", "jobs", "communes", "law", "accounts", "documents", "activities", "teams", "readiness", "recruitment",
         "targets", "reporting")  # fmt: skip
MODELS = sorted(
    (model for model in apps.get_models() if model._meta.app_label in HOUSE), key=lambda m: m._meta.label
)
MAX_QUERIES = 20


def _address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_every_model_of_the_house_is_in_the_admin():
    missing = [model._meta.label for model in MODELS if not admin.site.is_registered(model)]
    assert missing == []


def test_nothing_else_is_in_the_admin():
    assert {model._meta.app_label for model in admin.site._registry} <= set(HOUSE)


def test_names_of_models_are_vietnamese_and_their_own():
    names = [str(model._meta.verbose_name) for model in MODELS]
    assert [name for name in names if name in {m._meta.model_name for m in MODELS}] == []
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_lists_open_for_administrators_only(world, logins, model):
    address = _address(model, "changelist")
    found = {actor: browser(cookies).get(address).status_code for actor, cookies in logins.items()}
    assert found == {actor: 200 if actor in ADMINS else 302 for actor in ACTORS}
    assert world.client().get(address).status_code == 302


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_nothing_is_deleted_in_the_admin(world, logins, model):
    response = browser(logins["admin"]).post(_address(model, "changelist"), {"action": "delete_selected"})
    assert response.status_code in (200, 302, 403)
    request = response.wsgi_request
    assert not admin.site._registry[model].has_delete_permission(request)


@pytest.mark.parametrize("label", ["communes.Hamlet", "communes.Commune", "accounts.User", "communes.Agency"])
def test_objects_of_another_province_are_not_there(world, label):
    model = apps.get_model(label)
    foreign = {"Hamlet": world.hamlet_other, "Commune": world.commune_other, "User": world.hai,
               "Agency": world.agency(world.commune_other, "economy")}[model.__name__]  # fmt: skip
    response = world.client(world.quang).get(_address(model, "change", foreign.pk))
    assert response.status_code == 302  # Django's answer to an object that its list does not hold
    assert world.client(world.admin).get(_address(model, "change", foreign.pk)).status_code == 200


def _queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def _fill(world, numbers: range) -> None:
    """Rows in the tables of the ground floors."""
    hamlets = [Hamlet(commune=world.commune_a, name=f"Số {n}", started_on=SINCE) for n in numbers]
    for hamlet in hamlets:
        hamlet.fill_keys()
    Hamlet.objects.bulk_create(hamlets)
    for n, hamlet in zip(numbers, hamlets, strict=True):
        HamletPlacement.objects.create(hamlet=hamlet, commune=world.commune_a, started_on=SINCE)
        HamletYear.objects.create(hamlet=hamlet, year=2025, households=300)
        Cluster.objects.create(hamlet=hamlet, name="Cụm 1", started_on=SINCE)
        AreaStatus.objects.create(
            commune=world.commune_a, hamlet=hamlet, kind="mien_nui", basis="x", started_on=SINCE
        )
        CommuneName.objects.create(commune=world.commune_a, name=f"Xã {n}", kind="xa", started_on=SINCE)
        Notice.objects.create(user=world.admin, kind="job", title="x")
        SavedView.objects.create(user=world.admin, list_code="x", name=f"{n}")
        FormDraft.objects.create(user=world.admin, address=f"/{n}", saved_at=timezone.now())
        Parameter.objects.create(
            code=f"x.{n}", label="x", value=1, citation="x", certainty="stated", started_on=SINCE,
            province=world.province,
        )  # fmt: skip
        SpecialDay.objects.create(day=SINCE + timedelta(n), kind="holiday", name="x", citation="x")
        user = make_user(f"u{n}", "Lê Văn Tám", "officer", world.commune_a)
        user.grants.update(delegated_by=world.chien)
        change = Succession.objects.create(kind="rename", effective_on=SINCE, legal_basis="x")
        SuccessionLine.objects.create(succession=change, old=world.commune_a, new=world.commune_b)


GROUND = [model for model in MODELS if model._meta.app_label in ("audit", "communes", "law", "accounts")]


@pytest.mark.parametrize("model", GROUND, ids=lambda model: model._meta.label)
def test_lists_take_few_queries_whatever_the_rows(world, model):
    client = world.client(world.admin)
    _fill(world, range(1))
    few = _queries(client, _address(model, "changelist"))
    _fill(world, range(1, 31))
    many = _queries(client, _address(model, "changelist"))
    assert many <= MAX_QUERIES
    assert many <= few
    assert model._default_manager.visible_to(world.admin).count() > 1
