"""The machine: places, running commands, Debian packages. Standard library only."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST_PYTHON = (3, 11)


def var_dir() -> Path:
    """Where this installation keeps keys, data and logs: ANTT_VAR_DIR, else var/ of the checkout."""
    return Path(os.environ.get("ANTT_VAR_DIR") or ROOT / "var").absolute()


def say(text: str) -> None:
    """One line to whoever sits at the terminal, at once."""
    print(text, flush=True)


@contextlib.contextmanager
def step(title: str) -> Iterator[None]:
    """Say what is being done, and afterwards how long it took."""
    begun = time.monotonic()
    say(f"• {title} …")
    yield
    say(f"  xong sau {time.monotonic() - begun:.1f} s")


def run(command: Sequence[str | Path], **options) -> subprocess.CompletedProcess:
    """Run a command in the checkout; `CalledProcessError` when it fails, unless `check=False`."""
    options.setdefault("check", True)
    options.setdefault("cwd", ROOT)
    return subprocess.run([str(part) for part in command], **options)


def stop_on_term() -> None:
    """Let TERM and a closed terminal end this process as Ctrl-C does: the command it waits for is stopped, too."""

    def stop(_signal, _frame):
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, stop)  # named, because a shell starts its background jobs with it ignored
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGHUP, stop)


def may_install() -> bool:
    """Whether Debian packages can be installed here: root, and apt."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_line(packages: Sequence[str]) -> str:
    """The line an administrator runs to install the packages."""
    return f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


def apt_install(packages: Sequence[str]) -> bool:
    """Install Debian packages; the package list is fetched only if it is needed. False if that fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    quiet = {"check": False, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if run(install, **quiet).returncode == 0:
        return True
    run(["apt-get", "update", "-qq"], **quiet)
    return run(install, **quiet).returncode == 0


def get_package(packages: Sequence[str], why: str) -> bool:
    """Install packages where that is allowed, else say the line to run and go on without."""
    if may_install():
        with step(f"Cài {why} ({' '.join(packages)})"):
            if apt_install(packages):
                return True
    say(f"! Thiếu {why}. Chạy dòng sau rồi chạy lại: {apt_line(packages)}")
    return False


def refuse_old_python() -> None:
    """Stop with a clear word on a Python that is too old."""
    if sys.version_info < OLDEST_PYTHON:
        found, wanted = ".".join(map(str, sys.version_info[:2])), ".".join(map(str, OLDEST_PYTHON))
        sys.exit(
            f"Cần Python {wanted} trở lên, máy này có {found}. Chỉ định bản khác: make PYTHON=python3.12 …"
        )
