"""Setting up again does nothing again, and what cannot be installed is said with the line to run."""

import re
import sys
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from scripts import environment, machine


@pytest.fixture
def commands(monkeypatch, tmp_path):
    """The commands that would have run, in an empty .venv."""
    ran = []
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "bin" / "python")
    monkeypatch.setattr(environment, "run", lambda command, **options: ran.append([str(c) for c in command]))
    monkeypatch.setattr(environment.shutil, "which", lambda name: None)
    return ran


def test_libraries_are_installed_once_with_their_hashes(commands):
    environment.ensure_libraries("run")
    environment.ensure_libraries("run")
    assert len(commands) == 1
    assert "--require-hashes" in commands[0]


def test_the_libraries_of_the_tests_contain_those_of_the_product(commands):
    environment.ensure_libraries("test")
    environment.ensure_libraries("run")
    assert len(commands) == 1


def test_a_changed_list_is_installed_anew(commands, tmp_path):
    environment.ensure_libraries("run")
    environment.stamp("run").write_text("another list")
    environment.ensure_libraries("run")
    assert len(commands) == 2


def test_uv_is_used_where_it_is_there(commands, monkeypatch):
    monkeypatch.setattr(environment.shutil, "which", lambda name: f"/opt/bin/{name}")
    environment.ensure_libraries("run")
    assert commands[0][:3] == ["/opt/bin/uv", "pip", "install"]
    assert "--require-hashes" in commands[0]


def test_an_environment_that_is_there_is_kept(commands, tmp_path):
    (tmp_path / "bin").mkdir()
    environment.PYTHON.touch()
    environment.ensure_venv()
    assert commands == []


def test_without_ensurepip_and_rights_the_line_to_run_is_said(commands, monkeypatch, capsys):
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(machine, "may_install", lambda: False)
    with pytest.raises(SystemExit):
        environment.ensure_venv()
    said = capsys.readouterr().out
    assert re.search(r"sudo apt-get install -y --no-install-recommends python3\S*-venv$", said, re.MULTILINE)
    assert commands == []


def test_without_ensurepip_root_installs_it(commands, monkeypatch):
    installed = []
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(machine, "may_install", lambda: True)
    monkeypatch.setattr(machine, "apt_install", lambda packages: installed.extend(packages) or True)
    environment.ensure_venv()
    assert installed == [environment.venv_package()]
    assert commands[0][1:3] == ["-m", "venv"]


def test_another_python_than_the_usual_one_has_a_package_of_its_own(monkeypatch):
    monkeypatch.setattr(environment.shutil, "which", lambda name: environment.sys.executable)
    assert environment.venv_package() == "python3-venv"
    monkeypatch.setattr(environment.shutil, "which", lambda name: "/usr/bin/another-python")
    assert re.fullmatch(r"python3\.\d+-venv", environment.venv_package())


def test_without_pdf_libraries_the_set_up_goes_on(monkeypatch, capsys):
    monkeypatch.setattr(environment, "missing_for_pdf", lambda: ["libpango-1.0.so.0"])
    monkeypatch.setattr(machine, "may_install", lambda: False)
    assert environment.ensure_pdf() is False
    said = capsys.readouterr().out
    assert "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation2" in said
    assert "các phần khác vẫn chạy" in said


def test_a_library_that_cannot_be_loaded_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "PDF_LIBRARIES", ("libc.so.6", "libkhong-co.so.9"))
    monkeypatch.setattr(environment, "FONT_FOLDERS", (tmp_path,))
    assert environment.missing_for_pdf() == ["libkhong-co.so.9", "fonts-liberation2"]


def test_packages_are_looked_up_anew_only_when_the_first_try_fails(monkeypatch):
    ran = []

    class Outcome:
        returncode = 100

    def fail_first(command, **options):
        ran.append(command[1])
        Outcome.returncode = 100 if len(ran) == 1 else 0
        return Outcome

    monkeypatch.setattr(machine, "run", fail_first)
    assert machine.apt_install(["x"]) is True
    assert ran == ["install", "update", "install"]


def test_an_old_python_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(machine.sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"Cần Python 3\.11 trở lên, máy này có 3\.9"):
        machine.refuse_old_python()


def _font(path, *letters: str) -> None:
    """A font with those letters and nothing else."""
    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", *(f"g{n}" for n in range(len(letters)))]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"g{n}" for n, letter in enumerate(letters)})
    pen = TTGlyphPen(None)
    builder.setupGlyf({name: pen.glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


@pytest.mark.parametrize(("letters", "missing"), [("Aê", ["fonts-liberation2"]), ("Aêế", [])])
def test_a_font_without_the_letters_of_vietnamese_does_not_count(monkeypatch, tmp_path, letters, missing):
    _font(tmp_path / environment.FONT, *letters)
    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(environment, "PDF_LIBRARIES", ())
    monkeypatch.setattr(environment, "FONT_FOLDERS", (tmp_path,))
    assert environment.missing_for_pdf() == missing
