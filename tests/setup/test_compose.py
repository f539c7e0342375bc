"""The containers' files name things that are there, and no secret."""

import importlib.util
import re
import sys

import pytest
import yaml

from scripts import health, serve
from scripts.environment import PDF_PACKAGES
from scripts.machine import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ("web", "worker", "beat")


def test_five_services_stand_in_the_file_each_with_a_health_check():
    assert set(SERVICES) == {*OURS, "postgres", "redis"}
    assert all(service["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL") for service in SERVICES.values())


@pytest.mark.parametrize("name", OURS)
def test_the_command_of_a_service_is_a_part_that_can_be_served(name):
    python, flag, module, part = SERVICES[name]["command"]
    assert (python, flag, part) == ("python", "-m", name)
    assert importlib.util.find_spec(module) is not None
    assert part in serve.PARTS


@pytest.mark.parametrize("name", OURS)
def test_the_command_line_of_a_part_runs_an_installed_program_on_our_site(name):
    words = serve.command(name)
    assert words[0] == sys.executable
    assert importlib.util.find_spec(words[2]) is not None
    target = words[3] if name == "web" else words[4]
    assert target in ("antt.wsgi:application", "antt")


@pytest.mark.parametrize("name", OURS)
def test_a_health_check_asks_for_parts_that_the_health_page_knows(name):
    command, python, flag, module, *parts = SERVICES[name]["healthcheck"]["test"]
    assert (command, python, flag) == ("CMD", "python", "-m")
    assert importlib.util.find_spec(module) is not None
    assert parts
    assert set(parts) <= set(health.PARTS)


def test_data_lie_in_named_volumes():
    mounts = [mount for service in SERVICES.values() for mount in service["volumes"]]
    assert {mount.split(":")[0] for mount in mounts} == set(COMPOSE["volumes"])
    data = next(mount.split(":")[1] for mount in SERVICES["web"]["volumes"])
    assert f"ANTT_VAR_DIR={data}" in (ROOT / "Dockerfile").read_text()


def test_secrets_come_from_a_file_that_is_not_in_the_repository():
    assert all(SERVICES[name]["env_file"] == "antt.env" for name in (*OURS, "postgres"))
    assert not (ROOT / "antt.env").exists()
    text = (ROOT / "docker-compose.yml").read_text() + (ROOT / "Dockerfile").read_text()
    assert re.findall(r"(?i)(?:password|secret_key|field_keys|digest_key)\s*[:=]", text) == []


def test_the_web_is_open_to_the_reverse_proxy_of_the_machine_only():
    assert SERVICES["web"]["ports"] == ["127.0.0.1:8000:8000"]
    assert all("ports" not in service for name, service in SERVICES.items() if name != "web")


def test_the_image_has_what_the_pdf_engine_needs_and_checks_every_hash():
    text = (ROOT / "Dockerfile").read_text()
    assert all(package in text for package in PDF_PACKAGES)
    assert "--require-hashes" in text
    copied = re.findall(r"^COPY (\S+) ", text, re.MULTILINE)
    assert all((ROOT / source).exists() for source in copied)


def test_a_part_that_is_none_is_refused():
    with pytest.raises(SystemExit, match=r"web\|worker\|beat"):
        serve.main(["postgres"])
