"""Load the shipped outlines of reports and the monthly regime; safe to repeat."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from reporting.services.outlines import outlines_load


class Command(BaseCommand):
    help = "Nạp đề cương và chế độ báo cáo kèm theo sản phẩm (chạy lại không đổi gì đã có)"

    def handle(self, *args, **options):
        try:
            counts = outlines_load()
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error
        self.stdout.write(
            f"Đề cương: thêm hoặc sửa {counts['outlines']} đề cương, {counts['sections']} mục và số liệu, "
            f"{counts['regimes']} chế độ báo cáo."
        )
