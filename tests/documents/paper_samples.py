"""Sample papers of this app: one of each kind of paper that `documents.layout` puts together."""

from communes.choices import AgencyKind
from documents.choices import DocumentState, DocumentType
from documents.layout import Annex, Article, Bullets, Paragraph, Section, Table, signing_lines
from documents.models import Document
from tests.documents import samples
from tests.documents.building import (
    decision_blocks,
    dispatch_blocks,
    form_sheet_blocks,
    invitation_blocks,
    list_blocks,
    notice_blocks,
    plan_blocks,
    submission_blocks,
)
from tests.papers import sample

_CHIEF = signing_lines("Trưởng Công an xã")
_TASK = (
    "Tổ bảo vệ an ninh, trật tự phối hợp với Công an xã nắm tình hình, tuyên truyền, vận động Nhân dân chấp hành chủ "
    "trương, đường lối của Đảng, chính sách, pháp luật của Nhà nước về an ninh, trật tự tại thôn."
)


def _police(world):
    return world.agency(world.commune_a, AgencyKind.COMMUNE_POLICE)


def _committee(world):
    return world.agency(world.commune_a, AgencyKind.PEOPLES_COMMITTEE)


def _members(count: int, *, landscape: bool = False, caption: str = "") -> Table:
    """So many members of the teams of a commune."""
    names = ("Nguyễn Văn Ấn", "Trần Thị Hường", "Phạm Đức Nghiệp", "Hoàng Thị Ngọc Quỳnh", "Lê Ữ")
    hamlets = ("Thanh Lương", "Tô Xá", "Pháp Kệ")
    return Table(
        columns=("STT", "Họ và tên", "Năm sinh", "Thôn", "Chức danh"),
        rows=tuple(
            (str(n), names[n % 5], str(1960 + n % 45), f"Thôn {hamlets[n % 3]}", "Tổ viên") for n in range(1, count + 1)
        ),
        widths=(8, 34, 14, 24, 20), align="clccl", caption=caption, landscape=landscape,
    )  # fmt: skip


@sample("Báo cáo tháng")
def report(world) -> Document:
    """Of Công an xã to two addressees."""
    return samples.report(_police(world))


@sample("Quyết định của Chủ tịch, danh sách kèm theo trên trang ngang")
def decision(world) -> Document:
    """With its list across."""
    return samples.decision(_committee(world))


@sample("Quyết định do Phó Chủ tịch ký thay")
def deputy_decision(world) -> Document:
    """KT. CHỦ TỊCH / PHÓ CHỦ TỊCH."""
    committee = _committee(world)
    title = (
        "Về việc thành lập Hội đồng xét tuyển thành viên Tổ bảo vệ an ninh, trật tự xã Quảng Trạch năm 2026"
    )
    blocks = decision_blocks(
        agency=committee, title=title, grounds=["Căn cứ Luật Tổ chức chính quyền địa phương"],
        proposal="Theo đề nghị của Trưởng Công an xã", signing=signing_lines("Phó Chủ tịch", head="Chủ tịch"),
        articles=[Article(_TASK, "Thành lập Hội đồng"), Article("Quyết định có hiệu lực kể từ ngày ký.")],
    )  # fmt: skip
    return samples.made(
        committee, DocumentType.DECISION, title, blocks, symbol="112/QĐ-UBND", signer_name="Ngô Thị Hà",
        recipients=["Như Điều 2", "Lưu: VT, CA"],
    )  # fmt: skip


@sample("Biên bản họp Hội đồng")
def minutes(world) -> Document:
    """Of a council with numbers of its own."""
    return samples.minutes(_committee(world))


@sample("Danh sách")
def member_list(world) -> Document:
    """Upright."""
    return samples.member_list(_police(world))


@sample("Danh sách trên trang ngang")
def landscape_list(world) -> Document:
    """The whole paper lies with its table."""
    police, title = _police(world), "Thành viên các Tổ bảo vệ an ninh, trật tự"
    blocks = list_blocks(agency=police, title=title, table=_members(40, landscape=True), signing=_CHIEF)
    return samples.made(police, DocumentType.LIST, title, blocks, signer_name="Trần Minh Chiến")


@sample("Danh sách dài ba trang")
def long_list(world) -> Document:
    """The head of its table is repeated."""
    police, title = _police(world), "Công dân dự tuyển tham gia Tổ bảo vệ an ninh, trật tự"
    blocks = list_blocks(agency=police, title=title, table=_members(90), signing=_CHIEF)
    return samples.made(police, DocumentType.LIST, title, blocks, signer_name="Trần Minh Chiến")


@sample("Công văn")
def dispatch(world) -> Document:
    """To one addressee, on the chairman's order."""
    committee = _committee(world)
    blocks = dispatch_blocks(
        agency=committee, subject="rà soát thành viên Tổ bảo vệ an ninh, trật tự",
        addressees=["Trưởng các thôn trên địa bàn xã"], body=[Paragraph(_TASK), Paragraph(_TASK)],
        signing=signing_lines("Chánh Văn phòng HĐND và UBND", by_order="Chủ tịch"),
    )  # fmt: skip
    return samples.made(
        committee, DocumentType.DISPATCH, "Rà soát thành viên Tổ", blocks, symbol="12/UBND", signer_name="Lê Văn Tám",
        recipients=["Như trên", "Lưu: VT"],
    )  # fmt: skip


@sample("Tờ trình")
def submission(world) -> Document:
    """Of Công an xã to the chairman."""
    police, title = _police(world), "Về việc công nhận thành viên Tổ bảo vệ an ninh, trật tự"
    blocks = submission_blocks(
        agency=police, title=title, addressees=["Chủ tịch Ủy ban nhân dân xã Quảng Trạch"], signing=_CHIEF,
        body=[Paragraph(_TASK), Bullets(("Nguyễn Văn Ấn, Tổ trưởng", "Trần Thị Hường, Tổ phó")), Paragraph(_TASK)],
    )  # fmt: skip
    return samples.made(
        police, DocumentType.SUBMISSION, title, blocks, symbol="03/TTr-CAX", signer_name="Trần Minh Chiến",
        recipients=["Như trên", "Lưu: CAX"],
    )  # fmt: skip


@sample("Kế hoạch có hai phụ lục")
def plan(world, **facts) -> Document:
    """Phụ lục I upright, Phụ lục II with a table across."""
    committee = _committee(world)
    title = "Tuyển chọn thành viên Tổ bảo vệ an ninh, trật tự ở cơ sở năm 2026"
    body = [
        Paragraph("Thực hiện Luật Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở, UBND xã ban hành Kế hoạch:"),
        Section(1, "MỤC ĐÍCH, YÊU CẦU"), Section(2, "Mục đích"), Paragraph(_TASK), Section(2, "Yêu cầu"),
        Section(3, "Đúng tiêu chuẩn, điều kiện;"), Section(3, "Công khai, dân chủ."),
        Section(1, "NỘI DUNG"), *[Paragraph(_TASK, lead=f"Việc {n}.") for n in range(1, 9)],
        Section(1, "TỔ CHỨC THỰC HIỆN"), Paragraph(_TASK),
    ]  # fmt: skip
    annexes = [
        Annex(("SỐ LƯỢNG CẦN TUYỂN CỦA TỪNG THÔN",)), Paragraph(_TASK), _members(45),
        Annex(("DỰ KIẾN NGƯỜI THAM GIA",)), Section(1, "CÁC THÔN"), Paragraph(_TASK), _members(30, landscape=True),
    ]  # fmt: skip
    blocks = plan_blocks(agency=committee, title=title, body=body, annexes=annexes)
    return samples.made(
        committee, DocumentType.PLAN, title, blocks, recipients=["Công an tỉnh (Phòng PV01)", "Lưu: VT, CA"],
        **{"symbol": "07/KH-UBND", "signer_name": "Phạm Thị Lê", **facts},
    )  # fmt: skip


@sample("Bản thảo kế hoạch")
def draft(world) -> Document:
    """Without number and day, and marked as a draft."""
    return plan(world, state=DocumentState.DRAFT, symbol="", signed_on=None, signer_name="", check_code=None)


@sample("Quyết định có một phụ lục nằm ngang")
def annexed_decision(world) -> Document:
    """A single annex has no number."""
    committee, title = _committee(world), "Về việc công nhận thành viên các Tổ bảo vệ an ninh, trật tự"
    blocks = decision_blocks(
        agency=committee, title=title, grounds=["Căn cứ Luật Tổ chức chính quyền địa phương"],
        proposal="Theo đề nghị của Trưởng Công an xã", articles=[Article(_TASK), Article(_TASK)],
        annexes=[Annex(("DANH SÁCH THÀNH VIÊN",), landscape=True), _members(35)],
    )  # fmt: skip
    return samples.made(
        committee, DocumentType.DECISION, title, blocks, symbol="113/QĐ-UBND", signer_name="Phạm Thị Lê",
        recipients=["Như Điều 2", "Lưu: VT, CA"],
    )  # fmt: skip


@sample("Giấy mời")
def invitation(world) -> Document:
    """To the council's session."""
    committee, title = _committee(world), "Họp Hội đồng xét tuyển"
    blocks = invitation_blocks(
        agency=committee, title=title, guests="các thành viên Hội đồng xét tuyển", chair="Chủ tịch Hội đồng",
        occasion="Họp xét tuyển thành viên Tổ bảo vệ an ninh, trật tự", time="08 giờ 00, ngày 05 tháng 02 năm 2026",
        place="Hội trường UBND xã", notes=["Đề nghị các ông (bà) đến dự đúng thành phần, thời gian."],
        signing=signing_lines("Chủ tịch", collective="Ủy ban nhân dân"),
    )  # fmt: skip
    return samples.made(
        committee, DocumentType.INVITATION, title, blocks, symbol="01/GM-UBND", signer_name="Phạm Thị Lê",
        recipients=["Như thành phần mời", "Lưu: VT"],
    )  # fmt: skip


@sample("Thông báo")
def notice(world) -> Document:
    """Of the results of a selection."""
    police, title = _police(world), "Kết quả xét tuyển thành viên Tổ bảo vệ an ninh, trật tự năm 2026"
    blocks = notice_blocks(
        agency=police, title=title, body=[Paragraph(_TASK), Paragraph(_TASK)], signing=_CHIEF
    )
    return samples.made(
        police, DocumentType.NOTICE, title, blocks, symbol="05/TB-CAX", signer_name="Trần Minh Chiến",
        recipients=["Các thôn", "Lưu: CAX"],
    )  # fmt: skip


@sample("Giấy biên nhận hồ sơ")
def receipt(world) -> Document:
    """A form sheet without a number, the date above the signature."""
    police = _police(world)
    lines = (
        "Đã nhận của: Nguyễn Văn Ấn",
        "Gồm: 01 đơn tự nguyện, 01 sơ yếu lý lịch",
        "Còn thiếu: giấy chứng nhận sức khỏe",
    )
    blocks = form_sheet_blocks(
        type_name="GIẤY BIÊN NHẬN", title="Hồ sơ dự tuyển", agency=police, place="Quảng Trạch", signing=("NGƯỜI NHẬN",),
        left_signing=("NGƯỜI NỘP",), left_name="Nguyễn Văn Ấn", body=[Paragraph(line) for line in lines],
    )  # fmt: skip
    return samples.made(police, DocumentType.OTHER, "Giấy biên nhận", blocks, signer_name="Nguyễn Văn An")


@sample("Phiếu xét tuyển")
def ballot(world) -> Document:
    """A ballot paper: no quốc hiệu, nobody signs."""
    blocks = form_sheet_blocks(
        type_name="PHIẾU XÉT TUYỂN", agency=_committee(world), national=False,
        body=[Paragraph("Đồng ý hoặc không đồng ý bằng cách đánh dấu X vào ô tương ứng."), _members(8)],
    )  # fmt: skip
    return samples.made(_committee(world), DocumentType.OTHER, "Phiếu xét tuyển", blocks, check_code=None)


@sample("Đơn tự nguyện")
def letter(world) -> Document:
    """Quốc hiệu alone."""
    body = [Paragraph(_TASK), Paragraph("Tôi xin cam đoan những lời khai trên là đúng sự thật.")]
    blocks = form_sheet_blocks(
        type_name="ĐƠN TỰ NGUYỆN", title="Tham gia Tổ bảo vệ an ninh, trật tự", body=body, place="Quảng Trạch",
        signing=("NGƯỜI LÀM ĐƠN",),
    )  # fmt: skip
    return samples.made(
        _committee(world), DocumentType.LETTER, "Đơn tự nguyện", blocks, signer_name="Nguyễn Văn Ấn", check_code=None
    )  # fmt: skip
