"""Workbooks brought into the registers of Quảng Trạch by tests of every app, at once and without a worker."""

from jobs.exchange.resources import sheet_resources
from jobs.services.imports import import_now, import_try


class Importing:
    """One register as An, or who is named as `actor`, brings it in."""

    def __init__(self, world, code: str):
        self.world, self.code = world, code

    def _source(self, content: bytes, *, name="danh-sach.xlsx", actor=None, sheet="", **options) -> dict:
        return {
            "actor": actor or self.world.an, "resource": sheet_resources.get(self.code), "commune": "19057",
            "province": "44", "name": name, "content": content, "sheet": sheet, "options": options,
        }  # fmt: skip

    def tried(self, content: bytes, **source):
        """What bringing it in would do."""
        return import_try(**self._source(content, **source))

    def written(self, content: bytes, **source):
        """Write it; batch and outcome."""
        given = self._source(content, **source)
        return import_now(**given, notes=import_try(**given).notes)

    def brought_in(self, content: bytes):
        """Write it; the outcome."""
        return self.written(content)[1]

    def counts(self, content: bytes) -> tuple[int, int, int]:
        """New, changed, unchanged; nothing may be wrong."""
        outcome = self.tried(content)
        assert errors(outcome) == []
        return tuple(outcome.counts[name] for name in ("new", "changed", "unchanged"))


def errors(outcome) -> list[tuple]:
    """Row, heading and words of every error."""
    return [(f.row, f.column, f.message) for f in [*outcome.file_findings, *outcome.findings] if f.is_error]


def warnings(outcome) -> str:
    """All warnings in one text."""
    return " ".join(f.message for f in outcome.findings if not f.is_error)
