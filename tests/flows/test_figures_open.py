"""A figure is never a dead number: each opens the rows that make it up, and there are as many as it says."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
import time_machine
from django.core.management import call_command

from demo.services.seeding import Scale, demo_seed
from targets.services.figures import figures_refresh_all
from tests.shared import kept

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
#: Pages whose figures are opened, by the user who looks.
PAGES = {
    "canbo.quangtrach": (
        "/",
        "/chi-tieu/T002-05/",
        "/chi-tieu/T002-06/",
        "/chi-tieu/T002-09/",
        "/chi-tieu/T002-12/",
        "/bao-cao/bm1/",
    ),
    "tinh.canbo": ("/", "/chi-tieu/T002-06/", "/chi-tieu/T003-11/"),
}


class Figures(HTMLParser):
    """Collects (number, address) of every `a.fig`."""

    def __init__(self):
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._address = ""

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "a" and "fig" in (attributes.get("class") or "").split():
            self._address = attributes["href"]
            self.found.append(("", self._address))

    def handle_data(self, data):
        if self._address:
            self.found[-1] = (self.found[-1][0] + data, self._address)

    def handle_endtag(self, tag):
        if tag == "a":
            self._address = ""


@pytest.fixture(scope="module")
def _demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, small, on 21/11/2026, its figures computed; the tests of this module only read."""
    with kept(django_db_blocker), time_machine.travel("2026-11-21 09:00+07:00", tick=False):
        for loader in ("load_communes", "load_law", "load_catalogue", "load_outlines"):
            call_command(loader, verbosity=0)
        demo_seed(today=TODAY, logins=tmp_path_factory.mktemp("demo") / "logins.txt", size=Scale(1, 2, 0.3))
        figures_refresh_all(TODAY)
        yield


@pytest.fixture
def demo(_demo, db):
    """That day, for one test."""
    with time_machine.travel("2026-11-21 09:00+07:00", tick=False):
        yield


def logged_in(username: str):
    from django.test import Client

    from accounts.models import User

    client = Client()
    client.force_login(
        User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def figures(page: str) -> list[tuple[str, str]]:
    parser = Figures()
    parser.feed(page)
    return parser.found


def test_every_figure_of_the_main_pages_opens_as_many_rows_as_it_says(demo):
    opened = 0
    for username, addresses in PAGES.items():
        client = logged_in(username)
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200, (username, address)
            for number, link in figures(answer.content.decode()):
                opened += _agrees(client, username, address, number.strip(), link)
    assert opened > 20


def _agrees(client, username: str, address: str, number: str, link: str) -> int:
    """Open the figure; where it leads to a list, the list's count is the number."""
    answer = client.get(link, follow=True)
    where = f"{username} {address}: {number} → {link}"
    assert answer.status_code == 200, where
    count = re.search(r'<span class="count">([\d.]+) ', answer.content.decode())
    if count is None or "so_lieu=" not in link or not re.fullmatch(r"[\d.]+", number):
        return 1
    if re.search("so_lieu=(team_vacancies|training_topics|bm1_01|bm1_13|bm1_19)", link):
        return 1  # sums and distinct values: the rows are what is summed, not as many as the sum
    assert count[1] == number, where
    return 1


def test_in_the_demo_some_targets_are_met_some_missed_and_some_unknown(demo):
    page = logged_in("canbo.quangtrach").get("/chi-tieu/").content.decode()
    title = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)[1]
    met, missed = (int(re.search(rf"(\d+) {word}", title)[1]) for word in ("đạt", "không đạt"))
    assert met >= 3 and missed >= 3
    assert page.count("Chưa có số liệu") + page.count("Chưa rõ") >= 2
