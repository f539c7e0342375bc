"""Words and tables that several papers of recruitment share."""

from collections.abc import Sequence
from pathlib import Path

from communes.letterheads import economy_office
from documents.composing.rooms import DOTS, written
from documents.layout import Table
from documents.models import Document
from recruitment.models import Application, Campaign
from teams.models import Person
from vietnam.dates import legal_date
from vietnam.names import within

WORDINGS = Path(__file__).resolve().parent.parent / "wordings"
#: What every paper of a campaign may name.
CAMPAIGN_WORDS = {
    "tên xã": "Tên xã, phường như đứng giữa câu: xã Quảng Trạch",
    "tên đợt": "Tên đợt tuyển chọn",
    "nhận từ ngày": "Ngày đầu nhận hồ sơ, viết đủ chữ",
    "nhận đến ngày": "Ngày cuối nhận hồ sơ, viết đủ chữ",
    "nơi nhận hồ sơ": "Nơi nhận hồ sơ",
    "kế hoạch": "Kế hoạch tuyển chọn: số và ngày; chỉ chữ “Kế hoạch tuyển chọn” khi chưa ban hành",
    "cấp xã": "xã, phường hoặc đặc khu",
    "CÔNG AN": "CÔNG AN XÃ, CÔNG AN PHƯỜNG hoặc CÔNG AN ĐẶC KHU",
    "Phòng Kinh tế": "Phòng Kinh tế; ở phường, đặc khu là Phòng Kinh tế, Hạ tầng và Đô thị",
}
#: What every paper about one applicant may name.
APPLICANT_WORDS = {
    "ông bà": "ông hoặc bà, theo giới tính; đầu câu tự viết hoa",
    "họ tên": "Họ và tên người dự tuyển",
    "ngày sinh": "ngày 04 tháng 3 năm 1985; năm 1985 nếu chỉ biết năm",
    "nơi ở": "Thôn, tổ dân phố nơi ở",
    "Tổ dự tuyển": "Tổ mà người này dự tuyển vào",
    "ngày nhận hồ sơ": "Ngày nhận hồ sơ, viết đủ chữ",
}
_LAW, _LAW_NAME = "Luật 30/2023/QH15", "Luật Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở"


def campaign_words(campaign: Campaign) -> dict[str, str]:
    """The values of `CAMPAIGN_WORDS`."""
    kind = str(campaign.commune.get_kind_display())
    return {
        "cấp xã": kind.lower(),
        "CÔNG AN": f"CÔNG AN {kind.upper()}",
        "Phòng Kinh tế": economy_office(campaign.commune)[0],
        "tên xã": within(campaign.commune.name),
        "tên đợt": campaign.title,
        "nhận từ ngày": legal_date(campaign.opens_on),
        "nhận đến ngày": legal_date(campaign.closes_on),
        "nơi nhận hồ sơ": campaign.filing_place,
        "kế hoạch": cited(campaign.plan) or "Kế hoạch tuyển chọn",
    }


def applicant_words(application: Application) -> dict[str, str]:
    """The values of `APPLICANT_WORDS`: nothing of health, record or number of identity."""
    person = application.person
    return {
        "ông bà": {"male": "ông", "female": "bà"}.get(person.sex, "ông (bà)"),
        "họ tên": person.full_name,
        "ngày sinh": born(person),
        "nơi ở": within(home(person)) or DOTS,
        "Tổ dự tuyển": str(application.line.team),
        "ngày nhận hồ sơ": legal_date(application.received_on),
    }


def article(citation: str) -> str:
    """A citation of ours as a paper writes it: from the point up to the act, a law by its name (NĐ 30/2020, Phụ lục I,
    II.6): "Luật 30/2023/QH15, Điều 13, khoản 3" → "khoản 3 Điều 13 Luật Lực lượng tham gia …"."""
    parts = citation.split(", ")
    return " ".join(reversed([_LAW_NAME if part == _LAW else part for part in parts]))


def cited(document: Document | None) -> str:
    """A signed paper as another cites it: "Kế hoạch số 30/KH-UBND ngày 20 tháng 8 năm 2025"; "" for none."""
    if document is None or document.signed_on is None:
        return ""
    return f"{document} {legal_date(document.signed_on)}"


def count(number: int) -> str:
    """Two digits, as counts stand in papers: 02."""
    return f"{number:02d}"


def born_in(person: Person) -> str:
    """The year of birth: all that lists for the public and for opinions say."""
    return str(person.birth_date.year) if person.birth_date else ""


def born(person: Person) -> str:
    """When somebody was born, as a sentence says it after "sinh": "ngày 04 tháng 3 năm 1985", or the year alone."""
    if person.birth_date is None:
        return written(None)
    return f"năm {person.birth_date.year}" if person.birth_is_year else legal_date(person.birth_date)


def home(person: Person) -> str:
    """The hamlet that somebody lives in; never the address."""
    return str(person.hamlet) if person.hamlet else ""


def people_table(headings: Sequence[str], rows: Sequence[Sequence[str]], widths, align: str) -> Table:
    """A table of people, numbered from 1: `headings`, `widths` (per cent) and `align` without the number's own."""
    numbered = tuple((str(number), *row) for number, row in enumerate(rows, 1))
    return Table(("STT", *headings), numbered, (100 - sum(widths), *widths), f"c{align}")
