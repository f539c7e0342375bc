"""The plan of a campaign and the notice that tells the public of it (TT 14/2024/TT-BCA, Điều 3).

The plan is built as xã Quảng Trạch built its own (Kế hoạch kiện toàn, mục I, V, VI); standards come from the catalogue
of eligibility with the articles that the law's rows of the opening day name.
"""

from communes.choices import AgencyKind
from communes.letterheads import of_unit
from communes.models import Commune
from contracts.registry import TemplateKind
from documents.choices import DocumentType
from documents.composing import Filling
from documents.layout import Table
from law.values import RuleBook
from recruitment.choices import Capacity, PaperKind
from recruitment.eligibility import ARTICLE, catalogue, criteria
from recruitment.papers.facts import Facts
from recruitment.papers.specs import PaperSpec, offer
from recruitment.papers.words import CAMPAIGN_WORDS, WORDINGS, article, count, people_table

PLAN, NOTICE = "recruitment.plan", "recruitment.notice"
_WORDS = CAMPAIGN_WORDS | {
    "tổng chỉ tiêu": "Số người cần tuyển, hai chữ số",
    "số Tổ": "Số Tổ được tuyển thêm người, hai chữ số",
    "hạn trình": "Số ngày làm việc để trình kết quả, hai chữ số",
    "hạn quyết định": "Số ngày làm việc để Chủ tịch quyết định, hai chữ số",
}
_LISTS = {
    "tiêu chuẩn": "Từng tiêu chuẩn, điều kiện; điều luật nếu không phải Điều 13",
    "ưu tiên": "Từng diện ưu tiên",
    "thành phần hồ sơ": "Từng giấy tờ của hồ sơ",
}
_QUOTAS = {"chỉ tiêu": "Số người của từng Tổ, thôn, tổ dân phố"}
#: Which law row tells more of a rule of the catalogue, and how.
_MORE = {
    "E02": ("recruit.age_min", "; trên {recruit.age_max} tuổi do Chủ tịch UBND cấp xã quyết định theo đề nghị của "
            "Công an cấp xã nếu bảo đảm sức khỏe"),
    "E11": ("recruit.education_min", "; nơi biên giới, hải đảo, miền núi, đặc biệt khó khăn hoặc người dân tộc "
            "thiểu số: từ tiểu học trở lên"),
    "E12": ("recruit.temporary_residence_months", ""),
}  # fmt: skip


def standards(rules: RuleBook, commune: Commune) -> list[str]:
    """Each rule of eligibility as a plan states it; its article where that is not the one the plan names above."""
    found = []
    for code, text in criteria().items():
        row, more = _MORE.get(code, ("", ""))
        citation = rules.rule(row).citation if row else ARTICLE
        if "{" in more:
            more = more.replace("{recruit.age_max}", str(rules.value("recruit.age_max")))
        elsewhere = "" if citation.startswith(ARTICLE) else f" ({article(citation)})"
        found.append(f"{of_unit(text, commune)}{more}{elsewhere}")
    return found


def quota_table(facts: Facts) -> Table:
    """How many people each team is to get."""
    rows = [
        (str(line.team), str(line.hamlet or "Các thôn, tổ dân phố của Tổ"), count(line.count))
        for line in facts.lines
    ]
    return people_table(("Tổ", "Thôn, tổ dân phố", "Số người"), rows, (44, 32, 16), "llc")


def _filling(facts: Facts) -> Filling:
    rules = RuleBook(facts.campaign.opens_on, facts.campaign.commune.province_id, prefix="recruit.")
    words = facts.words | {
        "tổng chỉ tiêu": facts.total,
        "số Tổ": count(len(facts.lines)),
        "hạn trình": count(rules.value("recruit.submit_days")),
        "hạn quyết định": count(rules.value("recruit.decide_days")),
    }
    lists = {
        "tiêu chuẩn": standards(rules, facts.campaign.commune),
        "ưu tiên": [entry["criterion_vi"] for entry in catalogue()["priority"]],
        "thành phần hồ sơ": [str(PaperKind(kind).label) for kind in rules.value("recruit.papers")],
        "thành phần Hội đồng": [
            of_unit(str(capacity.label), facts.campaign.commune) for capacity in Capacity
        ],
    }
    return Filling(words, {"chỉ tiêu": quota_table(facts)}, lists)


def _lacks_nothing(facts: Facts) -> str:
    return "" if facts.lines else "Đợt chưa có chỉ tiêu của Tổ nào. Đặt chỉ tiêu ở “Sửa kế hoạch” trước."


def _lacks_plan(facts: Facts) -> str:
    if facts.campaign.plan_id is None:
        return "Kế hoạch chưa được phê duyệt nên chưa thông báo (TT 14/2024, Điều 3). Ghi phê duyệt kế hoạch trước."
    return ""


offer(
    PaperSpec(
        TemplateKind(
            PLAN, "Kế hoạch tuyển chọn", DocumentType.PLAN,
            "TT 14/2024/TT-BCA, Điều 3; bố cục theo kế hoạch của xã Quảng Trạch; NĐ 30/2020, Phụ lục III, Mẫu 1.4",
            WORDINGS / "plan.yaml", words=_WORDS, tables=_QUOTAS,
            lists=_LISTS | {"thành phần Hội đồng": "Ai ngồi trong Hội đồng xét tuyển (TT 14/2024, Điều 3)"},
        ),
        AgencyKind.PEOPLES_COMMITTEE, _filling, _lacks_nothing, held=lambda facts: facts.campaign.plan,
    ),
    PaperSpec(
        TemplateKind(
            NOTICE, "Thông báo tuyển chọn", DocumentType.NOTICE,
            "TT 14/2024/TT-BCA, Điều 3 (niêm yết); NĐ 30/2020, Phụ lục III, Mẫu 1.4",
            WORDINGS / "notice.yaml", words=_WORDS, tables=_QUOTAS, lists=_LISTS,
        ),
        AgencyKind.PEOPLES_COMMITTEE, _filling, _lacks_plan,
    ),
)  # fmt: skip
