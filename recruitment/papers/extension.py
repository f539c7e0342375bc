"""The plan that extends the window of a campaign (kế hoạch điều chỉnh; TT 14/2024/TT-BCA, Điều 3)."""

from communes.choices import AgencyKind
from contracts.registry import TemplateKind
from documents.choices import DocumentType
from documents.composing import Filling
from documents.composing.rooms import written
from recruitment.papers.facts import Facts
from recruitment.papers.specs import PaperSpec, offer
from recruitment.papers.words import CAMPAIGN_WORDS, WORDINGS
from recruitment.paths import STEPS

EXTENSION = "recruitment.extension"


def _filling(facts: Facts) -> Filling:
    proposed = facts.extension
    words = {
        "hạn mới": written(proposed.closes_on if proposed else None),
        "lý do": proposed.reason if proposed else "",
    }
    return Filling(facts.words | words)


def _lacks(facts: Facts) -> str:
    if facts.campaign.state not in STEPS["extend"].before:
        return "Chỉ gia hạn khi kế hoạch đã phê duyệt và danh sách dự tuyển chưa chốt (TT 14/2024, Điều 3)."
    return ""


def _held(facts: Facts) -> None:
    """Signing it is a step of the path; another one may follow it."""
    return None


offer(
    PaperSpec(
        TemplateKind(
            EXTENSION, "Kế hoạch điều chỉnh, gia hạn nhận hồ sơ", DocumentType.PLAN,
            "TT 14/2024/TT-BCA, Điều 3; NĐ 30/2020, Phụ lục III, Mẫu 1.4", WORDINGS / "extension.yaml",
            words=CAMPAIGN_WORDS | {
                "hạn mới": "Ngày cuối nhận hồ sơ sau khi gia hạn, viết đủ chữ",
                "lý do": "Vì sao gia hạn, như đứng giữa câu",
            },
        ),
        AgencyKind.PEOPLES_COMMITTEE, _filling, _lacks, held=_held, is_repeated=True,
    ),
)  # fmt: skip
