"""Write the demo data; nothing is written where there are teams already."""

import logging

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from demo.services.seeding import SCALES, demo_seed
from teams.models import Team


class Command(BaseCommand):
    help = "Nạp dữ liệu minh họa (người không có thật) vào cơ sở dữ liệu trống"

    def add_arguments(self, parser):
        parser.add_argument("--scale", choices=sorted(SCALES), default="demo")
        parser.add_argument("--if-empty", action="store_true", help="Không báo lỗi khi đã có dữ liệu")

    def handle(self, *args, scale, if_empty, **options):
        if if_empty and Team.objects.exists():
            self.stdout.write("Đã có dữ liệu, giữ nguyên.")
            return
        logins = settings.VAR_DIR / "demo-logins.txt"
        # No broker runs yet where an installation is prepared: the jobs stay queued, and are sent when it does.
        logging.getLogger("jobs.services.jobs").setLevel(logging.ERROR)
        try:
            force = demo_seed(today=timezone.localdate(), logins=logins, size=SCALES[scale])
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error
        self.stdout.write(
            f"Dữ liệu minh họa: {len(force.teams)} Tổ, {len(force.people)} người. "
            f"Tài khoản: {logins.name} trong thư mục var."
        )
