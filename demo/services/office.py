"""Papers of xã Hòa Trạch as an office has them: issued, replaced, recalled, still in draft, a number held for later."""

from datetime import date, timedelta

from accounts.models import User
from communes.choices import AgencyKind
from communes.models import Agency, Commune
from contracts.registry import attachment_kinds
from contracts.roles import Role
from demo.services.force import SAMPLE
from demo.services.uploads import paper_scan
from documents.choices import DocumentType, Origin
from documents.layout import Block, Paragraph, Signature, paper_blocks
from documents.layout.signing import head_title
from documents.models import Document
from documents.numbering import numbers_on_paper
from documents.services import (
    attachment_add,
    book_continue,
    document_draft,
    document_edit,
    document_issue,
    document_recall,
    document_replace,
    number_reserve,
)
from documents.services.books import book_of

INSPECTION = "Lịch kiểm tra công tác của các Tổ bảo vệ an ninh, trật tự"


def keep_papers(commune: Commune, today: date) -> None:
    """Write them, by the officer and the chief of the commune police."""
    Office(commune, today).write()


def continue_books(commune: Commune, today: date) -> None:
    """Let the books here go on from those on paper, as an office does that begins within a year: whoever signs gets
    the number after the last one that was typed from paper."""
    officer = User.objects.filter(commune=commune).holding(Role.OFFICER, today).get()
    recorded = Document.objects.valid().signed_in(today.year).filter(commune=commune, origin=Origin.RECORDED)
    kinds = recorded.exclude(number=None).values_list("agency", "type").distinct().order_by("agency", "type")
    agencies = Agency.objects.filter(commune=commune).in_bulk()
    for agency, kind in kinds:
        numbers = numbers_on_paper(agencies[agency], kind, "", today.year)
        if numbers and max(numbers) > book_of(agencies[agency], kind, "", today.year).last_number:
            book_continue(
                actor=officer, agency=agencies[agency], type=kind, year=today.year, last_number=max(numbers)
            )


class Office:
    """The commune police at their desk."""

    def __init__(self, commune: Commune, today: date):
        self.commune, self.today = commune, today
        users = User.objects.filter(commune=commune).select_related("commune", "agency")
        self.officer, self.chief = (users.holding(role, today).get() for role in (Role.OFFICER, Role.CHIEF))
        self.agency = Agency.objects.get(commune=commune, kind=AgencyKind.COMMUNE_POLICE)

    def write(self) -> None:
        """One paper after the other, so that their numbers follow their days."""
        wrong = self._issue(INSPECTION, "Kiểm tra trong hai ngày, bắt đầu từ thôn xa trụ sở.", 9)
        right = self._issue(INSPECTION, "Kiểm tra trong ba ngày, bắt đầu từ thôn gần trụ sở.", 7)
        reason = "Ghi sai số ngày kiểm tra"
        document_replace(actor=self.chief, document=wrong, by=right, reason=reason)
        early = self._issue("Họp giao ban các Tổ trưởng", "Họp tại hội trường UBND xã vào sáng thứ Sáu.", 5)
        document_recall(
            actor=self.chief, document=early, reason="Hoãn cuộc họp", on=self.today - timedelta(days=4)
        )
        attachment_add(
            actor=self.officer, kind=attachment_kinds.get("document"), record=right,
            title="Danh sách các Tổ được kiểm tra", file=paper_scan("danh-sach-minh-hoa"),
        )  # fmt: skip
        number_reserve(
            actor=self.officer, agency=self.agency, type=DocumentType.NOTICE, on=self.today - timedelta(days=1),
            purpose=f"Thông báo kết quả kiểm tra ({SAMPLE})",
        )  # fmt: skip
        draft = self._draft("Phân công trực dịp Tết Dương lịch", "Các Tổ trực từ 22 giờ đến 06 giờ.")
        more = "Các Tổ trực từ 22 giờ đến 06 giờ, mỗi ca ít nhất hai người."
        document_edit(
            actor=self.officer, document=draft, version=draft.version, title=draft.title,
            blocks=self._blocks("Phân công trực dịp Tết Dương lịch", more),
            recipients=["Các Tổ bảo vệ an ninh, trật tự", "Lưu: VT"],
        )  # fmt: skip

    def _issue(self, title: str, words: str, days_ago: int) -> Document:
        return document_issue(
            actor=self.chief, document=self._draft(title, words), signed_on=self.today - timedelta(days=days_ago),
            signer_name=self.chief.full_name, signer_title="Trưởng Công an xã",
        )  # fmt: skip

    def _draft(self, title: str, words: str) -> Document:
        return document_draft(
            actor=self.officer, agency=self.agency, type=DocumentType.NOTICE, title=f"{title} ({SAMPLE})",
            blocks=self._blocks(title, words), recipients=["Các Tổ bảo vệ an ninh, trật tự", "Lưu: VT"],
            signer_name=self.chief.full_name, signer_title="Trưởng Công an xã", commune=self.commune,
        )  # fmt: skip

    def _blocks(self, title: str, words: str) -> list[Block]:
        body = [
            Paragraph(f"{self.agency.name} thông báo đến các Tổ bảo vệ an ninh, trật tự như sau:"),
            Paragraph(words),
            Paragraph("Đề nghị các Tổ trưởng phổ biến đến từng tổ viên và thực hiện."),
        ]
        return paper_blocks(
            agency=self.agency, type=DocumentType.NOTICE, title=f"{title} ({SAMPLE})", body=body,
            foot=Signature((head_title(self.agency).upper(),)),
        )  # fmt: skip
