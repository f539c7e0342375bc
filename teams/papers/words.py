"""Words and tables that the papers of proposals share.

Decisions are posted for everybody to read: of each person they name the point of the article, never health, offences or
what the person wrote.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from documents.layout import Table
from teams.choices import LEGAL_CASES, EndKind
from teams.models import Membership, Proposal, ProposalLine
from vietnam.names import within

WORDINGS = Path(__file__).resolve().parent.parent / "wordings"
#: What every paper of a proposal may name.
PROPOSAL_WORDS = {
    "tên xã": "Tên xã, phường như đứng giữa câu: xã Quảng Trạch",
    "cấp xã": "xã, phường hoặc đặc khu",
}
TEAM_WORDS = {
    "tên Tổ": "Tên Tổ giải thể, ví dụ Tổ Tô Xá",
    "Tổ giải thể": "Tên đầy đủ của Tổ giải thể, ví dụ Tổ bảo vệ an ninh, trật tự Tô Xá",
}
#: What the papers of a dissolution say of its members.
MOVE_SWITCHES = {
    "có người chuyển": "Có thành viên chuyển sang Tổ khác",
    "có người khác thôi": "Có người chuyển sang Tổ khác, và có thành viên khác thôi tham gia",
}


def proposal_words(proposal: Proposal) -> dict[str, str]:
    """The values of `PROPOSAL_WORDS`, and of `TEAM_WORDS` where a team is dissolved."""
    commune, team = proposal.commune, proposal.team
    words = {"tên xã": within(commune.name), "cấp xã": within(str(commune.get_kind_display()))}
    if team is None:
        return words
    return words | {"tên Tổ": str(team), "Tổ giải thể": f"Tổ bảo vệ an ninh, trật tự {team.name}"}


def lines_of(proposal: Proposal) -> list[ProposalLine]:
    """Its people, in the order they were put in."""
    rows = proposal.lines.select_related("membership__person", "membership__team", "paper", "target")
    return list(rows.order_by("pk"))


def people_table(lines: Sequence[ProposalLine]) -> Table:
    """Those to be let go, each with the point of Điều 17, khoản 3."""
    rows = tuple(
        (
            str(number), line.membership.person.full_name, line.membership.person.born,
            f"{line.membership.get_position_display()}, {line.membership.team}", point_of(line),
        )
        for number, line in enumerate(lines, 1)
    )  # fmt: skip
    return Table(
        ("STT", "Họ và tên", "Ngày sinh", "Chức danh, Tổ", "Căn cứ"), rows, (8, 28, 16, 24, 24), "clcll"
    )


def point_of(line: ProposalLine) -> str:
    """Điểm a khoản 3 Điều 17."""
    return f"Điểm {LEGAL_CASES[EndKind(line.end_kind)]} khoản 3 Điều 17"


def moves_of(lines: Sequence[ProposalLine]) -> tuple[str, ...]:
    """Who goes on in which other team."""
    return tuple(
        f"{line.membership.person.full_name}, {line.membership.get_position_display()}: chuyển sang {line.target}"
        for line in lines
    )


def move_switches(proposal: Proposal, moves: Sequence[str], on: date) -> frozenset[str]:
    """Which of `MOVE_SWITCHES` hold, of those who are in the team on that day."""
    if not moves:
        return frozenset()
    everybody = Membership.objects.in_force(on).filter(team=proposal.team).count() == len(moves)
    return frozenset({"có người chuyển"} if everybody else {"có người chuyển", "có người khác thôi"})
