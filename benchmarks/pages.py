"""The main pages, measured in the database of the environment."""

import gzip
import statistics
import time
from dataclasses import dataclass

import django

ROUNDS = 15


@dataclass(frozen=True)
class Reading:
    """What one page costs."""

    title: str
    milliseconds: float
    slowest: float
    queries: int
    size: int


class _Counter:
    """Counts statements."""

    def __init__(self):
        self.count = 0

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        return execute(sql, params, many, context)


def prepare() -> None:
    """Tables, units, law, catalogue, and the large demo."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    for loader in ("load_communes", "load_law", "load_catalogue", "load_outlines"):
        call_command(loader, verbosity=0)
    started = time.perf_counter()
    call_command("seed_demo", scale="bench")
    print(f"Ghi dữ liệu mẫu cỡ lớn: {time.perf_counter() - started:.1f} s")


def measure(title: str, username: str, address: str) -> Reading:
    """Warm requests of one page by one user, in a process started as the server's are."""
    from django.db import connection
    from django.test import Client

    import antt.wsgi  # noqa: F401  its start is the server's
    from accounts.models import User

    client = Client(headers={"host": "localhost"})
    client.force_login(
        User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend"
    )
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, (address, answer.status_code)
    queries = _Counter()
    with connection.execute_wrapper(queries):
        client.get(address, follow=True)
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        answer = client.get(address, follow=True)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        times.append((time.perf_counter() - started) * 1000)
    slowest = sorted(times)[int(ROUNDS * 0.95)]
    return Reading(title, statistics.median(times), slowest, queries.count, len(gzip.compress(body)))


def addresses() -> list[tuple[str, str, str]]:
    """Title, user, address of what is measured."""
    from teams.models import Membership, Team

    team = Team.objects.filter(commune_id="19057").first()
    member = Membership.objects.filter(team=team).first()
    return [
        ("Trợ giúp (mốc so sánh)", "tinh.canbo", "/tro-giup/"),
        ("Trang đầu của cán bộ xã", "canbo.quangtrach", "/"),
        ("Trang đầu của tỉnh", "tinh.canbo", "/"),
        ("Các Tổ của xã", "canbo.quangtrach", "/to-bao-ve/"),
        ("Các Tổ của tỉnh (5.500)", "tinh.canbo", "/to-bao-ve/"),
        ("Một Tổ", "canbo.quangtrach", f"/to-bao-ve/{team.pk}/"),
        ("Thành viên của xã", "canbo.quangtrach", "/to-bao-ve/thanh-vien/"),
        ("Thành viên của tỉnh (15.000)", "tinh.canbo", "/to-bao-ve/thanh-vien/"),
        ("Lọc, tìm không dấu trong 15.000", "tinh.canbo", "/to-bao-ve/thanh-vien/?q=nguyen+van&sort=-birth"),
        ("Tại một ngày khác", "tinh.canbo", "/to-bao-ve/thanh-vien/?tai_ngay=31/12/2025"),
        ("Một thành viên", "canbo.quangtrach", f"/to-bao-ve/thanh-vien/{member.pk}/"),
        ("Tìm trong hệ thống", "tinh.canbo", "/tim-kiem/?q=nguyen+van"),
        ("Tập huấn của tỉnh", "tinh.canbo", "/bao-dam/tap-huan/"),
        ("Chỉ tiêu của tỉnh", "tinh.canbo", "/chi-tieu/"),
        ("Báo cáo của tỉnh", "tinh.canbo", "/bao-cao/"),
        ("Trang bị của tỉnh", "tinh.canbo", "/bao-dam/trang-bi/"),
    ]


def main() -> None:
    """Prepare, measure, print a table."""
    django.setup()
    from django.db import connection

    from teams.models import Membership, Team

    prepare()
    print(f"\n{connection.vendor}: {Team.objects.count()} Tổ, {Membership.objects.count()} lượt tham gia")
    print(f"{'Trang':<36}{'trung vị ms':>12}{'p95 ms':>9}{'truy vấn':>10}{'KB nén':>9}{'lần mốc':>9}")
    baseline = None
    for title, username, address in addresses():
        reading = measure(title, username, address)
        baseline = baseline or reading
        print(
            f"{reading.title:<36}{reading.milliseconds:>12.1f}{reading.slowest:>9.1f}{reading.queries:>10}"
            f"{reading.size / 1024:>9.1f}{reading.milliseconds / baseline.milliseconds:>9.1f}"
        )


if __name__ == "__main__":
    main()
