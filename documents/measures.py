"""Postings as a register that is counted (catalogue: register disclosures); which papers count, apps above say."""

from contracts.registry import Register, registers
from documents.models import Posting

registers.add(
    Register(
        "disclosures", "Niêm yết, công khai", Posting, "document__commune_id", list_url="documents:postings",
        paths={"hamlet": "hamlet__name"},
    )
)  # fmt: skip
