"""Words and tables that several papers of recruitment share."""

from collections.abc import Sequence
from pathlib import Path

from documents.layout import Table
from recruitment.models import Campaign
from teams.models import Person
from vietnam.dates import format_date

WORDINGS = Path(__file__).resolve().parent.parent / "wordings"
#: What every paper of a campaign may name.
CAMPAIGN_WORDS = {
    "tên xã": "Tên xã, phường như đứng giữa câu: xã Quảng Trạch",
    "tên đợt": "Tên đợt tuyển chọn",
}


def campaign_words(campaign: Campaign) -> dict[str, str]:
    """The values of `CAMPAIGN_WORDS`."""
    name = campaign.commune.name
    return {"tên xã": f"{name[0].lower()}{name[1:]}", "tên đợt": campaign.title}


def born(person: Person) -> str:
    """The day of birth; one known by its year alone is written so."""
    if person.birth_date is None:
        return ""
    return str(person.birth_date.year) if person.birth_is_year else format_date(person.birth_date)


def people_table(headings: Sequence[str], rows: Sequence[Sequence[str]], widths, align: str) -> Table:
    """A table of people, numbered from 1: `headings`, `widths` (per cent) and `align` without the number's own."""
    numbered = tuple((str(number), *row) for number, row in enumerate(rows, 1))
    return Table(("STT", *headings), numbered, (100 - sum(widths), *widths), f"c{align}")
