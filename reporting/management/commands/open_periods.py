"""`manage.py open_periods`: by hand what beat does on the first day of a period."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date

from reporting.services.periods import periods_open


class Command(BaseCommand):
    """Open periods and write down expected reports, today or as of another day."""

    help = "Mở kỳ báo cáo và ghi báo cáo phải lập của các xã; --on cho một ngày khác."

    def add_arguments(self, parser):
        parser.add_argument("--on", metavar="DATE", help="2025-09-15")

    def handle(self, *args, on: str | None = None, **options):
        try:
            day = parse_date(on) if on else timezone.localdate()
        except ValueError as error:
            raise CommandError(f"Không có ngày {on}.") from error
        if day is None:
            raise CommandError(f"Không hiểu {on}. Viết 2025-09-15.")
        count = periods_open(day)
        self.stdout.write(f"Ngày {day:%d/%m/%Y}: ghi thêm {count} báo cáo phải lập.")
