"""The secrets of an installation: made once, kept in var/secrets.env, readable by their owner only."""

import base64
import os
import secrets
from pathlib import Path

HEADER = """\
# Khóa của bản cài đặt này. Sao lưu tách khỏi cơ sở dữ liệu; mất khóa là mất mọi trường mã hóa.
# Đổi khóa: xem docs/operations.md.
"""


def ensure_keys(var: Path) -> Path:
    """Write var/secrets.env if it is not there; an existing one is never touched but for its mode."""
    var.mkdir(parents=True, exist_ok=True)
    path = var / "secrets.env"
    if path.exists():
        path.chmod(0o600)
        return path
    draft = var / f".secrets.{os.getpid()}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as output:
        output.write(HEADER + "".join(f"{name}={value}\n" for name, value in new_keys().items()))
    draft.rename(path)
    return path


def new_keys() -> dict[str, str]:
    """Fresh values: Django's secret, the key of encrypted fields (Fernet), the key of digests."""
    return {
        "ANTT_SECRET_KEY": secrets.token_urlsafe(50),
        "ANTT_FIELD_KEYS": base64.urlsafe_b64encode(os.urandom(32)).decode(),
        "ANTT_DIGEST_KEY": secrets.token_urlsafe(32),
    }
