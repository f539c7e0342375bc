"""Writes of activities and of who missed a meeting."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from activities.about import Subject, subject_of
from activities.choices import KIND_RULES, ActivityKind
from activities.models import Absence, Activity
from activities.services.records import Paper, begin, change, check_past, check_subject, keep, recorded
from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from contracts.registry import SubjectKind, subject_kinds
from vietnam.dates import format_date
from vietnam.names import clean_name, within


@transaction.atomic
def activity_create(
    *,
    actor,
    kind: ActivityKind,
    held_on: date,
    topic: str,
    subject: Subject | None = None,
    absent: Iterable[models.Model] = (),
    paper: Paper = None,
    **facts: Any,
) -> Activity:
    """Register what was done. `facts` are the other fields of `Activity`; `absent` those of the subject's people who
    missed it. `ValidationError` names the field that is wrong."""
    activity = Activity(kind=kind, held_on=held_on, topic=clean_name(topic), **facts)
    begin(actor, activity, subject)
    absent = list(absent)
    _complete(actor, activity, absent)
    activity.paper = recorded(actor, activity, paper)
    keep(actor, "activities.activity.create", activity)
    _absences_set(actor, activity, absent)
    return activity


@transaction.atomic
def activity_update(
    *, actor, activity: Activity, version: int, absent: Iterable[models.Model] = (), paper: Paper = None, **facts: Any
) -> Activity:  # fmt: skip
    """Correct an activity; its kind and subject stay (cancel it and register the right one instead)."""
    before = change(actor, activity, version, facts)
    activity.topic = clean_name(activity.topic)
    absent = list(absent)
    _complete(actor, activity, absent)
    activity.paper = recorded(actor, activity, paper)
    keep(actor, "activities.activity.update", activity, before=before)
    _absences_set(actor, activity, absent)
    return activity


def _complete(actor, activity: Activity, absent: list[models.Model]) -> None:
    """Check what the table cannot, leave empty what the kind does not ask, count those present at a meeting."""
    rule = KIND_RULES[activity.kind]
    check_past("held_on", activity.held_on)
    if activity.subject_id:
        check_subject(actor, activity, activity.held_on, among=list(rule.subjects))
    elif rule.needs_subject:
        raise ValidationError({"subject": "Chọn Tổ đã sinh hoạt."})
    if activity.hamlet and (activity.hamlet.commune_id != activity.commune_id):
        raise ValidationError({"hamlet": f"{activity.hamlet} thuộc xã khác. Chọn thôn của xã mình."})
    if rule.quantity and activity.quantity is None:
        raise ValidationError({"quantity": f"Ghi {within(rule.quantity)}."})
    activity.quantity = activity.quantity if rule.quantity else None
    activity.part = activity.part if rule.part else None
    if not rule.people:
        activity.participants = None
    people = people_of(activity)
    if people is None:
        if absent:
            raise ValidationError({"absent": "Loại hoạt động này không ghi người vắng."})
        return
    known = {person.pk for person in people}
    for person in absent:
        if person.pk not in known:
            raise ValidationError(
                {"absent": f"{person} không thuộc Tổ ngày {format_date(activity.held_on)}. Bỏ người này."}
            )
    if activity.participants is None:
        activity.participants = len(known) - len({person.pk for person in absent})


def people_of(activity: Activity) -> list[models.Model] | None:
    """Who belongs to the subject on the day of a meeting of its own; None where nobody's absence is kept."""
    if activity.kind != ActivityKind.TEAM_MEETING or activity.subject_kind not in subject_kinds:
        return None
    kind: SubjectKind = subject_kinds.get(activity.subject_kind)
    return list(kind.people(activity.subject_id, activity.held_on)) if kind.people else None


def _absences_set(actor, activity: Activity, absent: list[models.Model]) -> None:
    known = {row.subject_id: row for row in activity.absences.all()}
    wanted = {str(person.pk): person for person in absent}
    for gone in [row for pk, row in known.items() if pk not in wanted]:
        audit(actor, "activities.absence.remove", gone, before=snapshot(gone), after={})
        gone.delete()
    people_kind = subject_kinds.get(activity.subject_kind).people_kind if wanted else ""
    new = [
        Absence(activity=activity, **subject_of(people_kind, person).fields())
        for pk, person in wanted.items()
        if pk not in known
    ]
    for row in new:
        row.fill_keys()
    Absence.objects.bulk_create(new)
    audit_many(actor, "activities.absence.add", [Change(row) for row in new])
