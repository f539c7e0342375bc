"""The decision that recognises members (TT 14/2024, Mẫu 08; NĐ 30/2020, Phụ lục III, Mẫu 1.2)."""

from collections.abc import Sequence
from datetime import date

from communes.choices import AgencyKind
from contracts.registry import TemplateKind
from documents.choices import DocumentType
from documents.composing import Filling
from documents.composing.rooms import written
from recruitment.choices import ApplicationState
from recruitment.models import Application, Campaign, PositionProposal
from recruitment.papers.facts import Facts
from recruitment.papers.results import AFTER
from recruitment.papers.specs import PaperSpec, offer
from recruitment.papers.words import (
    CAMPAIGN_WORDS,
    WORDINGS,
    campaign_words,
    cited,
    count,
    people_table,
)
from teams.choices import Position

RECOGNITION = "recruitment.recognition"


def recognition_filling(
    campaign: Campaign, people: Sequence[tuple[Application, Position]], serving: Sequence[PositionProposal],
    effective_on: date | None,
) -> Filling:  # fmt: skip
    """The facts of the decision that recognises these applicants, each in that position, and these serving members in
    their new one, from that day on; without a day there is room to write it in."""
    minutes = campaign.council.session.minutes
    words = campaign_words(campaign) | {
        "biên bản": cited(minutes),
        "số người": count(len(people) + len(serving)),
        "ngày tham gia": written(effective_on),
    }
    rows = [
        (one.person.full_name, one.person.born, str(position.label), str(one.line.team))
        for one, position in people
    ]
    rows += [(person.full_name, person.born, row.told, str(team)) for row, person, team in _spells(serving)]
    table = people_table(("Họ và tên", "Ngày sinh", "Chức danh", "Tổ"), rows, (32, 16, 22, 22), "lccl")
    return Filling(words, {"người được công nhận": table})


def _spells(serving: Sequence[PositionProposal]):
    return [(row, row.membership.person, row.membership.team) for row in serving]


def _filling(facts: Facts) -> Filling:
    people = [(one, Position(one.position)) for one in facts.chosen]
    return recognition_filling(facts.campaign, people, facts.serving, None)


def _lacks(facts: Facts) -> str:
    if not facts.in_states(ApplicationState.SUBMITTED):
        return "Chưa trình Chủ tịch UBND xã ai để công nhận (TT 14/2024, Điều 4). Ghi trình kết quả trước."
    return ""


def _held(facts: Facts):
    return next((one.recognition for one in facts.applications if one.recognition_id), None)


offer(
    PaperSpec(
        TemplateKind(
            RECOGNITION, "Quyết định công nhận thành viên", DocumentType.DECISION,
            "TT 14/2024/TT-BCA, Mẫu 08; NĐ 30/2020, Phụ lục III, Mẫu 1.2", WORDINGS / "recognition.yaml",
            words=CAMPAIGN_WORDS | {
                "biên bản": "Biên bản kết quả xét tuyển: số và ngày",
                "số người": "Số người được công nhận, kể cả người đang tham gia đổi chức danh, hai chữ số",
                "ngày tham gia": "Ngày bắt đầu tham gia, viết đủ chữ",
            },
            tables={"người được công nhận": "Họ tên, ngày sinh, chức danh, Tổ của từng người"},
        ),
        AgencyKind.PEOPLES_COMMITTEE, _filling, _lacks, held=_held,
    ),
    *AFTER,
)  # fmt: skip
