"""Many papers as PDF at once: pages are drawn by processes beside this one.

WeasyPrint works in Python alone, so threads win nothing. A Celery worker's process may not have children by
`multiprocessing` (it is daemonic); programs it may start, and that is what a press is.
"""

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Self

from documents.layout.pdf import PdfUnavailable
from documents.layout.press import DRAWN, LENGTH

_PROGRAM = Path(__file__).resolve().parent / "press.py"
#: More than so many win nothing on the machines that communes have, and each takes about 100 MB.
MOST = 4


class Presses:
    """Some processes that draw pages; `with Presses() as presses: for pdf in presses.draw(pages): …`.

    Leaving the block ends them, whatever they are drawing. Pages are asked for only as they can be drawn, so that not
    all of them are in memory at once.
    """

    def __init__(self, count: int = 0):
        self.count = count or max(1, min(os.cpu_count() or 1, MOST))
        self._free: SimpleQueue[subprocess.Popen] = SimpleQueue()
        self._all: list[subprocess.Popen] = []

    def __enter__(self) -> Self:
        """Start them; they load their libraries while the first pages are made."""
        command = [sys.executable, "-I", str(_PROGRAM)]
        for _ in range(self.count):
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            self._all.append(process)
            self._free.put(process)
        self._threads = ThreadPoolExecutor(self.count, thread_name_prefix="press")
        return self

    def __exit__(self, *raised) -> None:
        """End them."""
        for process in self._all:
            process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._all:
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(BrokenPipeError):  # what a press that died never read
                    pipe.close()

    def draw(self, pages: Iterable[str]) -> Iterator[bytes]:
        """Each page as PDF/A, in the order given. `PdfUnavailable` where a press cannot work."""
        waiting: deque[Future[bytes]] = deque()
        for page in pages:
            waiting.append(self._threads.submit(self._draw, page))
            if len(waiting) > 2 * self.count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _draw(self, page: str) -> bytes:
        press = self._free.get()
        try:
            content = page.encode()
            press.stdin.write(LENGTH.pack(len(content)) + content)
            press.stdin.flush()
            head = press.stdout.read(LENGTH.size)
            if len(head) < LENGTH.size:
                raise BrokenPipeError("the press has ended")
            answer = press.stdout.read(LENGTH.unpack(head)[0])
        except (OSError, ValueError) as error:
            raise PdfUnavailable(
                "Tiến trình tạo PDF đã dừng giữa chừng (thiếu bộ nhớ, hoặc máy chủ thiếu thư viện libpango). "
                "Làm lại; nếu vẫn vậy, quản trị chạy “make setup”."
            ) from error
        finally:
            self._free.put(press)
        if answer[:1] != DRAWN:
            raise RuntimeError(f"WeasyPrint: {answer[1:].decode(errors='replace')}")
        return answer[1:]
