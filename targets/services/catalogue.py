"""Loading the shipped catalogue: idempotent, in bulk, and never over what an administrator changed."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from audit.services import Change, audit, audit_many
from audit.snapshots import Snapshot, snapshot
from contracts.policy import require
from targets import policies
from targets.models import ActionItem, CatalogueRow, Directive, Indicator, Target
from targets.shipped import FOLDER, Row, read_catalogue


@transaction.atomic
def catalogue_load(folder: Path = FOLDER) -> dict[str, int]:
    """Load directives, indicators, targets and duties; gives how many rows were added or changed of each.

    A field that an administrator changed since the last loading keeps that value. Raises `targets.shipped.BadCatalogue`
    and loads nothing when the files contradict each other.
    """
    found = read_catalogue(folder)
    counts = {
        "directives": _load(Directive, found.directives),
        "indicators": _load(Indicator, found.indicators),
    }
    directives = dict(Directive.objects.values_list("code", "pk"))
    targets, tasks = ([_under(row, directives) for row in rows] for rows in (found.targets, found.tasks))
    return counts | {"targets": _load(Target, targets), "tasks": _load(ActionItem, tasks)}


def _under(row: Row, directives: dict[str, int]) -> Row:
    """The row with its directive's key instead of its code."""
    return {name: value for name, value in row.items() if name != "directive"} | {
        "directive_id": directives[row["directive"]]
    }


def _load(model: type[CatalogueRow], rows: list[Row]) -> int:
    known = {row.code: row for row in model._default_manager.all()}
    added: list[CatalogueRow] = [_new(model, row) for row in rows if row["code"] not in known]
    changed = [change for row in rows if (old := known.get(row["code"])) and (change := _merge(old, row))]
    model._default_manager.bulk_create(added, batch_size=200)
    if changed:
        fields = [*rows[0], "loaded", "is_shipped"]
        model._default_manager.bulk_update([row for row, _ in changed], fields, batch_size=100)
    audit_many(None, "targets.catalogue.load", [*(Change(row) for row in added), *changed])
    return len(added) + len(changed)


def _new(model: type[CatalogueRow], row: Row) -> CatalogueRow:
    return model(**_values(model, row), loaded=row, is_shipped=True)


def _merge(old: CatalogueRow, row: Row) -> Change | None:
    """Take what the files changed since the last loading, field by field; None where they changed nothing."""
    if old.loaded == row:
        return None
    before: Snapshot = snapshot(old)
    values = _values(type(old), row)
    last = _values(type(old), old.loaded)
    for name, value in values.items():
        if name not in last or getattr(old, name) == last[name]:
            setattr(old, name, value)
    old.loaded, old.is_shipped = row, True
    return Change(old, before)


def _values(model: type[models.Model], row: Row) -> dict[str, Any]:
    """The row with dates and decimals as our fields hold them."""
    fields: dict[str, Any] = {field.attname: field for field in model._meta.concrete_fields}
    return {
        name: fields[name].to_python(value) if isinstance(value, str) else value
        for name, value in row.items()
    }


@transaction.atomic
def target_amend(*, actor, target: Target, statement: str, threshold: Any, notes: str = "") -> Target:
    """Correct the wording, the goal or the notes of a target; loading the catalogue again leaves them so."""
    require(policies.can_amend_catalogue(actor))
    if target.threshold is not None and type(threshold) is not type(target.threshold):
        raise ValidationError(
            {"threshold": "Ngưỡng phải cùng kiểu với ngưỡng cũ (số, có/không hoặc mức xếp loại)."}
        )
    before = snapshot(target)
    target.statement, target.threshold, target.notes = statement.strip(), threshold, notes
    target.full_clean()
    target.save()
    audit(actor, "targets.target.amend", target, before=before)
    return target


@transaction.atomic
def directive_amend(
    *,
    actor,
    directive: Directive,
    title: str,
    number: str = "",
    issued_on: date | None = None,
    notes: str = "",
) -> Directive:
    """Correct a directive's title, number, date or notes; loading the catalogue again leaves them so."""
    require(policies.can_amend_catalogue(actor))
    before = snapshot(directive)
    directive.title, directive.number, directive.issued_on, directive.notes = title, number, issued_on, notes
    directive.full_clean()
    directive.save()
    audit(actor, "targets.directive.amend", directive, before=before)
    return directive
