"""Follows what pages offer to one user: some pages of every kind that links lead to."""

import html
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from django.test import Client

#: What no page of the product is: files, other hosts, places within the page.
_ELSEWHERE = ("#", "mailto:", "tel:", "http:", "https:", "/static/", "/quan-tri/", "/health/")
_LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')


def refusals(client: Client, most: int, start: str = "/") -> Iterator[tuple[str, str, int]]:
    """The links that lead this user to a refusal or an error: (page, link, status). `most` pages of each kind are
    opened: records of one kind differ in what they link to."""
    queue, seen, opened = [(start, "")], set(), Counter()
    while queue:
        address, page = queue.pop(0)
        if address in seen or opened[_shape(address)] == most:
            continue
        seen.add(address)
        opened[_shape(address)] += 1
        answer = client.get(address)
        if answer.status_code >= 400:
            yield page, address, answer.status_code
        elif answer.status_code in (301, 302):
            queue.append((urljoin(address, answer["Location"]), page))
        elif not answer.streaming and "html" in answer["Content-Type"]:
            queue += [(urljoin(address, link), address) for link in _links(answer.content.decode())]


def _links(page: str) -> Iterator[str]:
    for found in _LINK.findall(page):
        link = html.unescape(found).partition("#")[0]
        if link and not link.startswith(_ELSEWHERE):
            yield link


def _shape(address: str) -> str:
    """What addresses of one kind have in common: the numbers in them, and what is asked for, aside."""
    return re.sub(r"\d+", "0", urlsplit(address).path)
