"""The health script answers for the parts it is asked for."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from scripts import health


@pytest.fixture
def site(monkeypatch):
    """A site whose health page says what the test puts into `answer`; the headers it was asked with in `asked`."""

    class Site(BaseHTTPRequestHandler):
        answer = (200, {})
        asked: dict = {}

        def do_GET(self):
            Site.asked = dict(self.headers)
            self.send_response(self.answer[0])
            self.end_headers()
            self.wfile.write(json.dumps(self.answer[1]).encode())

        def log_message(self, *args):
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("ANTT_HEALTH_URL", f"http://127.0.0.1:{server.server_port}/health/")
    yield Site
    server.shutdown()
    server.server_close()


def test_all_parts_well(site, capsys):
    site.answer = 200, dict.fromkeys(health.PARTS, "ok")
    assert health.main([]) == 0
    assert capsys.readouterr().out == "ok\n"


def test_a_degraded_site_is_well_for_who_asks_only_for_the_parts_that_are(site, capsys):
    site.answer = 503, {**dict.fromkeys(health.PARTS, "ok"), "worker": "down"}
    assert health.main(["database", "broker"]) == 0
    assert health.main(["worker"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "not well: worker"


def test_a_site_that_does_not_answer_is_not_well(monkeypatch, capsys):
    monkeypatch.setenv("ANTT_HEALTH_URL", "http://127.0.0.1:1/health/")
    assert health.main([]) == 1


def test_an_error_page_is_not_well(site, capsys):
    site.answer = 500, dict.fromkeys(health.PARTS, "ok")
    assert health.main([]) == 1


def test_it_asks_as_the_reverse_proxy_would(site, monkeypatch, capsys):
    monkeypatch.setenv("ANTT_ALLOWED_HOSTS", "antt.example,localhost")
    health.main([])
    assert (site.asked["Host"], site.asked["X-Forwarded-Proto"]) == ("antt.example", "https")
