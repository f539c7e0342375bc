"""BM1 of a whole province, measured in the database of the environment: figures, cross-checks, Excel, PDF.

Every commune of the demo's province has a row; the form is wanted within 10 queries and 2 s for 168 communes.
"""

import statistics
import time
from datetime import date

import django

from benchmarks.pages import _Counter, prepare

ROUNDS = 5
WANTED_ROWS = 168


def main() -> None:
    """Prepare where the database is empty, then take the form out several times."""
    django.setup()
    from django.db import connection

    from communes.models import Commune, Province
    from contracts.measuring import Days
    from reporting.bm1.checks import judge
    from reporting.bm1.paper import bm1_pdf
    from reporting.bm1.workbook import bm1_workbook
    from reporting.services.bm1 import bm1_of_province
    from teams.models import Team

    if "teams_team" not in connection.introspection.table_names() or not Team.objects.exists():
        prepare()
    province = Province.objects.get(pk="44")
    _fill_up(province, Commune)
    span = Days(date(2026, 1, 1), date(2026, 12, 31))
    times, queries = [], _Counter()
    with connection.execute_wrapper(queries):
        for _ in range(ROUNDS):
            started = time.perf_counter()
            table = bm1_of_province(province=province, span=span)
            judged = judge(table)
            content = bm1_workbook(table, judged)
            times.append(time.perf_counter() - started)
    print(
        f"\n{connection.vendor}: BM1 {len(table.lines)} xã, phường, {table.totals['bm1_03']} thành viên: trung vị "
        f"{statistics.median(times):.2f} s, chậm nhất {max(times):.2f} s, {queries.count // ROUNDS} truy vấn, Excel "
        f"{len(content) / 1024:.0f} KB, {len(judged.failures)} chỗ không khớp, {len(judged.defects)} người thiếu"
    )
    started = time.perf_counter()
    size = len(bm1_pdf(table, judged)) / 1024
    print(f"PDF: {time.perf_counter() - started:.2f} s, {size:.0f} KB")


def _fill_up(province, communes) -> None:
    """The largest province has 168 communes: the demo's has fewer, so the rest come without teams."""
    lacking = WANTED_ROWS - communes.objects.of_province(province.pk).open().count()
    communes.objects.bulk_create(
        communes(
            code=f"{99000 + number}", province=province, name=f"Xã Thêm {number}", short_name=f"Thêm {number}",
            kind="xa", started_on=date(2025, 7, 1), covers=[f"{99000 + number}"], official_order=1000 + number,
        )
        for number in range(max(lacking, 0))
    )  # fmt: skip


if __name__ == "__main__":
    main()
