"""What falls due: papers still to be posted."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from contracts.registry import DeadlineSource, DueItem, deadline_sources
from contracts.roles import Role
from documents.choices import sources_of
from documents.models import Posting

#: So many places are named in one line; the others are counted.
_NAMED = 3


def postings_due(on: date) -> Iterable[DueItem]:
    """Papers that still lack a place, one line a paper and day: the notice of one plan may be due at a dozen places."""
    rows = Posting.objects.unposted().filter(document__signed_on__lte=on, document__commune__isnull=False)
    joined = rows.select_related("document").defer("document__blocks").order_by("document_id", "due_on", "id")
    for (document_id, due_on), group in groupby(joined, lambda row: (row.document_id, row.due_on)):
        lacking = list(group)
        document = lacking[0].document
        yield DueItem(
            key=f"{document_id}:{due_on:%Y-%m-%d}", title=f"Niêm yết {document}: {_names(lacking)}", due_on=due_on,
            commune=document.commune_id, province=document.province_id, roles=(Role.OFFICER, Role.CHIEF),
            rule="; ".join(sources_of(row.place for row in lacking)), url=lacking[0].get_absolute_url(),
            action="Ghi niêm yết", started_on=document.signed_on,
        )  # fmt: skip


def _names(rows: list[Posting]) -> str:
    named = "; ".join(str(row) for row in rows[:_NAMED])
    more = len(rows) - _NAMED
    return f"{named} và {more} nơi khác" if more > 0 else named


deadline_sources.add(DeadlineSource("documents.posting", "Hạn niêm yết văn bản", postings_due))
