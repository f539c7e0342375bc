"""Papers after the vote: Mẫu 05, Mẫu 06, the submission, what the public and those not chosen are told, a refusal.

TT 14/2024/TT-BCA, Điều 4: the police submit, the chairman decides, the result is posted.
"""

from communes.choices import AgencyKind
from contracts.registry import TemplateKind
from documents.choices import DocumentType
from documents.composing import Filling
from documents.models import Document
from recruitment.choices import ApplicationState
from recruitment.models import Application
from recruitment.papers.facts import Facts, votes
from recruitment.papers.specs import APPLICATION, PaperSpec, offer
from recruitment.papers.words import (
    APPLICANT_WORDS,
    CAMPAIGN_WORDS,
    WORDINGS,
    applicant_words,
    cited,
    count,
    home,
    people_table,
)
from teams.choices import Position

CHOSEN, POSITIONS, SUBMISSION = "recruitment.chosen", "recruitment.positions", "recruitment.submission"
RESULT, NOT_CHOSEN, REFUSAL = "recruitment.result", "recruitment.not_chosen", "recruitment.refusal"
_S = ApplicationState


def _words(facts: Facts, people: list[Application]) -> dict[str, str]:
    session = facts.session
    return facts.words | {
        "biên bản": cited(facts.minutes),
        "số người": count(len(people)),
        "số dự họp": count(session.present) if session else "",
        "quyết định": cited(_decision(facts)),
    }


def _decision(facts: Facts) -> Document | None:
    """The decision that recognised them, the same for all."""
    return next((a.recognition for a in facts.applications if a.recognition_id), None)


def _chosen(facts: Facts) -> Filling:
    rows = [
        (a.person.full_name, a.person.born, home(a.person), str(a.line.team), str(votes(a)))
        for a in facts.chosen
    ]
    columns = ("Họ và tên", "Ngày sinh", "Nơi ở", "Trúng tuyển vào", "Số phiếu đồng ý")
    table = people_table(columns, rows, (27, 16, 18, 18, 13), "lcllc")
    return Filling(_words(facts, facts.chosen), {"người trúng tuyển": table})


def _positions(facts: Facts) -> Filling:
    rows = [
        (
            a.person.full_name,
            a.person.born,
            home(a.person),
            str(a.line.team),
            str(Position(a.position).label),
        )
        for a in facts.chosen
    ]
    rows += [
        (person.full_name, person.born, home(person), str(row.membership.team), row.told)
        for row in facts.serving for person in (row.membership.person,)
    ]  # fmt: skip
    columns = ("Họ và tên", "Ngày sinh", "Nơi ở", "Tổ", "Chức danh đề nghị")
    table = people_table(columns, rows, (26, 15, 16, 17, 18), "lclll")
    words, switches = _serving(facts)
    words |= {"số người": count(len(rows))}
    return Filling(words, {"người đề nghị công nhận": table}, switches=switches)


def _serving(facts: Facts) -> tuple[dict[str, str], frozenset[str]]:
    """The words of papers that propose members who serve already, and the switch that says whether any."""
    words = _words(facts, facts.chosen) | {"số người đang tham gia": count(len(facts.serving))}
    return words, frozenset({"có người đang tham gia"} if facts.serving else ())


def _submission(facts: Facts) -> Filling:
    """Those chosen by their number; members who serve already one by one, since they stand in no minutes."""
    told = [
        f"{row.membership.person}, {row.membership.get_position_display()} {row.membership.team}: đề nghị công nhận là "
        f"{row.get_position_display()}"
        for row in facts.serving
    ]  # fmt: skip
    words, switches = _serving(facts)
    return Filling(words, lists={"người đang tham gia": told}, switches=switches)


def _result(facts: Facts) -> Filling:
    """Names and teams of those recognised: the least that the public must be told."""
    people = facts.in_states(_S.RECOGNISED)
    rows = [(a.person.full_name, str(a.line.team)) for a in people]
    table = people_table(("Họ và tên", "Tổ"), rows, (48, 44), "ll")
    return Filling(_words(facts, people), {"người được công nhận": table})


def _not_chosen(facts: Facts) -> Filling:
    return Filling(_words(facts, [facts.application]) | applicant_words(facts.application))


def refused(facts: Facts) -> list[Application]:
    """Whom the council chose and the chairman did not recognise."""
    return [a for a in facts.in_states(_S.REFUSED) if a in facts.listed]


def _refusal(facts: Facts) -> Filling:
    people = refused(facts)
    rows = [(a.person.full_name, str(a.line.team), a.reason) for a in people]
    table = people_table(("Họ và tên", "Tổ", "Lý do"), rows, (30, 24, 38), "lll")
    return Filling(_words(facts, people), {"người không công nhận": table})


def _lacks_chosen(facts: Facts) -> str:
    if facts.session is None:
        return "Hội đồng chưa họp nên chưa có người trúng tuyển (TT 14/2024, Điều 4). Ghi kết quả họp trước."
    return "" if facts.chosen else "Không ai trúng tuyển nên không có gì để trình (TT 14/2024, Điều 4)."


def _lacks_minutes(facts: Facts) -> str:
    if lacking := _lacks_chosen(facts):
        return lacking
    if facts.minutes is None:
        return "Chưa có biên bản kết quả đã ký để trình kèm (TT 14/2024, Điều 4). Ghi biên bản trước."
    return ""


def _lacks_recognised(facts: Facts) -> str:
    if not facts.in_states(_S.RECOGNISED):
        return "Chưa có quyết định công nhận nên chưa thông báo kết quả (TT 14/2024, Điều 4)."
    return ""


def _lacks_not_passed(facts: Facts) -> str:
    if facts.application.state != _S.NOT_PASSED:
        return "Chỉ thông báo cho người Hội đồng đã xét mà không trúng tuyển (TT 14/2024, Điều 3)."
    return ""


def _lacks_refused(facts: Facts) -> str:
    return "" if refused(facts) else "Không ai bị từ chối công nhận nên không có gì để trả lời."


_WORDS = CAMPAIGN_WORDS | {
    "biên bản": "Biên bản kết quả xét tuyển: số và ngày", "số người": "Số người trong văn bản, hai chữ số",
    "số dự họp": "Số thành viên Hội đồng dự họp", "quyết định": "Quyết định công nhận: số và ngày",
}  # fmt: skip
_SERVING_WORDS = {"số người đang tham gia": "Số người đang tham gia được đề nghị chức danh, hai chữ số"}
_SERVING = {"có người đang tham gia": "Đề nghị chức danh cho người đang tham gia Tổ"}
_TO_CHECK = "câu chữ của mẫu cần đối chiếu Công báo"
_POLICE, _COMMITTEE = AgencyKind.COMMUNE_POLICE, AgencyKind.PEOPLES_COMMITTEE
offer(
    PaperSpec(
        TemplateKind(
            CHOSEN, "Danh sách trúng tuyển (Mẫu 05)", DocumentType.LIST,
            f"theo nội dung TT 14/2024/TT-BCA, Mẫu 05; {_TO_CHECK}", WORDINGS / "chosen.yaml", words=_WORDS,
            tables={"người trúng tuyển": "Họ tên, ngày sinh, thôn, Tổ, số phiếu"},
            is_personal=True,
        ),
        _POLICE, _chosen, _lacks_chosen,
    ),
    PaperSpec(
        TemplateKind(
            POSITIONS, "Danh sách đề nghị công nhận (Mẫu 06)", DocumentType.LIST,
            f"theo nội dung TT 14/2024/TT-BCA, Mẫu 06; {_TO_CHECK}", WORDINGS / "positions.yaml",
            words=_WORDS | _SERVING_WORDS, switches=_SERVING,
            tables={"người đề nghị công nhận": "Họ tên, ngày sinh, thôn, Tổ, chức danh đề nghị"},
            is_personal=True,
        ),
        _POLICE, _positions, _lacks_chosen,
    ),
    PaperSpec(
        TemplateKind(
            SUBMISSION, "Tờ trình Chủ tịch UBND", DocumentType.SUBMISSION,
            "TT 14/2024/TT-BCA, Điều 4; NĐ 30/2020, Phụ lục III, Mẫu 1.4", WORDINGS / "submission.yaml",
            words=_WORDS | _SERVING_WORDS, switches=_SERVING,
            lists={"người đang tham gia": "Người đang tham gia Tổ, chức danh đang giữ và chức danh đề nghị"},
        ),
        _POLICE, _submission, _lacks_minutes,
        held=lambda facts: facts.session.submission if facts.session else None,
    ),
)  # fmt: skip
#: After the decision: `papers/__init__` offers them in the order of the path.
AFTER = (
    PaperSpec(
        TemplateKind(
            RESULT, "Thông báo kết quả tuyển chọn", DocumentType.NOTICE,
            "TT 14/2024/TT-BCA, Điều 4 (niêm yết); NĐ 30/2020, Phụ lục III, Mẫu 1.4", WORDINGS / "result.yaml",
            words=_WORDS, tables={"người được công nhận": "Họ tên và Tổ, không gì thêm"},
        ),
        _COMMITTEE, _result, _lacks_recognised,
    ),
    PaperSpec(
        TemplateKind(
            NOT_CHOSEN, "Thông báo không trúng tuyển", DocumentType.NOTICE,
            "TT 14/2024/TT-BCA, Điều 3, Điều 4; NĐ 30/2020, Phụ lục III, Mẫu 1.4", WORDINGS / "not_chosen.yaml",
            words=_WORDS | APPLICANT_WORDS, is_personal=True,
        ),
        _POLICE, _not_chosen, _lacks_not_passed, about=APPLICATION,
    ),
    PaperSpec(
        TemplateKind(
            REFUSAL, "Công văn từ chối công nhận", DocumentType.DISPATCH,
            "TT 14/2024/TT-BCA, Điều 4; NĐ 30/2020, Phụ lục III, Mẫu 1.5", WORDINGS / "refusal.yaml", words=_WORDS,
            tables={"người không công nhận": "Họ tên, Tổ, lý do"}, unit="{ký hiệu Công an}", is_personal=True,
        ),
        _COMMITTEE, _refusal, _lacks_refused,
        held=lambda facts: facts.session.reply if facts.session else None,
    ),
)  # fmt: skip
