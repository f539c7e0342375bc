"""What an uploaded file is, found from its content: its name and what the browser says of it prove nothing.

Pictures are read by Pillow, office files by their zip directory; whatever is of no known type, damaged, or carries a
script or a macro is refused. What is packed inside a PDF (compressed streams) is not unpacked: browsers show it in a
reader that runs none of it.
"""

import hashlib
import re
import zipfile
from dataclasses import dataclass
from math import ceil
from pathlib import PurePath

from django.core.exceptions import ValidationError
from PIL import Image

from sheets.packages import swells
from vietnam.numbers import format_number

#: A picture or a PDF with one of these is a page or a programme as well (polyglot).
_SCRIPT = re.compile(rb"<script|<!doctype\s+html|<html[\s>]|<iframe|<\?php|javascript:", re.IGNORECASE)
#: What a PDF may not do when it is opened (ISO 32000-1, 12.6.4.5 and 12.6.4.16).
_PDF_ACTION = re.compile(rb"/(JavaScript|Launch)\b")
#: So many bytes of the part before are read again, so that nothing hides across the border of two parts.
_OVERLAP = 32
_PDF_END = 4096
_KB = 1024
#: Parts of an office file; a long text with many pictures has some hundreds.
_MOST_PARTS = 20_000
#: Endings of programmes and pages, which no part of a name may have: “giay-kham.pdf.exe”, “giay-kham.exe.pdf”.
_PROGRAMMES = re.compile(
    r"\.(exe|com|bat|cmd|msi|scr|pif|cpl|dll|jar|jse?|vb[es]|ws[fh]|hta|ps1|psm1|sh|py|php|aspx?|jsp|lnk|reg|apk|app"
    r"|x?html?|mht(ml)?|svgz?|xml)",
    re.IGNORECASE,
)
_MACROS = re.compile(r"vbaProject\.bin$|/activeX/|^Basic/|^Scripts/", re.IGNORECASE)


@dataclass(frozen=True)
class FileType:
    """A type of file: what users call it, how it is sent, the endings its names have."""

    code: str
    label: str
    content_type: str
    endings: tuple[str, ...]
    #: Browsers show it themselves.
    is_shown: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
#: By code; `contracts.registry.AttachmentKind.types` names them.
TYPES = {
    one.code: one
    for one in (
        FileType("pdf", "PDF", "application/pdf", (".pdf",), True),
        FileType("jpeg", "ảnh JPEG", "image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"), True),
        FileType("png", "ảnh PNG", "image/png", (".png",), True),
        FileType("webp", "ảnh WEBP", "image/webp", (".webp",), True),
        FileType("docx", "Word", f"{_OFFICE}wordprocessingml.document", (".docx",)),
        FileType("xlsx", "Excel", f"{_OFFICE}spreadsheetml.sheet", (".xlsx",)),
        FileType("odt", "văn bản ODF", f"{_OPEN}text", (".odt",)),
        FileType("ods", "bảng tính ODF", f"{_OPEN}spreadsheet", (".ods",)),
    )
}
_BY_CONTENT_TYPE = {one.content_type: one for one in TYPES.values()}
_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_PICTURES = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True)
class Examined:
    """What was found: the type, the SHA-256, and a name with the ending that fits."""

    type: FileType
    sha256: str
    name: str


def type_of(content_type: str) -> FileType | None:
    """The type that a stored file was found to be."""
    return _BY_CONTENT_TYPE.get(content_type)


def spoken(codes: tuple[str, ...]) -> str:
    """The types as a sentence names them: “PDF, ảnh JPEG, ảnh PNG hoặc ảnh WEBP”."""
    labels = [TYPES[code].label for code in codes]
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} hoặc {labels[-1]}"


def size_text(size: int) -> str:
    """As users read it: 640 KB, 1,2 MB. Rounded up, so that what is too large never reads as the limit itself."""
    if size < _KB * _KB:
        return f"{ceil(size / _KB)} KB"
    return f"{format_number(ceil(size * 10 / _KB / _KB) / 10)} MB"


def accept(upload, allowed: tuple[str, ...], *, most: int, field: str = "file") -> Examined:
    """Examine an upload of at most `most` bytes; whatever is wrong with it is said at that field of the form."""
    try:
        check_size(upload, upload.name, most)
        return examine(upload, upload.name, allowed)
    except ValidationError as refusal:
        raise ValidationError({field: refusal.messages}) from refusal


def check_size(upload, name: str, most: int) -> None:
    """Refuse an empty upload and one of more than `most` bytes."""
    if not upload.size:
        raise ValidationError(
            f"Tệp “{name}” trống (0 byte) nên không lưu. Kiểm tra tệp trên máy rồi chọn lại."
        )
    if upload.size > most:
        raise ValidationError(
            f"Tệp “{name}” nặng {size_text(upload.size)}, quá mức {size_text(most)} một tệp. "
            "Quét lại ở 200 dpi, giảm cỡ ảnh hoặc tách thành nhiều tệp."
        )


def examine(upload, name: str, allowed: tuple[str, ...]) -> Examined:
    """Find what the upload is; `ValidationError` says what is wrong and what to do, and nothing has been kept.

    `upload` is a Django upload: it is read part by part and rewound.
    """
    found = _sniff(upload)
    rule = f"Chỉ nhận {spoken(allowed)}."
    if found is None:
        raise ValidationError(
            f"Tệp “{name}” không phải loại tệp được nhận, hoặc đã hỏng (xét theo nội dung, không theo tên). {rule} "
            "Quét hoặc chụp lại giấy tờ, lưu thành PDF hay ảnh rồi chọn lại."
        )
    if found.code not in allowed:
        raise ValidationError(
            f"Tệp “{name}” là {found.label}, mục này không nhận. {rule} Xuất tệp ra PDF rồi chọn lại."
        )
    _refuse_nested(upload, name, found)
    sha256 = _read_through(upload, name, found)
    return Examined(found, sha256, _named(name, found))


def _sniff(upload) -> FileType | None:
    upload.seek(0)
    head = upload.read(16)
    if head.startswith(b"%PDF-"):
        code = "pdf" if _ends_as_pdf(upload) else ""
    elif head.startswith(b"PK\x03\x04"):
        code = _zip_type(upload)
    else:
        code = _picture_type(upload)
    upload.seek(0)
    return TYPES.get(code)


def _ends_as_pdf(upload) -> bool:
    """A PDF that was cut off while it was copied has no end."""
    upload.seek(max(0, upload.size - _PDF_END))
    return b"%%EOF" in upload.read(_PDF_END)


def _picture_type(upload) -> str:
    upload.seek(0)
    try:
        with Image.open(upload, formats=_PICTURES) as picture:
            code = (picture.format or "").lower()
            picture.verify()
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
        return ""  # no picture of these kinds, damaged, or larger than any camera takes
    return "jpeg" if code == "mpo" else code


def _zip_type(upload) -> str:
    """Word, Excel or ODF by what the archive holds; "" for any other archive and for those with macros."""
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as archive:
            names = archive.namelist()
            if any(_MACROS.search(name) for name in names):
                return ""
            if "[Content_Types].xml" in names:
                return next((code for part, code in _PARTS.items() if part in names), "")
            declared = archive.open("mimetype").read(100).decode("ascii") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return ""
    found = _BY_CONTENT_TYPE.get(declared)
    return found.code if found else ""


def _refuse_nested(upload, name: str, found: FileType) -> None:
    """Refuse a picture or a PDF that is an archive as well (programmes are hidden so), and an office file that swells
    when it is opened."""
    if found.is_shown:
        upload.seek(0)
        if zipfile.is_zipfile(upload):
            raise ValidationError(
                f"Tệp “{name}” có tệp nén bên trong nên không nhận, để bảo đảm an toàn. "
                "In ra rồi quét lại, hoặc chụp ảnh giấy tờ rồi chọn ảnh đó."
            )
        return
    upload.seek(0)
    with zipfile.ZipFile(upload) as archive:
        parts = archive.infolist()
    if len(parts) > _MOST_PARTS or swells(parts):
        raise ValidationError(
            f"Tệp “{name}” là tệp nén bất thường (mở ra lớn gấp nhiều lần) nên không nhận, để bảo đảm an toàn. "
            "Xuất tệp ra PDF rồi chọn lại."
        )


def _read_through(upload, name: str, found: FileType) -> str:
    """SHA-256 of the content; `ValidationError` if a picture or a PDF carries a script."""
    digest, tail = hashlib.sha256(), b""
    upload.seek(0)
    for part in upload.chunks():
        digest.update(part)
        seen = tail + part
        bad = found.is_shown and _SCRIPT.search(seen)
        if bad or (found.code == "pdf" and _PDF_ACTION.search(seen)):
            raise ValidationError(
                f"Tệp “{name}” có chứa đoạn mã chạy được nên không nhận, để bảo đảm an toàn. "
                "In ra rồi quét lại, hoặc chụp ảnh giấy tờ rồi chọn ảnh đó."
            )
        tail = seen[-_OVERLAP:]
    upload.seek(0)
    return digest.hexdigest()


def _named(name: str, found: FileType) -> str:
    """The name with its ending; refused where it pretends to be something else."""
    endings = [part.lower() for part in PurePath(name).suffixes]
    if any(_PROGRAMMES.fullmatch(ending) for ending in endings):
        raise ValidationError(
            f"Tên tệp “{name}” có phần đuôi của chương trình hoặc trang web. "
            f"Đổi tên tệp, chỉ giữ một đuôi {found.endings[0]}, rồi chọn lại."
        )
    others = {ending for one in TYPES.values() for ending in one.endings} - set(found.endings)
    if endings and endings[-1] in others:
        raise ValidationError(
            f"Tên tệp “{name}” ghi đuôi {endings[-1]} nhưng nội dung là {found.label}. "
            f"Đổi đuôi thành {found.endings[0]} rồi chọn lại."
        )
    return name if endings and endings[-1] in found.endings else f"{name}{found.endings[0]}"
