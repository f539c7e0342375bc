"""Many papers at once: demo data and later imports of old registers."""

from collections import defaultdict

from django.db import transaction

from audit.services import Change, audit_many
from audit.snapshots import snapshot
from documents.choices import DocumentState, Origin
from documents.models import Document
from documents.numbering import number_padding
from documents.services.books import book_of
from documents.services.checks import touch
from documents.services.delivering import fill_register
from documents.services.issuing import content_digest, new_check_code
from documents.symbols import SymbolError, clean_symbol, make_symbol


@transaction.atomic
def bulk_record(*, actor, documents: list[Document]) -> list[Document]:
    """Record signed papers given as unsaved rows (agency, type, symbol, signed_on, title, signer …); two statements.

    `actor` None is the system: loading of demo data. The rows' forms and doubles are the caller's to judge.
    """
    for document in documents:
        _place(document, actor, Origin.RECORDED)
        try:
            document.symbol, document.number = clean_symbol(document.type, document.symbol)
        except SymbolError as error:
            raise ValueError(str(error)) from error
    return _write(actor, "documents.document.record", documents)


@transaction.atomic
def bulk_issue(*, actor, documents: list[Document], series: str = "") -> list[Document]:
    """Issue papers given as unsaved rows (agency, type, signed_on, title, blocks, recipients, signer): each gets its
    number from its agency's book in the order of the days. PDF and Word are made when somebody asks for them."""
    by_book = defaultdict(list)
    for document in documents:
        _place(document, actor, Origin.ISSUED)
        by_book[document.agency_id, document.type, document.signed_on.year].append(document)
    books = []
    for rows in by_book.values():
        books.append(_number(rows, series))
    audit_many(actor, "documents.book.take", books)
    return _write(actor, "documents.document.issue", documents)


def _place(document: Document, actor, origin: Origin) -> None:
    document.origin, document.state = origin, DocumentState.ISSUED
    document.province_id = document.agency.province_id
    document.commune_id = document.commune_id or document.agency.commune_id
    document.created_by_id = document.created_by_id or getattr(actor, "pk", None)
    document.fill_keys()


def _number(rows: list[Document], series: str) -> Change:
    """Give the papers of one book their numbers; the book moves on once."""
    first = rows[0]
    book = book_of(first.agency, first.type, series, first.signed_on.year)
    before = snapshot(book)
    padding = number_padding(first.signed_on, first.province_id)
    for document in sorted(rows, key=lambda row: row.signed_on):
        book.last_number += 1
        document.book, document.number = book, book.last_number
        agency_symbol = document.agency.symbol
        document.symbol = make_symbol(document.type, document.number, padding, agency_symbol, series)
        document.check_code, document.content_sha256 = new_check_code(), content_digest(document)
        document.fill_keys()
        fill_register(document)
    book.save(update_fields=["last_number"])
    return Change(book, before)


def _write(actor, act: str, documents: list[Document]) -> list[Document]:
    Document.objects.bulk_create(documents, batch_size=500)
    audit_many(actor, act, [Change(row) for row in documents])
    touch(*documents)
    return documents
