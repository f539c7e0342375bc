"""Bringing rosters in: time and memory by size, against django-import-export's own flow on the same workbook.

    python -m benchmarks.imports                 in the database of the environment
    python -m benchmarks.imports <what> <rows>   one measurement in a process of its own, as JSON

Time is preview + confirm + audit, from the bytes of the workbook; beside it stands how long this machine takes for a
loop of ten million additions, since the limits are seconds and machines differ. Memory is the peak of resident pages
over the rest before the measurement, and the peak of the whole process. The baseline is `benchmarks/stock.py`: dry run,
then save, with `clean_model_instances`, `use_transactions` and a ForeignKeyWidget per key.
"""

import io
import json
import statistics
import subprocess
import sys
import time
from datetime import date, timedelta

import django

COMMUNE = "19057"
ROUNDS = 3
TEAMS = 13


def prepare() -> None:
    """Tables, units, law; one commune with its teams and an officer."""
    from django.core.management import call_command

    from accounts.models import RoleGrant, User
    from communes.models import Commune
    from contracts.roles import Role, Scope
    from teams.services.teams import team_create

    call_command("migrate", verbosity=0)
    for loader in ("load_communes", "load_law"):
        call_command(loader, verbosity=0)
    commune = Commune.objects.get(pk=COMMUNE)
    officer = User.objects.create(
        username="bench", full_name="Bench", scope=Scope.COMMUNE, commune=commune, province=commune.province
    )
    RoleGrant.objects.create(user=officer, role=Role.OFFICER, started_on=date(2020, 1, 1))
    for number in range(1, TEAMS + 1):
        team_create(actor=officer, commune=commune, name=f"Thôn {number}", started_on=date(2020, 1, 1))


def workbook(rows: int) -> bytes:
    """A roster of that many people."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        head = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "CCCD", "Điện thoại", "Dân tộc", "Trình độ", "Chức vụ",
                "Tổ", "Ngày tham gia")  # fmt: skip
        sheet.write_row(0, 0, head)
        for n in range(1, rows + 1):
            born = date(1960, 1, 1) + timedelta(days=n % 14000)
            female = n % 5 == 0
            sheet.write_row(n, 0, (n, _name(n)))
            sheet.write_datetime(n, 2, born, day)
            sheet.write_row(n, 3, (
                "Nữ" if female else "Nam", f"044{int(female)}{born.year % 100:02d}{n:06d}", f"09{n:08d}", "Kinh",
                "12/12", "Tổ viên", f"Thôn {n % TEAMS + 1}",
            ))  # fmt: skip
            sheet.write_datetime(n, 10, date(2025, 7, 1), day)
    return buffer.getvalue()


def _name(n: int) -> str:
    family = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Võ", "Đặng", "Bùi", "Đỗ")
    middle, given = (
        ("Văn", "Thị", "Hữu", "Đức", "Minh"),
        ("An", "Bình", "Chiến", "Dũng", "Hạnh", "Lan", "Sỹ", "Ân"),
    )
    last = f"{chr(65 + n // 400 % 26)}{chr(97 + n // 10400 % 26)}"
    return f"{family[n % 10]} {middle[n // 10 % 5]} {given[n // 50 % 8]} {last}"


def ours(content: bytes) -> int:
    """Preview, then confirm; gives the rows written."""
    from accounts.models import User
    from jobs.exchange.resources import sheet_resources
    from jobs.services.imports import import_now, import_try

    source = {
        "actor": User.objects.get(username="bench"), "resource": sheet_resources.get("members"), "commune": COMMUNE,
        "province": "44", "name": "a.xlsx", "content": content, "sheet": "", "options": {},
    }  # fmt: skip
    tried = import_try(**source)
    assert not tried.has_errors, tried.findings[:3]
    _batch, outcome = import_now(**source, notes=tried.notes)
    return outcome.counts["new"]


def marked(content: bytes) -> int:
    """The workbook back with an error in every tenth row."""
    from django.utils import timezone

    from accounts.models import User
    from jobs.exchange.examining import Source, examine
    from jobs.exchange.marking import marked_workbook
    from jobs.exchange.resources import ImportContext, sheet_resources

    resource = sheet_resources.get("members")
    source = Source(content, "a.xlsx")
    table = source.table(resource)
    faulty = []

    def every_tenth(record):
        if record.number % 10 == 0:
            record.error("citizen_id", "CCCD phải có 12 số, ô này có 11. Định dạng ô là Văn bản rồi gõ lại.")
            faulty.append(record)

    context = ImportContext(User.objects.get(username="bench"), COMMUNE, timezone.localdate(), {})
    examine(table, resource, context, each=every_tenth)
    _name, made = marked_workbook(source, table, faulty)
    assert made
    return len(table.rows)


def one(what: str, rows: int) -> None:
    """One measurement, undone afterwards, printed as JSON."""
    from django.db import transaction

    from benchmarks.memory import Peak
    from benchmarks.stock import stock

    content = workbook(rows)
    work = {"ours": ours, "stock": stock, "marked": marked}[what]
    with transaction.atomic():
        work(workbook(20))  # everything is imported and prepared once
        transaction.set_rollback(True)
    with transaction.atomic(), Peak() as peak:
        started = time.perf_counter()
        done = work(content)
        seconds = time.perf_counter() - started
        transaction.set_rollback(True)
    assert done == rows, (done, rows)
    print(json.dumps({"seconds": seconds, "megabytes": peak.megabytes, "whole": peak.whole}))


def yardstick() -> float:
    """Seconds that this machine takes for ten million additions in a loop."""
    started, total = time.perf_counter(), 0
    for number in range(10**7):
        total += number
    return time.perf_counter() - started


def measured(what: str, rows: int, rounds: int = ROUNDS) -> tuple[float, float, float]:
    """Medians of seconds, of the memory's peak over the rest and of its peak in all; a process of its own a round."""
    found = []
    for _ in range(rounds):
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.imports", what, str(rows)], capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(done.stderr)
        found.append(json.loads(done.stdout.splitlines()[-1]))
    return tuple(statistics.median(one[key] for one in found) for key in ("seconds", "megabytes", "whole"))


def main() -> None:
    """Prepare, measure, print."""
    from django.db import connection

    prepare()
    connection.close()
    print(f"\n{connection.vendor}: nhập thành viên (xem trước + xác nhận + nhật ký)")
    print(f"{'Việc':<40}{'dòng':>8}{'giây':>9}{'dòng/giây':>11}{'MB thêm':>9}{'MB cả':>9}")
    lines = [("Luồng gốc của django-import-export", "stock", 1000), ("Của ta", "ours", 1000), ("Của ta", "ours", 5000),
             ("Của ta", "ours", 20000), ("Đánh dấu lỗi trên tệp", "marked", 5000)]  # fmt: skip
    found = {}
    for title, what, rows in lines:
        found[what, rows] = measured(what, rows, 1 if what == "stock" else ROUNDS)
        seconds, megabytes, whole = found[what, rows]
        print(f"{title:<40}{rows:>8}{seconds:>9.2f}{rows / seconds:>11.0f}{megabytes:>9.0f}{whole:>9.0f}")
    print(
        f"So luồng gốc, cùng tệp 1.000 dòng: {found['stock', 1000][0] / found['ours', 1000][0]:.1f} lần nhanh hơn"
    )
    time_ratio = found["ours", 20000][0] / found["ours", 5000][0]
    more, whole = (found["ours", 20000][at] / found["ours", 5000][at] for at in (1, 2))
    print(f"20.000 so 5.000 dòng: thời gian {time_ratio:.1f} lần")
    print(f"  bộ nhớ thêm {more:.1f} lần, bộ nhớ cả tiến trình {whole:.1f} lần")
    print(f"Máy này: {yardstick():.2f} giây cho vòng lặp 10 triệu phép cộng")


if __name__ == "__main__":
    django.setup()
    if len(sys.argv) == 3:
        one(sys.argv[1], int(sys.argv[2]))
    else:
        main()
