"""Static files are gathered when they changed, and only then."""

import os

import pytest

from scripts import prepare


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with one stylesheet of its own and one of an app."""
    for name in ("requirements/run.txt", "static/antt/antt.css", "documents/static/page.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a")
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    return tmp_path


def test_nothing_changed_nothing_to_gather(checkout):
    assert prepare.static_fingerprint() == prepare.static_fingerprint()


@pytest.mark.parametrize(
    "name", ["requirements/run.txt", "static/antt/antt.css", "documents/static/page.css"]
)
def test_a_changed_file_or_library_is_noticed(checkout, name):
    before = prepare.static_fingerprint()
    os.utime(checkout / name, (1, 1))
    assert prepare.static_fingerprint() != before


def test_a_new_file_is_noticed(checkout):
    before = prepare.static_fingerprint()
    (checkout / "static" / "antt" / "more.js").touch()
    assert prepare.static_fingerprint() != before


def test_what_was_gathered_is_no_source(checkout, monkeypatch):
    monkeypatch.setenv("ANTT_VAR_DIR", str(checkout / "var"))
    before = prepare.static_fingerprint()
    (checkout / "var" / "static").mkdir(parents=True)
    (checkout / "var" / "static" / "antt.css").touch()
    assert prepare.static_fingerprint() == before
