"""`manage.py bm1`: the ministry's form of a province as Excel or PDF."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from communes.models import Province
from documents.layout.pdf import PdfUnavailable
from reporting.bm1.checks import Judgement, judge
from reporting.bm1.periods import days_between
from reporting.services.bm1 import FACES, bm1_draw, bm1_of_province, bm1_record
from vietnam.dates import DateError

#: Exit codes: figures that do not hold (with --strict), and a call that says nothing sensible.
UNSOUND, WRONG_CALL = 1, 2


class Command(BaseCommand):
    """Write the form; what is to be mended goes to standard error and into the sheet "Kiểm tra"."""

    help = (
        "Lập biểu mẫu BM1 của một tỉnh ra tệp Excel hoặc PDF. Đối chiếu không khớp và thành viên thiếu dữ liệu in ra "
        "kênh lỗi; với --strict thì không ghi tệp và mã thoát là 1. Gọi sai: mã thoát 2."
    )

    def add_arguments(self, parser):
        parser.add_argument("--province", required=True, metavar="MÃ", help="mã tỉnh, hai chữ số")
        parser.add_argument(
            "--from", required=True, dest="first", metavar="NGÀY", help="15/10/2026, 2026-10-15"
        )
        parser.add_argument("--to", required=True, dest="last", metavar="NGÀY", help="14/11/2026, 2026-11-14")
        parser.add_argument("--out", required=True, metavar="TỆP", help="TỆP.xlsx hoặc TỆP.pdf")
        parser.add_argument("--strict", action="store_true", help="không ghi tệp khi còn lỗi")

    def handle(self, *args, province: str, first: str, last: str, out: str, strict: bool = False, **options):
        target = Path(out)
        face = target.suffix.lower().removeprefix(".")
        if face not in FACES:
            raise CommandError(f"{out}: tên tệp phải có đuôi .xlsx hoặc .pdf.", returncode=WRONG_CALL)
        if not target.parent.is_dir():
            raise CommandError(
                f"Không có thư mục {target.parent}. Tạo thư mục rồi làm lại.", returncode=WRONG_CALL
            )
        try:
            span = days_between(first, last)
        except DateError as error:
            raise CommandError(str(error), returncode=WRONG_CALL) from error
        unit = Province.objects.filter(pk=province).first()
        if unit is None:
            raise CommandError(f"Không có tỉnh mang mã “{province}”.", returncode=WRONG_CALL)
        table = bm1_of_province(province=unit, span=span)
        judged = judge(table)
        self._say(judged)
        if strict and not judged.is_clean:
            raise CommandError("Còn lỗi nên không ghi tệp (--strict).", returncode=UNSOUND)
        self._write(table, judged, face, target)
        self.stdout.write(
            f"Đã ghi {target}: {len(table.lines)} xã, phường, {table.totals['bm1_03'] or 0} thành viên."
        )

    def _say(self, judged: Judgement) -> None:
        for finding in judged.failures:
            self.stderr.write(f"Không khớp: {finding.unit or 'Toàn biểu'} [{finding.rule}] {finding.text}")
        for defect in judged.defects:
            self.stderr.write(
                f"Thiếu dữ liệu: {defect.name}, {defect.team}, {defect.commune}: {defect.lacking}"
            )
        for note in judged.notes:
            self.stdout.write(f"Ghi chú: {note.unit}: {note.text}")

    def _write(self, table, judged: Judgement, face: str, target: Path) -> None:
        """Both or neither: the file, and the entry that it was taken out."""
        try:
            content = bm1_draw(table, judged, face)
            with transaction.atomic():
                bm1_record(actor=None, table=table, face=face)
                target.write_bytes(content)
        except PdfUnavailable as error:
            raise CommandError(str(error), returncode=UNSOUND) from error
        except OSError as error:
            raise CommandError(
                f"Không ghi được {target}: {error.strerror}.", returncode=WRONG_CALL
            ) from error
