"""Words for tests of pages: what a page says, where one is."""

from django.urls import reverse


def text(response) -> str:
    return response.content.decode()


def url(name: str, subject) -> str:
    return reverse(f"recruitment:{name}", args=[subject.pk])
