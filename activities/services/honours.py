"""Writes of commendations and discipline."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from activities.about import Subject, codes_where
from activities.choices import CommendationForm, CommendationLevel, DisciplineForm, Occasion
from activities.models import Commendation, Discipline
from activities.services.records import Paper, begin, change, check_past, check_subject, keep, recorded
from law.values import RuleBook


@transaction.atomic
def commendation_create(
    *, actor, subject: Subject, form: CommendationForm, level: CommendationLevel, occasion: Occasion, reason: str,
    issued_on: date, note: str = "", paper: Paper = None,
) -> Commendation:  # fmt: skip
    """Register a commendation of a team, a unit or a person; its day is that of the decision or of the award."""
    commendation = Commendation(
        form=form,
        level=level,
        occasion=occasion,
        reason=reason.strip(),
        issued_on=issued_on,
        note=note.strip(),
    )
    begin(actor, commendation, subject)
    _check_commendation(actor, commendation)
    commendation.paper = recorded(actor, commendation, paper)
    keep(actor, "activities.commendation.create", commendation)
    return commendation


@transaction.atomic
def commendation_update(
    *, actor, commendation: Commendation, version: int, paper: Paper = None, **facts: Any
) -> Commendation:
    """Correct a commendation; `facts` are its fields, its subject stays."""
    before = change(actor, commendation, version, facts)
    _check_commendation(actor, commendation)
    commendation.paper = recorded(actor, commendation, paper)
    keep(actor, "activities.commendation.update", commendation, before=before)
    return commendation


def _check_commendation(actor, row: Commendation) -> None:
    check_past("issued_on", row.issued_on)
    check_subject(actor, row, row.issued_on, among=codes_where())
    rule = RuleBook(row.issued_on, row.province_id, prefix="commend.").get(f"commend.levels_{row.form}")
    if rule and row.level not in rule.value:
        labels = ", ".join(str(CommendationLevel(level).label) for level in rule.value)
        raise ValidationError(
            {
                "level": f"{row.get_form_display()} do {labels} tặng ({rule.citation}). "
                "Chọn đúng cấp tặng, hoặc hình thức khác."
            }
        )


@transaction.atomic
def discipline_create(
    *, actor, subject: Subject, form: DisciplineForm, reason: str, decided_on: date,
    valid_until: date | None = None, note: str = "", paper: Paper = None,
) -> Discipline:  # fmt: skip
    """Register a measure against somebody who serves."""
    discipline = Discipline(
        form=form, reason=reason.strip(), decided_on=decided_on, valid_until=valid_until, note=note.strip()
    )
    begin(actor, discipline, subject)
    _check_discipline(actor, discipline)
    discipline.paper = recorded(actor, discipline, paper)
    keep(actor, "activities.discipline.create", discipline)
    return discipline


@transaction.atomic
def discipline_update(
    *, actor, discipline: Discipline, version: int, paper: Paper = None, **facts: Any
) -> Discipline:
    """Correct a measure; `facts` are its fields, its subject stays."""
    before = change(actor, discipline, version, facts)
    _check_discipline(actor, discipline)
    discipline.paper = recorded(actor, discipline, paper)
    keep(actor, "activities.discipline.update", discipline, before=before)
    return discipline


def _check_discipline(actor, row: Discipline) -> None:
    check_past("decided_on", row.decided_on)
    check_subject(actor, row, row.decided_on, among=codes_where(collective=False))
