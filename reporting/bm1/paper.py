"""The form in print: the same table as HTML for the PDF, which workers and the command draw."""

from django.template.loader import render_to_string

from documents.layout.pdf import pdf_of
from reporting.bm1.checks import Judgement
from reporting.bm1.figures import Bm1, rows_for_print
from reporting.bm1.form import (
    CODES,
    COLUMNS,
    ENCLOSED,
    FIRST_COLUMNS,
    NAME,
    TITLE,
    TOTAL,
    header_rows,
    number_row,
)


def bm1_html(table: Bm1, judged: Judgement) -> str:
    """The whole page with its styles. Notes stand under the table; what is to be mended is the workbook's matter."""
    widths = [*(width for _, width in FIRST_COLUMNS), *(column.width for column in COLUMNS)]
    whole = sum(widths)
    return render_to_string(
        "reporting/bm1/print.html",
        {
            "name": NAME, "title": TITLE, "enclosed": ENCLOSED, "total": TOTAL, "table": table,
            "header": header_rows(), "numbers": number_row(), "rows": rows_for_print(table),
            "totals": [table.totals[code] for code in CODES], "notes": judged.notes,
            "widths": [f"{width / whole * 100:.2f}" for width in widths],
        },
    )  # fmt: skip


def bm1_pdf(table: Bm1, judged: Judgement) -> bytes:
    """The form as PDF; `documents.layout.pdf.PdfUnavailable` where the machine lacks the libraries."""
    return pdf_of(bm1_html(table, judged))
