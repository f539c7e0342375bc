"""Fixtures of every test: broker, live worker, browser. Users and units come from `tests/world.py` and the apps."""

import gc
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connection

from scripts import broker
from tests import databases, once, shared
from tests import settings as test_settings
from tests.force import _module_force  # noqa: F401
from tests.world import _module_law, _module_world, law, world  # noqa: F401

# The same examples each time, so that what passes here passes elsewhere; ANTT_TEST_EXPLORE=1 looks for new ones.
hypothesis.settings.register_profile(
    "suite", derandomize="ANTT_TEST_EXPLORE" not in os.environ, database=None, deadline=None
)
hypothesis.settings.load_profile("suite")

ROOT = Path(__file__).resolve().parent.parent
#: Folders whose tests look at code, machines, drawn pages or the demo, not at what a database does: one run of them is
#: enough.
ONCE = ("architecture", "setup", "pages", "demo", "sheets", "vietnam", "contracts", "matrix")
#: Modules of the other folders that draw pages and files, and so cost the most and tell the least of a database; with
#: ANTT_TEST_BOTH=1 they run on both, too.
DRAWING = ("pages", "figures_open", "papers", "measured", "rendering", "layout")


def pytest_collection_modifyitems(items):
    """Mark the tests that need not run on the second database."""
    for item in items:
        if not _runs_on_both(item.path):
            item.add_marker(pytest.mark.once)


def _runs_on_both(path: Path) -> bool:
    if path.relative_to(ROOT / "tests").parts[0] in ONCE:
        return False
    return "ANTT_TEST_BOTH" in os.environ or not path.stem.endswith(DRAWING)


def pytest_collection_finish():
    """Everything imported stays: do not look for garbage in it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """What was told is what the module shares."""
    fixtures = getattr(item, "fixturenames", ())
    once.begin_test(hears_hooks="django_capture_on_commit_callbacks" in fixtures or shared.item_commits(item))


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef):
    """What a module's own fixture writes is known to nobody else."""
    if fixturedef.scope != "module":
        return (yield)
    with once.of_module():
        return (yield)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item, nextitem):
    """The last test of a module leaves nothing."""
    if nextitem is None or nextitem.path != item.path:
        once.end_module()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    """The name of this process's test database, and on PostgreSQL in `make test` the database itself."""
    if test_settings.MIGRATED:
        with django_db_blocker.unblock():
            databases.copy_migrated(f"{test_settings.NAME}_migrated", Path(test_settings.MIGRATED))


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb) -> bool:
    """Whether the database is there already."""
    return django_db_keepdb or bool(test_settings.MIGRATED)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """The tables; nothing has been told in them."""
    once.begin_test(hears_hooks=True)


def pytest_unconfigure():
    """Throw away this process's folder, and what it left at a Redis that others use, too."""
    if "ANTT_TEST_VAR" not in os.environ:
        if settings.REDIS_URL.startswith("redis://") and broker.answers(settings.REDIS_URL):
            _forget_our_keys(settings.REDIS_URL)
        shutil.rmtree(test_settings.TEST_VAR, ignore_errors=True)


def wait_until(true, *, seconds: float, what: str):
    """Look until `true()` gives something truthy and return it; for other processes, never for our own code."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = true()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s: {what}")


@pytest.fixture(scope="session")
def broker_url():
    """The address of a Redis that answers; an embedded one is started where none was found."""
    url = settings.REDIS_URL
    if broker.answers(url):
        yield url
        return
    binary = broker.bundled_redis()
    if not url.startswith("redis+socket://") or binary is None:
        pytest.fail(f"the Redis of the tests does not answer: {url}")
    own = broker.embedded(binary, Path(url.removeprefix("redis+socket://")), test_settings.TEST_VAR / "redis")
    process = subprocess.Popen(own.command, stdout=subprocess.DEVNULL)
    wait_until(lambda: broker.answers(url), seconds=10, what="embedded redis")
    yield url
    process.terminate()
    process.wait(10)


def _forget_our_keys(url: str) -> None:
    import redis

    client = redis.Redis.from_url(url.replace("redis+socket://", "unix://"))
    for key in client.scan_iter(match=f"{test_settings.TEST_PREFIX}*"):
        client.delete(key)
    client.close()


def _database_url() -> str:
    """The address of the test database itself, for another process."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    login = found["USER"] + (f":{found['PASSWORD']}" if found["PASSWORD"] else "")
    return f"postgres://{login}@{found['HOST']}:{found['PORT'] or 5432}/{found['NAME']}"


def worker_environment() -> dict[str, str]:
    """The environment of a process that shares this test's database, files, keys and broker."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "ANTT_TEST_VAR": str(test_settings.TEST_VAR),
        "ANTT_TEST_DATABASE": _database_url(),
        "ANTT_TEST_REDIS": settings.REDIS_URL,
        "ANTT_TEST_PREFIX": test_settings.TEST_PREFIX,
    }


def start_celery(*arguments: str, log: Path) -> subprocess.Popen:
    """Start `celery -A antt …` in a process group of its own, on this test's database and broker."""
    with log.open("ab") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "antt", *arguments],
            cwd=ROOT, env=worker_environment(), stdout=output, stderr=output, start_new_session=True,
        )  # fmt: skip


def stop_celery(process: subprocess.Popen) -> None:
    """Ask the process to stop; kill its group if it will not."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(5)


@pytest.fixture(scope="module")
def _worker_process(django_db_setup, django_db_blocker, broker_url, tmp_path_factory):
    log = tmp_path_factory.mktemp("worker") / "worker.log"
    with django_db_blocker.unblock():
        process = start_celery(
            "worker", "--concurrency=2", "--loglevel=INFO", "--include=tests.jobs.kinds", log=log
        )
    wait_until(lambda: b" ready." in log.read_bytes(), seconds=60, what=f"worker ready, see {log}")
    yield process
    stop_celery(process)


@pytest.fixture
def live_worker(transactional_db, _worker_process):
    """A real Celery worker (prefork, 2) on the test database; one process for all tests of a module."""
    return _worker_process


@pytest.fixture(scope="session")
def browser():
    """Chromium, headless. Skips where the machine has none."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; the ORM would refuse to work beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, live_server):
    """A fresh tab on a live server of this test; addresses may begin with "/"."""
    context = browser.new_context(
        base_url=live_server.url,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        viewport={"width": 1440, "height": 900},
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
