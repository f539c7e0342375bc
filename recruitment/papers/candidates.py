"""The list of candidates and its approval by the people's committee (TT 14/2024/TT-BCA, Điều 3)."""

from communes.choices import AgencyKind
from contracts.registry import TemplateKind
from documents.choices import DocumentType
from documents.composing import Filling
from recruitment.papers.facts import Facts
from recruitment.papers.intake import people_least
from recruitment.papers.specs import PaperSpec, offer
from recruitment.papers.words import CAMPAIGN_WORDS, WORDINGS, count

CANDIDATES = "recruitment.candidates"
SUBMISSION, APPROVAL = "recruitment.candidates_submission", "recruitment.candidates_approval"
_WORDS = CAMPAIGN_WORDS | {"số người": "Số người trong danh sách, hai chữ số"}
_TABLES = {"người dự tuyển": "Họ tên, năm sinh, thôn, Tổ của từng người"}


def _filling(facts: Facts) -> Filling:
    words = facts.words | {"số người": count(len(facts.listed))}
    return Filling(words, {"người dự tuyển": people_least(facts.listed)})


def _held(facts: Facts):
    return facts.campaign.list_approval


def lacks_list(facts: Facts) -> str:
    """Papers that stand on the list of candidates wait until it is closed."""
    if not facts.listed:
        return "Danh sách dự tuyển chưa chốt (TT 14/2024, Điều 3). Hết hạn nhận hồ sơ thì chốt danh sách."
    return ""


_FORM = "theo nội dung TT 14/2024/TT-BCA, Điều 3"
offer(
    PaperSpec(
        TemplateKind(
            CANDIDATES, "Danh sách dự tuyển", DocumentType.LIST, f"{_FORM} (niêm yết)", WORDINGS / "candidates.yaml",
            words=_WORDS, tables=_TABLES,
        ),
        AgencyKind.COMMUNE_POLICE, _filling, lacks_list,
    ),
    PaperSpec(
        TemplateKind(
            SUBMISSION, "Tờ trình phê duyệt danh sách", DocumentType.SUBMISSION,
            f"{_FORM}; NĐ 30/2020, Phụ lục III, Mẫu 1.4", WORDINGS / "candidates_submission.yaml",
            words=_WORDS, tables=_TABLES,
        ),
        AgencyKind.COMMUNE_POLICE, _filling, lacks_list,
    ),
    PaperSpec(
        TemplateKind(
            APPROVAL, "Quyết định phê duyệt danh sách", DocumentType.DECISION,
            f"{_FORM}; NĐ 30/2020, Phụ lục III, Mẫu 1.3", WORDINGS / "candidates_approval.yaml",
            words=_WORDS, tables=_TABLES,
        ),
        AgencyKind.PEOPLES_COMMITTEE, _filling, lacks_list, held=_held,
    ),
)  # fmt: skip
