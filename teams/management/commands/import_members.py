"""`manage.py import_members FILE --commune CODE --as USERNAME [--confirm] [--json]`."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from audit.choices import Source as AuditSource
from audit.context import origin
from communes.models import Commune
from jobs.exchange.examining import ImportRefused
from jobs.exchange.findings import Outcome
from jobs.exchange.resources import sheet_resources
from jobs.services.imports import import_now, import_try
from teams.choices import StartKind

CLEAN, FAULTY, WRONG_CALL = 0, 1, 2


class Command(BaseCommand):
    """Bring a roster of members in: shows what would be written, and writes it with --confirm.

    Exit 0 clean or done, 1 errors in the file and nothing written, 2 wrong call or no right.
    """

    help = "Nhập thành viên Tổ bảo vệ của một xã từ tệp Excel. Không có --confirm thì chỉ kiểm tra."

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE --commune CODE --as USERNAME, and how."""
        parser.add_argument("file", type=Path, help="tệp .xlsx, .xls, .ods hoặc .csv")
        parser.add_argument("--commune", required=True, help="mã xã 5 số")
        parser.add_argument("--as", required=True, dest="username", help="tên đăng nhập của người nhập")
        parser.add_argument("--sheet", default="", help="trang tính, nếu tệp có nhiều bảng")
        parser.add_argument("--taken-over", action="store_true", help="người mới là đang tham gia từ trước")
        parser.add_argument("--confirm", action="store_true", help="ghi vào sổ")
        parser.add_argument("--json", action="store_true", help="chỉ in một đối tượng JSON")

    def handle(self, *args, **options) -> None:
        """Check, write if asked, and say what was found."""
        user, commune, content = self._called(options)
        resource = sheet_resources.get("members")
        answer = resource.can_import(user, commune.pk)
        if not answer:
            raise CommandError(answer.reason, returncode=WRONG_CALL)
        source = {
            "actor": user, "resource": resource, "commune": commune.pk, "province": commune.province_id,
            "name": options["file"].name, "content": content, "sheet": options["sheet"],
            "options": {"start_kind": StartKind.TAKEN_OVER if options["taken_over"] else StartKind.RECRUITED},
        }  # fmt: skip
        batch = None
        with origin(AuditSource.COMMAND, "import_members"):
            outcome = import_try(**source)
            if options["confirm"] and not outcome.has_errors:
                try:
                    batch, outcome = import_now(**source, notes=outcome.notes)
                except ImportRefused as refused:
                    outcome = refused.outcome
        self._say(outcome, batch, options)
        if outcome.has_errors:
            sys.exit(FAULTY)

    def _called(self, options) -> tuple[User, Commune, bytes]:
        user = User.objects.filter(username=options["username"], is_active=True).first()
        if user is None:
            raise CommandError(f"Không có người dùng “{options['username']}”.", returncode=WRONG_CALL)
        commune = Commune.objects.filter(pk=options["commune"]).first()
        if commune is None:
            raise CommandError(f"Không có xã mã {options['commune']}. Mã xã gồm 5 số.", returncode=WRONG_CALL)
        try:
            return user, commune, options["file"].read_bytes()
        except OSError as error:
            raise CommandError(
                f"Không đọc được tệp {options['file']}: {error.strerror}.", returncode=WRONG_CALL
            ) from error

    def _say(self, outcome: Outcome, batch, options) -> None:
        counts = outcome.counts
        findings = [*outcome.file_findings, *outcome.findings]
        said = {
            "new": counts["new"], "changed": counts["changed"], "unchanged": counts["unchanged"],
            "new_teams": [team["name"] for team in outcome.notes.get("new_teams", [])],
            "batch": batch and batch.code,
            "errors": [found.as_json() for found in findings if found.is_error],
            "warnings": [found.as_json() for found in findings if not found.is_error],
        }  # fmt: skip
        if options["json"]:
            self.stdout.write(json.dumps(said, ensure_ascii=False))
            return
        self.stdout.write(
            f"Mới {said['new']}, đổi {said['changed']}, không đổi {said['unchanged']}, "
            f"Tổ mới {len(said['new_teams'])}."
        )
        for found in findings:
            place = f"Dòng {found.row}" if found.row else "Cả tệp"
            column = f", cột {found.column}" if found.column else ""
            self.stdout.write(f"{'LỖI' if found.is_error else 'Lưu ý'}: {place}{column}: {found.message}")
        if batch:
            self.stdout.write(f"Đã ghi vào sổ, lô {batch.code}.")
        elif not outcome.has_errors:
            self.stdout.write("Chưa ghi gì. Thêm --confirm để ghi vào sổ.")
