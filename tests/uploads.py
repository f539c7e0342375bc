"""The smallest files that are what they seem: a picture of one point, a paper with an end."""

from io import BytesIO

from PIL import Image


def _picture(form: str) -> bytes:
    content = BytesIO()
    Image.new("RGB", (1, 1), "white").save(content, form)
    return content.getvalue()


PNG, JPEG = _picture("PNG"), _picture("JPEG")
PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n"
