"""The peak of a process's resident memory over the rest before a piece of work. Linux only."""

from pathlib import Path

_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


class Peak:
    """`with Peak() as peak: …`; then `peak.megabytes` over the rest before, `peak.whole` of the process."""

    megabytes = 0.0
    whole = 0.0

    def __enter__(self):
        _CLEAR.write_text("5")  # the high-water mark falls to the present
        self._rest = _kilobytes("VmRSS")
        return self

    def __exit__(self, *error):
        highest = _kilobytes("VmHWM")
        self.megabytes, self.whole = (highest - self._rest) / 1024, highest / 1024


def _kilobytes(name: str) -> int:
    line = next(line for line in _STATUS.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1])
