"""The four processes under one supervisor: broker, web, worker, beat. Standard library only."""

import os
import shlex
import signal
import subprocess
from collections.abc import Mapping, Sequence
from configparser import RawConfigParser
from dataclasses import dataclass
from pathlib import Path

from scripts.broker import Broker
from scripts.machine import ROOT

#: Seconds a process has to end by itself before it is killed with its children.
PATIENCE = 12


@dataclass(frozen=True)
class Program:
    """One process of the site; lower `order` starts first and stops last."""

    name: str
    command: Sequence[str]
    order: int


def programs(python: Path, broker: Broker, address: str) -> list[Program]:
    """What has to run; the broker only if it is our own. `address` is host:port of the web."""
    celery = [str(python), "-m", "celery", "-A", "antt"]
    quiet = ["--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    own = [Program("broker", broker.command, 10)] if broker.command else []
    return [
        *own,
        Program("web", web_command(python, address), 20),
        Program("worker", [*celery, "worker", "--concurrency", "2", *quiet], 30),
        Program("beat", [*celery, "beat", "--loglevel", "WARNING", "--pidfile", ""], 40),
    ]


def web_command(python: Path, address: str) -> list[str]:
    """The web server: two processes of four threads, loaded once."""
    return [
        str(python), "-m", "gunicorn", "antt.wsgi:application", "--bind", address, "--workers", "2", "--threads", "4",
        "--preload", "--timeout", "60", "--graceful-timeout", "5", "--no-control-socket",
    ]  # fmt: skip


def config(wanted: Sequence[Program], var: Path, sockets: Path) -> RawConfigParser:
    """The supervisor's configuration. Logs go to var/log, turned over at 5 MB."""
    parser = RawConfigParser()
    parser["supervisord"] = {
        "nodaemon": "true", "silent": "true", "directory": str(ROOT),
        "logfile": str(var / "log" / "supervisor.log"), "logfile_maxbytes": "5MB",
        "pidfile": str(var / "supervisor.pid"), "childlogdir": str(var / "log"),
    }  # fmt: skip
    if os.geteuid() == 0:
        parser["supervisord"]["user"] = "root"  # said aloud, or it warns at every start
    parser["unix_http_server"] = {"file": str(sockets / "supervisor.sock"), "chmod": "0700"}
    parser["rpcinterface:supervisor"] = {
        "supervisor.rpcinterface_factory": "supervisor.rpcinterface:make_main_rpcinterface"
    }
    parser["supervisorctl"] = {"serverurl": f"unix://{sockets / 'supervisor.sock'}"}
    for program in wanted:
        parser[f"program:{program.name}"] = {
            "command": shlex.join(program.command).replace("%", "%%"),
            "priority": str(program.order), "startsecs": "2", "startretries": "20", "autorestart": "true",
            "stopsignal": "TERM", "stopwaitsecs": str(PATIENCE), "killasgroup": "true",
            "redirect_stderr": "true", "stdout_logfile": str(var / "log" / f"{program.name}.log"),
            "stdout_logfile_maxbytes": "5MB", "stdout_logfile_backups": "3",
        }  # fmt: skip
    return parser


def write_config(parser: RawConfigParser, path: Path) -> None:
    """Write the configuration where the supervisor reads it."""
    (path.parent / "log").mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as output:
        parser.write(output)


class Supervisor:
    """The running supervisor; stopping it stops all four."""

    def __init__(self, python: Path, config_path: Path, environment: Mapping[str, str]):
        command = [str(python), "-m", "supervisor.supervisord", "--configuration", str(config_path)]
        # A session of its own: Ctrl-C reaches this process, which then stops the others in order.
        self.process = subprocess.Popen(command, cwd=ROOT, env=dict(environment), start_new_session=True)

    def stop(self) -> int:
        """Ask for an end and wait for it; what does not end in time is killed by the supervisor itself."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait()
