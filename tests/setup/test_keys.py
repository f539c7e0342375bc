"""The keys of an installation are made once and readable by their owner only."""

import os

from cryptography.fernet import Fernet

from scripts.keys import ensure_keys


def read(path):
    lines = path.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if not line.startswith("#"))


def test_three_keys_are_made_and_nobody_else_can_read_them(tmp_path):
    old_mask = os.umask(0)
    try:
        path = ensure_keys(tmp_path / "var")
    finally:
        os.umask(old_mask)
    assert path.stat().st_mode & 0o777 == 0o600
    found = read(path)
    assert set(found) == {"ANTT_SECRET_KEY", "ANTT_FIELD_KEYS", "ANTT_DIGEST_KEY"}
    assert Fernet(found["ANTT_FIELD_KEYS"]).decrypt(Fernet(found["ANTT_FIELD_KEYS"]).encrypt(b"x")) == b"x"
    assert len(found["ANTT_SECRET_KEY"]) > 50


def test_running_again_keeps_them_and_mends_the_mode(tmp_path):
    path = ensure_keys(tmp_path)
    before = path.read_bytes()
    path.chmod(0o644)
    assert ensure_keys(tmp_path) == path
    assert path.read_bytes() == before
    assert path.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["secrets.env"]


def test_two_installations_have_different_keys(tmp_path):
    first, second = read(ensure_keys(tmp_path / "a")), read(ensure_keys(tmp_path / "b"))
    assert all(first[name] != second[name] for name in first)
