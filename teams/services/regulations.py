"""Writes of Quy chế hoạt động."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.choices import AgencyKind
from communes.models import Agency, Commune
from communes.services.communes import commune_touch
from contracts.policy import require
from documents.choices import DocumentType
from documents.models import Document
from documents.services import document_find_or_record
from teams import policies
from teams.choices import RegulationTopic
from teams.models import Regulation, RegulationPart, Team
from teams.services.spells import Paper, check_decision
from vietnam.dates import format_date

#: The paper itself, or the decision that it is attached to.
PAPER_TYPES = (DocumentType.REGULATION, DocumentType.DECISION)


@transaction.atomic
def regulation_set(
    *, actor, commune: Commune, started_on: date, topics: Iterable[RegulationTopic], team: Team | None = None,
    type: str = DocumentType.DECISION, document: Document | None = None, paper: Paper = None,
) -> Regulation:  # fmt: skip
    """Put working rules in force from a day on, for all teams or one; those before end that day.

    What is not among `topics` is missing from them (seed 002.III.1.b3): it is shown, not refused, for the paper is
    signed as it is.
    """
    require(policies.can_register(actor, commune))
    if team is not None and team.commune_id != commune.code:
        raise ValidationError({"team": "Tổ này thuộc xã khác. Chọn Tổ của xã mình."})
    if document is None:
        if not paper:
            raise ValidationError({"symbol": "Ghi số, ngày ký văn bản ban hành Quy chế."})
        agency = Agency.objects.get(commune=commune, kind=AgencyKind.PEOPLES_COMMITTEE)
        document = document_find_or_record(actor=actor, agency=agency, type=type, commune=commune, **paper)
    check_decision(document, commune.province_id, "symbol")
    _end_present(actor, commune, team, started_on)
    regulation = Regulation(commune=commune, team=team, document=document, started_on=started_on)
    regulation.full_clean()
    regulation.save()
    audit(actor, "teams.regulation.set", regulation)
    _write_parts(actor, regulation, set(topics))
    commune_touch({commune.code})
    return regulation


@transaction.atomic
def regulation_topics_set(
    *, actor, regulation: Regulation, version: int | None, topics: Iterable[RegulationTopic]
) -> Regulation:
    """Correct what the rules settle, as read from the paper."""
    require(policies.can_register(actor, regulation.commune))
    regulation.claim_version(version)
    wanted, parts = set(topics), {part.topic: part for part in regulation.parts.all()}
    for topic, part in parts.items():
        if topic not in wanted:
            audit(actor, "teams.regulation.part", part, before=snapshot(part), after={})
            part.delete()
    _write_parts(actor, regulation, wanted - parts.keys())
    commune_touch({regulation.commune_id})
    return regulation


@transaction.atomic
def regulation_end(*, actor, regulation: Regulation, version: int | None, ended_on: date) -> Regulation:
    """The rules hold no longer from that day on."""
    require(policies.can_register(actor, regulation.commune))
    if regulation.ended_on:
        raise ValidationError(f"Quy chế đã hết hiệu lực từ {format_date(regulation.ended_on)}.")
    before = snapshot(regulation)
    regulation.claim_version(version)
    regulation.ended_on = ended_on
    regulation.full_clean()
    regulation.save()
    audit(actor, "teams.regulation.end", regulation, before=before)
    commune_touch({regulation.commune_id})
    return regulation


def regulation_of(team: Team, on: date) -> Regulation | None:
    """The rules a team works by on that day: its own, else the commune's."""
    rows = Regulation.objects.in_force(on).filter(Q(team=team) | Q(team=None, commune=team.commune_id))
    found = rows.select_related("document").prefetch_related("parts")
    return max(found, key=lambda row: row.team_id is not None, default=None)


def _end_present(actor, commune: Commune, team: Team | None, started_on: date) -> None:
    for present in Regulation.objects.filter(commune=commune, team=team).overlapping(started_on, None):
        if present.started_on >= started_on:
            raise ValidationError(
                {"started_on": f"Đã có Quy chế từ {format_date(present.started_on)}. Chọn ngày sau ngày đó."}
            )
        before = snapshot(present)
        present.ended_on = started_on
        present.version += 1
        present.save(update_fields=["ended_on", "version"])
        audit(actor, "teams.regulation.end", present, before=before)


def _write_parts(actor, regulation: Regulation, topics: set[str]) -> None:
    rows = [
        RegulationPart(regulation=regulation, topic=topic) for topic in RegulationTopic if topic in topics
    ]
    RegulationPart.objects.bulk_create(rows)
    audit_many(actor, "teams.regulation.part", [Change(row) for row in rows])
