"""Four processes under one supervisor, which restarts what dies and stops all."""

from pathlib import Path

import pytest

from scripts import supervise
from scripts.broker import Broker

PYTHON = Path("/somewhere/.venv/bin/python")
OWN = Broker("redis+socket:///tmp/x/redis.sock", ("/usr/bin/redis-server", "--dir", "/var lib/redis"))


@pytest.fixture
def sections(tmp_path):
    found = supervise.config(supervise.programs(PYTHON, OWN, "127.0.0.1:8123"), tmp_path, tmp_path / "s")
    return {name: dict(found[name]) for name in found.sections()}


def test_broker_web_worker_and_beat_run_in_this_order(sections):
    programs = {name[8:]: found for name, found in sections.items() if name.startswith("program:")}
    assert sorted(programs, key=lambda name: int(programs[name]["priority"])) == [
        "broker", "web", "worker", "beat",
    ]  # fmt: skip
    assert all(found["autorestart"] == "true" for found in programs.values())
    assert all(found["killasgroup"] == "true" for found in programs.values())


def test_somebody_else_s_redis_is_not_started():
    names = [program.name for program in supervise.programs(PYTHON, Broker("redis://kho"), "127.0.0.1:8000")]
    assert names == ["web", "worker", "beat"]


def test_the_web_listens_where_it_is_told(sections):
    assert "--bind 127.0.0.1:8123" in sections["program:web"]["command"]


def test_the_worker_has_two_processes(sections):
    assert "worker --concurrency 2" in sections["program:worker"]["command"]


def test_paths_with_spaces_and_percent_signs_stay_whole(tmp_path):
    odd = Broker("redis+socket:///x", ("/usr/bin/redis-server", "--dir", "/data 100%/redis"))
    found = supervise.config(supervise.programs(PYTHON, odd, "127.0.0.1:8000"), tmp_path, tmp_path)
    assert found["program:broker"]["command"] == "/usr/bin/redis-server --dir '/data 100%%/redis'"


def test_supervisor_itself_understands_the_file(tmp_path):
    from supervisor.options import ServerOptions

    path = tmp_path / "supervisord.conf"
    supervise.write_config(
        supervise.config(supervise.programs(PYTHON, OWN, "127.0.0.1:8000"), tmp_path, tmp_path), path
    )
    options = ServerOptions()
    options.realize(["--configuration", str(path), "--nodaemon"])
    groups = options.process_group_configs
    assert [group.name for group in groups] == ["broker", "web", "worker", "beat"]
    assert [p.stopwaitsecs for group in groups for p in group.process_configs] == [supervise.PATIENCE] * 4
