"""`make run` as a whole: a site that is alive, restarts what dies, stops cleanly and keeps its data."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request

import psutil
import pytest

from scripts import start
from scripts.machine import ROOT
from tests.conftest import wait_until


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def health(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5) as answer:
        return answer.status, json.load(answer)


def run_site(var, port, log):
    """`make run` without make, on a bare machine, with data of its own and without the demo."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("ANTT_", "DJANGO_"))
    }
    environment.pop("DATABASE_URL", None)
    environment.pop("REDIS_URL", None)
    environment |= {
        "ANTT_VAR_DIR": str(var), "PORT": str(port), "ANTT_DEMO": "false", "ANTT_TEST_SERVICES": "none",
        "PYTHONIOENCODING": "utf-8",
    }  # fmt: skip
    with log.open("w") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "scripts.start", "run"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
        )


@pytest.mark.worker
def test_the_site_starts_lives_restarts_what_dies_and_stops_cleanly(tmp_path, port):
    var, log = tmp_path / "var", tmp_path / "run.log"
    site = run_site(var, port, log)
    try:
        wait_until(
            lambda: "Sẵn sàng" in log.read_text() or site.poll() is not None, seconds=90, what=f"see {log}"
        )
        assert site.poll() is None, log.read_text()
        status, report = health(port)
        assert status == 200
        assert {
            name: report[name] for name in ("status", "database", "broker", "worker", "beat")
        } == dict.fromkeys(("status", "database", "broker", "worker", "beat"), "ok")
        processes = psutil.Process(site.pid).children(recursive=True)
        web = next(p for p in processes if "gunicorn" in " ".join(p.cmdline()))
        web.kill()
        wait_until(lambda: start.health(port).get("status") == "ok", seconds=30, what="the web is back")
        processes += psutil.Process(site.pid).children(recursive=True)
        site.send_signal(signal.SIGTERM)
        assert site.wait(30) == 0
    finally:
        if site.poll() is None:
            site.send_signal(signal.SIGTERM)
            site.wait(30)
    assert [p for p in processes if p.is_running() and p.status() != psutil.STATUS_ZOMBIE] == []
    assert (var / "antt.sqlite3").stat().st_size > 0
    assert any((var / "redis").iterdir())
    assert (var / "secrets.env").stat().st_mode & 0o777 == 0o600


def test_a_second_start_of_the_same_installation_is_refused_in_words(tmp_path):
    with (
        start.only_one(tmp_path),
        pytest.raises(SystemExit, match="đang chạy ở cửa sổ khác"),
        start.only_one(tmp_path),
    ):
        pass


def test_a_port_in_use_is_named_before_the_long_work(port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with pytest.raises(SystemExit, match=f"make run PORT={port + 1}"):
            start.refuse_taken(port)
    start.refuse_taken(port)


@pytest.mark.parametrize("wrong", ["abc", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(monkeypatch, wrong):
    monkeypatch.setenv("PORT", wrong)
    with pytest.raises(SystemExit, match="PORT phải là số"):
        start.wanted_port()


def test_a_supervisor_left_over_is_stopped_but_no_other_process(tmp_path):
    left = subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(60)", str(tmp_path / "supervisord.conf")]
    )
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        (tmp_path / "supervisor.pid").write_text(str(other.pid))
        start.stop_orphans(tmp_path)
        assert other.poll() is None
        (tmp_path / "supervisor.pid").write_text(str(left.pid))
        start.stop_orphans(tmp_path)
        assert left.wait(10) == -signal.SIGTERM
    finally:
        for process in (left, other):
            process.kill()
            process.wait(5)


class Clock:
    """A monotonic clock that goes on by what is slept."""

    def __init__(self, now: float):
        self.now = now

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


class Parts:
    """Parts under a supervisor that come alive after so many seconds, or never: the supervisor ends."""

    def __init__(self, clock: Clock, alive_after: float, ends_after: float = 10_000):
        self.clock, self.since = clock, clock.now
        self.alive_after, self.ends_after, self.process = alive_after, ends_after, self

    def poll(self) -> int | None:
        return 1 if self.clock.now - self.since > self.ends_after else None

    def health(self, port: int) -> dict:
        if self.clock.now - self.since > self.alive_after:
            return {"status": "ok"}
        return {"status": "failed", "failed": ["worker"]}


@pytest.mark.parametrize(
    ("facts", "told", "untold"),
    [
        ({"alive_after": 5}, ["Sẵn sàng sau 305"], ["Chưa chạy đủ"]),
        ({"alive_after": 90}, ["Chưa chạy đủ (worker), còn chờ", "Sẵn sàng sau 390"], []),
        ({"alive_after": 9_000, "ends_after": 3}, ["Dừng ngay khi khởi động"], ["Sẵn sàng"]),
    ],
    ids=["soon", "late", "never"],
)
def test_the_site_is_waited_for_however_long_setting_up_took(
    monkeypatch, capsys, tmp_path, facts, told, untold
):
    clock = Clock(1_000)
    parts = Parts(clock, **facts)
    monkeypatch.setattr(start, "time", clock)
    monkeypatch.setattr(start, "health", parts.health)
    start.announce(tmp_path, 8000, clock.now - 300, parts)
    said = capsys.readouterr().out
    assert all(words in said for words in told) and not any(words in said for words in untold)
    assert said.count("Chưa chạy đủ") <= 1
