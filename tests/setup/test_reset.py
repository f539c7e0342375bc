"""`make reset` throws data away and keeps keys."""

from scripts.reset import remove_data


def test_data_go_and_keys_stay(tmp_path):
    for name in ("antt.sqlite3", "antt.sqlite3-wal", "demo-logins.txt", "secrets.env", "run.lock"):
        (tmp_path / name).touch()
    (tmp_path / "files" / "2025").mkdir(parents=True)
    assert remove_data(tmp_path) == ["antt.sqlite3", "antt.sqlite3-wal", "demo-logins.txt", "files"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["run.lock", "secrets.env"]


def test_an_empty_installation_is_no_error(tmp_path):
    assert remove_data(tmp_path) == []
