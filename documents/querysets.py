"""Query words of papers."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from contracts.records import DatedQuerySet
from contracts.registry import AttachmentKind, attachment_kinds, personal_templates
from contracts.roles import Scope, is_only_partner
from contracts.scoping import PublicQuerySet, ScopedQuerySet
from documents.choices import ABBREVIATIONS, NUMBERS_ONLY, DocumentState, Origin, PostingState
from vietnam.names import fold


class OfUnitQuerySet(ScopedQuerySet):
    """Rows that carry their province, and their commune where they are a commune's."""

    commune_path, province_path = "commune_id", "province_id"

    def visible_to(self, user):
        """A commune sees its own; the province everything within it."""
        if user.is_authenticated and user.is_active and user.scope == Scope.COMMUNE:
            return self.filter(commune_id__in=user.commune_ids)
        return super().visible_to(user)


class NumberBookQuerySet(OfUnitQuerySet):
    """Books of numbers."""


class DocumentQuerySet(OfUnitQuerySet):
    """Papers."""

    def visible_to(self, user):
        """The unit's; for partner agencies neither drafts nor what tells of single people (Luật 91/2025/QH15, Điều
        16)."""
        rows = super().visible_to(user)
        if not is_only_partner(user):
            return rows
        return rows.exclude(Q(template_code__in=personal_templates()) | Q(state=DocumentState.DRAFT))

    def valid(self):
        """Issued or recorded, not replaced, not recalled."""
        return self.filter(state=DocumentState.ISSUED)

    def matching(self, text: str):
        """Papers whose number or title contains the text, accents and case aside."""
        return self.filter(search_key__contains=fold(text))

    def signed_in(self, year: int):
        """Signed within that calendar year."""
        return self.filter(signed_on__year=year)

    def awaiting_scan(self):
        """Recorded from paper, the signed and stamped copy not yet attached."""
        return self.valid().filter(origin=Origin.RECORDED, scan__isnull=True)

    def open_to_all(self, code: str):
        """The paper behind a QR code, for anybody who holds the code: no drafts, no recorded ones, no bare numbers."""
        shown = (DocumentState.ISSUED, DocumentState.REPLACED, DocumentState.RECALLED)
        return self.filter(state__in=shown, check_code=code)

    def unsent(self):
        """Papers whose day of sending is not written down; bare numbers have none."""
        return self.exclude(state__in=(DocumentState.DRAFT, *NUMBERS_ONLY)).filter(sent_on=None)

    def outgoing(self):
        """What stands in the register of outgoing papers: all that has a number, held and given up ones too."""
        return self.exclude(state=DocumentState.DRAFT).filter(type__in=ABBREVIATIONS).exclude(symbol="")


class PaperTemplateQuerySet(DatedQuerySet, PublicQuerySet):
    """Versions of wordings: what is in force is no secret, drafts are their unit's."""

    def visible_to(self, user):
        """The country's that are or were in force, and everything of one's own province."""
        rows = super().visible_to(user)
        if not user.is_authenticated or user.scope == Scope.COUNTRY:
            return rows
        return rows.filter(Q(province=None, started_on__isnull=False) | Q(province_id=user.province_id))

    def of_unit(self, code: str, province):
        """All versions of one template for a province, or for the country (None)."""
        return self.filter(code=code, province=province)

    def applying(self, on: date, province: str):
        """In force on that day for that province, its own before the country's."""
        rows = self.in_force(on).filter(Q(province=None) | Q(province_id=province or None))
        return rows.order_by("code", F("province").asc(nulls_last=True), "-number")


class AttachmentQuerySet(ScopedQuerySet):
    """Files that hang on records."""

    def visible_to(self, user):
        """Those whose record the user's unit may see now: the record's own door decides, also after it has moved to
        another unit or is gone."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        seen = Q(pk__in=())
        for kind in attachment_kinds:
            there = Exists(kind.rows(user).filter(pk=OuterRef("subject_id")))
            seen |= Q(subject_kind=kind.code) & Q(there)
        return self.filter(seen)

    def of(self, kind: AttachmentKind, key: int):
        """Those of one record."""
        return self.filter(subject_kind=kind.code, subject_id=key)

    def standing(self):
        """Not taken away."""
        return self.filter(removed_at__isnull=True)

    def removed(self):
        """Taken away."""
        return self.filter(removed_at__isnull=False)


class PostingQuerySet(ScopedQuerySet):
    """Places where papers are posted, scoped by the paper's commune."""

    commune_path, province_path = "document__commune_id", "document__province_id"

    def unposted(self):
        """Still to be posted: papers that no longer hold need not be."""
        return self.filter(posted_on=None, document__state=DocumentState.ISSUED)

    def in_state(self, state: str, on: date):
        """Those that are so far on that day; the same judgement as `Posting.state_on`."""
        lapsed = Q(posted_on=None) & ~Q(document__state=DocumentState.ISSUED)
        return {
            PostingState.WAITING: self.unposted().filter(due_on__gte=on),
            PostingState.OVERDUE: self.unposted().filter(due_on__lt=on),
            PostingState.POSTED: self.filter(posted_on__isnull=False, taken_down_on=None),
            PostingState.TAKEN_DOWN: self.filter(taken_down_on__isnull=False),
            PostingState.LAPSED: self.filter(lapsed),
        }[PostingState(state)]
