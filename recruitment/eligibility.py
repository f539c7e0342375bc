"""May this applicant be recruited? Every rule of Điều 13 as dated, cited data, with the facts it was judged on.

Texts of the rules come from the catalogue (the plan of Quảng Trạch, seed 002.V.1), limits from the law's rows of the
reference date; where plan and law differ the law holds (over 70 and primary school are exceptions of the law).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

import yaml

from communes.models import AreaStatus, Commune
from law.values import Rule, RuleBook, RuleShelf
from recruitment.choices import ApplicationState, Outcome, PaperKind
from recruitment.models import Application, ApplicationPaper
from teams.choices import EDUCATION_ORDER, Education, ResidenceKind
from vietnam.dates import birthday, format_date
from vietnam.names import within

CATALOGUE = Path(__file__).parent / "catalogue" / "recruitment.yaml"
#: Facts about prosecution, sentences and measures that the police verify: code, rule, words (Điều 13, khoản 2).
LEGAL_FACTS = {
    "under_prosecution": ("E05", "đang bị truy cứu trách nhiệm hình sự"),
    "serving_sentence": ("E06", "đang chấp hành án hình sự"),
    "judicial_measure": ("E07", "đang chấp hành biện pháp tư pháp"),
    "administrative_measure": ("E08", "đang chấp hành biện pháp xử lý hành chính"),
    "record_not_expunged": ("E09", "đã chấp hành xong bản án nhưng chưa được xóa án tích"),
    "measure_not_lapsed": ("E10", "chưa hết thời hạn được coi là chưa bị áp dụng biện pháp xử lý hành chính"),
}
#: Which fact each priority criterion is: of the person or of the application (Điều 15; seed 002.V.1.b6).
PRIORITY_FACTS = {
    "P01": ("person", "served_police"), "P02": ("person", "served_army"), "P03": ("person", "was_part_time_police"),
    "P04": ("person", "has_prestige"), "P05": ("application", "was_member"), "P06": ("application", "lives_in_hamlet"),
}  # fmt: skip
#: How the absence of a fact reads where "Không …" would not.
_CLEAR = {
    "record_not_expunged": "Không có án tích chưa được xóa",
    "measure_not_lapsed": "Không có biện pháp xử lý hành chính còn trong thời hạn tính",
}
_SPELT = {
    "XLHC": "áp dụng biện pháp xử lý hành chính",
    "THCS": "trung học cơ sở",
    "ANTT": "an ninh, trật tự",
}
ARTICLE = "Luật 30/2023/QH15, Điều 13"
#: The rule that says which change of the law nobody has compared the others with yet.
UNVERIFIED = "recruit.unverified_change"
#: Papers of an application by `PaperKind`.
Papers = Mapping[str, ApplicationPaper]


@dataclass(frozen=True)
class Finding:
    """What one rule says: outcome, the fact it was judged on, where it is written."""

    code: str
    criterion: str
    outcome: Outcome
    fact: str
    citation: str

    @property
    def is_open(self) -> bool:
        """Still in the way of the list of candidates."""
        return self.outcome != Outcome.PASS


@lru_cache(maxsize=1)
def catalogue() -> dict:
    """The plan's rules, priorities and papers as shipped, its short forms spelt as pages and papers have them."""
    text = CATALOGUE.read_text(encoding="utf-8")
    for short, long in _SPELT.items():
        text = text.replace(short, long)
    return yaml.safe_load(text)


@lru_cache(maxsize=1)
def criteria() -> Mapping[str, str]:
    """Texts of the rules by code. The plan names its own commune; the rules hold in any."""
    own = catalogue()["round"]["commune"]
    return {
        entry["code"]: entry["criterion_vi"].replace(f"xã {own}", "xã")
        for entry in catalogue()["eligibility"]
    }


@dataclass
class Case:
    """An applicant with everything the rules look at."""

    application: Application
    rules: RuleBook
    on: date
    areas: frozenset[str]
    papers: Papers

    @property
    def person(self):
        """The applicant."""
        return self.application.person


class Grounds:
    """What applications of one commune are judged by, read once for any number of them and of days: the law's rows
    and the legal areas."""

    def __init__(self, commune: Commune):
        self.commune = commune
        self._rules: dict[date, RuleBook] = {}

    def rules(self, on: date) -> RuleBook:
        """The rules of recruitment in force on that day."""
        if on not in self._rules:
            self._rules[on] = self._shelf.on(on)
        return self._rules[on]

    def areas(self, on: date, hamlet: int | None) -> frozenset[str]:
        """The legal areas that the commune, or that hamlet, lay in on that day."""
        return frozenset(
            row.kind for row in self._areas if row.is_in_force(on) and row.hamlet_id in (None, hamlet)
        )

    @cached_property
    def _shelf(self) -> RuleShelf:
        return RuleShelf(self.commune.province_id, prefix="recruit.")

    @cached_property
    def _areas(self) -> list[AreaStatus]:
        return list(AreaStatus.objects.filter(commune=self.commune))


def reference_date(application: Application, grounds: Grounds | None = None) -> date:
    """The day ages and terms are judged on: the day of receipt, or the window's last day, as the law row says."""
    grounds = grounds or Grounds(application.campaign.commune)
    end = grounds.rules(application.received_on).value("recruit.reference_date") == "window_end"
    return application.campaign.closes_on if end else application.received_on


def examine(
    application: Application, grounds: Grounds | None = None, papers: Papers | None = None
) -> list[Finding]:
    """All rules on one application, in the order of the catalogue; the same few queries for anybody.

    Who judges many passes `grounds`, and the `papers` it knows already.
    """
    grounds = grounds or Grounds(application.campaign.commune)
    on = reference_date(application, grounds)
    case = Case(
        application=application,
        rules=grounds.rules(on),
        on=on,
        areas=grounds.areas(on, application.line.hamlet_id or application.person.hamlet_id),
        papers=_papers(application) if papers is None else papers,
    )
    return [finding for judge in _JUDGES for finding in judge(case)]


def missing_papers(
    application: Application, grounds: Grounds | None = None, papers: Papers | None = None
) -> list[str]:
    """Which of the papers are not there or not in order, in words (seed 002.V.3)."""
    return list(lacking_papers(application, grounds, papers).values())


def lacking_papers(
    application: Application, grounds: Grounds | None = None, papers: Papers | None = None
) -> dict[str, str]:
    """The same words by `PaperKind`."""
    grounds = grounds or Grounds(application.campaign.commune)
    there = _papers(application) if papers is None else papers
    found = {}
    for kind in grounds.rules(application.received_on).value("recruit.papers"):
        label = PaperKind(kind).label
        if kind not in there:
            found[kind] = f"Thiếu {within(label)}"
        elif there[kind].problem:
            found[kind] = f"{label}: {there[kind].problem}"
    return found


def judged_state(
    application: Application, grounds: Grounds | None = None, papers: Papers | None = None
) -> ApplicationState:
    """Where the papers and the rules put an application that is not listed yet."""
    grounds = grounds or Grounds(application.campaign.commune)
    if missing_papers(application, grounds, papers):
        return ApplicationState.INCOMPLETE
    outcomes = {finding.outcome for finding in examine(application, grounds, papers)}
    if Outcome.FAIL in outcomes:
        return ApplicationState.INELIGIBLE
    if outcomes == {Outcome.PASS}:
        return ApplicationState.ELIGIBLE
    return ApplicationState.RECEIVED


def priorities(application: Application) -> dict[str, str]:
    """Priority criteria that apply, by code (Điều 15; seed 002.V.1.b6): an aid among equals, never a bar."""
    subjects = {"person": application.person, "application": application}
    return {
        entry["code"]: entry["criterion_vi"]
        for entry in catalogue()["priority"]
        if getattr(subjects[PRIORITY_FACTS[entry["code"]][0]], PRIORITY_FACTS[entry["code"]][1])
    }


def _papers(application: Application) -> dict[str, ApplicationPaper]:
    """The papers as they stand in the register now, whatever the caller has loaded before."""
    return {paper.kind: paper for paper in ApplicationPaper.objects.filter(application=application)}


def _finding(code: str, outcome: Outcome, fact: str, citation: str) -> Finding:
    return Finding(code, criteria()[code], outcome, fact, citation)


def _wish(case: Case) -> Iterator[Finding]:
    form = case.papers.get(PaperKind.APPLICATION)
    signed = form is not None and not form.problem
    if case.person.nationality != "VN":
        yield _finding("E01", Outcome.FAIL, "Không mang quốc tịch Việt Nam", ARTICLE)
    elif signed:
        yield _finding("E01", Outcome.PASS, "Quốc tịch Việt Nam, có đơn đề nghị", ARTICLE)
    else:
        yield _finding("E01", Outcome.CHECK, "Chưa có đơn đề nghị hợp lệ (Mẫu 01)", ARTICLE)


def _age(case: Case) -> Iterator[Finding]:
    """From the 18th birthday up to and including the 70th ("từ đủ 18 tuổi đến đủ 70 tuổi"); later by decision."""
    youngest, oldest = case.rules.rule("recruit.age_min"), case.rules.rule("recruit.age_max")
    age, on = case.person.age_on(case.on), format_date(case.on)
    if age is None:
        yield _finding("E02", Outcome.CHECK, "Chưa có ngày sinh", youngest.citation)
    elif age < youngest.value:
        fact = f"Chưa đủ {youngest.value} tuổi vào ngày {on} (mới {age} tuổi)"
        yield _finding("E02", Outcome.FAIL, fact, youngest.citation)
    elif _is_past(case.person.birth_date, oldest.value, case.on):
        yield _over_age(case, oldest, age, on)
    else:
        yield _finding("E02", Outcome.PASS, f"{age} tuổi vào ngày {on}", youngest.citation)


def _is_past(birth: date | None, limit: int, on: date) -> bool:
    """Whether somebody is past the birthday that the limit of age names; on the birthday itself nobody is."""
    return birth is not None and on > birthday(birth, limit)


def is_over_age(application: Application, grounds: Grounds | None = None) -> bool:
    """Whether the applicant is past the limit of age on the day that ages are judged on."""
    grounds = grounds or Grounds(application.campaign.commune)
    on = reference_date(application, grounds)
    return _is_past(application.person.birth_date, grounds.rules(on).value("recruit.age_max"), on)


def age_is_open(application: Application, grounds: Grounds | None = None) -> bool:
    """Whether the chairman's decision on an age over the limit is still to be had: none was made, it holds no more, or
    it was a refusal, which a later one may reverse."""
    decision = application.over_age_decision
    return not (decision and decision.is_valid) and is_over_age(application, grounds)


def _over_age(case: Case, oldest: Rule, age: int, on: str) -> Finding:
    application = case.application
    decision = application.over_age_decision
    if decision is not None and decision.is_valid:
        return _finding("E02", Outcome.PASS, f"{age} tuổi vào ngày {on}, đã có {decision}", oldest.citation)
    if refused_on := application.over_age_refused_on:
        fact = (
            f"{age} tuổi vào ngày {on}; Chủ tịch UBND xã không cho phép ngày {format_date(refused_on)}: "
            f"{application.over_age_ground}"
        )
        return _finding("E02", Outcome.FAIL, fact, oldest.citation)
    fact = (
        f"{age} tuổi vào ngày {on}, đã qua ngày đủ {oldest.value} tuổi: Chủ tịch UBND xã quyết định theo đề nghị "
        "của Công an xã nếu bảo đảm sức khỏe"
    )
    return _finding("E02", Outcome.DECISION, fact, oldest.citation)


def _verified(code: str, name: str, yes: str, no: str) -> Callable[[Case], Iterator[Finding]]:
    """A rule that the commune police verify by hand: yes, no, or not yet."""

    def judge(case: Case) -> Iterator[Finding]:
        answer = getattr(case.application, name)
        if answer is None:
            yield _finding(code, Outcome.CHECK, "Công an xã chưa thẩm định", ARTICLE)
        else:
            yield _finding(code, Outcome.PASS if answer else Outcome.FAIL, yes if answer else no, ARTICLE)

    return judge


def _record(case: Case) -> Iterator[Finding]:
    known = case.application.legal_facts
    for fact, (code, words) in LEGAL_FACTS.items():
        if fact not in known:
            yield _finding(code, Outcome.CHECK, "Công an xã chưa thẩm định", ARTICLE)
        elif known[fact]:
            yield _finding(code, Outcome.FAIL, words[0].upper() + words[1:], ARTICLE)
        else:
            yield _finding(code, Outcome.PASS, _CLEAR.get(fact, f"Không {words}"), ARTICLE)


def _education(case: Case) -> Iterator[Finding]:
    least, exception = (
        case.rules.rule("recruit.education_min"),
        case.rules.rule("recruit.education_exception"),
    )
    level = case.person.education
    if not level:
        yield _finding("E11", Outcome.CHECK, "Chưa ghi trình độ", least.citation)
        return
    label, rank = Education(level).label, EDUCATION_ORDER[level]
    if rank >= EDUCATION_ORDER[least.value]:
        yield _finding("E11", Outcome.PASS, label, least.citation)
    elif rank >= EDUCATION_ORDER[exception.value] and (why := _excepted(case)):
        yield _finding("E11", Outcome.PASS, f"{label}; được ngoại lệ: {why}", exception.citation)
    else:
        yield _finding("E11", Outcome.FAIL, f"{label}, dưới {Education(least.value).label}", least.citation)


def _excepted(case: Case) -> str:
    """Why a lower level is enough, or "" (Điều 13, khoản 3)."""
    listed = [area for area in case.rules.value("recruit.exception_areas") if area in case.areas]
    if listed:
        kind = AreaStatus._meta.get_field("kind")
        return "địa bàn " + ", ".join(str(dict(kind.choices)[area]).lower() for area in listed)
    if case.rules.value("recruit.exception_ethnic_minority") and case.person.is_ethnic_minority:
        return f"người dân tộc {case.person.get_ethnic_group_display()}"
    return ""


def _residence(case: Case) -> Iterator[Finding]:
    rule, person = case.rules.rule("recruit.temporary_residence_months"), case.person
    if person.residence_kind == ResidenceKind.PERMANENT:
        yield _finding("E12", Outcome.PASS, "Thường trú", rule.citation)
    elif person.residence_kind != ResidenceKind.TEMPORARY or person.residence_since is None:
        yield _finding("E12", Outcome.CHECK, "Chưa ghi hình thức cư trú và từ ngày nào", rule.citation)
    elif person.residence_since <= _months_before(case.on, rule.value):
        fact = f"Tạm trú từ {format_date(person.residence_since)}, đủ {rule.value} tháng"
        yield _finding("E12", Outcome.PASS, fact, rule.citation)
    else:
        fact = (
            f"Tạm trú từ {format_date(person.residence_since)}, chưa đủ {rule.value} tháng vào ngày "
            f"{format_date(case.on)}"
        )
        yield _finding("E12", Outcome.FAIL, fact, rule.citation)


def _months_before(on: date, months: int) -> date:
    """The same day so many months earlier; the last of the month where it has no such day."""
    total = on.year * 12 + on.month - 1 - months
    year, month = divmod(total, 12)
    for day in (on.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day, on.day))
        except ValueError:
            continue
    raise ValueError(f"no day {months} months before {on}")


def _health(case: Case) -> Iterator[Finding]:
    rule = case.rules.rule("recruit.health_certificate_months")
    paper = case.papers.get(PaperKind.HEALTH_CERTIFICATE)
    if paper is None or paper.problem or paper.issued_on is None:
        yield _finding(
            "E14", Outcome.CHECK, "Chưa có giấy chứng nhận sức khỏe hợp lệ, ghi ngày cấp", rule.citation
        )
    elif paper.issued_on < _months_before(case.on, rule.value):
        fact = f"Giấy cấp ngày {format_date(paper.issued_on)}, quá {rule.value} tháng"
        yield _finding("E14", Outcome.FAIL, fact, rule.citation)
    elif case.application.is_facility_lawful is None:
        yield _finding("E14", Outcome.CHECK, "Chưa xác minh cơ sở khám bệnh, chữa bệnh", ARTICLE)
    elif not case.application.is_facility_lawful:
        yield _finding("E14", Outcome.FAIL, "Cơ sở cấp giấy không hoạt động theo pháp luật", ARTICLE)
    else:
        fact = f"Giấy cấp ngày {format_date(paper.issued_on)}, {paper.issuer or 'cơ sở hợp pháp'}"
        yield _finding("E14", Outcome.PASS, fact, ARTICLE)


_JUDGES = (
    _wish,
    _age,
    _verified("E03", "is_background_clear", "Lý lịch rõ ràng", "Lý lịch, đạo đức không bảo đảm"),
    _verified("E04", "is_family_compliant", "Chấp hành tốt", "Chưa chấp hành tốt pháp luật"),
    _record,
    _education,
    _residence,
    _verified(
        "E13", "lives_in_commune", "Thường xuyên sinh sống tại xã", "Không thường xuyên sinh sống tại xã"
    ),
    _health,
)
