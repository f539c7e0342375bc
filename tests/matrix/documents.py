"""Who may open the pages of papers."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from communes.choices import AgencyKind
from contracts.registry import attachment_kinds, template_kinds
from documents.choices import DocumentState, DocumentType, Origin, PostingPlace
from documents.layout import Paragraph
from documents.layout.blocks import to_json
from documents.models import Attachment, Document, PaperTemplate, Posting
from documents.services import (
    attachment_add,
    attachment_remove,
    document_draft,
    document_record,
    number_reserve,
    wording_release,
    wording_start,
)
from jobs.services import store_file
from teams.models import Membership, Team
from tests.force import make_team
from tests.matrix.rules import (
    ADMINS,
    EVERYBODY,
    INSIDERS,
    LEADERS,
    NOBODY,
    OWN_COMMUNE,
    PARTNERS,
    PROVINCE,
    REGISTRARS,
    REVIEWERS,
    Rule,
)
from tests.uploads import PDF

_OWN_REGISTRARS = frozenset({"officer", "chief"})
#: Drafts are not shown to partner agencies.
_SEE_DRAFTS = INSIDERS["commune_a"] - PARTNERS
_READERS = OWN_COMMUNE | PROVINCE | {"admin"}


def _recorded(world, **changes) -> Document:
    """A decision of UBND xã Quảng Trạch, recorded with its scan by An."""
    facts = {
        "actor": world.an, "agency": world.agency(world.commune_a, AgencyKind.PEOPLES_COMMITTEE),
        "type": DocumentType.DECISION, "symbol": "05/QĐ-UBND", "signed_on": date(2025, 8, 1), "title": "Về việc thử",
        "signer_name": "Phạm Thị Lê", "signer_title": "Chủ tịch",
    }  # fmt: skip
    return document_record(**{**facts, **changes})


def _key(world):
    return {"pk": _recorded(world).pk}


def _posting(world, *, is_posted: bool = False, **facts) -> dict:
    """The key of a place where the decision must hang, or hangs."""
    if is_posted:
        facts |= {"posted_on": date(2025, 8, 2), "posted_by": "Lê Văn Tám"}
    posting = Posting.objects.create(
        document=_recorded(world), place=PostingPlace.POLICE, place_name="Trụ sở Công an xã", due_on=date(2025, 8, 4),
        **facts,
    )  # fmt: skip
    return {"pk": posting.pk}


def _with_photo(world) -> dict:
    photo = store_file(
        actor=world.an, name="anh.jpg", content=b"\xff\xd8\xff", purpose="documents.posting", commune="19057",
        province="44",
    )  # fmt: skip
    return _posting(world, is_posted=True, photo=photo)


def _hanging(world) -> dict:
    return _posting(world, is_posted=True)


def _issued(world) -> Document:
    agency = world.agency(world.commune_a, AgencyKind.PEOPLES_COMMITTEE)
    return Document.objects.create(
        agency=agency, province=agency.province, commune=agency.commune, type=DocumentType.DECISION,
        origin=Origin.ISSUED, state=DocumentState.ISSUED, symbol="07/QĐ-UBND", signed_on=date(2025, 8, 1),
        title="Về việc thử", blocks=to_json([Paragraph("Thử.")]), check_code="0123456789abcdefghijkl",
    )  # fmt: skip


def _spell(world) -> Membership:
    if not Team.objects.filter(name="Thanh Lương").exists():
        make_team(world.commune_a, "Thanh Lương", "Lê Dũng")
    return Membership.objects.select_related("person", "team__commune").get(team__name="Thanh Lương")


def _attached(world) -> dict:
    """A file on a member's spell: partners and administrators do not open it."""
    spell, kind = _spell(world), attachment_kinds.get("membership")
    file = SimpleUploadedFile("don.pdf", PDF, "application/pdf")
    return {"pk": attachment_add(actor=world.an, kind=kind, record=spell, title="Đơn", file=file).pk}


def _removed(world) -> dict:
    one = Attachment.objects.get(**_attached(world))
    attachment_remove(actor=world.an, attachment=one, record=_spell(world), version=1, reason="Nhầm")
    return {"pk": one.pk}


def _held(world) -> dict:
    agency = world.agency(world.commune_a, AgencyKind.PEOPLES_COMMITTEE)
    return {
        "pk": number_reserve(
            actor=world.an, agency=agency, type=DocumentType.DECISION, on=date(2025, 8, 1), purpose="Thử"
        ).pk
    }


def _scan():
    return SimpleUploadedFile("quyet dinh.pdf", PDF, "application/pdf")


def _draft(world) -> dict:
    """The key of a draft of UBND xã Quảng Trạch, written by An."""
    agency = world.agency(world.commune_a, AgencyKind.PEOPLES_COMMITTEE)
    draft = document_draft(
        actor=world.an,
        agency=agency,
        type=DocumentType.DECISION,
        title="Về việc thử",
        blocks=[Paragraph("Thử.")],
    )
    return {"pk": draft.pk}


def _template(world) -> dict:
    return {"code": next(iter(template_kinds)).code}


def _wording(world) -> dict:
    """The key of a draft wording of tỉnh Quảng Trị."""
    row = wording_start(actor=world.quang, province=world.province, note="Thử", **_template(world))
    return {"pk": row.pk}


def _used_wording(world) -> dict:
    row = PaperTemplate.objects.get(**_wording(world))
    wording_release(actor=world.quang, template=row, version=1, started_on=timezone.localdate())
    return {"pk": row.pk}


RULES = {
    "documents:list": Rule(EVERYBODY),
    "documents:books": Rule(EVERYBODY),
    "documents:outgoing": Rule(EVERYBODY),
    "documents:reserve": Rule(REGISTRARS | REVIEWERS, post=True),
    "documents:give_up": Rule(_OWN_REGISTRARS, kwargs=_held, scoped=True, post=True),
    "documents:deliver": Rule(_OWN_REGISTRARS, kwargs=_key, scoped=True, post=True),
    "documents:record": Rule(REGISTRARS | REVIEWERS, post=True),
    "documents:book_continue": Rule(REGISTRARS | REVIEWERS, post=True),
    "documents:detail": Rule(_READERS, kwargs=_key, scoped=True),
    "documents:file": Rule(
        _READERS, kwargs=lambda world: {"pk": _recorded(world, scan=_scan()).pk, "face": "scan"}, scoped=True
    ),
    "documents:render": Rule(
        _OWN_REGISTRARS | (LEADERS & OWN_COMMUNE), kwargs=lambda world: {"pk": _issued(world).pk}, scoped=True,
        get=False, post=True,
    ),
    "documents:draft": Rule(
        _OWN_REGISTRARS | (LEADERS & OWN_COMMUNE), kwargs=lambda world: {**_draft(world), "face": "word"},
        scoped=True, get=False, post=True, sees=_SEE_DRAFTS,
    ),
    "documents:scan": Rule(_OWN_REGISTRARS, kwargs=_key, scoped=True, post=True),
    "documents:recall": Rule(_OWN_REGISTRARS, kwargs=_key, scoped=True, post=True),
    "documents:replace": Rule(_OWN_REGISTRARS, kwargs=_key, scoped=True, post=True),
    "documents:edit": Rule(_OWN_REGISTRARS, kwargs=_draft, scoped=True, post=True, sees=_SEE_DRAFTS),
    "documents:refill": Rule(NOBODY, kwargs=_draft, scoped=True, post=True, sees=_SEE_DRAFTS),
    "documents:issue": Rule(LEADERS & OWN_COMMUNE, kwargs=_draft, scoped=True, post=True, sees=_SEE_DRAFTS),
    "documents:record_draft": Rule(_OWN_REGISTRARS, kwargs=_draft, scoped=True, post=True, sees=_SEE_DRAFTS),
    "documents:discard": Rule(_OWN_REGISTRARS, kwargs=_draft, scoped=True, post=True, sees=_SEE_DRAFTS),
    "documents:templates": Rule(ADMINS | REVIEWERS),
    "documents:template": Rule(ADMINS | REVIEWERS, kwargs=_template),
    "documents:wording_start": Rule(ADMINS, kwargs=_template, post=True),
    "documents:wording": Rule(ADMINS | REVIEWERS, kwargs=_used_wording, scoped=True, home="province"),
    "documents:wording_edit": Rule(ADMINS, kwargs=_wording, scoped=True, home="province", post=True),
    "documents:wording_release": Rule(ADMINS, kwargs=_wording, scoped=True, home="province", post=True),
    "documents:wording_end": Rule(ADMINS, kwargs=_used_wording, scoped=True, home="province", post=True),
    "documents:wording_withdraw": Rule(
        ADMINS, kwargs=_wording, scoped=True, home="province", post=True, data=lambda world: {"version": 1}
    ),
    "documents:attachment_add": Rule(
        _OWN_REGISTRARS, kwargs=lambda world: {"kind": "membership", "record": _spell(world).pk}, scoped=True, post=True
    ),
    "documents:attachment_file": Rule(
        _OWN_REGISTRARS | {"leader", "reviewer", "director"}, kwargs=_attached, scoped=True
    ),
    "documents:attachment_remove": Rule(_OWN_REGISTRARS, kwargs=_attached, scoped=True, post=True),
    "documents:attachment_restore": Rule(
        _OWN_REGISTRARS, kwargs=_removed, scoped=True, post=True, data=lambda world: {"version": 2}
    ),
    "documents:postings": Rule(EVERYBODY),
    "documents:posting_add": Rule(_OWN_REGISTRARS, kwargs=_key, scoped=True, post=True),
    "documents:posting_record": Rule(_OWN_REGISTRARS, kwargs=_posting, scoped=True, post=True),
    "documents:posting_photo_attach": Rule(_OWN_REGISTRARS, kwargs=_hanging, scoped=True, post=True),
    "documents:posting_take_down": Rule(_OWN_REGISTRARS, kwargs=_hanging, scoped=True, post=True),
    "documents:posting_remove": Rule(_OWN_REGISTRARS, kwargs=_hanging, scoped=True, post=True),
    "documents:posting_photo": Rule(_READERS, kwargs=_with_photo, scoped=True),
    "documents:check": Rule(
        EVERYBODY, kwargs=lambda world: {"code": _issued(world).check_code}, public=True
    ),
}  # fmt: skip
