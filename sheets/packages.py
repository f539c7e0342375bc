"""Opening the zip that an .xlsx or .ods file is, without trusting what it says about itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from sheets import errors

MAX_UNPACKED = 200 * 2**20
_MAX_RATIO = 200
_RATIO_MATTERS_FROM = 10 * 2**20
# Pictures and the like are never read; macros and the binary workbook only need to be seen in the list.
_PASSED_OVER = (
    "xl/media/",
    "xl/drawings/",
    "xl/charts/",
    "xl/printerSettings/",
    "xl/embeddings/",
    "docProps/",
    "customXml/",
    "Pictures/",
    "Thumbnails/",
    "Object ",
    "ObjectReplacements/",
)


def unpack(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook's zip by name, unpacked within limits.

    Raises:
        SheetError: truncated, bomb, password, macro, or not_workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {info.filename: info for info in archive.infolist()}
            _check_kind(parts)
            wanted = [info for name, info in parts.items() if _is_wanted(name)]
            _check_size(wanted)
            return {info.filename: _read(archive, info) for info in wanted}
    except errors.SheetError:
        raise
    except Exception as problem:  # a zip from outside can be wrong in more ways than can be listed
        raise errors.broken() from problem


def repack(parts: dict[str, bytes]) -> bytes:
    """The same parts in a plain zip: the reader gets what was checked and nothing else.

    A zip may state smaller sizes than it unpacks to, or hold two parts of one name; readers differ on which they see.
    `parts` is emptied on the way, and packed lightly: a long sheet would otherwise lie in memory three times.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in list(parts):
            archive.writestr(name, parts.pop(name))
    return buffer.getvalue()


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    # Reading without a length unpacks all there is before it looks at the stated size.
    with archive.open(info) as part:
        return part.read(info.file_size + 1)


def _is_wanted(name: str) -> bool:
    return not name.endswith("/") and not name.startswith(_PASSED_OVER)


def _check_kind(parts: dict[str, zipfile.ZipInfo]) -> None:
    if any(info.flag_bits & 0x1 for info in parts.values()):
        raise errors.password_protected()
    if "xl/vbaProject.bin" in parts:
        raise errors.has_macros()
    if "xl/workbook.xml" not in parts and "content.xml" not in parts:
        raise errors.not_workbook()


def _check_size(wanted: list[zipfile.ZipInfo]) -> None:
    if swells(wanted):
        raise errors.bomb()


def swells(parts: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether parts of a zip unpack to more than anything that people write: in all, or one of them by its ratio."""
    return sum(info.file_size for info in parts) > MAX_UNPACKED or any(
        info.file_size > _RATIO_MATTERS_FROM and info.file_size > _MAX_RATIO * max(info.compress_size, 1)
        for info in parts
    )
