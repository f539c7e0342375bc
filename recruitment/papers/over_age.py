"""An applicant over the limit of age: the police propose, the chairman decides (Luật 30/2023/QH15, Điều 13, khoản 1).

Both papers say that the applicant is fit as the certificate attests, and never more of health than that.
"""

from communes.choices import AgencyKind
from contracts.registry import TemplateKind
from documents.choices import DocumentState, DocumentType
from documents.composing import Filling
from documents.models import Document
from law.values import Rule
from recruitment.choices import OPEN_STATES, CampaignState, Outcome, PaperKind
from recruitment.eligibility import Finding, age_is_open, examine, is_over_age, reference_date
from recruitment.models import Application, CampaignPaper
from recruitment.papers.facts import Facts
from recruitment.papers.specs import APPLICATION, PaperSpec, offer
from recruitment.papers.words import (
    APPLICANT_WORDS,
    CAMPAIGN_WORDS,
    WORDINGS,
    applicant_words,
    cited,
)
from vietnam.dates import legal_date

PROPOSAL, DECISION = "recruitment.over_age_proposal", "recruitment.over_age_decision"
LIMIT = "recruit.age_max"


def signed_proposal(application: Application) -> Document | None:
    """What the police put before the chairman, signed and in force: the newest; None while there is none."""
    rows = CampaignPaper.objects.filter(
        application=application, kind=PROPOSAL, document__state=DocumentState.ISSUED
    )
    row = rows.select_related("document").order_by("-pk").first()
    return row.document if row else None


def _limit(facts: Facts) -> Rule:
    on = reference_date(facts.application, facts.grounds)
    return facts.grounds.rules(on).rule(LIMIT)


def _words(facts: Facts) -> dict[str, str]:
    one, on = facts.application, reference_date(facts.application, facts.grounds)
    paper = one.papers.filter(kind=PaperKind.HEALTH_CERTIFICATE).first()
    issued_on = paper.issued_on if paper else None
    return facts.words | applicant_words(one) | {
        "tuổi": str(one.person.age_on(on) or ""),
        "tuổi giới hạn": str(_limit(facts).value),
        "ngày tính tuổi": legal_date(on),
        "ngày cấp giấy sức khỏe": legal_date(issued_on) if issued_on else "",
        "nơi cấp giấy sức khỏe": (paper.issuer if paper else "") or "cơ sở khám bệnh, chữa bệnh hợp pháp",
        "đề nghị": cited(signed_proposal(one)),
    }  # fmt: skip


def _filling(facts: Facts) -> Filling:
    return Filling(_words(facts))


def _health(facts: Facts) -> Finding:
    return next(one for one in examine(facts.application, facts.grounds) if one.code == "E14")


def lacks_health(facts: Facts) -> str:
    """Why nobody may be proposed, or let apply, over the limit: no decision is open, or fitness is not attested."""
    one, limit = facts.application, _limit(facts)
    if not is_over_age(one, facts.grounds):
        return (
            f"{one.person} không quá {limit.value} tuổi nên không cần quyết định về tuổi ({limit.citation})."
        )
    if not age_is_open(one, facts.grounds):
        return f"Đã có {one.over_age_decision}, không cần quyết định nữa ({limit.citation})."
    if one.state not in OPEN_STATES or facts.campaign.state != CampaignState.RECEIVING:
        return (
            f"Danh sách đã chốt hoặc hồ sơ đã kết thúc nên không quyết định về tuổi nữa ({limit.citation})."
        )
    if (health := _health(facts)).outcome != Outcome.PASS:
        return (
            f"Chỉ cho phép khi bảo đảm sức khỏe ({limit.citation}): {health.fact}. Bổ sung giấy chứng nhận sức khỏe, "
            "ghi kết quả thẩm định trước."
        )
    return ""


def lacks_proposal(facts: Facts) -> str:
    """The chairman decides upon the proposal of the police, which must be signed."""
    if signed_proposal(facts.application) is None:
        return (
            f"Chủ tịch UBND xã quyết định theo đề nghị của Công an xã ({_limit(facts).citation}). Soạn đề nghị, Trưởng "
            "Công an xã ký trước."
        )
    return ""


def _lacks_for_decision(facts: Facts) -> str:
    return lacks_health(facts) or lacks_proposal(facts)


def _held(facts: Facts) -> Document | None:
    decision = facts.application.over_age_decision
    return decision if decision and decision.is_valid else None


def _concerns(facts: Facts) -> bool:
    return is_over_age(facts.application, facts.grounds)


_WORDS = CAMPAIGN_WORDS | APPLICANT_WORDS | {
    "tuổi": "Tuổi của người dự tuyển vào ngày tính tuổi",
    "tuổi giới hạn": "Giới hạn tuổi của Luật",
    "ngày tính tuổi": "Ngày tính tuổi theo quy định tuyển chọn, viết đủ chữ",
}  # fmt: skip
_LAW = "Luật 30/2023/QH15, Điều 13, khoản 1"
offer(
    PaperSpec(
        TemplateKind(
            PROPOSAL, "Đề nghị cho người quá tuổi dự tuyển", DocumentType.SUBMISSION,
            f"{_LAW}; NĐ 30/2020, Phụ lục III, Mẫu 1.4", WORDINGS / "over_age_proposal.yaml",
            words=_WORDS | {
                "ngày cấp giấy sức khỏe": "Ngày cấp giấy chứng nhận sức khỏe, viết đủ chữ",
                "nơi cấp giấy sức khỏe": "Cơ sở cấp giấy chứng nhận sức khỏe",
            },
            is_personal=True,
        ),
        AgencyKind.COMMUNE_POLICE, _filling, lacks_health, about=APPLICATION, concerns=_concerns,
    ),
    PaperSpec(
        TemplateKind(
            DECISION, "Quyết định cho phép người quá tuổi dự tuyển", DocumentType.DECISION,
            f"{_LAW}; NĐ 30/2020, Phụ lục III, Mẫu 1.2", WORDINGS / "over_age_decision.yaml",
            words=_WORDS | {"đề nghị": "Đề nghị đã ký của Công an xã: số và ngày"},
            is_personal=True,
        ),
        AgencyKind.PEOPLES_COMMITTEE, _filling, _lacks_for_decision, about=APPLICATION, held=_held, concerns=_concerns,
    ),
)  # fmt: skip
