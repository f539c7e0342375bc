"""Print the rules of recruitment in force on a day, with where each is written."""

from collections.abc import Iterable, Mapping

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from law.choices import Certainty
from law.values import Rule, RuleBook
from law.wording import say
from recruitment.eligibility import ARTICLE, UNVERIFIED, catalogue, criteria
from vietnam.dates import DateError, PartialDate, format_date, parse_date

#: Criteria whose article stands with their limit.
LIMITS = {
    "E02": "recruit.age_min",
    "E11": "recruit.education_min",
    "E12": "recruit.temporary_residence_months",
}


class Command(BaseCommand):
    help = "In các quy định tuyển chọn có hiệu lực vào một ngày, kèm căn cứ"

    def add_arguments(self, parser):
        parser.add_argument("--on", default="", help="Ngày, ví dụ 22/8/2025; mặc định hôm nay")
        parser.add_argument(
            "--province", default="", help="Mã tỉnh hai số, để tính cả quy định riêng của tỉnh"
        )

    def handle(self, *args, on, province, **options):
        try:
            day = parse_date(on) if on else timezone.localdate()
        except DateError as error:
            raise CommandError(str(error)) from error
        if isinstance(day, PartialDate):
            raise CommandError("Nhập đủ ngày, tháng, năm, ví dụ 22/8/2025.")
        self.stdout.write(f"Quy định tuyển chọn có hiệu lực ngày {format_date(day)}")
        rules = {rule.code: rule for rule in RuleBook(day, province, prefix="recruit.")}
        if not rules:
            self.stdout.write("Chưa có quy định nào có hiệu lực vào ngày này.")
            return
        if notice := rules.pop(UNVERIFIED, None):
            self.stdout.write(f"Lưu ý: {notice.value} [{notice.citation}].")
        self._limits(rules.values())
        self._criteria(rules)
        self._plan("Ưu tiên khi cùng đủ tiêu chuẩn", "priority", "criterion_vi", "Luật 30/2023/QH15, Điều 15")
        self._plan("Thành phần hồ sơ", "dossier", "name_vi", "TT 14/2024/TT-BCA, Điều 3")

    def _limits(self, rules: Iterable[Rule]) -> None:
        self.stdout.write("\nMức và thời hạn")
        for rule in sorted(rules, key=lambda rule: rule.code):
            sure = Certainty(rule.certainty).label
            value = f"{say(rule.code, rule.value)} {rule.unit}".rstrip()
            self.stdout.write(f"- {rule.label}: {value} [{rule.citation}. {sure}]")

    def _criteria(self, rules: Mapping[str, Rule]) -> None:
        self.stdout.write("\nTiêu chuẩn")
        texts = criteria()
        for entry in catalogue()["eligibility"]:
            limit = rules.get(LIMITS.get(entry["code"], ""))
            article = limit.citation if limit else ARTICLE
            self.stdout.write(f"- {entry['code']} {texts[entry['code']]} [{article}; {_sections(entry)}]")

    def _plan(self, heading: str, part: str, text: str, article: str) -> None:
        self.stdout.write(f"\n{heading}")
        for entry in catalogue()[part]:
            self.stdout.write(f"- {entry['code']} {entry[text]} [{article}; {_sections(entry)}]")


def _sections(entry: Mapping) -> str:
    """Where the plan of xã Quảng Trạch has it: 002.V.1.b2 is its section V.1."""
    found = dict.fromkeys(".".join(ref.split(".")[1:3]) for ref in entry["seed_ref"])
    return f"KH xã Quảng Trạch, mục {', '.join(found)}"
