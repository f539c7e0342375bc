"""Fields encrypted by the application; the keys are apart from the database (design.md, Sensitive data)."""

import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models


@lru_cache(maxsize=1)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key.encode()) for key in keys])


def cipher() -> MultiFernet:
    """The cipher of this installation: the first key encrypts, all decrypt."""
    return _cipher(tuple(settings.FIELD_KEYS))


def encrypt_bytes(content: bytes) -> bytes:
    """Encrypt a file's content."""
    return cipher().encrypt(content)


def decrypt_bytes(token: bytes) -> bytes:
    """Decrypt a file's content; `cryptography.fernet.InvalidToken` if no key fits."""
    return cipher().decrypt(token)


def digest(text: str) -> str:
    """Keyed digest (HMAC-SHA-256, hex) for uniqueness and exact look-up of a secret value; "" for none."""
    if not text:
        return ""
    return hmac.new(settings.DIGEST_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


class EncryptedTextField(models.TextField):
    """Text stored as a Fernet token. It cannot be searched or ordered: keep a digest beside it for that."""

    description = "Text encrypted by the application"

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return cipher().encrypt(value.encode()).decode() if value else value

    def from_db_value(self, value, expression, connection):
        if not value:
            return value
        try:
            return cipher().decrypt(value.encode()).decode()
        except InvalidToken as error:
            raise ValueError("Không giải mã được trường mã hóa: thiếu khóa trong ANTT_FIELD_KEYS.") from error

    def get_lookup(self, lookup_name):
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} được mã hóa, không thể lọc; dùng cột digest.")
        return super().get_lookup(lookup_name)
