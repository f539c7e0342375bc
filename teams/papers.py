"""What the papers of a leaving and of dissolving a team say, as layout blocks: the police's report (TT 14/2024/TT-BCA,
Mẫu 07) and the chairman's decision (Mẫu 08; NĐ 30/2020, Phụ lục III, Mẫu 1.2).

The decision is posted for everybody to read: of each person it names the point of the article, never health, offences
or what they wrote.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from communes.models import Agency
from documents.layout import Article, Block, Paragraph, Section, Table, decision_blocks, report_blocks
from teams.choices import LEGAL_CASES, EndKind
from teams.models import Proposal, ProposalLine
from vietnam.dates import format_date, legal_date

REPORT_RECIPIENTS = ("Như trên", "Lưu: VT, CAX")
_GROUNDS = (
    "Căn cứ Luật Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở ngày 28 tháng 11 năm 2023",
    "Căn cứ Nghị định số 40/2024/NĐ-CP ngày 16 tháng 4 năm 2024 của Chính phủ quy định chi tiết một số điều của Luật "
    "Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở",
    "Căn cứ Thông tư số 14/2024/TT-BCA ngày 22 tháng 4 năm 2024 của Bộ trưởng Bộ Công an",
)


def report_title(proposal: Proposal) -> str:
    """What the report is about."""
    if proposal.is_leaving:
        return f"Đề xuất cho thôi tham gia Tổ bảo vệ an ninh, trật tự {_within(proposal.commune.name)}"
    return f"Đề xuất giải thể {_team(proposal)}"


def decision_title(proposal: Proposal) -> str:
    """What the decision is about."""
    if proposal.is_leaving:
        return f"Về việc cho thôi tham gia Tổ bảo vệ an ninh, trật tự {_within(proposal.commune.name)}"
    return f"Về việc giải thể {_team(proposal)}"


def decision_recipients(proposal: Proposal) -> tuple[str, ...]:
    """Who gets the decision."""
    return ("Như Điều 3", "Thường trực Đảng ủy, HĐND xã", "Lưu: VT, CAX")


def report_blocks_of(agency: Agency, proposal: Proposal, is_deputy: bool) -> list[Block]:
    """The report of the police: who or which team, on what grounds, with whom it was agreed."""
    body = _people(proposal) if proposal.is_leaving else _dissolution(proposal)
    return report_blocks(
        agency=agency, title=report_title(proposal),
        addressees=(f"Chủ tịch UBND {_within(proposal.commune.name)}",),
        body=[*body, *_agreed(proposal), Paragraph("Công an xã báo cáo, đề xuất Chủ tịch UBND xã xem xét, quyết định.")],
        signing=("KT. TRƯỞNG CÔNG AN XÃ", "PHÓ TRƯỞNG CÔNG AN XÃ") if is_deputy else ("TRƯỞNG CÔNG AN XÃ",),
    )  # fmt: skip


def decision_blocks_of(
    agency: Agency, proposal: Proposal, going: Sequence[ProposalLine], ended_on: date, is_deputy: bool
) -> list[Block]:
    """The decision of the chairman for those who are let go, or on the team, from that day on."""
    body = _let_go(going, ended_on) if proposal.is_leaving else _dissolve(proposal, going, ended_on)
    report = proposal.report
    told = (f"Xét Báo cáo số {report.symbol} {legal_date(report.signed_on)} của Công an xã",) if report else ()
    return decision_blocks(
        agency=agency, title=decision_title(proposal), grounds=(*_GROUNDS, *told),
        proposal="Theo đề nghị của Trưởng Công an xã", articles=body,
        signing=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH") if is_deputy else ("CHỦ TỊCH",),
    )  # fmt: skip


def point_of(line: ProposalLine) -> str:
    """Điểm a khoản 3 Điều 17."""
    return f"điểm {LEGAL_CASES[EndKind(line.end_kind)]} khoản 3 Điều 17"


def _people(proposal: Proposal) -> list[Block]:
    lines = _lines(proposal)
    stands = [
        Paragraph(f"- {line.membership.person.full_name}: {line.get_end_kind_display().lower()}{_paper(line)}.")
        for line in lines
    ]
    return [
        Section(1, "NGƯỜI ĐƯỢC ĐỀ XUẤT CHO THÔI"), _table(lines),
        Section(2, "CĂN CỨ"), *stands,
    ]  # fmt: skip


def _paper(line: ProposalLine) -> str:
    if line.paper is None:
        return ""
    symbol = f" số {line.paper.symbol}" if line.paper.symbol else ""
    return f" ({line.paper.get_kind_display().lower()}{symbol} ngày {format_date(line.paper.dated_on)})"


def _dissolution(proposal: Proposal) -> list[Block]:
    moves = [
        Paragraph(f"- {line.membership.person.full_name}: chuyển sang {line.target}.") for line in _lines(proposal)
    ]
    rest = "Thành viên không nêu trên thôi tham gia do giải thể Tổ." if moves else "Thành viên của Tổ thôi tham gia."
    return [
        Section(1, "LÝ DO GIẢI THỂ"), Paragraph(proposal.grounds),
        Section(2, "SẮP XẾP THÀNH VIÊN"), *moves, Paragraph(rest),
    ]  # fmt: skip


def _agreed(proposal: Proposal) -> list[Block]:
    if not proposal.agreed_on:
        return []
    heads = [
        f"{proposal.hamlet_head} (Trưởng thôn, Tổ trưởng tổ dân phố)" if proposal.hamlet_head else "",
        f"{proposal.front_head} (Trưởng Ban công tác Mặt trận)" if proposal.front_head else "",
    ]
    with_whom = " và ".join(head for head in heads if head)
    return [Paragraph(f"Báo cáo lập cùng {with_whom}, thống nhất ngày {format_date(proposal.agreed_on)}.")]


def _let_go(going: Sequence[ProposalLine], ended_on: date) -> list[Block]:
    first = (
        f"Cho thôi tham gia Tổ bảo vệ an ninh, trật tự kể từ {legal_date(ended_on)} đối với {len(going):02d} người có "
        "tên sau đây:"
    )
    return [
        Article(first),
        _table(going),
        Article(
            "Người có tên tại Điều 1 bàn giao biển hiệu, giấy chứng nhận, trang bị được cấp cho Công an xã; được giải "
            "quyết chế độ, chính sách theo quy định của pháp luật."
        ),
        _last("Người có tên tại Điều 1"),
    ]


def _dissolve(proposal: Proposal, moves: Sequence[ProposalLine], ended_on: date) -> list[Block]:
    moved = [
        Paragraph(f"- {line.membership.person.full_name}: {line.target}, từ {legal_date(ended_on)}.") for line in moves
    ]
    second = (
        "Thành viên sau đây chuyển sang Tổ khác; thành viên còn lại thôi tham gia kể từ ngày giải thể:"
        if moved
        else "Thành viên của Tổ thôi tham gia kể từ ngày giải thể."
    )
    return [
        Article(f"Giải thể {_team(proposal)} kể từ {legal_date(ended_on)}."),
        Article(f"{second} Công an xã thu hồi biển hiệu, giấy chứng nhận, trang bị đã cấp." if not moved else second),
        *moved,
        _last("Thành viên của Tổ"),
    ]


def _last(who: str) -> Article:
    return Article(
        f"Quyết định này có hiệu lực kể từ ngày ký. Công an xã, các cơ quan, đơn vị liên quan và {_within(who)} chịu "
        "trách nhiệm thi hành Quyết định này."
    )


def _table(lines: Iterable[ProposalLine]) -> Table:
    rows = tuple(
        (str(number), *_row(line)) for number, line in enumerate(lines, 1)
    )
    return Table(
        columns=("STT", "Họ và tên", "Ngày sinh", "Chức danh, Tổ", "Căn cứ"), rows=rows,
        widths=(8, 28, 16, 24, 24), align="clcll",
    )  # fmt: skip


def _row(line: ProposalLine) -> tuple[str, str, str, str]:
    spell, person = line.membership, line.membership.person
    born = "" if person.birth_date is None else format_date(person.birth_date)
    if person.birth_date and person.birth_is_year:
        born = str(person.birth_date.year)
    return person.full_name, born, f"{spell.get_position_display()} {spell.team}", point_of(line).capitalize()


def _lines(proposal: Proposal) -> list[ProposalLine]:
    rows = proposal.lines.select_related("membership__person", "membership__team", "paper", "target")
    return list(rows.order_by("pk"))


def _team(proposal: Proposal) -> str:
    return f"{proposal.team} ({_within(proposal.commune.name)})"


def _within(name: str) -> str:
    """A name as it stands within a sentence."""
    return f"{name[:1].lower()}{name[1:]}"
