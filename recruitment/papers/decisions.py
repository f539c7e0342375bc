"""The decision that recognises members (TT 14/2024, Mẫu 08; NĐ 30/2020, Phụ lục III, Mẫu 1.2)."""

from collections.abc import Sequence
from datetime import date

from contracts.registry import TemplateKind, template_kinds
from documents.choices import DocumentType
from documents.composing import Filling
from recruitment.models import Application, Campaign
from recruitment.papers.words import CAMPAIGN_WORDS, WORDINGS, born, campaign_words, people_table
from teams.choices import Position
from vietnam.dates import legal_date

RECOGNITION = "recruitment.recognition"

template_kinds.add(
    TemplateKind(
        RECOGNITION, "Quyết định công nhận thành viên", DocumentType.DECISION,
        "TT 14/2024/TT-BCA, Mẫu 08; NĐ 30/2020, Phụ lục III, Mẫu 1.2", WORDINGS / "recognition.yaml",
        words=CAMPAIGN_WORDS | {
            "biên bản": "Biên bản kết quả xét tuyển: số và ngày",
            "số người": "Số người được công nhận, hai chữ số",
            "ngày tham gia": "Ngày bắt đầu tham gia, viết đủ chữ",
        },
        tables={"người được công nhận": "Họ tên, ngày sinh, chức danh, Tổ của từng người"},
    )
)  # fmt: skip


def recognition_filling(
    campaign: Campaign, people: Sequence[tuple[Application, Position]], effective_on: date
) -> Filling:
    """The facts of the decision that recognises these applicants, each in that position, from that day on."""
    minutes = campaign.council.session.minutes
    words = campaign_words(campaign) | {
        "biên bản": f"{minutes} {legal_date(minutes.signed_on)}",
        "số người": f"{len(people):02d}",
        "ngày tham gia": legal_date(effective_on),
    }
    rows = [
        (one.person.full_name, born(one.person), str(position.label), str(one.line.team))
        for one, position in people
    ]
    table = people_table(("Họ và tên", "Ngày sinh", "Chức danh", "Tổ"), rows, (34, 18, 18, 22), "lccl")
    return Filling(words, {"người được công nhận": table})
