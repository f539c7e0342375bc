"""Room in a paper that is written in later, by hand or by who signs (`documents.layout.blocks.filled_in`)."""

from datetime import date

from vietnam.dates import legal_date

DOTS = "…………"


def written(day: date | None) -> str:
    """A day in full, or room to write it in."""
    return legal_date(day) if day else f"ngày {DOTS} tháng {DOTS} năm {DOTS}"
