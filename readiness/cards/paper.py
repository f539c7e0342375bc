"""Sheets of cards: A4, two by four, with marks to cut along."""

from collections.abc import Iterator

from django.template.loader import render_to_string

from readiness.cards.rows import Card

A_SHEET = 8
#: Sheets drawn at a time; between two parts progress is told and a wish to stop is seen.
AT_A_TIME = 5


def sheets_html(cards: list[Card]) -> str:
    """A whole page of HTML with its styles: as many A4 sheets as the cards need."""
    return render_to_string("readiness/cards/sheets.html", {"sheets": _in_groups(cards, A_SHEET)})


def parts(cards: list[Card]) -> Iterator[tuple[int, str]]:
    """The sheets in parts: how many cards are done with it, and its HTML."""
    done = 0
    for part in _in_groups(cards, A_SHEET * AT_A_TIME):
        done += len(part)
        yield done, sheets_html(part)


def _in_groups(cards: list[Card], size: int) -> list[list[Card]]:
    return [cards[first : first + size] for first in range(0, len(cards), size)]
