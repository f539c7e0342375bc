"""Who may write papers (roles.md): the police prepare and record, each agency's head signs."""

from django.utils import timezone

from accounts.models import User
from communes.choices import AgencyKind
from communes.models import Agency, Commune
from contracts.policy import ALLOWED, Allowed, Answer, Denied, first_denied, holds
from contracts.registry import AttachmentKind
from contracts.roles import REGISTRARS, REVIEWERS, Role
from documents.choices import PERSONAL, DocumentState, DocumentType, Origin
from documents.models import Attachment, Document

#: Whose signature an agency's papers carry (NĐ 30/2020, Điều 13).
SIGNING_ROLES = {
    AgencyKind.PEOPLES_COMMITTEE: Role.LEADER,
    AgencyKind.COMMUNE_POLICE: Role.CHIEF,
    AgencyKind.PROVINCE_POLICE: Role.DIRECTOR,
    AgencyKind.PROVINCE_OFFICE: Role.DIRECTOR,
}
ONE_PERSON = "một người thực hiện"


def can_prepare(user, agency: Agency, commune: Commune | None = None) -> Answer:
    """May the user draft a paper of this agency, record a signed one, or keep its books?

    `commune` is the one whose register holds the paper; without it the agency's own.
    """
    unit = (commune.code if commune else "") or agency.commune_id or ""
    roles = REGISTRARS if unit else REVIEWERS
    return holds(user, *roles, commune=unit, province=agency.province_id)


def can_edit(user, document: Document) -> Answer:
    """May the user change the draft? What is issued never changes: a correction replaces it."""
    if document.state != DocumentState.DRAFT:
        return Denied(
            f"{document} đã ban hành nên không sửa được (NĐ 30/2020, Điều 18). "
            "Lập văn bản mới thay thế, hoặc thu hồi văn bản này."
        )
    return can_prepare(user, document.agency, document.commune)


def can_issue(user, document: Document) -> Answer:
    """May the user sign and issue the draft: leader for UBND, chief for the commune police, director above.

    Nobody signs what they alone drafted while another holder of the role could; the only one may, and it is noted.
    """
    if document.state != DocumentState.DRAFT:
        return Denied(f"{document} đã ban hành. Mở văn bản để xem số và ngày ký.")
    role = SIGNING_ROLES.get(AgencyKind(document.agency.kind))
    if role is None:
        return Denied(
            f"{document.agency} chưa ký văn bản trong hệ thống. Ký trên giấy rồi dùng “Ghi nhận văn bản”."
        )
    answer = holds(user, role, commune=document.agency.commune_id or "", province=document.province_id)
    if not answer or document.created_by_id != user.pk:
        return answer
    return _alone(user, role, document)


def _alone(user, role: Role, document: Document) -> Answer:
    colleagues = User.objects.holding(role, timezone.localdate()).exclude(pk=user.pk)
    same_unit = colleagues.filter(commune_id=document.agency.commune_id, province_id=document.province_id)
    if same_unit.exists():
        return Denied(
            "Bạn là người soạn nên không tự ký văn bản này. Chuyển cho người khác cùng thẩm quyền ký."
        )
    return Allowed(ONE_PERSON)


def can_end(user, document: Document) -> Answer:
    """May the user replace or recall the paper: who signs the agency's papers, or who records its paper ones."""
    if document.state != DocumentState.ISSUED:
        state = document.get_state_display().lower()
        return Denied(f"{document} đang là {state}; chỉ văn bản có hiệu lực mới thay thế, thu hồi được.")
    role = SIGNING_ROLES.get(AgencyKind(document.agency.kind))
    if document.origin == Origin.RECORDED or role is None:
        return can_prepare(user, document.agency, document.commune)
    return holds(user, role, commune=document.agency.commune_id or "", province=document.province_id)


def can_attach_scan(user, document: Document) -> Answer:
    """May the user attach the scan of the signed and stamped paper?"""
    if document.state == DocumentState.DRAFT:
        return Denied("Bản thảo chưa có bản ký. Ban hành văn bản rồi gắn bản quét có dấu.")
    if document.scan_id:
        return Denied(
            f"{document} đã có bản quét. Bản quét đã gắn không thay được; thu hồi rồi ghi nhận lại."
        )
    return can_prepare(user, document.agency, document.commune)


def can_render(user, document: Document) -> Answer:
    """May the user have PDF and Word made again? Whoever prepares or signs the agency's papers."""
    if not document.blocks or document.state == DocumentState.DRAFT:
        return Denied("Chỉ văn bản ban hành trong hệ thống mới có bản PDF và Word.")
    role = SIGNING_ROLES.get(AgencyKind(document.agency.kind))
    signs = holds(user, role, commune=document.agency.commune_id or "", province=document.province_id)
    return ALLOWED if signs else can_prepare(user, document.agency, document.commune)


def can_open(user, document: Document) -> Answer:
    """May the user, who sees the paper, take out its files?"""
    if DocumentType(document.type) in PERSONAL:
        return holds(user, *REGISTRARS, *REVIEWERS)
    return ALLOWED


def can_record_somewhere(user) -> Answer:
    """May the user record signed papers at all; for which agency, `can_prepare` says."""
    return holds(user, *REGISTRARS, *REVIEWERS)


def can_attach(user, kind: AttachmentKind, record) -> Answer:
    """May the user add files to the record and take them away? Only who may also see them."""
    return first_denied(kind.may_see(user, record), kind.may_write(user, record))


def can_restore(user, attachment: Attachment, record) -> Answer:
    """What was taken away is brought back by who may attach."""
    if not attachment.is_removed:
        return Denied("Tệp này chưa gỡ nên không cần khôi phục. Mở hồ sơ để xem tệp.")
    return can_attach(user, attachment.kind, record)


def can_remove(user, attachment: Attachment, record) -> Answer:
    """What hangs on the record is taken away by who may attach."""
    if attachment.is_removed:
        return Denied("Tệp này đã gỡ. Mở hồ sơ, xem mục “Tệp đã gỡ” nếu cần khôi phục.")
    return can_attach(user, attachment.kind, record)


def can_open_attachment(user, attachment: Attachment, record) -> Answer:
    """May the user take out the file? By the rule of its record; what was taken away is not opened."""
    if attachment.is_removed:
        return Denied("Tệp này đã gỡ khỏi hồ sơ nên không mở được. Khôi phục tệp trước nếu cần xem lại.")
    return attachment.kind.may_see(user, record)
