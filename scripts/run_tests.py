"""`make test`: the whole suite on both databases and in the browser, and a plain word at the end on what ran.

PostgreSQL: TEST_DATABASE_URL, else the local server without password, else skipped. Redis: TEST_REDIS_URL, else the
local server (database 9), else the embedded one. ANTT_TEST_SERVICES=none plays a machine without either. Arguments go
to pytest and choose tests: `make test ARGS="tests/jobs -k cancel"`. Standard library only.
"""

import os
import re
import shutil
import socket
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse

from scripts import broker, environment
from scripts.check import run_checks
from scripts.machine import get_package, refuse_old_python, run, say, stop_on_term

USUAL_POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"
USUAL_REDIS = "redis://127.0.0.1:6379/9"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NO_TESTS = 5  # pytest's exit code when nothing was chosen


@dataclass
class Stage:
    """One run of pytest: where, which tests, and how it went."""

    title: str
    tests: str
    database: str = ""
    options: Sequence[str] = ()
    skipped: str = ""  # why the whole stage cannot run here
    workers: int = 2
    passed: int = 0
    failed: int = 0
    left_out: Counter = field(default_factory=Counter)  # reason → tests
    code: int = 0

    @property
    def good(self) -> bool:
        """Whether nothing went wrong."""
        return self.code in (0, NO_TESTS)

    def verdict(self) -> str:
        """The line at the end."""
        if self.skipped:
            return f"skipped {self.title}: {self.skipped}"
        if self.code == NO_TESTS:
            return f"nothing chosen {self.title}"
        word = "passed" if self.good else "FAILED"
        return f"{word} {self.title}: {self.passed} passed, {self.failed} failed, {self.left_out.total()} skipped"


def main(arguments: list[str]) -> int:
    """Get what the tests need, run all stages, say how it went; the exit code."""
    refuse_old_python()
    stop_on_term()
    begun = time.monotonic()
    environment.ensure_venv()
    environment.ensure_libraries("test")
    environment.ensure_pdf()
    ensure_measure()
    has_browser = ensure_browser()
    say("\n── checks")
    checks_failed = [] if arguments else run_checks()
    postgres, reason = find_postgres(os.environ)
    redis = find_redis(os.environ)
    say(f"PostgreSQL: {'yes' if postgres else reason}; Redis: {redis or 'embedded'}")
    stages = plan(postgres, reason, has_browser)
    folder = Path(tempfile.mkdtemp(prefix="antt-tests-"))
    try:
        for stage in stages:
            if not stage.skipped:
                run_stage(stage, arguments, folder, redis)
    finally:
        drop_left_databases(postgres)
        shutil.rmtree(folder, ignore_errors=True)
    return conclude(stages, checks_failed, time.monotonic() - begun)


def plan(postgres: str, reason: str, has_browser: bool) -> list[Stage]:
    """Everything on SQLite; on PostgreSQL what depends on a database (tests/conftest.py); browser once.

    The second stage makes its database by the migrations; the first makes the tables at once, which is quicker, and
    tests/setup prepares an installation by the migrations on SQLite.
    """
    no_browser = "" if has_browser else "no Chromium on this machine"
    return [
        Stage("on SQLite", "not browser", options=("--nomigrations",)),
        Stage("on PostgreSQL", "not browser and not once", postgres, skipped=reason),
        # Half of its time a browser is waited for.
        Stage("in the browser", "browser", postgres, skipped=no_browser, workers=3),
    ]


def ensure_measure() -> None:
    """What measures papers: where words stand on a page of a PDF, and the Word file as LibreOffice lays it out; without
    them those tests say so and are left out."""
    if not shutil.which("pdftotext"):
        get_package(["poppler-utils"], "pdftotext để đo bố cục văn bản")
    if not shutil.which("soffice"):
        get_package(["libreoffice-writer-nogui"], "LibreOffice để mở và đo bản Word")


def ensure_browser() -> bool:
    """Chromium from Debian's packages where it may be installed."""
    if not any(map(shutil.which, BROWSERS)):
        get_package(["chromium"], "Chromium cho kiểm thử trên trình duyệt")
    return any(map(shutil.which, BROWSERS))


def find_postgres(environ) -> tuple[str, str]:
    """The server for the tests, or "" and why there is none; `SystemExit` if the one named does not answer."""
    if environ.get("ANTT_TEST_SERVICES") == "none":
        return "", "ANTT_TEST_SERVICES=none"
    named = environ.get("TEST_DATABASE_URL", "")
    if named:
        if not postgres_answers(named):
            sys.exit("TEST_DATABASE_URL does not answer")
        return named, ""
    return (USUAL_POSTGRES, "") if postgres_answers(USUAL_POSTGRES) else ("", "no server at 127.0.0.1:5432")


def postgres_answers(url: str) -> bool:
    """Whether one can log in there."""
    parts = urlparse(url)
    try:
        socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 5432), 2).close()
    except OSError:
        return False
    probe = "import psycopg2,sys; psycopg2.connect(sys.argv[1], connect_timeout=3).close()"
    return run([environment.PYTHON, "-c", probe, url], check=False, capture_output=True).returncode == 0


def find_redis(environ) -> str:
    """The Redis for the tests; "" means each process starts the embedded one when it needs it."""
    if environ.get("ANTT_TEST_SERVICES") == "none":
        return ""
    named = environ.get("TEST_REDIS_URL", "")
    if named and not broker.answers(named):
        sys.exit("TEST_REDIS_URL does not answer")
    return named or (USUAL_REDIS if broker.answers(USUAL_REDIS) else "")


def run_stage(stage: Stage, arguments: Sequence[str], folder: Path, redis: str) -> None:
    """Run pytest for one stage and read its figures."""
    say(f"\n── {stage.title}")
    report = folder / f"{stage.title.replace(' ', '-')}.xml"
    settings = {
        **os.environ,
        "ANTT_TEST_RUN": run_name(),
        "ANTT_TEST_DATABASE": stage.database,
        "ANTT_TEST_MIGRATED": str(folder / "migrated") if stage.database else "",
        "ANTT_TEST_REDIS": redis,
        "TMPDIR": str(folder),
    }
    command = [
        environment.PYTHON, "-m", "pytest", "-q", "-m", stage.tests, "-n", str(stage.workers), "--dist", "loadfile",
        "--no-loadscope-reorder", "-p", "no:cacheprovider", f"--junit-xml={report}", *stage.options, *arguments,
    ]  # fmt: skip
    stage.code = run(command, env=settings, check=False).returncode
    if report.exists():
        read_figures(stage, report)


def read_figures(stage: Stage, report: Path) -> None:
    """Count the outcomes in pytest's report."""
    for case in ElementTree.parse(report).iter("testcase"):
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            stage.failed += 1
        elif skipped is not None:
            stage.left_out[skipped.get("message", "")] += 1
        else:
            stage.passed += 1


def run_name() -> str:
    """The name of this run, in the name of every test database it makes."""
    return str(os.getpid())


def drop_left_databases(postgres: str) -> None:
    """Drop this run's test databases, should a killed process have left one."""
    if not postgres:
        return
    probe = """
import psycopg2, sys
from psycopg2 import sql
connection = psycopg2.connect(sys.argv[1], connect_timeout=3)
connection.autocommit = True
cursor = connection.cursor()
ours = f"^antt_test_{sys.argv[2]}(_migrated|_gw[0-9]+)?$"
cursor.execute("select datname from pg_database where datname ~ %s", [ours])
for (name,) in cursor.fetchall():
    cursor.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
"""
    run([environment.PYTHON, "-c", probe, postgres, run_name()], check=False)


def conclude(stages: Sequence[Stage], checks_failed: Sequence[str], seconds: float) -> int:
    """The last lines: what passed where, what was skipped and why."""
    say(f"\n── result after {seconds / 60:.1f} min")
    if checks_failed:
        say(f"FAILED checks: {', '.join(checks_failed)}")
    for stage in stages:
        say(stage.verdict())
        for reason, count in sorted(stage.left_out.items()):
            say(f"  {count} skipped: {re.sub(r'^Skipped: ', '', reason)}")
    passed, left_out = sum(s.passed for s in stages), sum(s.left_out.total() for s in stages)
    failed = sum(s.failed for s in stages) + len(checks_failed)
    broken = checks_failed or not all(stage.good for stage in stages)
    failed = max(failed, 1) if broken else failed
    say(f"{passed} passed, {failed} failed, {left_out} skipped")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
