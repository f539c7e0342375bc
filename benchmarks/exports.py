"""A roster of 15,000 members as of a day, read and taken out as a workbook, in the database of `benchmarks.lists`.

    python -m benchmarks.exports       in the database of the environment, written by `benchmarks.lists`

In a process of its own, so that memory is that of the work alone: the peak over the rest after a short workbook of the
same list. The roster is read twice: the values that it shows, and whole
objects as the list's page has them. The bars: the roster in 3 statements and 1 s, the workbook in 60 MB.
"""

import time
from dataclasses import dataclass
from datetime import date

import django

ROWS = 15_000
DAY = "31/12/2025"
PAGE = "/to-bao-ve/thanh-vien/"


def _client():
    from django.test import Client

    from accounts.models import RoleGrant, User

    user = User.objects.create(username="bench-export", full_name="Người đo", scope="country")
    RoleGrant.objects.create(user=user, role="reviewer", started_on=date(2025, 7, 1))
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user, client


def _units(day: date) -> tuple[str, int]:
    """As many communes as have that many members on the day, as an address names them; and how many members."""
    from django.db.models import Count

    from teams.models import Membership

    chosen, members = [], 0
    strengths = Membership.objects.in_force(day).order_by().values("team__commune").annotate(n=Count("pk"))
    for row in strengths.order_by("team__commune"):
        if members >= ROWS:
            break
        chosen.append(row["team__commune"])
        members += row["n"]
    return ",".join(chosen), members


@dataclass(frozen=True)
class Reading:
    """What one roster costs."""

    rows: int
    queries: int
    seconds: float
    work: float


def _roster(rows, read) -> Reading:
    """The best of three readings."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    found = []
    for _ in range(3):
        started, worked = time.perf_counter(), time.process_time()
        with CaptureQueriesContext(connection) as asked:
            count = len(read(rows.all()))
        spent = time.perf_counter() - started, time.process_time() - worked
        found.append(Reading(count, len(asked), *spent))
    return min(found, key=lambda one: one.seconds)


def _as_values(rows) -> list:
    return list(
        rows.values_list(
            "person__full_name", "person__birth_date", "position", "started_on", "team__name",
            "team__commune__name",
        )
    )  # fmt: skip


def _as_objects(rows) -> list:
    rows = rows.select_related("person", "team__commune").without_secrets()
    return [(row.person.full_name, row.get_position_display(), row.team.name) for row in rows]


def _members(user, communes: str, day: date):
    from teams.models import Membership

    rows = Membership.objects.visible_to(user).in_force(day).filter(team__commune__in=communes.split(","))
    return rows.order_by("person__sort_key", "pk")


def main() -> None:
    """Measure, print."""
    django.setup()
    from benchmarks.memory import Peak
    from vietnam.dates import parse_date

    user, client = _client()
    day = parse_date(DAY)
    communes, members = _units(day)
    query = {"xuat": "xlsx", "tai_ngay": DAY}
    b"".join(client.get(PAGE, {**query, "xa": communes[:5]}).streaming_content)
    with Peak() as peak:
        started, worked = time.perf_counter(), time.process_time()
        size = sum(len(part) for part in client.get(PAGE, {**query, "xa": communes}).streaming_content)
        seconds, work = time.perf_counter() - started, time.process_time() - worked
    print(f"\nXuất {members} dòng: {seconds:.1f} s (CPU {work:.1f} s), {size / 1e6:.1f} MB, "
          f"bộ nhớ trên mức nghỉ {peak.megabytes:.0f} MB (mốc 60 MB)")  # fmt: skip
    for label, read in (("giá trị", _as_values), ("đối tượng", _as_objects)):
        best = _roster(_members(user, communes, day), read)
        print(f"Danh sách {best.rows} người tại ngày {DAY}, đọc thành {label}: {best.queries} truy vấn (mốc 3), "
              f"{best.seconds:.2f} s (mốc 1 s; CPU {best.work:.2f} s)")  # fmt: skip


if __name__ == "__main__":
    main()
