"""Two whole papers as they would be written: a report of Công an xã, a decision of the Chủ tịch UBND."""

from datetime import date

from communes.models import Agency
from documents.choices import DocumentState, DocumentType
from documents.layout import Article, Block, Bullets, Paragraph, Section, Table
from documents.layout.blocks import to_json
from documents.models import Document
from tests.documents.building import decision_blocks, list_blocks, minutes_blocks, report_blocks

MEMBERS = Table(
    columns=("STT", "Họ và tên", "Năm sinh", "Thôn", "Chức danh"),
    rows=tuple(
        (str(n), name, str(1970 + n), f"Thôn {hamlet}", "Tổ viên")
        for n, (name, hamlet) in enumerate(
            [("Nguyễn Văn Ấn", "Thanh Lương"), ("Trần Thị Hường", "Tô Xá"), ("Phạm Đức Nghiệp", "Pháp Kệ")], 1
        )
    ),
    widths=(8, 34, 14, 24, 20),
    align="clccl",
    caption="DANH SÁCH THÀNH VIÊN TỔ BẢO VỆ AN NINH, TRẬT TỰ",
)


def made(agency: Agency, kind: DocumentType, title: str, blocks: list[Block], **facts) -> Document:
    """An issued paper of the agency with these blocks."""
    defaults = {
        "agency": agency, "province_id": agency.province_id, "commune_id": agency.commune_id, "type": kind,
        "title": title, "blocks": to_json(blocks), "state": DocumentState.ISSUED, "signed_on": date(2026, 2, 5),
        "check_code": "wK3n0aB1cD2eF3gH4iJ5kL",
    }  # fmt: skip
    return Document(**{**defaults, **facts})


def report(agency: Agency, paragraphs: int = 8, **facts) -> Document:
    """A monthly report of two pages and more."""
    text = (
        "Trong tháng, Công an xã đã tham mưu Đảng ủy, UBND xã chỉ đạo 13 Tổ bảo vệ an ninh, trật tự phối hợp "
        "tuần tra, kiểm soát; tuyên truyền, vận động Nhân dân chấp hành chủ trương, đường lối của Đảng, chính sách, "
        "pháp luật của Nhà nước; tỷ lệ thành viên tham gia đạt 81,6 %, tăng 2,4 % so với cùng kỳ."
    )
    body = [
        Paragraph(
            "Thực hiện Luật Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở, Công an xã báo cáo như sau:"
        ),
        Section(1, "TỔ CHỨC, QUÂN SỐ"),
        Section(2, "Số Tổ và thành viên"),
        Section(3, "Toàn xã có 13 Tổ bảo vệ an ninh, trật tự với 37 thành viên;"),
        Section(3, "Hai Tổ còn thiếu 01 thành viên: Thanh Lương, Tô Xá."),
        MEMBERS,
        Section(2, "Hoạt động của các Tổ"),
        *(Paragraph(text) for _ in range(paragraphs)),
        Section(1, "BIẾN ĐỘNG"),
        Bullets(("Tuyển chọn mới: 02 người.", "Cho thôi tham gia: 01 người.")),
        Section(1, "KIẾN NGHỊ"),
        Paragraph("Đề nghị Công an tỉnh quan tâm trang bị công cụ hỗ trợ cho các Tổ."),
    ]
    title = "Kết quả công tác của lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở tháng 01 năm 2026"
    blocks = report_blocks(
        agency=agency, title=title, body=body,
        addressees=["Công an tỉnh Quảng Trị (qua Phòng PV01)", "Ủy ban nhân dân xã Quảng Trạch"],
    )  # fmt: skip
    facts = {"symbol": "05/BC-CAX", "signer_name": "Trần Minh Chiến", **facts}
    return made(agency, DocumentType.REPORT, title, blocks, recipients=["Như trên", "Lưu: VT, CAX"], **facts)


def decision(agency: Agency, **facts) -> Document:
    """A decision that recognises three members, with the list across a page of its own."""
    title = "Về việc công nhận thành viên Tổ bảo vệ an ninh, trật tự thôn Thanh Lương"
    across = Table(**{**vars(MEMBERS), "landscape": True})
    blocks = decision_blocks(
        agency=agency,
        title=title,
        grounds=[
            "Căn cứ Luật Tổ chức chính quyền địa phương",
            "Căn cứ Luật Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở",
            "Căn cứ Thông tư số 14/2024/TT-BCA ngày 22 tháng 4 năm 2024 của Bộ trưởng Bộ Công an quy định chi tiết "
            "một số điều của Luật Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở",
        ],
        proposal="Theo đề nghị của Trưởng Công an xã",
        articles=[
            Article(
                "Công nhận 03 ông (bà) có tên trong danh sách kèm theo là thành viên Tổ bảo vệ an ninh, trật tự."
            ),
            Article(
                "Các ông (bà) có tên tại Điều 1 thực hiện nhiệm vụ, quyền hạn theo quy định của pháp luật."
            ),
            Article(
                "Quyết định có hiệu lực kể từ ngày ký. Trưởng Công an xã, Trưởng thôn Thanh Lương và các ông (bà) có "
                "tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này."
            ),
        ],
        annexes=[across],
    )
    facts = {"symbol": "05/QĐ-UBND", "signer_name": "Phạm Thị Lê", **facts}
    recipients = ["Như Điều 3", "Công an tỉnh Quảng Trị", "Lưu: VT, CA"]
    return made(agency, DocumentType.DECISION, title, blocks, recipients=recipients, **facts)


def minutes(agency: Agency, **facts) -> Document:
    """Minutes of a council that keeps numbers of its own."""
    title = "Họp Hội đồng xét tuyển thành viên Tổ bảo vệ an ninh, trật tự"
    blocks = minutes_blocks(
        agency=agency, title=title, series="HĐXT",
        began="08 giờ 00, ngày 05 tháng 9 năm 2025", place="Hội trường UBND xã Quảng Trạch",
        present=["Bà Phạm Thị Lê, Chủ tịch UBND xã, Chủ tịch Hội đồng;", "Ông Trần Minh Chiến, Trưởng Công an xã."],
        absent=["Ông Hoàng Văn Phúc (công tác)."],
        chair="Bà Phạm Thị Lê", secretary="Nguyễn Văn An",
        course=[Paragraph("Hội đồng biểu quyết: 05/05 thành viên có mặt tán thành.")],
        ended="10 giờ 30, ngày 05 tháng 9 năm 2025",
    )  # fmt: skip
    facts = {"symbol": "01/BB-HĐXT", "signed_on": date(2025, 9, 5), "signer_name": "Phạm Thị Lê", **facts}
    recipients = ["Thành viên Hội đồng", "Lưu: VT, Hồ sơ"]
    return made(agency, DocumentType.MINUTES, title, blocks, recipients=recipients, **facts)


def member_list(agency: Agency, **facts) -> Document:
    """A list of its own."""
    title = "Thành viên Tổ bảo vệ an ninh, trật tự"
    blocks = list_blocks(agency=agency, title=title, table=MEMBERS, signing=["TRƯỞNG CÔNG AN XÃ"])
    return made(agency, DocumentType.LIST, title, blocks, **{"signer_name": "Trần Minh Chiến", **facts})
