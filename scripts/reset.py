"""`make reset`: throw the data of this installation away; keys, libraries and the code stay. Standard library only."""

import os
import shutil
import sys
from pathlib import Path

from scripts.machine import say, var_dir
from scripts.start import only_one, stop_orphans

#: What is thrown away; var/secrets.env is not.
DATA = (
    "antt.sqlite3*",
    "files",
    "redis",
    "static",
    "static.stamp",
    "beat-schedule*",
    "demo-logins.txt",
    "log",
)


def main() -> int:
    """Ask if somebody is there to be asked, then remove; the exit code."""
    var = var_dir()
    if (
        sys.stdin.isatty()
        and input(f"Xóa toàn bộ dữ liệu trong {var}? Gõ 'xoa' để đồng ý: ").strip() != "xoa"
    ):
        say("Không xóa gì.")
        return 1
    with only_one(var):
        stop_orphans(var)
        for name in remove_data(var):
            say(f"  đã xóa {name}")
    if os.environ.get("DATABASE_URL"):
        say("! DATABASE_URL trỏ tới cơ sở dữ liệu ngoài: xóa và tạo lại nó bằng dropdb, createdb.")
    return 0


def remove_data(var: Path) -> list[str]:
    """Remove the data; gives the names of what was there."""
    found = sorted(path for pattern in DATA for path in var.glob(pattern))
    for path in found:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return [path.name for path in found]


if __name__ == "__main__":
    sys.exit(main())
