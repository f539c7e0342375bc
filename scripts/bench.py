"""`make bench`: the environment of the tests, then `python -m benchmarks`."""

import sys

from scripts import environment
from scripts.machine import refuse_old_python, run, stop_on_term


def main(arguments: list[str]) -> int:
    """Run the benchmarks; their exit code."""
    refuse_old_python()
    stop_on_term()
    environment.ensure_venv()
    environment.ensure_libraries("test")
    return run([environment.PYTHON, "-m", "benchmarks", *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
