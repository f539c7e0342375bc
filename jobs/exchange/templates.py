"""The blank workbook of a register: headings, an example, and what each column wants."""

from io import BytesIO

from jobs.exchange.resources import SheetResource
from sheets.writing import Column, write_template


def blank_workbook(resource: SheetResource) -> bytes:
    """Headings on the first sheet, ready to be filled; an example and hints on the second."""
    fields = [
        (name, field)
        for name, field in resource.fields.items()
        if field.imported and field.exported and name != resource.row_code
    ]
    hints = [
        [
            field.column_name,
            "Bắt buộc" if field.required else "",
            field.example,
            field.hint or _choices(field),
        ]
        for _name, field in fields
    ]
    buffer = BytesIO()
    write_template(
        [field.column(name) for name, field in fields],
        guide=(
            [
                Column("c", "Cột"),
                Column("r", "Bắt buộc"),
                Column("e", "Ví dụ"),
                Column("h", "Cách ghi", width=70),
            ],
            hints,
        ),
        path_or_buffer=buffer,
    )
    return buffer.getvalue()


def _choices(field) -> str:
    labels = getattr(field.widget, "labels", {})
    return "Một trong: " + ", ".join(map(str, labels.values())) + "." if labels else ""
