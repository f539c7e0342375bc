"""Writes of posts of hamlets: who holds which, how they came, why they went."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import audit
from audit.snapshots import snapshot
from communes.choices import AgencyKind
from communes.models import Agency, Commune, Hamlet
from communes.services.communes import commune_touch
from contracts.policy import require
from documents.choices import DocumentType
from documents.models import Document
from documents.services import document_find_or_record
from teams import policies
from teams.choices import (
    SINGLE_POSTS,
    PostEnd,
    PostGround,
    PostKind,
    PostStart,
)
from teams.models import HamletPost, Person
from teams.services.people import person_create
from teams.services.post_rules import end_errors, facts_errors, start_errors, taken_message
from vietnam.names import clean_name

#: Fields of a post that may be corrected while it is held.
CORRECTED = ("start_kind", "contracted_on", "propaganda_role", "propaganda_since")
#: Minutes of an election are the hamlet's, decisions the chairman's.
ISSUERS = {
    DocumentType.MINUTES: AgencyKind.HAMLETS,
    DocumentType.DECISION: AgencyKind.PEOPLES_COMMITTEE,
}


@dataclass(frozen=True)
class Paper:
    """A signed paper as typed from the original: a decision, or the minutes of an election."""

    type: DocumentType
    data: Mapping[str, Any]


@transaction.atomic
def post_start(
    *,
    actor,
    hamlet: Hamlet,
    post: PostKind,
    started_on: date,
    start_kind: PostStart,
    person: Person | None = None,
    other_title: str = "",
    contracted_on: date | None = None,
    paper: Paper | None = None,
    facts: Mapping[str, Any] | None = None,
) -> HamletPost:
    """Record that somebody holds a post from a day on: a person of the commune, or a new one with `facts`.

    All or nothing: a refused post leaves no person behind. Raises `ValidationError`: the post has a holder, the person
    belongs to another commune, days out of order; as `person_create` for a new person.
    """
    commune = hamlet.commune
    require(policies.can_register(actor, commune))
    person = person or person_create(actor=actor, commune=commune, **facts or {})
    document = _recorded(actor, commune, paper)
    _lock(hamlet, person)
    spell = HamletPost(
        person=person, hamlet=hamlet, post=post, other_title=clean_name(other_title), started_on=started_on,
        start_kind=start_kind, start_paper=document, contracted_on=contracted_on,
    )  # fmt: skip
    _check_start(spell)
    spell.full_clean(validate_constraints=False)
    spell.save()
    audit(actor, "teams.post.start", spell)
    commune_touch({commune.code})
    return spell


@transaction.atomic
def post_update(
    *, actor, post: HamletPost, version: int | None, paper: Paper | None = None, **facts
) -> HamletPost:
    """Correct how it came, from when it is paid as a lump sum, the role beside it; or add the paper that was missing.

    `facts` are fields of `CORRECTED`. `StaleRecord` if somebody else saved it since.
    """
    require(policies.can_edit_post(actor, post))
    before = snapshot(post)
    document = _recorded(actor, post.hamlet.commune, paper)
    post.claim_version(version)
    for name in CORRECTED:
        if name in facts:
            setattr(post, name, facts[name])
    post.start_paper = document or post.start_paper
    _refuse(facts_errors(post))
    post.full_clean(validate_constraints=False)
    post.save()
    audit(actor, "teams.post.update", post, before=before)
    commune_touch({post.hamlet.commune_id})
    return post


@transaction.atomic
def post_end(
    *,
    actor,
    post: HamletPost,
    version: int | None,
    ended_on: date,
    end_kind: PostEnd,
    end_ground: PostGround | str = "",
    paper: Paper | None = None,
    note: str = "",
) -> HamletPost:
    """Record that somebody no longer holds a post: `ended_on` is the first day without it."""
    require(policies.can_edit_post(actor, post))
    _refuse(end_errors(post.started_on, ended_on, end_kind, end_ground))
    before = snapshot(post)
    document = _recorded(actor, post.hamlet.commune, paper)
    post.claim_version(version)
    post.ended_on, post.end_kind, post.end_ground = ended_on, end_kind, end_ground
    post.end_paper, post.end_note = document, note.strip()
    post.full_clean(validate_constraints=False)
    post.save()
    audit(actor, "teams.post.end", post, before=before)
    commune_touch({post.hamlet.commune_id})
    return post


def _recorded(actor, commune: Commune, paper: Paper | None) -> Document | None:
    if paper is None:
        return None
    agency = Agency.objects.get(commune=commune, kind=ISSUERS[paper.type])
    return document_find_or_record(actor=actor, agency=agency, type=paper.type, commune=commune, **paper.data)


def _lock(hamlet: Hamlet, person: Person) -> None:
    """Hold both rows until the end: two officers cannot each fill the same post."""
    Person.objects.select_for_update().filter(pk=person.pk).first()
    Hamlet.objects.select_for_update().filter(pk=hamlet.pk).first()


def _check_start(spell: HamletPost) -> None:
    errors = start_errors(spell)
    if taken := _taken_by(spell):
        errors["post"] = taken_message(spell, taken)
    _refuse(errors)
    _refuse(facts_errors(spell))


def _taken_by(spell: HamletPost) -> HamletPost | None:
    """Who stands in the way: another holder of a post that has one, or the same person in the same post."""
    rows = spell.hamlet.posts.filter(post=spell.post).overlapping(spell.started_on, None)
    if spell.post not in SINGLE_POSTS:
        rows = rows.filter(person=spell.person, other_title=spell.other_title)
    return rows.select_related("person").first()


def _refuse(errors: dict[str, str]) -> None:
    if errors:
        raise ValidationError(errors)
