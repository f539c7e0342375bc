"""What rows of this app are about: a subject of a kind that some floor offers (`contracts.registry.subject_kinds`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models

from activities.models.records import AboutSubject
from communes.models import Commune
from contracts.registry import SubjectKind, subject_kinds

#: What an address names a subject by: /…/?ve=team:12
PARAMETER = "ve"


@dataclass(frozen=True)
class Subject:
    """A row in one capacity."""

    kind: SubjectKind
    row: Any

    @property
    def key(self) -> str:
        """What forms and addresses name it by."""
        return f"{self.kind.code}:{self.row.pk}"

    @property
    def name(self) -> str:
        """What the registers keep of it."""
        return self.kind.name(self.row)

    @property
    def label(self) -> str:
        """Its name, told apart from namesakes."""
        detail = self.kind.detail(self.row)
        return f"{self.name} ({detail})" if detail else self.name

    @property
    def commune(self) -> Commune:
        """The commune whose register names it."""
        return self.kind.commune(self.row)

    def fields(self) -> dict[str, Any]:
        """The columns of a row about it."""
        return {
            "subject_kind": self.kind.code, "subject_id": str(self.row.pk), "subject_name": self.name[:150],
            "subject_type": ContentType.objects.get_for_model(apps.get_model(self.kind.model)),
        }  # fmt: skip


def subject_of(kind: str, row: models.Model) -> Subject:
    """The row as a subject of that kind."""
    return Subject(subject_kinds.get(kind), row)


def subject_find(user, key: str, on: date, *, among: Iterable[str]) -> Subject | None:
    """The subject that a form or an address names, if it is one of those kinds and could be it on that day."""
    code, _, pk = key.partition(":")
    if code not in among or code not in subject_kinds or not pk.isdigit():
        return None
    kind = subject_kinds.get(code)
    row = kind.rows(user, on).filter(pk=pk).first()
    return Subject(kind, row) if row is not None else None


def subjects_offered(user, on: date, *, among: Iterable[str]) -> list[Subject]:
    """All that the user may choose among. Who writes for a whole province chooses among its communes only."""
    kinds = [subject_kinds.get(code) for code in among if code in subject_kinds]
    if user.commune_id is None:
        kinds = [kind for kind in kinds if kind.is_unit]
    return [Subject(kind, row) for kind in kinds for row in kind.rows(user, on)]


def subject_of_record(user, record: AboutSubject) -> Subject | None:
    """What the record is about, where the user may see it now; else only its name is left."""
    if record.subject_kind not in subject_kinds:
        return None
    kind = subject_kinds.get(record.subject_kind)
    rows = apps.get_model(kind.model)._default_manager.visible_to(user)
    row = rows.filter(pk=record.subject_id).first()
    return Subject(kind, row) if row is not None else None


def grounds_of(codes: Iterable[str]) -> dict[str, str]:
    """Codes and labels of the grounds on which an assessment of subjects of these kinds may find that somebody must be
    replaced or dismissed."""
    kinds = [subject_kinds.get(code) for code in codes if code in subject_kinds]
    return {ground: label for kind in kinds for ground, label in kind.grounds}


def codes_where(*, collective: bool | None = None, assessed_by: str = "") -> list[str]:
    """Codes of the kinds that are collective (or not), or that are assessed by that kind of assessment."""
    return [
        kind.code
        for kind in subject_kinds
        if (collective is None or kind.is_collective == collective)
        and (not assessed_by or assessed_by in kind.assessments)
    ]
