"""Load the provinces and communes of the country; safe to repeat."""

from django.core.management.base import BaseCommand

from communes.services.communes import units_load


class Command(BaseCommand):
    help = "Nạp 34 tỉnh, thành phố và 3.321 xã, phường, đặc khu (chạy lại không đổi gì đã có)"

    def handle(self, *args, **options):
        added = units_load()
        self.stdout.write(
            f"Đơn vị hành chính: thêm {added.provinces} tỉnh, thành phố; {added.communes} xã, phường, đặc khu."
        )
