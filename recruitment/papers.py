"""What the papers of recruitment say, as layout blocks (TT 14/2024, Mẫu 08; NĐ 30/2020, Phụ lục III, Mẫu 1.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from communes.models import Agency
from documents.layout import Article, Block, Table, decision_blocks
from recruitment.models import Application, Campaign
from teams.choices import Position
from vietnam.dates import format_date, legal_date

RECIPIENTS = ("Như Điều 3", "Thường trực Đảng ủy, HĐND xã", "Lưu: VT, CAX")
_GROUNDS = (
    "Căn cứ Luật Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở ngày 28 tháng 11 năm 2023",
    "Căn cứ Nghị định số 40/2024/NĐ-CP ngày 16 tháng 4 năm 2024 của Chính phủ quy định chi tiết một số điều của Luật "
    "Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở",
    "Căn cứ Thông tư số 14/2024/TT-BCA ngày 22 tháng 4 năm 2024 của Bộ trưởng Bộ Công an",
)


@dataclass(frozen=True)
class Recognised:
    """One line of the decision's list."""

    full_name: str
    born: str
    position: str
    team: str

    @classmethod
    def of(cls, application: Application, position: Position) -> "Recognised":
        """The line of that applicant; a birth known by its year alone is written so."""
        person = application.person
        born = str(person.birth_date.year) if person.birth_is_year else format_date(person.birth_date)
        return cls(person.full_name, born, str(position.label), str(application.line.team))


def decision_title(campaign: Campaign) -> str:
    """What the decision is about."""
    name = campaign.commune.name
    return f"Về việc công nhận thành viên Tổ bảo vệ an ninh, trật tự {name[0].lower()}{name[1:]}"


def recognition_blocks(
    agency: Agency, campaign: Campaign, people: Sequence[Recognised], effective_on: date, is_deputy: bool
) -> list[Block]:
    """The decision that recognises these people from that day on."""
    minutes = campaign.council.session.minutes
    table = Table(
        columns=("STT", "Họ và tên", "Ngày sinh", "Chức danh", "Tổ"),
        rows=tuple(
            (str(number), one.full_name, one.born, one.position, one.team) for number, one in enumerate(people, 1)
        ),
        widths=(8, 34, 18, 18, 22), align="clccl",
    )  # fmt: skip
    first = (
        f"Công nhận {len(people):02d} người có tên sau đây là thành viên Tổ bảo vệ an ninh, trật tự kể từ "
        f"{legal_date(effective_on)}:"
    )
    return decision_blocks(
        agency=agency,
        title=decision_title(campaign),
        grounds=(
            *_GROUNDS,
            f"Căn cứ {minutes} {legal_date(minutes.signed_on)} của Hội đồng xét tuyển",
        ),
        proposal="Theo đề nghị của Trưởng Công an xã",
        articles=[
            Article(first),
            table,
            Article(
                "Người có tên tại Điều 1 thực hiện nhiệm vụ, được hưởng chế độ, chính sách theo quy định của pháp "
                "luật về lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở."
            ),
            Article(
                "Quyết định này có hiệu lực kể từ ngày ký. Công an xã, các cơ quan, đơn vị liên quan và người có tên "
                "tại Điều 1 chịu trách nhiệm thi hành Quyết định này."
            ),
        ],
        signing=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH") if is_deputy else ("CHỦ TỊCH",),
    )
