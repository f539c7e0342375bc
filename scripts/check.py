"""`make check`: everything about the code that needs no database. All checks run, then the verdict."""

import os
import sys
import tempfile
import time
from collections.abc import Mapping

from scripts import environment, keys
from scripts.machine import refuse_old_python, run, say, stop_on_term

BIN = environment.VENV / "bin"
MANAGE = (environment.PYTHON, "manage.py")
CHECKS = {
    "ruff": (BIN / "ruff", "check", "."),
    "format": (BIN / "ruff", "format", "--check", "--output-format", "concise", "."),
    "mypy": (environment.PYTHON, "-m", "mypy"),
    "imports": (BIN / "lint-imports",),
    "migrations": (*MANAGE, "makemigrations", "--check", "--dry-run"),
    "deploy": (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"),
}


def main() -> int:
    """Set up what the checks need and run them; the exit code."""
    refuse_old_python()
    stop_on_term()
    environment.ensure_venv()
    environment.ensure_libraries("test")
    return 1 if run_checks() else 0


def run_checks() -> list[str]:
    """Run all checks; gives the names of those that failed."""
    failed = []
    with tempfile.TemporaryDirectory(prefix="antt-check-") as folder:
        settings = {**os.environ, **production(folder)}
        for name, command in CHECKS.items():
            begun = time.monotonic()
            done = run(command, env=settings, check=False, capture_output=True, text=True)
            if done.returncode == 0:
                say(f"ok     {name} ({time.monotonic() - begun:.1f} s)")
            else:
                say(f"FAILED {name}\n{done.stdout}{done.stderr}")
                failed.append(name)
    return failed


def production(folder: str) -> Mapping[str, str]:
    """An environment as a production installation has it, with keys of the moment and a database of its own."""
    return {
        **keys.new_keys(),
        "ANTT_VAR_DIR": folder,
        "ANTT_HTTPS": "true",
        "ANTT_DEBUG": "false",
        "ANTT_ALLOWED_HOSTS": "antt.example",
        "ANTT_TRUSTED_ORIGINS": "https://antt.example",
        "ANTT_PUBLIC_ADDRESS": "https://antt.example",
        "DATABASE_URL": f"sqlite:///{folder}/antt.sqlite3",
        "DJANGO_SETTINGS_MODULE": "antt.settings",
    }


if __name__ == "__main__":
    sys.exit(main())
