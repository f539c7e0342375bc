"""What comes of checking: findings at cells, rows with their verdict, and the whole."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jobs.choices import Verdict
from sheets.tables import cell_text


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a cell, a row (`column` "") or the whole file (`row` None). `column` is the sheet's heading."""

    row: int | None
    column: str
    message: str
    is_error: bool = True
    field: str = ""

    def as_json(self) -> dict[str, Any]:
        """As scripts get it."""
        return {"row": self.row, "column": self.column or None, "message": self.message}


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that differs from the register: heading, value there, value in the file; masked where it is secret."""

    column: str
    old: str
    new: str


@dataclass(slots=True)
class Record:
    """One row being checked: its values by field, what was found, and what is to be written.

    `values` has every field the file has a column for (None = blank). A checker sets `verdict`, `changes` and its own
    `plan`.
    """

    number: int
    values: dict[str, Any]
    headings: dict[str, str]
    name: str = ""
    verdict: str = ""
    changes: list[CellChange] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    plan: Any = None

    def get(self, name: str) -> Any:
        """The value of a field; None where it is blank or the file has no such column."""
        return self.values.get(name)

    def has(self, name: str) -> bool:
        """Whether the file has a column for it."""
        return name in self.values

    def error(self, name: str, message: str) -> None:
        """Say what is wrong with a cell; the row is not written."""
        self.findings.append(Finding(self.number, self.headings.get(name, ""), message, True, name))

    def warn(self, name: str, message: str) -> None:
        """Say what looks doubtful; the row is written all the same."""
        self.findings.append(Finding(self.number, self.headings.get(name, ""), message, False, name))

    def change(self, name: str, old: Any, new: Any) -> None:
        """Show that a cell differs from the register."""
        self.changes.append(CellChange(self.headings.get(name, name), cell_text(old), cell_text(new)))

    def refuse(self, errors: Mapping[str, str]) -> None:
        """Say what a rule of the register finds wrong, by field."""
        for name, message in errors.items():
            self.error(name, message)

    @property
    def has_errors(self) -> bool:
        """Whether it may not be written."""
        return any(found.is_error for found in self.findings)

    def judge(self, verdict: str) -> None:
        """Set the verdict; errors come before all."""
        self.verdict = Verdict.ERROR if self.has_errors else verdict


@dataclass(slots=True)
class Outcome:
    """The whole: rows by verdict, findings about the file and at its rows, notes for the person."""

    counts: Counter = field(default_factory=Counter)
    file_findings: list[Finding] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: dict[str, Any] = field(default_factory=dict)

    def add(self, record: Record) -> None:
        """Count a row."""
        self.counts[record.verdict] += 1
        self.counts["errors"] += sum(found.is_error for found in record.findings)
        warnings = sum(not found.is_error for found in record.findings)
        self.counts["warnings"] += warnings
        self.counts["warned"] += bool(warnings)
        self.findings += record.findings

    @property
    def has_errors(self) -> bool:
        """Whether anything keeps the file from being written as a whole."""
        return bool(self.counts[Verdict.ERROR]) or any(found.is_error for found in self.file_findings)
