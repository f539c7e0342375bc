"""The QR code that leads to the public check of a paper."""

import io

import segno


def qr_data(url: str) -> str:
    """The code as an image address (data:), for pages and PDF; "" for no address."""
    return segno.make(url, error="m").svg_data_uri(border=0) if url else ""


def qr_png(url: str) -> bytes:
    """The code as a picture, for Word."""
    picture = io.BytesIO()
    segno.make(url, error="m").save(picture, kind="png", scale=8, border=0)
    return picture.getvalue()
