"""What Django does before the site can start, in one process: tables, static files, catalogues, demo data.

`python -m scripts.prepare` in an installation (Docker, systemd), called by `make setup` and `make run` as well.
Every step may be repeated; the demo is written only where ANTT_DEMO is on.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from scripts.machine import ROOT, stop_on_term, var_dir
from scripts.machine import step as say_step

#: Commands that load what ships with the product, in order.
LOADERS = (
    ("load_communes", "Nạp 34 tỉnh, 3.321 xã, phường, đặc khu"),
    ("load_law", "Nạp tham số pháp luật"),
    ("load_catalogue", "Nạp chỉ thị, chỉ tiêu, nhiệm vụ"),
    ("load_outlines", "Nạp đề cương và chế độ báo cáo"),
)
#: Parts of the design library that no page loads; compressing them takes longer than all the rest.
UNUSED_STATIC = (
    "bootstrap-*", "*.rtl.*", "*.esm.*", "bootstrap.css*", "bootstrap.js*", "bootstrap.bundle.js*",
    "bootstrap/js/jquery*",
)  # fmt: skip


def main() -> None:
    """Prepare the database and the static files of the installation in the environment."""
    stop_on_term()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "antt.settings")
    with say_step("Khởi động Django"):
        import django

        django.setup()
    from django.conf import settings
    from django.core.management import call_command

    with say_step("Tạo và nâng cấp các bảng dữ liệu"):
        call_command("migrate", interactive=False, verbosity=0)
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    wanted = static_fingerprint()
    if not stamp.exists() or stamp.read_text() != wanted:
        with say_step("Gom tệp tĩnh"):
            call_command(
                "collectstatic", interactive=False, verbosity=0, clear=True, ignore_patterns=[*UNUSED_STATIC]
            )
            stamp.write_text(wanted)
    for command, title in LOADERS:
        with say_step(title):
            call_command(command)
    if settings.DEMO:
        with say_step("Ghi dữ liệu mẫu"):
            call_command("seed_demo", if_empty=True)


def static_fingerprint() -> str:
    """Changes when a static file of the product or the list of libraries changes."""
    digest = hashlib.sha256()
    for path in _static_sources():
        found = path.stat()
        digest.update(f"{path.relative_to(ROOT)} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _static_sources() -> Iterator[Path]:
    yield ROOT / "requirements" / "run.txt"
    collected = var_dir() / "static"
    for folder in (ROOT / "static", *(found for found in ROOT.glob("*/static") if found != collected)):
        yield from sorted(path for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
