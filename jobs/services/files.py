"""Files kept encrypted on disk, apart from the database and out of any web server's reach.

A file is written in pieces, one token a line, each with its number inside: it can be sent out while it is being
decrypted, and a piece that is missing, doubled or moved is noticed.
"""

import hashlib
import mimetypes
import struct
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path, PurePath
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import audit
from audit.snapshots import snapshot
from contracts.encryption import decrypt_bytes, encrypt_bytes
from contracts.policy import require
from jobs.models import StoredFile
from jobs.policies import can_open_file

PIECE = 256 * 1024
MOST_BYTES = 50 * 1024 * 1024
_NUMBER = struct.Struct(">I")


class DamagedFile(ValueError):
    """The content on disk is not what was stored."""


@transaction.atomic
def store_file(
    *, actor, name: str, content: bytes | Iterable[bytes], purpose: str, content_type: str = "",
    commune: str = "", province: str = "", expires_at: datetime | None = None,
) -> StoredFile:  # fmt: skip
    """Keep a file for its owner; `ValidationError` if it is larger than `MOST_BYTES`.

    `content` is bytes or an iterable of them (`uploaded.chunks()`). After `expires_at` the content is wiped; the row
    with name and SHA-256 stays.
    """
    now = timezone.localtime()
    path = f"{now:%Y/%m}/{uuid4().hex}"
    target = settings.PRIVATE_FILES_DIR / path
    try:
        size, sha256 = _seal([content] if isinstance(content, bytes) else content, target)
        file = StoredFile.objects.create(
            owner_id=actor.pk, name=clean_name(name), size=size, sha256=sha256, purpose=purpose, path=path,
            content_type=content_type or mimetypes.guess_type(name)[0] or "application/octet-stream",
            commune_code=commune, province_code=province, expires_at=expires_at,
        )  # fmt: skip
        audit(actor, "jobs.file.store", file)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return file


def clean_name(name: str) -> str:
    """A file name without folders and control characters, its ending kept when it is too long."""
    plain = PurePath("".join(c for c in name.replace("\\", "/") if c.isprintable())).name or "tep"
    ending = PurePath(plain).suffix[:20]
    return plain if len(plain) <= 200 else plain[: 200 - len(ending)] + ending


def _pieces(content: Iterable[bytes]) -> Iterator[bytes]:
    buffer = b""
    for part in content:
        buffer += part
        while len(buffer) >= PIECE:
            yield buffer[:PIECE]
            buffer = buffer[PIECE:]
    if buffer:
        yield buffer


def _seal(content: Iterable[bytes], target: Path) -> tuple[int, str]:
    """Write the content encrypted; its clear size and SHA-256."""
    size, sha256 = 0, hashlib.sha256()
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with target.open("xb") as output:
        target.chmod(0o600)
        for number, piece in enumerate(_pieces(content)):
            size += len(piece)
            if size > MOST_BYTES:
                most = MOST_BYTES // (1024 * 1024)
                raise ValidationError(f"Tệp lớn hơn {most} MB. Chia nhỏ hoặc nén tệp rồi gửi lại.")
            sha256.update(piece)
            output.write(encrypt_bytes(_NUMBER.pack(number) + piece) + b"\n")
    return size, sha256.hexdigest()


def file_chunks(file: StoredFile) -> Iterator[bytes]:
    """The clear content piece by piece. The caller has judged who may read it.

    `DamagedFile` if pieces are missing or moved, `cryptography.fernet.InvalidToken` if no key fits.
    """
    size = 0
    with (settings.PRIVATE_FILES_DIR / file.path).open("rb") as source:
        for number, line in enumerate(source):
            clear = decrypt_bytes(line.rstrip(b"\n"))
            if _NUMBER.unpack_from(clear)[0] != number:
                raise DamagedFile(f"stored file {file.pk}: piece {number} is not where it belongs")
            size += len(clear) - _NUMBER.size
            yield clear[_NUMBER.size :]
    if size != file.size:
        raise DamagedFile(f"stored file {file.pk}: {size} bytes instead of {file.size}")


def file_bytes(file: StoredFile) -> bytes:
    """The whole clear content. The caller has judged who may read it."""
    return b"".join(file_chunks(file))


def open_file(*, actor, file: StoredFile) -> Iterator[bytes]:
    """The clear content for its owner, written down in the audit."""
    require(can_open_file(actor, file))
    audit(actor, "jobs.file.download", file, fields=False)
    return file_chunks(file)


@transaction.atomic
def file_expire(*, actor, file: StoredFile) -> None:
    """Let the content be wiped at the next tick: another took its place. The caller has judged who may do so."""
    before = snapshot(file)
    file.expires_at = timezone.now()
    file.save(update_fields=["expires_at"])
    audit(actor, "jobs.file.expire", file, before=before)


def expired_files_wipe(now: datetime) -> int:
    """Remove the content of files past their day; gives how many."""
    count = 0
    for file in StoredFile.objects.expired(now):
        (settings.PRIVATE_FILES_DIR / file.path).unlink(missing_ok=True)
        count += StoredFile.objects.filter(pk=file.pk, wiped_at__isnull=True).update(wiped_at=now)
    return count
