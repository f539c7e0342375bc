"""`make test` finds its servers as promised and tells plainly how it went."""

import pytest

from scripts import run_tests
from scripts.run_tests import Stage, conclude, find_postgres, find_redis, plan, read_figures

REPORT = """<testsuites><testsuite>
<testcase name="a"/><testcase name="b"/>
<testcase name="c"><failure message="x">y</failure></testcase>
<testcase name="d"><error message="x">y</error></testcase>
<testcase name="e"><skipped type="pytest.skip" message="no Chromium on this machine"/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def answering(monkeypatch):
    """The addresses that answer in this test."""
    urls = set()
    monkeypatch.setattr(run_tests, "postgres_answers", urls.__contains__)
    monkeypatch.setattr(run_tests.broker, "answers", urls.__contains__)
    return urls


def test_the_named_postgresql_comes_before_the_usual_one(answering):
    answering |= {"postgres://kho/x", run_tests.USUAL_POSTGRES}
    assert find_postgres({"TEST_DATABASE_URL": "postgres://kho/x"}) == ("postgres://kho/x", "")
    assert find_postgres({}) == (run_tests.USUAL_POSTGRES, "")


def test_without_postgresql_the_reason_is_said(answering):
    assert find_postgres({}) == ("", "no server at 127.0.0.1:5432")


def test_a_named_server_that_does_not_answer_is_an_error_not_a_skip(answering):
    with pytest.raises(SystemExit):
        find_postgres({"TEST_DATABASE_URL": "postgres://kho/x"})
    with pytest.raises(SystemExit):
        find_redis({"TEST_REDIS_URL": "redis://kho"})


def test_redis_is_the_named_one_then_database_nine_then_embedded(answering):
    assert find_redis({}) == ""
    answering |= {"redis://kho", run_tests.USUAL_REDIS}
    assert find_redis({"TEST_REDIS_URL": "redis://kho"}) == "redis://kho"
    assert find_redis({}) == "redis://127.0.0.1:6379/9"


def test_a_bare_machine_uses_neither_even_where_they_answer(answering):
    answering |= {run_tests.USUAL_POSTGRES, run_tests.USUAL_REDIS, "redis://kho"}
    bare = {"ANTT_TEST_SERVICES": "none", "TEST_REDIS_URL": "redis://kho"}
    assert find_postgres(bare) == ("", "ANTT_TEST_SERVICES=none")
    assert find_redis(bare) == ""


def test_unit_and_flow_tests_run_on_both_matrix_and_browser_once():
    sqlite, postgres, browser = plan("postgres://kho/x", "", True)
    assert (sqlite.tests, sqlite.database) == ("not browser", "")
    assert "not once" in postgres.tests
    assert (browser.tests, browser.database) == ("browser", "postgres://kho/x")


@pytest.fixture
def read(tmp_path):
    path = tmp_path / "report.xml"
    path.write_text(REPORT)
    stage = Stage("on SQLite", "", code=1)
    read_figures(stage, path)
    return stage


def test_outcomes_are_counted_an_error_is_a_failure(read):
    assert (read.passed, read.failed, dict(read.left_out)) == (2, 2, {"no Chromium on this machine": 1})


def test_the_last_lines_name_place_count_and_reason(read, capsys):
    skipped = Stage("on PostgreSQL", "", skipped="no server at 127.0.0.1:5432")
    assert conclude([read, skipped], [], 61) == 1
    assert capsys.readouterr().out.splitlines()[2:] == [
        "FAILED on SQLite: 2 passed, 2 failed, 1 skipped",
        "  1 skipped: no Chromium on this machine",
        "skipped on PostgreSQL: no server at 127.0.0.1:5432",
        "2 passed, 2 failed, 1 skipped",
    ]


def test_all_green_is_zero(capsys):
    assert conclude([Stage("on SQLite", "", passed=3)], [], 1) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "3 passed, 0 failed, 0 skipped"


def test_a_failed_check_or_a_crash_of_pytest_is_never_green(capsys):
    assert conclude([Stage("on SQLite", "", passed=3)], ["ruff"], 1) == 1
    assert conclude([Stage("on SQLite", "", code=3)], [], 1) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "0 passed, 1 failed, 0 skipped"
