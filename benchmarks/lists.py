"""The list of members at 100,000, measured in the database of the environment.

Filtered, sorted, accent-blind, of one day, for the whole country and for one commune: median and 95th percentile of
warm requests, statements, and how many times the bare statements of the list (its rows and their count, run alone) the
whole page takes. The bars: 12 statements, 150 ms on PostgreSQL and 300 ms on SQLite at the 95th percentile, 4 times the
bare statements where these are the larger part (the whole country). "CPU" is the processor time of this process alone:
on a machine that others use it says more than the clock. At the end `benchmarks.exports`, in the same database.
"""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date, timedelta

import django

MEMBERS = 100_000
ROUNDS = 15
SINCE = date(2025, 7, 1)
PAGE = "/to-bao-ve/thanh-vien/"


@dataclass(frozen=True)
class Reading:
    """What one request costs."""

    milliseconds: float
    slowest: float
    work: float
    queries: int
    bare: float


class _Recorder:
    """Keeps the statements of a request."""

    def __init__(self):
        self.statements: list[tuple[str, tuple]] = []

    def __call__(self, execute, sql, params, many, context):
        self.statements.append((sql, params))
        return execute(sql, params, many, context)


def prepare() -> None:
    """Tables, units, law, and members in every commune of the country, written in bulk."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    for loader in ("load_communes", "load_law"):
        call_command(loader, verbosity=0)
    started = time.perf_counter()
    _members()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"Ghi {MEMBERS} thành viên: {time.perf_counter() - started:.1f} s")


def _members() -> None:
    """Teams of three in every commune; invented names, every fiftieth has left, every hundredth lacks a birth date."""
    from communes.models import Commune, Hamlet
    from demo.invent import Inventor
    from teams.choices import EndKind, Position, StartKind
    from teams.models import Membership, Person, Team, TeamHamlet, TeamPlacement

    inventor, communes = Inventor(seed=2025), list(Commune.objects.order_by("code"))
    teams, hamlets, people, spells, per_team = [], [], [], [], 3
    for number in range(MEMBERS // per_team + 1):
        commune = communes[number % len(communes)]
        name = f"Số {number // len(communes) + 1}"
        hamlets.append(Hamlet(commune=commune, name=name, started_on=SINCE))
        teams.append(Team(commune=commune, name=name, started_on=SINCE))
    for row in [*hamlets, *teams]:
        row.fill_keys()
    Hamlet.objects.bulk_create(hamlets, batch_size=2000)
    Team.objects.bulk_create(teams, batch_size=2000)
    TeamPlacement.objects.bulk_create(
        [TeamPlacement(team=team, commune_id=team.commune_id, started_on=SINCE) for team in teams],
        batch_size=2000,
    )
    TeamHamlet.objects.bulk_create(
        [
            TeamHamlet(team=team, hamlet=hamlet, started_on=SINCE)
            for team, hamlet in zip(teams, hamlets, strict=True)
        ],
        batch_size=2000,
    )
    for number in range(MEMBERS):
        facts = inventor.person(date(2004, 1, 1), date(1956, 1, 1))
        team = teams[number // per_team]
        people.append(
            Person(
                home_commune_id=team.commune_id, full_name=facts.full_name, sex=facts.sex, phone=facts.phone,
                birth_date=None if number % 100 == 99 else facts.birth_date, education="upper_secondary",
            )
        )  # fmt: skip
        gone = number % 50 == 49
        spells.append(
            Membership(
                person=people[-1], team=team, start_kind=StartKind.TAKEN_OVER,
                position=Position.MEMBER if number % per_team else Position.LEADER,
                started_on=SINCE + timedelta(days=number % 200), end_kind=EndKind.RESIGNED if gone else "",
                ended_on=SINCE + timedelta(days=300) if gone else None,
            )
        )  # fmt: skip
    for person in people:
        person.fill_keys()
    Person.objects.bulk_create(people, batch_size=2000)
    Membership.objects.bulk_create(spells, batch_size=2000)


def clients():
    """A reviewer of the whole country and an officer of one commune, logged in."""
    from django.test import Client

    from accounts.models import RoleGrant, User
    from communes.models import Commune

    commune = Commune.objects.select_related("province").get(pk="19057")
    units = {
        "cả nước": {"scope": "country"},
        "một xã": {"scope": "commune", "commune": commune, "province": commune.province},
    }
    for label, unit in units.items():
        role = "officer" if "commune" in unit else "reviewer"
        user = User.objects.create(username=f"bench-{role}", full_name="Người đo", **unit)
        RoleGrant.objects.create(user=user, role=role, started_on=SINCE)
        client = Client(headers={"host": "localhost"})
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        yield label, client


def measure(client, address: str) -> Reading:
    """Warm requests of one address, and its list's statements alone."""
    from django.db import connection

    recorder = _Recorder()
    client.get(address)
    with connection.execute_wrapper(recorder):
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    times, work = [], []
    for _ in range(ROUNDS):
        started, worked = time.perf_counter(), time.process_time()
        client.get(address)
        times.append((time.perf_counter() - started) * 1000)
        work.append((time.process_time() - worked) * 1000)
    bare = sum(_bare(sql, params) for sql, params in recorder.statements if '"teams_membership"' in sql)
    slowest = sorted(times)[int(ROUNDS * 0.95)]
    return Reading(statistics.median(times), slowest, statistics.median(work), len(recorder.statements), bare)


def _bare(sql: str, params) -> float:
    """The median of the statement alone, its rows fetched."""
    from django.db import connection

    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            cursor.fetchall()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def addresses() -> list[tuple[str, str]]:
    """Title and query of what is measured."""
    return [
        ("Danh sách, 20 dòng", ""),
        ("100 dòng một trang", "?dong=100"),
        ("Trang giữa danh sách", "?page=2000"),
        ("Lọc chức danh, tuổi", "?chuc_danh=leader&tuoi_tu=60"),
        ("Sắp theo ngày sinh", "?sort=-birth"),
        ("Sắp theo Tổ", "?sort=team"),
        ("Tìm không dấu: nguyen van", "?q=nguyen+van"),
        ("Tìm một từ: hoa", "?q=hoa"),
        ("Tìm theo xã: quang trach", "?q=quang+trach"),
        ("Lọc, tìm, sắp", "?chuc_danh=leader&q=nguyen+thi&sort=-birth&dong=100"),
        ("Không ai khớp", "?q=khong+ai+ten+nay"),
        ("Tại một ngày khác", "?tai_ngay=31/12/2025"),
        ("Thiếu số liệu BM1", "?thieu=true"),
    ]


def main() -> None:
    """Prepare, measure, print a table."""
    django.setup()
    from django.db import connection

    prepare()
    bar = 150 if connection.vendor == "postgresql" else 300
    load = os.getloadavg()[0]
    print(f"\n{connection.vendor} (tải máy {load:.1f}): mốc 12 truy vấn, p95 {bar} ms, 4 lần truy vấn trần")
    print(
        f"{'':<38}{'trung vị ms':>12}{'p95 ms':>9}{'CPU ms':>9}{'truy vấn':>10}{'SQL trần ms':>13}{'lần':>7}"
    )
    for label, client in clients():
        for title, query in addresses():
            found = measure(client, PAGE + query)
            print(
                f"{label + ': ' + title:<38}{found.milliseconds:>12.1f}{found.slowest:>9.1f}{found.work:>9.1f}"
                f"{found.queries:>10}"
                f"{found.bare:>13.1f}{found.milliseconds / max(found.bare, 0.1):>7.1f}"
            )
    sys.stdout.flush()
    subprocess.run([sys.executable, "-m", "benchmarks.exports"], check=True)


if __name__ == "__main__":
    main()
