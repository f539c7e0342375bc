"""The web process, as gunicorn loads it."""

import subprocess
import sys

from tests.conftest import ROOT, worker_environment


def test_what_is_loaded_at_the_start_is_left_out_of_the_search_for_garbage():
    ask = "import antt.wsgi, gc, sys; print('antt.urls' in sys.modules, gc.get_freeze_count() > gc.get_count()[0])"
    answer = subprocess.run(
        [sys.executable, "-c", ask],
        env=worker_environment(),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.split() == ["True", "True"]
