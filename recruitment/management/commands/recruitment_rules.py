"""Print the rules of recruitment in force on a day, with where each is written."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from law.values import RuleBook
from recruitment.eligibility import catalogue
from vietnam.dates import DateError, PartialDate, format_date, parse_date


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
        self.stdout.write(f"Quy định tuyển chọn có hiệu lực ngày {format_date(day)}\n")
        for rule in RuleBook(day, province, prefix="recruit."):
            self.stdout.write(f"- {rule.label}: {rule.value} [{rule.citation}; {rule.certainty}]")
        self.stdout.write("\nTiêu chuẩn theo kế hoạch và Điều 13")
        for entry in catalogue()["eligibility"]:
            self.stdout.write(f"- {entry['code']} {entry['criterion_vi']} [{', '.join(entry['seed_ref'])}]")
