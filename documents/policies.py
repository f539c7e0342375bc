"""Who may write papers (roles.md): the police prepare and record, each agency's head signs."""

from django.utils import timezone

from accounts.models import User
from communes.choices import AgencyKind
from communes.models import Agency, Commune
from contracts.policy import ALLOWED, Allowed, Answer, Denied, first_denied, holds
from contracts.registry import AttachmentKind, paper_sources, template_kinds
from contracts.roles import REGISTRARS, REVIEWERS, Role, Scope
from documents.choices import (
    NUMBERS_ONLY,
    PERSONAL,
    DocumentState,
    DocumentType,
    Origin,
    PostingPlace,
    WordingState,
)
from documents.models import Attachment, Document, PaperTemplate, Posting
from vietnam.dates import format_date

#: Whose signature an agency's papers carry (NĐ 30/2020, Điều 13).
SIGNING_ROLES = {
    AgencyKind.PEOPLES_COMMITTEE: Role.LEADER,
    AgencyKind.COMMUNE_POLICE: Role.CHIEF,
    AgencyKind.PROVINCE_POLICE: Role.DIRECTOR,
    AgencyKind.PROVINCE_OFFICE: Role.DIRECTOR,
}
#: Where partner agencies post by themselves (roles.md: own agency's postings; seed 002.VI.2, 002.VI.6).
PARTNER_PLACES = {
    AgencyKind.CULTURE: (PostingPlace.HEADQUARTERS, PostingPlace.WEBSITE),
    AgencyKind.HAMLETS: (PostingPlace.CULTURE_HOUSE, PostingPlace.COMMUNITY_POINT),
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
    if document.state in NUMBERS_ONLY:
        return Denied(f"{document} chưa có văn bản, mới giữ số. Ghi văn bản đã ký vào số này, kèm bản quét.")
    if document.scan_id:
        return Denied(
            f"{document} đã có bản quét. Bản quét đã gắn không thay được; thu hồi rồi ghi nhận lại."
        )
    return can_prepare(user, document.agency, document.commune)


def can_give_up(user, document: Document) -> Answer:
    """May the user give up a number that is held? Whoever keeps the agency's books."""
    if document.state != DocumentState.RESERVED:
        state = document.get_state_display().lower()
        return Denied(f"{document} đang là {state}; chỉ bỏ được số đang giữ (NĐ 30/2020, Điều 15).")
    return can_prepare(user, document.agency, document.commune)


def can_deliver(user, document: Document) -> Answer:
    """May the user write down how the paper was sent? Whoever keeps the agency's books, also after it was replaced."""
    if document.state == DocumentState.DRAFT or document.state in NUMBERS_ONLY:
        state = document.get_state_display().lower()
        return Denied(
            f"{document} đang là {state} nên chưa chuyển giao. Ban hành hoặc ghi văn bản đã ký trước."
        )
    return can_prepare(user, document.agency, document.commune)


def can_render(user, document: Document) -> Answer:
    """May the user have PDF and Word made again? Whoever prepares or signs the agency's papers."""
    if not document.blocks or document.state == DocumentState.DRAFT or document.origin == Origin.RECORDED:
        return Denied("Chỉ văn bản ban hành trong hệ thống mới có bản PDF và Word.")
    return _prepares_or_signs(user, document)


def can_draw_draft(user, document: Document) -> Answer:
    """May the user have the draft as PDF or Word, marked as a draft? Whoever prepares or signs the agency's papers."""
    if document.state != DocumentState.DRAFT:
        return Denied(f"{document} đã ban hành. Tải bản PDF và Word ở mục “Tệp” của văn bản.")
    if not document.blocks:
        return Denied("Bản thảo chưa có nội dung. Soạn nội dung rồi lập bản PDF, Word.")
    return _prepares_or_signs(user, document)


def _prepares_or_signs(user, document: Document) -> Answer:
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


def can_plan_postings(user, document: Document) -> Answer:
    """May the user say where the paper must be posted? Who records the commune's papers, while the paper holds."""
    answer = can_prepare(user, document.agency, document.commune)
    if answer and document.commune is None:
        return Denied("Niêm yết là việc của xã. Ghi văn bản vào sổ của xã rồi đặt nơi niêm yết ở đó.")
    if answer and DocumentType(document.type) in PERSONAL:
        return Denied(
            f"{document.get_type_display()} là giấy tờ của cá nhân nên không niêm yết (Luật 91/2025/QH15, Điều 16). "
            "Niêm yết quyết định hoặc danh sách thay vào đó."
        )
    return answer and _still_holds(document)


def _still_holds(document: Document) -> Answer:
    if document.is_valid:
        return ALLOWED
    state = document.get_state_display().lower()
    return Denied(f"{document} đang là {state}; chỉ niêm yết văn bản có hiệu lực (NĐ 30/2020, Điều 18).")


def _keeps_posting(user, posting: Posting) -> Answer:
    """The commune's registrars, or the partner agency that posts at places of that kind."""
    document = posting.document
    answer = can_prepare(user, document.agency, document.commune)
    partner = holds(user, Role.PARTNER, commune=document.commune_id or "", province=document.province_id)
    if answer or not partner:
        return answer
    if user.agency is not None and posting.place in PARTNER_PLACES.get(AgencyKind(user.agency.kind), ()):
        return ALLOWED
    return Denied(
        f"{posting.get_place_display()} không do cơ quan của bạn niêm yết (Kế hoạch của UBND xã, mục VI). "
        "Báo Công an xã ghi nơi này."
    )


def can_post(user, posting: Posting) -> Answer:
    """May the user record that the paper was put up at this place?"""
    answer = _keeps_posting(user, posting)
    if answer and posting.posted_on:
        return Denied(
            f"Đã ghi niêm yết ngày {format_date(posting.posted_on)}. Ghi nhầm thì bỏ nơi này rồi đặt lại."
        )
    return answer and _still_holds(posting.document)


def can_attach_photo(user, posting: Posting) -> Answer:
    """May the user attach the photo that was missing when the posting was recorded?"""
    answer = _keeps_posting(user, posting)
    if answer and not posting.posted_on:
        return Denied("Nơi này chưa niêm yết. Ghi niêm yết, kèm ảnh ở đó.")
    if answer and posting.photo_id:
        return Denied("Nơi này đã có ảnh; ảnh đã gắn không thay được. Ghi nhầm thì bỏ nơi này rồi đặt lại.")
    return answer


def can_take_down(user, posting: Posting) -> Answer:
    """May the user record that the paper came down? Also of a paper that no longer holds."""
    answer = _keeps_posting(user, posting)
    if answer and not posting.posted_on:
        return Denied("Nơi này chưa niêm yết nên chưa gỡ được. Ghi niêm yết trước.")
    if answer and posting.taken_down_on:
        return Denied(f"Đã gỡ ngày {format_date(posting.taken_down_on)}.")
    return answer


def can_remove_posting(user, posting: Posting) -> Answer:
    """May the user strike out a place that was written down by mistake? The registrars, not partners."""
    return can_prepare(user, posting.document.agency, posting.document.commune)


def can_read_wordings(user) -> Answer:
    """May the user see what the wordings say: administrators, and those who review for a province."""
    return holds(user, Role.ADMIN, *REVIEWERS)


def can_word(user, province: str = "") -> Answer:
    """May the user change wordings for that province ("" = the whole country)? Its administrator (roles.md)."""
    answer = holds(user, Role.ADMIN, province=province)
    if answer and user.scope == Scope.COMMUNE:
        return Denied(
            "Mẫu văn bản do quản trị của tỉnh hoặc toàn quốc sửa. Gửi đề nghị cho quản trị của tỉnh."
        )
    if answer and not province and user.scope != Scope.COUNTRY:
        return Denied("Mẫu toàn quốc do quản trị toàn quốc sửa. Lập bản riêng của tỉnh mình.")
    return answer


def can_edit_wording(user, template: PaperTemplate) -> Answer:
    """May the user change, put in force or throw away the draft? What was put in force stays as it is."""
    if not template.is_draft:
        return Denied(
            f"{template} đã cho áp dụng nên không sửa được. Lập bản mới rồi cho áp dụng thay bản này."
        )
    return can_word(user, template.province_id or "")


def can_end_wording(user, template: PaperTemplate) -> Answer:
    """May the user stop the version's use?"""
    state = template.state_on(timezone.localdate())
    if state not in (WordingState.IN_FORCE, WordingState.WAITING):
        return Denied(
            f"{template} là {state.label.lower()}. Chỉ thôi áp dụng được bản đang hoặc sắp áp dụng."
        )
    return can_word(user, template.province_id or "")


def can_discard(user, document: Document) -> Answer:
    """May the user throw the draft away? Who may change it."""
    if document.state != DocumentState.DRAFT:
        return Denied(
            f"{document} đã ban hành nên không bỏ được (NĐ 30/2020, Điều 18). Thu hồi hoặc thay thế văn bản này."
        )
    return can_edit(user, document)


def can_fill_again(user, document: Document) -> Answer:
    """May the user have the draft filled again from its record?"""
    if document.template_code not in paper_sources or document.template_code not in template_kinds:
        return Denied("Văn bản này không soạn từ hồ sơ nên không điền lại được. Sửa nội dung bằng tay.")
    return can_edit(user, document)


def can_issue_here(user, document: Document) -> Answer:
    """May the user issue the draft on its own page?"""
    return first_denied(can_issue(user, document), _signed_apart(document))


def can_record_here(user, document: Document) -> Answer:
    """May the user write down on the draft's own page that it was signed on paper?"""
    return first_denied(can_edit(user, document), _signed_apart(document))


def signing_step(document: Document) -> str:
    """The address of the record's step by which the draft is signed; "" where it is signed on its own page."""
    if document.template_code in paper_sources:
        return paper_sources.get(document.template_code).sign_url(document)
    return ""


def _signed_apart(document: Document) -> Answer:
    """Where signing is a step of the record that the paper came from, what follows is done in the same moment."""
    if signing_step(document):
        return Denied(
            f"{document} được ký ở hồ sơ của nó, để việc đi theo làm cùng lúc. Mở hồ sơ rồi ký ở đó."
        )
    return ALLOWED
