"""The virtual environment, the pinned libraries, and what the PDF engine needs from Debian. Standard library only."""

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.machine import ROOT, VENV, get_package, run, say, step

PYTHON = VENV / "bin" / "python"
PDF_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
PDF_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-liberation2")
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
#: The font with the metrics of Times New Roman. Its first version, which Debian 12 calls fonts-liberation, lacks the
#: letters with two marks (ế, ộ, ữ): they would come from another font, in the middle of a word.
FONT = "LiberationSerif-Regular.ttf"
HAS_VIETNAMESE = (
    "import sys; from fontTools.ttLib import TTFont; "
    "letters = TTFont(sys.argv[1]).getBestCmap(); sys.exit(0x1EBF not in letters)"
)


def ensure_venv() -> None:
    """Make .venv if it is not there; python3-venv is installed where Debian left it out."""
    # Without compiled modules every process of ours compiles Django and all else for some five seconds.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if PYTHON.exists():
        return
    uv = shutil.which("uv")
    lacking = not uv and importlib.util.find_spec("ensurepip") is None
    if lacking and not get_package([venv_package()], "python3-venv"):
        sys.exit(1)
    with step("Tạo môi trường Python trong .venv"):
        shutil.rmtree(VENV, ignore_errors=True)
        own = [uv, "venv", "--quiet", "--python", sys.executable] if uv else [sys.executable, "-m", "venv"]
        run([*own, VENV])


def venv_package() -> str:
    """The Debian package with ensurepip of this very Python."""
    usual = shutil.which("python3")
    same = usual is not None and Path(usual).resolve() == Path(sys.executable).resolve()
    return "python3-venv" if same else f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def ensure_libraries(name: str) -> None:
    """Install requirements/<name>.txt, every file checked against its hash; skipped when already done.

    `test` contains `run`: once it is installed, so is the other.
    """
    if stamp(name).exists() and stamp(name).read_text() == fingerprint(name):
        return
    listed = ROOT / "requirements" / f"{name}.txt"
    with step(f"Cài thư viện đã khóa phiên bản (requirements/{name}.txt)"):
        uv = shutil.which("uv")
        if uv:
            run([uv, "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r", listed])
        else:
            quiet = ["-qq", "--no-input", "--disable-pip-version-check", "--no-compile", "--no-deps"]
            run([PYTHON, "-m", "pip", "install", *quiet, "--require-hashes", "-r", listed])
    for contained in {"run", name}:
        stamp(contained).write_text(fingerprint(contained))


def stamp(name: str) -> Path:
    """The file that says which list of libraries is installed."""
    return VENV / f".installed-{name}"


def fingerprint(name: str) -> str:
    """SHA-256 of a list of libraries."""
    return hashlib.sha256((ROOT / "requirements" / f"{name}.txt").read_bytes()).hexdigest()


def ensure_pdf() -> bool:
    """The PDF engine's libraries and a font with the metrics of Times; without them everything else still works."""
    if not missing_for_pdf():
        return True
    get_package(PDF_PACKAGES, "thư viện và phông chữ để xuất PDF")
    missing = missing_for_pdf()
    if missing:
        say(f"! Chưa xuất được PDF (thiếu {', '.join(missing)}); các phần khác vẫn chạy.")
    return not missing


def missing_for_pdf() -> list[str]:
    """Names of the libraries and the font that are not there; asked of a fresh process, loaders keep old answers."""
    probe = "import ctypes,sys;[ctypes.CDLL(name) for name in sys.argv[1:]]"
    loads = subprocess.run([sys.executable, "-c", probe, *PDF_LIBRARIES], capture_output=True, check=False)
    missing = [] if loads.returncode == 0 else [name for name in PDF_LIBRARIES if not _loads(name)]
    fonts = [path for folder in FONT_FOLDERS if folder.is_dir() for path in sorted(folder.rglob(FONT))]
    return missing + ([] if any(map(_writes_vietnamese, reversed(fonts))) else ["fonts-liberation2"])


def _writes_vietnamese(font: Path) -> bool:
    """Whether the font has the Vietnamese letters; before the libraries are installed any copy will do."""
    if not PYTHON.exists():
        return True
    answer = subprocess.run([PYTHON, "-c", HAS_VIETNAMESE, font], capture_output=True, check=False)
    return answer.returncode == 0


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
