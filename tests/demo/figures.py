"""The figures of pages, and the rows that they open."""

import re
from html.parser import HTMLParser

from django.test import Client

from accounts.models import User

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


def logged_in(username: str):
    """A browser of that user."""
    client = Client()
    client.force_login(
        User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def figures(page: str) -> list[tuple[str, str]]:
    """The figures of a page, each with the address that it opens."""
    parser = Figures()
    parser.feed(page)
    return parser.found


def agrees(client, username: str, address: str, number: str, link: str) -> int:
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
