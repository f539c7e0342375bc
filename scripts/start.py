"""`make setup` and `make run`: from a fresh clone to a running site. Standard library only.

Data, keys and logs stay in var/; running again keeps them. With DATABASE_URL and REDIS_URL PostgreSQL and Redis are
used, ANTT_DEMO=false leaves the demo out, PORT chooses the port.
"""

import contextlib
import fcntl
import json
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from scripts import broker, environment, keys, supervise
from scripts.machine import VENV, refuse_old_python, run, say, stop_on_term, var_dir

#: Seconds until a part that is not yet alive is worth a word.
GRACE = 60


def main(arguments: list[str]) -> int:
    """Set up, and with `run` start; the exit code."""
    refuse_old_python()
    stop_on_term()
    starting = arguments == ["run"]
    begun = time.monotonic()
    try:
        with only_one(var_dir()):
            port = wanted_port()
            if starting:
                stop_orphans(var_dir())
                refuse_taken(port)
            settings, redis = set_up(var_dir(), port)
            if not starting:
                say(f"Đã chuẩn bị xong sau {time.monotonic() - begun:.0f} s. Khởi động: make run")
                return 0
            return start(var_dir(), port, settings, redis, begun)
    except KeyboardInterrupt:
        say("\nĐã dừng.")
        return 130


@contextlib.contextmanager
def only_one(var: Path) -> Iterator[None]:
    """Hold the installation; `SystemExit` if another `make setup`, `run` or `reset` holds it."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            sys.exit("Bản này đang chạy ở cửa sổ khác. Dừng ở đó (Ctrl-C) rồi chạy lại.")
        yield


def wanted_port() -> int:
    """PORT, else 8000; `SystemExit` if it is no port."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        sys.exit(f"PORT phải là số từ 1 đến 65535, không phải {text}.")
    return int(text)


def refuse_taken(port: int) -> None:
    """Stop before the long work if the port is somebody else's."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host(), port))
        except OSError:
            sys.exit(f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác: make run PORT={port + 1}")


def host() -> str:
    """The address the web listens on: this machine only, unless ANTT_BIND says otherwise."""
    return os.environ.get("ANTT_BIND", "127.0.0.1")


def stop_orphans(var: Path) -> None:
    """End a supervisor that outlived its `make run` (that was killed, not stopped)."""
    with contextlib.suppress(OSError, ValueError):
        pid = int((var / "supervisor.pid").read_text())
        if _supervises(pid, var):
            say("• Dừng bản trước còn sót lại …")
            os.kill(pid, signal.SIGTERM)
        while _supervises(pid, var):
            time.sleep(0.1)


def _supervises(pid: int, var: Path) -> bool:
    """Whether that process is the supervisor of this installation; the command line of a dead one is empty."""
    return str(var / "supervisord.conf").encode() in Path(f"/proc/{pid}/cmdline").read_bytes()


def set_up(var: Path, port: int) -> tuple[dict[str, str], broker.Broker]:
    """Everything short of starting; gives the environment of the processes, and the broker."""
    environment.ensure_venv()
    environment.ensure_libraries("run")
    environment.ensure_pdf()
    keys.ensure_keys(var)
    found = broker.choose(var, os.environ, site=next(VENV.glob("lib/python3*/site-packages")))
    settings = {
        "ANTT_DEMO": "true",
        "ANTT_PUBLIC_ADDRESS": f"http://localhost:{port}",
        **os.environ,
        "ANTT_VAR_DIR": str(var),
        "REDIS_URL": found.url,
    }
    if run([environment.PYTHON, "-m", "scripts.prepare"], env=settings, check=False).returncode:
        sys.exit("Chưa chuẩn bị xong cơ sở dữ liệu; xem lỗi ở trên.")
    return settings, found


def start(var: Path, port: int, settings: dict[str, str], redis: broker.Broker, begun: float) -> int:
    """Start the four processes, say when they are alive, wait for the end."""
    wanted = supervise.programs(environment.PYTHON, redis, f"{host()}:{port}")
    path = var / "supervisord.conf"
    supervise.write_config(supervise.config(wanted, var, broker.socket_folder(var)), path)
    supervisor = supervise.Supervisor(environment.PYTHON, path, settings)
    try:
        announce(var, port, begun, supervisor)
        return supervisor.process.wait()
    except KeyboardInterrupt:
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_IGN)
        say("\nĐang dừng …")
        supervisor.stop()
        say("Đã dừng; dữ liệu còn nguyên, chạy lại bằng make run.")
        return 0


def announce(var: Path, port: int, begun: float, supervisor: supervise.Supervisor) -> None:
    """Wait until all parts are alive and say where the site is; after a minute of waiting say once what is not yet.

    `begun`: when the whole command began, on the monotonic clock. Setting up may have taken longer than a minute.
    """
    say("• Khởi động trang web, tiến trình nền và bộ hẹn giờ …")
    waiting, patience = time.monotonic(), True
    while (report := health(port)).get("status") != "ok":
        if supervisor.process.poll() is not None:
            say(f"! Dừng ngay khi khởi động. Nhật ký: {var / 'log'}")
            return
        if patience and time.monotonic() - waiting > GRACE:
            patience = False
            failed = ", ".join(report.get("failed", ["web"]))
            say(f"! Chưa chạy đủ ({failed}), còn chờ. Nhật ký: {var / 'log'}")
        time.sleep(0.2)
    logins = var / "demo-logins.txt"
    say(f"\nSẵn sàng sau {time.monotonic() - begun:.1f} s:  http://localhost:{port}/")
    if logins.exists():
        say(f"Tài khoản dùng thử:  {logins}")
    say(f"Nhật ký: {var / 'log'}   Dừng: Ctrl-C\n")


def health(port: int) -> dict:
    """What the health page answers; empty while nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=3) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        with contextlib.suppress(ValueError):
            return json.load(error)
    except OSError:
        pass
    return {}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
