"""Pictures and papers that the demo hangs on its records, drawn on the spot and marked as samples."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

WALL, BOARD, SHEET, INK = (214, 207, 190), (128, 84, 48), (252, 252, 248), (70, 70, 70)


def board_photo(number: int) -> SimpleUploadedFile:
    """A drawn notice board with a sheet on it; another `number`, another place of the sheet."""
    picture = Image.new("RGB", (640, 420), WALL)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((60, 40, 580, 380), fill=BOARD)
    left = 110 + number * 37 % 220
    _sheet(pen, left, 80)
    return _file(picture, "JPEG", f"anh-niem-yet-{number}.jpg", "image/jpeg")


def paper_scan(name: str) -> SimpleUploadedFile:
    """A drawn page that stands for a scanned paper."""
    picture = Image.new("RGB", (420, 594), (255, 255, 255))
    _sheet(ImageDraw.Draw(picture), 60, 60)
    return _file(picture, "PNG", f"{name}.png", "image/png")


def _sheet(pen: ImageDraw.ImageDraw, left: int, top: int) -> None:
    """A page with lines where its words would be; its marking has no accents, as the drawn font has none."""
    pen.rectangle((left, top, left + 200, top + 270), fill=SHEET, outline=INK)
    pen.text((left + 62, top + 16), "MINH HOA", fill=INK)
    for line in range(12):
        pen.line(
            (left + 20, top + 50 + line * 16, left + 180 - line % 3 * 24, top + 50 + line * 16), fill=INK
        )


def _file(picture: Image.Image, kind: str, name: str, content_type: str) -> SimpleUploadedFile:
    buffer = BytesIO()
    picture.save(buffer, kind)
    return SimpleUploadedFile(name, buffer.getvalue(), content_type)
