"""Load the shipped directives, targets, indicators and duties; safe to repeat."""

from django.core.management.base import BaseCommand, CommandError

from targets.services.catalogue import catalogue_load
from targets.shipped import BadCatalogue


class Command(BaseCommand):
    help = "Nạp văn bản chỉ đạo, chỉ tiêu, chỉ số, nhiệm vụ kèm theo sản phẩm (chạy lại không đổi gì đã có)"

    def handle(self, *args, **options):
        try:
            counts = catalogue_load()
        except BadCatalogue as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Danh mục: thêm hoặc sửa {counts['directives']} văn bản chỉ đạo, {counts['indicators']} chỉ số, "
            f"{counts['targets']} chỉ tiêu, {counts['tasks']} nhiệm vụ."
        )
