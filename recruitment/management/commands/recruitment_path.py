"""Print the path of recruitment, or write it into its page of the docs."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from recruitment.diagrams import path_inserted, path_markdown

PAGE = Path("docs") / "tuyen-chon.md"


class Command(BaseCommand):
    help = "In các bước tuyển chọn (sơ đồ và bảng), hoặc ghi vào docs/tuyen-chon.md"

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="Ghi vào docs/tuyen-chon.md")

    def handle(self, *args, write, **options):
        if not write:
            self.stdout.write(path_markdown())
            return
        page = settings.BASE_DIR / PAGE
        try:
            page.write_text(path_inserted(page.read_text(encoding="utf-8")), encoding="utf-8")
        except (OSError, ValueError) as error:
            raise CommandError(f"Không ghi được {PAGE}: {error}") from error
        self.stdout.write(f"Đã ghi {PAGE}.")
