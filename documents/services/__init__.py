"""Every write of papers: drafted, issued, recorded, replaced, recalled; their numbers, scans, files and postings. And
of the files that hang on records."""

from documents.services.attachments import (
    attachment_add,
    attachment_open,
    attachment_remove,
    attachment_restore,
)
from documents.services.books import book_continue
from documents.services.bulk import bulk_issue, bulk_record
from documents.services.composing import paper_draft, paper_fill_again, paper_preview, paper_refill
from documents.services.delivering import delivery_record
from documents.services.drafting import document_discard, document_draft, document_edit, draft_drop
from documents.services.drafts import draft_request
from documents.services.ending import document_recall, document_replace
from documents.services.files import download, render_request, scan_attach
from documents.services.issuing import document_issue
from documents.services.postings import (
    Place,
    photo_download,
    posting_add,
    posting_photo_attach,
    posting_plan,
    posting_record,
    posting_remove,
    posting_take_down,
)
from documents.services.recording import (
    DuplicatePaper,
    document_find_or_record,
    document_record,
    draft_record,
)
from documents.services.reserving import number_give_up, number_reserve
from documents.services.rewording import paper_reword
from documents.services.signing import document_sign
from documents.services.wordings import (
    wording_edit,
    wording_end,
    wording_of,
    wording_release,
    wording_start,
    wording_withdraw,
)

__all__ = [
    "DuplicatePaper",
    "attachment_add",
    "attachment_open",
    "attachment_remove",
    "attachment_restore",
    "Place",
    "book_continue",
    "bulk_issue",
    "bulk_record",
    "delivery_record",
    "document_discard",
    "document_draft",
    "document_edit",
    "document_find_or_record",
    "document_issue",
    "document_recall",
    "document_record",
    "document_replace",
    "document_sign",
    "download",
    "draft_drop",
    "draft_record",
    "paper_draft",
    "paper_preview",
    "paper_fill_again",
    "draft_request",
    "number_give_up",
    "number_reserve",
    "paper_refill",
    "paper_reword",
    "photo_download",
    "posting_add",
    "posting_photo_attach",
    "posting_plan",
    "posting_record",
    "posting_remove",
    "posting_take_down",
    "render_request",
    "scan_attach",
    "wording_edit",
    "wording_end",
    "wording_of",
    "wording_release",
    "wording_start",
    "wording_withdraw",
]
