"""Papers of the intake: receipt, what must be completed, what is given back, the appraisal, opinions.

Receipt, appraisal and opinion are sheets: they are printed from the facts of the moment and not kept, since the content
of kept papers stands in clear and the appraisal tells of record and health.
"""

from datetime import date

from communes.choices import AgencyKind
from communes.letterheads import of_unit
from contracts.registry import TemplateKind
from documents.choices import DocumentType
from documents.composing import Filling
from documents.layout import Table
from recruitment.choices import ApplicationState, Outcome, PaperKind
from recruitment.eligibility import LEGAL_FACTS, Grounds, examine, lacking_papers, priorities
from recruitment.models import Application
from recruitment.papers.facts import LISTED, Facts
from recruitment.papers.specs import APPLICATION, PaperSpec, offer
from recruitment.papers.words import (
    APPLICANT_WORDS,
    CAMPAIGN_WORDS,
    WORDINGS,
    applicant_words,
    article,
    born_in,
    count,
    home,
    people_table,
)
from vietnam.dates import format_date, legal_date

RECEIPT, SUPPLEMENT, RETURN = "recruitment.receipt", "recruitment.supplement", "recruitment.return"
APPRAISAL, OPINION = "recruitment.appraisal", "recruitment.opinion"
_WORDS = CAMPAIGN_WORDS | APPLICANT_WORDS
_S = ApplicationState
#: What stands for facts of sentences and measures, but on the paper of who may reveal them.
MASKED = "Đang che"
#: Rules whose findings tell of record, family or health: papers that are kept name their article alone.
SENSITIVE = frozenset({"E03", "E04", "E05", "E06", "E07", "E08", "E09", "E10", "E14"})


def supplement_until(application: Application) -> date:
    """Until when papers may be handed in: the day that was set last, else the last day of the window."""
    asked = application.supplement_requests.first()
    return asked.due_on if asked else application.campaign.closes_on


def _words(facts: Facts) -> dict[str, str]:
    return facts.words | applicant_words(facts.application)


def _handed_in(application: Application) -> dict:
    return {paper.kind: paper for paper in application.papers.all()}


def _receipt(facts: Facts) -> Filling:
    """What was handed in and what was missing on the day of receipt, as the register kept it: printed again it is the
    same."""
    one, receipt = facts.application, facts.application.receipt
    there = {paper["kind"]: paper for paper in receipt.content["papers"]}
    asked = Grounds(facts.campaign.commune).rules(one.received_on).value("recruit.papers")
    rows = [(str(PaperKind(kind).label), *_state(there.get(kind))) for kind in asked]
    lacking, declared = receipt.content["missing"], receipt.content.get("priorities", [])
    words = _words(facts) | {
        "số biên nhận": f"{receipt.number:02d}",
        "số cuối": one.person.citizen_id_tail,
        "bổ sung đến ngày": legal_date(supplement_until(one)),
        "diện ưu tiên": "; ".join(declared),
    }
    table = people_table(("Giấy tờ", "Tình trạng", "Ngày cấp, ký"), rows, (44, 30, 18), "llc")
    on = (
        ("còn thiếu", lacking), ("có số định danh", one.person.citizen_id_tail), ("có diện ưu tiên", declared),
    )  # fmt: skip
    switches = {name for name, holds in on if holds}
    return Filling(words, {"giấy tờ": table}, {"còn thiếu": lacking}, frozenset(switches))


def _received_by(facts: Facts) -> tuple[str, str]:
    return facts.application.receipt.content["received_by"], ""


def _state(paper: dict | None) -> tuple[str, str]:
    if paper is None:
        return "Chưa nộp", ""
    issued = format_date(date.fromisoformat(paper["issued_on"])) if paper["issued_on"] else ""
    return (f"Đã nhận; chưa hợp lệ: {paper['problem']}" if paper["problem"] else "Đã nhận"), issued


def _supplement(facts: Facts) -> Filling:
    """Which papers are lacking; what is wrong with a health certificate stays between applicant and police."""
    there = _handed_in(facts.application)
    lacking = lacking_papers(facts.application, Grounds(facts.campaign.commune), there)
    if PaperKind.HEALTH_CERTIFICATE in lacking and PaperKind.HEALTH_CERTIFICATE in there:
        lacking[PaperKind.HEALTH_CERTIFICATE] = f"{PaperKind.HEALTH_CERTIFICATE.label}: chưa hợp lệ, nộp lại"
    words = _words(facts) | {"bổ sung đến ngày": legal_date(supplement_until(facts.application))}
    return Filling(words, lists={"còn thiếu": list(lacking.values())})


def _return(facts: Facts) -> Filling:
    one = facts.application
    failed = [
        f"{finding.criterion} ({article(finding.citation)})" if finding.code not in SENSITIVE
        else f"Tiêu chuẩn, điều kiện quy định tại {article(finding.citation)}"
        for finding in examine(one, Grounds(facts.campaign.commune), _handed_in(one))
        if finding.outcome == Outcome.FAIL
    ]  # fmt: skip
    is_ineligible = one.state == _S.INELIGIBLE and bool(failed)
    words = _words(facts) | {"lý do": one.reason}
    switches = frozenset({"không đủ điều kiện"} if is_ineligible else {"trả hồ sơ"})
    return Filling(words, lists={"chưa đạt": list(dict.fromkeys(failed))}, switches=switches)


def _appraisal(facts: Facts) -> Filling:
    one, commune = facts.application, facts.campaign.commune
    findings = examine(one, Grounds(facts.campaign.commune), _handed_in(one))
    secret = set() if facts.reveals else {code for code, _ in LEGAL_FACTS.values()}
    rows = [
        (
            of_unit(f.criterion, commune), str(f.outcome.label),
            MASKED if f.code in secret else of_unit(f.fact, commune), f.citation,
        )
        for f in findings
    ]  # fmt: skip
    held = priorities(one)
    fails = sum(f.outcome == Outcome.FAIL for f in findings)
    is_open = any(f.outcome in (Outcome.CHECK, Outcome.DECISION) for f in findings)
    words = _words(facts) | {
        "ngày thẩm định": legal_date(one.appraised_on) if one.appraised_on else "",
        "người thẩm định": one.appraised_by.full_name if one.appraised_by else "",
        "diện ưu tiên": "; ".join(held.values()) or "Không thuộc diện ưu tiên",
        "kết luận": "Không đủ điều kiện" if fails else "Còn nội dung phải xác minh, quyết định" if is_open
        else "Đủ tiêu chuẩn, điều kiện",
    }  # fmt: skip
    columns = ("Tiêu chuẩn, điều kiện", "Kết quả", "Dữ kiện đã dùng", "Căn cứ")
    return Filling(words, {"thẩm định": people_table(columns, rows, (26, 12, 28, 26), "lcll")})


def people_least(people: list[Application]) -> Table:
    """Name, year of birth, hamlet, team: what a list for opinions and for the public says of an applicant."""
    rows = [(a.person.full_name, born_in(a.person), home(a.person), a.line.place) for a in people]
    columns = ("Họ và tên", "Năm sinh", "Nơi ở", "Dự tuyển vào")
    return people_table(columns, rows, (32, 12, 22, 26), "lcll")


def _asked(facts: Facts) -> list[Application]:
    return facts.in_states(_S.ELIGIBLE, *LISTED)


def _opinion(facts: Facts) -> Filling:
    people = _asked(facts)
    rows = [(a.person.full_name, born_in(a.person), home(a.person), a.line.place, "", "") for a in people]
    columns = ("Họ và tên", "Năm sinh", "Nơi ở", "Dự tuyển vào", "Đồng ý", "Ý kiến khác")
    table = people_table(columns, rows, (23, 9, 16, 18, 9, 17), "lcllcl")
    return Filling(facts.words | {"số người": count(len(people))}, {"người được hỏi ý kiến": table})


def _lacks_receipt(facts: Facts) -> str:
    if hasattr(facts.application, "receipt"):
        return ""
    return "Hồ sơ này không có biên nhận: ghi trước khi hệ thống cấp biên nhận, hoặc nộp muộn nên không nhận."


def _lacks_incomplete(facts: Facts) -> str:
    if facts.application.state != _S.INCOMPLETE:
        return "Hồ sơ không thiếu giấy tờ nào nên không có gì để thông báo bổ sung (TT 14/2024, Điều 3)."
    return ""


def _lacks_refusal(facts: Facts) -> str:
    if facts.application.state not in (_S.INELIGIBLE, _S.REFUSED):
        return (
            "Chỉ thông báo trả hồ sơ không đủ điều kiện hoặc đã ghi trả. Thẩm định hoặc ghi trả hồ sơ trước."
        )
    return ""


def _lacks_appraisal(facts: Facts) -> str:
    if facts.application.appraised_on is None:
        return "Chưa có kết quả thẩm định. Bấm “Ghi kết quả thẩm định” trước (TT 14/2024, Điều 3)."
    return ""


def _lacks_eligible(facts: Facts) -> str:
    return "" if _asked(facts) else "Chưa có hồ sơ nào đủ điều kiện để xin ý kiến. Thẩm định hồ sơ trước."


_FORM = "theo nội dung TT 14/2024/TT-BCA, Điều 3; Thông tư không kèm mẫu này trong nguồn đã có"
_POLICE = AgencyKind.COMMUNE_POLICE
offer(
    PaperSpec(
        TemplateKind(
            RECEIPT, "Biên nhận hồ sơ", DocumentType.LIST, _FORM, WORDINGS / "receipt.yaml",
            words=_WORDS | {
                "số biên nhận": "Số biên nhận trong đợt",
                "số cuối": "Bốn số cuối của số định danh", "bổ sung đến ngày": "Hạn bổ sung, viết đủ chữ",
                "diện ưu tiên": "Các diện ưu tiên đã khai khi nộp",
            },
            tables={"giấy tờ": "Từng giấy tờ: đã nhận hay còn thiếu, ngày cấp"},
            lists={"còn thiếu": "Giấy tờ còn thiếu hoặc chưa hợp lệ"},
            switches={"còn thiếu": "Hồ sơ chưa đủ", "có số định danh": "Sổ đã có số định danh",
                      "có diện ưu tiên": "Người nộp khai diện ưu tiên"},
            is_personal=True,
        ),
        _POLICE, _receipt, _lacks_receipt, about=APPLICATION, is_sheet=True, signer=_received_by,
    ),
    PaperSpec(
        TemplateKind(
            SUPPLEMENT, "Thông báo bổ sung hồ sơ", DocumentType.NOTICE,
            f"{_FORM}; NĐ 30/2020, Phụ lục III, Mẫu 1.4", WORDINGS / "supplement.yaml",
            words=_WORDS | {"bổ sung đến ngày": "Hạn bổ sung, viết đủ chữ"},
            lists={"còn thiếu": "Giấy tờ còn thiếu hoặc chưa hợp lệ"},
            is_personal=True,
        ),
        _POLICE, _supplement, _lacks_incomplete, about=APPLICATION,
    ),
    PaperSpec(
        TemplateKind(
            RETURN, "Thông báo trả hồ sơ", DocumentType.NOTICE,
            f"{_FORM}; NĐ 30/2020, Phụ lục III, Mẫu 1.4", WORDINGS / "return.yaml",
            words=_WORDS | {"lý do": "Lý do đã ghi khi trả hồ sơ"},
            lists={"chưa đạt": "Tiêu chuẩn chưa đạt với điều luật; về lý lịch, sức khỏe chỉ nêu điều luật"},
            switches={"không đủ điều kiện": "Có tiêu chuẩn không đạt", "trả hồ sơ": "Đã ghi trả, có lý do"},
            is_personal=True,
        ),
        _POLICE, _return, _lacks_refusal, about=APPLICATION,
    ),
    PaperSpec(
        TemplateKind(
            APPRAISAL, "Phiếu thẩm định hồ sơ", DocumentType.LIST, f"{_FORM}; Luật 30/2023/QH15, Điều 13",
            WORDINGS / "appraisal.yaml",
            words=_WORDS | {
                "ngày thẩm định": "Ngày thẩm định, viết đủ chữ", "người thẩm định": "Cán bộ thẩm định",
                "diện ưu tiên": "Các diện ưu tiên của người này", "kết luận": "Kết luận từ các tiêu chuẩn",
            },
            tables={"thẩm định": "Từng tiêu chuẩn, kết quả, dữ kiện, căn cứ"},
            is_personal=True,
        ),
        _POLICE, _appraisal, _lacks_appraisal, about=APPLICATION, is_sheet=True, is_secret=True,
    ),
    PaperSpec(
        TemplateKind(
            OPINION, "Phiếu xin ý kiến về người dự tuyển", DocumentType.LIST,
            f"{_FORM}; kế hoạch của xã Quảng Trạch, mục VI.5", WORDINGS / "opinion.yaml",
            words=CAMPAIGN_WORDS | {"số người": "Số người được hỏi ý kiến, hai chữ số"},
            tables={"người được hỏi ý kiến": "Họ tên, năm sinh, thôn, Tổ và ô ghi ý kiến"},
            is_personal=True,
        ),
        _POLICE, _opinion, _lacks_eligible, is_sheet=True,
    ),
)  # fmt: skip
