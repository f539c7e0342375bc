"""`make lock`: pin the libraries anew, with hashes, for every platform (needs uv)."""

import shutil
import sys

from scripts.machine import run, say

OPTIONS = (
    "--generate-hashes", "--universal", "--python-version", "3.11", "--upgrade",
    "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--quiet",
)  # fmt: skip


def main() -> int:
    """Write requirements/run.txt and requirements/test.txt; the exit code."""
    uv = shutil.which("uv")
    if uv is None:
        say("Cần uv để khóa phiên bản. Cài uv rồi chạy lại make lock.")
        return 1
    for name in ("run", "test"):
        run([uv, "pip", "compile", *OPTIONS, f"requirements/{name}.in", "-o", f"requirements/{name}.txt"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
