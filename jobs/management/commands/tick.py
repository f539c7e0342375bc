"""`manage.py tick`: by hand what beat does every minute."""

from datetime import datetime, time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from jobs.services import run_ticks


class Command(BaseCommand):
    """One tick of the clock, now or as of another moment."""

    help = "Chạy một nhịp hẹn giờ như beat vẫn chạy mỗi phút; --on cho một ngày hoặc thời điểm khác."

    def add_arguments(self, parser):
        parser.add_argument(
            "--on", metavar="DATE", help="2025-09-15 (lúc 12:00 giờ Việt Nam) hoặc 2025-09-15T08:30"
        )

    def handle(self, *args, on: str | None = None, **options):
        now = moment(on) if on else timezone.now()
        failed = run_ticks(now)
        if failed:
            raise CommandError(f"Không xong: {', '.join(failed)}. Xem nhật ký.")
        self.stdout.write(f"Đã chạy nhịp của {timezone.localtime(now):%d/%m/%Y %H:%M}.")


def moment(text: str) -> datetime:
    """A date (its noon) or a date with time, local unless it has an offset; `CommandError` for anything else."""
    try:
        day = parse_date(text)
        found = datetime.combine(day, time(12)) if day else parse_datetime(text)
    except ValueError as error:
        raise CommandError(f"Không có ngày {text}.") from error
    if found is None:
        raise CommandError(f"Không hiểu {text}. Viết 2025-09-15 hoặc 2025-09-15T08:30.")
    return found if timezone.is_aware(found) else timezone.make_aware(found)
