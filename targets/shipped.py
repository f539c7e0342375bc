"""The shipped catalogue as plain rows: read from its files, checked, with the names of our models' fields."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from targets.choices import Comparator, SourceMode, SpaceRule, TargetKind, TimeRule, ValueType

FOLDER = Path(__file__).parent / "catalogue"
Row = dict[str, Any]


class BadCatalogue(ValueError):
    """The files contradict each other; nothing is loaded. `problems` says where and what, one sentence each."""

    def __init__(self, problems: list[str]):
        super().__init__("Danh mục không nhất quán, không nạp gì. " + " ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Catalogue:
    """Rows by kind, as our models name their fields; `registers` are names of registers by code."""

    directives: list[Row]
    indicators: list[Row]
    targets: list[Row]
    tasks: list[Row]
    registers: dict[str, str]
    paragraphs: dict[str, str]


def read_catalogue(folder: Path = FOLDER) -> Catalogue:
    """The catalogue in that folder. `BadCatalogue` if a code is double or names nothing, or paragraphs are unknown."""
    indicators = _file(folder, "indicators")
    found = Catalogue(
        directives=[_directive(row) for row in _file(folder, "directives")["directives"]],
        indicators=[
            _indicator(row)
            for row in (*indicators["indicators"], *_file(folder, "own_indicators")["indicators"])
        ],
        targets=[_target(row) for row in _file(folder, "targets")["targets"]],
        tasks=[_task(row) for row in _file(folder, "tasks")["tasks"]],
        registers={row["code"]: row["name_vi"] for row in indicators["registers"]},
        paragraphs=_file(folder, "paragraphs")["paragraphs"],
    )
    problems = [*_problems(found)]
    if problems:
        raise BadCatalogue(problems)
    return found


@lru_cache(maxsize=1)
def paragraphs() -> dict[str, str]:
    """What each paragraph of the directives says, in a few words, by its number ("002.III.2.b1")."""
    return _file(FOLDER, "paragraphs")["paragraphs"]


@lru_cache(maxsize=1)
def register_names() -> dict[str, str]:
    """Names of the catalogue's registers by code."""
    return {row["code"]: row["name_vi"] for row in _file(FOLDER, "indicators")["registers"]}


def _file(folder: Path, name: str) -> Row:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((folder / f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader)  # noqa: S506


# ── The files' names → ours ──────────────────────────────────────────────────
def _directive(row: Row) -> Row:
    day = row["date"]
    return {
        "code": row["code"], "title": row["title_vi"], "doc_type": row["doc_type"],
        "issuing_body": row["issuing_body"], "signer": row["signer"] or "", "number": row["number"] or "",
        "issued_on": str(day) if day else None, "level": row["level"], "place": row["place"],
        "scope_units": row["scope_units"], "effective": row["effective"], "cites": row["cites"],
        "distribution": row["distribution_list"], "seed_ref": [], "notes": row["effective"].get("note", ""),
    }  # fmt: skip


def _indicator(row: Row) -> Row:
    source = row["source"]
    return {
        "code": row["code"], "name": row["name_vi"], "unit": row["unit"], "value_type": row["value_type"],
        "aggregation_space": row["aggregation_space"], "aggregation_time": row["aggregation_time"],
        "mode": source["mode"], "registers": source["registers"], "rule": source.get("rule", ""),
        "numerator": row.get("numerator", ""), "denominator": row.get("denominator", ""),
        "disaggregations": row["disaggregations"], "seed_ref": row["seed_ref"], "notes": row.get("notes", ""),
    }  # fmt: skip


def _target(row: Row) -> Row:
    share = row.get("required_share")
    return {
        "code": row["code"], "directive": row["directive"], "statement": row["statement_vi"],
        "unit_of_measure": row["unit_of_measure"], "kind": row["kind"], "scope": row["scope"],
        "period": row["period"], "comparator": row["comparator"], "threshold": row["threshold"],
        "threshold_indicator": row.get("threshold_indicator", ""), "threshold_source": row["threshold_source"],
        "required_share": f"{share:.2f}" if share is not None else None, "numerator": row["numerator"],
        "numerator_extra": row.get("numerator_extra", []), "denominator": row.get("denominator") or "",
        "denominator_period": row.get("denominator_period", ""), "related": row.get("related_indicators", []),
        "compare_with": row.get("compare_with", ""), "filter": row.get("filter", {}),
        "item_rule": row.get("item_rule", {}), "basis": row["basis"], "seed_ref": row["seed_ref"],
        "notes": row.get("notes", ""),
    }  # fmt: skip


def _task(row: Row) -> Row:
    return {
        "code": row["code"], "directive": row["directive"], "title": row["title_vi"],
        "responsible": row["responsible"], "cooperating": row["cooperating"], "deadline": row["deadline"],
        "recurrence": row["recurrence"], "dependencies": row["dependencies"], "evidence": row["evidence"],
        "organisations_source": row["organisations_source"], "seed_ref": row["seed_ref"],
        "notes": row.get("notes", ""),
    }  # fmt: skip


# ── What may be wrong ────────────────────────────────────────────────────────
def _problems(found: Catalogue) -> Iterator[str]:
    for name, rows in (
        ("văn bản", found.directives), ("chỉ số", found.indicators),
        ("chỉ tiêu", found.targets), ("nhiệm vụ", found.tasks),
    ):  # fmt: skip
        yield from (f"Mã {name} “{code}” bị trùng." for code in _doubles(row["code"] for row in rows))
        for row in rows:
            yield from (
                f"{row['code']}: không có đoạn “{ref}”."
                for ref in row["seed_ref"]
                if ref not in found.paragraphs
            )
    yield from _wrong_indicators(found)
    yield from _wrong_targets(found)
    yield from _wrong_tasks(found)


def _doubles(codes: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [code for code in codes if code in seen or seen.add(code)]  # type: ignore[func-returns-value]


def _wrong_indicators(found: Catalogue) -> Iterator[str]:
    known = {row["code"] for row in found.indicators}
    for row in found.indicators:
        for field, kind in (
            ("value_type", ValueType), ("aggregation_space", SpaceRule), ("aggregation_time", TimeRule),
            ("mode", SourceMode),
        ):  # fmt: skip
            if row[field] not in kind.values:
                yield f"{row['code']}: “{row[field]}” không phải {field} đã biết."
        yield from _unknown(row, [row["numerator"], row["denominator"]], known, "chỉ số")
        yield from _unknown(row, row["registers"], set(found.registers), "sổ")


def _wrong_targets(found: Catalogue) -> Iterator[str]:
    indicators = {row["code"] for row in found.indicators}
    targets = {row["code"] for row in found.targets}
    for row in found.targets:
        for field, kind in (("kind", TargetKind), ("comparator", Comparator)):
            if row[field] not in kind.values:
                yield f"{row['code']}: “{row[field]}” không phải {field} đã biết."
        named = [row["numerator"], row["denominator"], row["threshold_indicator"]]
        yield from _unknown(row, [*named, *row["numerator_extra"], *row["related"]], indicators, "chỉ số")
        yield from _unknown(row, [row["compare_with"]], targets, "chỉ tiêu")
        yield from _unknown_directive(row, found)


def _wrong_tasks(found: Catalogue) -> Iterator[str]:
    before = {row["code"]: row["dependencies"] for row in found.tasks}
    for row in found.tasks:
        yield from _unknown(row, row["dependencies"], set(before), "nhiệm vụ")
        yield from _unknown_directive(row, found)
        if _leads_back(row["code"], before):
            yield f"{row['code']}: các nhiệm vụ chờ nhau theo vòng."


def _unknown(row: Row, codes: Iterable[str], known: set[str], what: str) -> Iterator[str]:
    return (f"{row['code']}: không có {what} “{code}”." for code in codes if code and code not in known)


def _unknown_directive(row: Row, found: Catalogue) -> Iterator[str]:
    return _unknown(row, [row["directive"]], {item["code"] for item in found.directives}, "văn bản")


def _leads_back(code: str, before: dict[str, list[str]]) -> bool:
    """Whether the task waits, through others, for itself."""
    waiting, seen = list(before.get(code, [])), set()
    while waiting:
        step = waiting.pop()
        if step == code:
            return True
        if step not in seen:
            seen.add(step)
            waiting += before.get(step, [])
    return False
