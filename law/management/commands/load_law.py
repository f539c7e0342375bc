"""Load the shipped legal parameters; safe to repeat."""

from django.core.management.base import BaseCommand

from law.services import parameters_load


class Command(BaseCommand):
    help = "Nạp tham số pháp luật kèm theo sản phẩm (chạy lại không đổi gì đã có)"

    def handle(self, *args, **options):
        self.stdout.write(f"Tham số pháp luật: thêm {parameters_load()} dòng.")
