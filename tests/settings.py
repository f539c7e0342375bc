"""Settings of the tests: the product's own, on a folder and a database of this process.

Nothing of the machine's installation is read or written. `scripts/run_tests.py` decides on which database and broker
by ANTT_TEST_DATABASE and ANTT_TEST_REDIS; plain `pytest` takes SQLite and whatever Redis answers. The live worker of
the fixture `live_worker` reads this module too, with ANTT_TEST_VAR, ANTT_TEST_DATABASE and ANTT_TEST_PREFIX of the
process that started it.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from scripts.broker import answers

RUN = os.environ.get("ANTT_TEST_RUN", str(os.getpid()))
BARE = os.environ.get("ANTT_TEST_SERVICES") == "none"
TEST_VAR = Path(os.environ.get("ANTT_TEST_VAR") or tempfile.mkdtemp(prefix=f"antt-t{RUN}-"))
if "ANTT_TEST_VAR" not in os.environ:
    atexit.register(
        lambda owner: os.getpid() == owner and shutil.rmtree(TEST_VAR, ignore_errors=True), os.getpid()
    )
TEST_DATABASE = os.environ.get("ANTT_TEST_DATABASE", "")
NAME = f"antt_test_{RUN}"
#: Where the processes of one run wait for each other while the first of them migrates a database that all copy.
MIGRATED = os.environ.get("ANTT_TEST_MIGRATED", "")
TEST_PREFIX = os.environ.get("ANTT_TEST_PREFIX") or f"antt-test-{RUN}-{os.getpid()}:"


def _redis_url() -> str:
    """The broker of this process: named, or at the usual place, or a socket where `embedded_redis` will listen."""
    wanted = os.environ.get("ANTT_TEST_REDIS") or ("" if BARE else os.environ.get("TEST_REDIS_URL", ""))
    if wanted:
        return wanted
    usual = "redis://127.0.0.1:6379/9"
    return usual if not BARE and answers(usual) else f"redis+socket://{TEST_VAR}/redis.sock"


os.environ.update(
    ANTT_VAR_DIR=str(TEST_VAR),
    ANTT_SECRET_KEY="tests-only-" + "k" * 50,
    ANTT_FIELD_KEYS="dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk=",
    ANTT_DIGEST_KEY="tests-only-digest",
    ANTT_DEBUG="false",
    ANTT_HTTPS="false",
    ANTT_DEMO="false",
    ANTT_ALLOWED_HOSTS="localhost,127.0.0.1,testserver",
    ANTT_PUBLIC_ADDRESS="http://testserver",
    EMAIL_URL="memorymail://",
    DATABASE_URL=TEST_DATABASE or f"sqlite:///{TEST_VAR / 'antt.sqlite3'}",
    REDIS_URL=_redis_url(),
)
(TEST_VAR / "static").mkdir(exist_ok=True)

from antt.settings import *  # noqa: E402, F403
from antt.settings import CELERY_BROKER_TRANSPORT_OPTIONS, DATABASES, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, because live servers and workers are other connections; no fsync, because it is thrown away.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_VAR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA busy_timeout=20000; PRAGMA foreign_keys=ON;"
    )
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["TEST"] = {"NAME": NAME}
    # What is committed is thrown away, too; and plans for tables of a few rows are not worth compiling.
    DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off -c jit=off"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"] = TEST_PREFIX
LOGGING_CONFIG = "logging.config.dictConfig"
