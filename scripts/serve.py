"""One process of an installation: `python -m scripts.serve web|worker|beat`; for Docker and systemd.

The web prepares database and static files first (`scripts.prepare`), so an upgrade is: new code, restart. Each part
replaces this process, so signals reach it directly. `ANTT_WORKERS` is the number of worker processes.
"""

import os
import sys
from pathlib import Path

from scripts import prepare
from scripts.supervise import web_command

PARTS = ("web", "worker", "beat")


def main(arguments: list[str]) -> None:
    """Become the part that is asked for."""
    if len(arguments) != 1 or arguments[0] not in PARTS:
        sys.exit(f"usage: python -m scripts.serve {'|'.join(PARTS)}")
    if arguments[0] == "web":
        prepare.main()
    words = command(arguments[0])
    os.execv(words[0], words)


def command(part: str) -> list[str]:
    """The command line of a part."""
    python = Path(sys.executable)
    celery = [str(python), "-m", "celery", "-A", "antt"]
    if part == "web":
        bind = f"{os.environ.get('ANTT_BIND', '0.0.0.0')}:{os.environ.get('PORT') or 8000}"
        return web_command(python, bind)
    if part == "worker":
        return [*celery, "worker", "--loglevel", "INFO", "--concurrency", os.environ.get("ANTT_WORKERS", "2")]
    return [*celery, "beat", "--loglevel", "INFO", "--pidfile", ""]


if __name__ == "__main__":
    main(sys.argv[1:])
