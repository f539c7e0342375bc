"""A process of its own that draws pages: `python -I press.py`, given pages on its input, giving PDF on its output.

It knows WeasyPrint and nothing of Django, so that it starts quickly and stays small. Each message is eight bytes of
length and then that many bytes; an answer's first byte says whether it is a PDF (0) or the words of a failure (1).
Whatever a page shows it carries itself: nothing is fetched. The process ends when its input does.
"""

import struct
import sys
from importlib import import_module

LENGTH = struct.Struct(">Q")
DRAWN, FAILED = b"\0", b"\1"


def main() -> None:
    """Draw page after page until the input ends."""
    weasyprint = import_module("weasyprint")
    own_data_only = weasyprint.URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while head := source.read(LENGTH.size):
        page = source.read(LENGTH.unpack(head)[0]).decode()
        try:
            html = weasyprint.HTML(string=page, url_fetcher=own_data_only)
            answer = DRAWN + html.write_pdf(pdf_variant="pdf/a-2b", presentational_hints=True)
        except Exception as error:
            answer = FAILED + repr(error).encode()
        target.write(LENGTH.pack(len(answer)) + answer)
        target.flush()


if __name__ == "__main__":
    main()
