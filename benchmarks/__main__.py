"""Time, queries, memory and bytes, on SQLite and PostgreSQL.

    python -m benchmarks                     all parts on both databases (PostgreSQL where it answers)
    python -m benchmarks sqlite imports      one database, one part

Parts: `pages` the main pages with 5,500 teams and 15,000 members, `bm1` the ministry's form of that province, `imports`
rosters brought in against the stock flow, `lists` the list of members at 100,000 and a roster
of 15,000, `papers` those of a council's session against bare WeasyPrint. Every number is a median;
what each ratio is against is said beside it. Parts share a database in this order, but for `lists` and `papers`, which
have their own.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
POSTGRES = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")


#: Parts that run one after the other in one database.
SHARED = ("pages", "bm1", "imports")
PARTS = (SHARED, ("lists",), ("papers",))
DATABASES = ("sqlite", "postgresql")


def main(wanted: list[str]) -> int:
    """Run each database in a folder of its own, thrown away afterwards; each part in a process of its own."""
    parts = [
        [
            part
            for part in group
            if part in wanted or not {part for group in PARTS for part in group} & set(wanted)
        ]
        for group in PARTS
    ]
    worst = 0
    for name in [name for name in DATABASES if name in wanted] or DATABASES:
        for group in filter(None, parts):
            folder = Path(tempfile.mkdtemp(prefix="antt-bench-"))
            try:
                worst |= _measure(name, folder, group)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    return worst


def _measure(name: str, folder: Path, parts: list[str]) -> int:
    from cryptography.fernet import Fernet

    environment = {
        **os.environ,
        "ANTT_VAR_DIR": str(folder),
        "ANTT_SECRET_KEY": "bench-only-" * 5,
        "ANTT_FIELD_KEYS": Fernet.generate_key().decode(),
        "ANTT_DIGEST_KEY": "bench-only",
        "ANTT_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "antt.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
    }
    if name == "postgresql":
        made = _own_database()
        if made is None:
            print("PostgreSQL: không trả lời, bỏ qua.")
            return 0
        environment["DATABASE_URL"], drop = made
    try:
        return max(
            subprocess.run([sys.executable, "-m", f"benchmarks.{part}"], cwd=ROOT, env=environment).returncode
            for part in parts
        )
    finally:
        if name == "postgresql":
            drop()


def _own_database():
    """An empty database named by this process, and how to drop it; None where the server does not answer."""
    import psycopg2

    try:
        server = psycopg2.connect(POSTGRES.replace("postgres://", "postgresql://"), connect_timeout=2)
    except psycopg2.OperationalError:
        return None
    server.autocommit = True
    database = f"antt_bench_{os.getpid()}"
    with server.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {database}")

    def drop() -> None:
        with server.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {database} WITH (FORCE)")
        server.close()

    return f"{POSTGRES.rsplit('/', 1)[0]}/{database}", drop


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
