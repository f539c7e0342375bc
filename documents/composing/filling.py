"""The facts of a record put into a wording, and the frame of NĐ 30/2020 drawn around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from string import Formatter
from typing import Any

from communes.choices import AgencyKind, CommuneKind
from communes.letterheads import POLICE_SYMBOLS
from communes.models import Agency
from contracts.registry import TemplateKind
from documents.choices import RECORDED_ONLY, DocumentType
from documents.composing.wording import Wording, WordingError
from documents.layout.blocks import (
    KINDS,
    Block,
    Bullets,
    Grounds,
    Signature,
    Table,
    from_json,
    punctuated,
)
from documents.layout.building import issuer_of, paper_blocks
from documents.layout.signing import head_title
from vietnam.dates import legal_date

#: Kinds of a body that are filled from the record, not drawn as they stand.
TABLE_SLOT, LIST_SLOT = "table", "list"
#: Parts of the frame: the type and the agency decide on them, not the wording.
FRAME = frozenset({"head", "number_row", "heading", "addressees", "signature"})
#: Names that every wording may use.
COMMON_WORDS = {
    "cơ quan": "Tên cơ quan ban hành",
    "CƠ QUAN": "Tên cơ quan ban hành, chữ in hoa",
    "thẩm quyền": "Người đứng đầu cơ quan, chữ in hoa: CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ …",
    "thủ trưởng": "Chức vụ người đứng đầu cơ quan, chữ in hoa: CHỦ TỊCH, TRƯỞNG CÔNG AN XÃ",
    "địa danh": "Nơi cơ quan đóng",
    "ngày lập": "Ngày soạn, viết đủ chữ",
    "năm": "Năm soạn",
    "ký hiệu Công an": "Công an xã viết tắt ở dòng Lưu: CAX, CAP, CAĐK",
}


@dataclass(frozen=True)
class Filling:
    """The facts of one record: words by name, whole tables and lists by name, and which switches are on."""

    words: Mapping[str, str]
    tables: Mapping[str, Table] = field(default_factory=dict)
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    switches: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Composed:
    """A paper ready to be drafted."""

    title: str
    blocks: list[Block]
    recipients: tuple[str, ...]
    version: int


def compose(
    kind: TemplateKind, wording: Wording, filling: Filling, *, agency: Agency, on: date,
    signing: Sequence[str] | None = None,
) -> Composed:  # fmt: skip
    """The paper that the wording makes of the facts. `signing` replaces the wording's lines above the signer's name,
    where who signs is known. Raises `WordingError`."""
    made, problems = fill(kind, wording, filling, agency, on, signing)
    if problems:
        raise WordingError(problems)
    return made


def fill(
    kind: TemplateKind, wording: Wording, filling: Filling, agency: Agency, on: date, signing: Sequence[str] | None
) -> tuple[Composed, list[str]]:  # fmt: skip
    """The paper whatever its faults, and the faults in Vietnamese."""
    words = {**_common(agency, on), **filling.words}
    filler = Filler(words, filling)
    title = filler.text(wording.title)
    body, annexes = filler.body(wording.body)
    lines, paper = wording.signing if signing is None else signing, DocumentType(kind.type)
    foot = Signature(
        filler.lines(lines), filler.lines(wording.left_signing), filler.text(wording.left_name),
        place=agency.place if paper in RECORDED_ONLY else "",
    )  # fmt: skip
    blocks = paper_blocks(
        agency=agency, type=paper, title=title, body=body, foot=foot, addressees=filler.lines(wording.addressees),
        heading=filler.text(wording.heading), series=kind.series, top=_letterhead(kind, agency), annexes=annexes,
        unit=filler.text(kind.unit),
    )  # fmt: skip
    recipients = filler.lines(wording.recipients)
    return Composed(title, blocks, recipients, wording.version), filler.problems


def _common(agency: Agency, on: date) -> dict[str, str]:
    return {
        "cơ quan": agency.name, "CƠ QUAN": agency.name.upper(), "thẩm quyền": issuer_of(agency).upper(),
        "thủ trưởng": head_title(agency).upper(), "địa danh": agency.place, "ngày lập": legal_date(on),
        "năm": str(on.year), "ký hiệu Công an": _police_symbol(agency),
    }  # fmt: skip


def _police_symbol(agency: Agency) -> str:
    """The police that keep a copy of the agency's papers: its own commune's; above, the agency itself."""
    if agency.kind == AgencyKind.COMMUNE_POLICE or agency.commune is None:
        return agency.symbol
    return POLICE_SYMBOLS[CommuneKind(agency.commune.kind)]


def _letterhead(kind: TemplateKind, agency: Agency) -> Agency:
    """Whose name stands at the top: a body under the agency's seal has the agency above it (NĐ 30/2020, Phụ lục I,
    II.2)."""
    return Agency(name=kind.body, parent_name=agency.name, kind=agency.kind) if kind.body else agency


class Filler:
    """Fills texts and blocks; collects what is wrong instead of stopping at the first fault."""

    def __init__(
        self, words: Mapping[str, str], filling: Filling, known_switches: frozenset[str] | None = None
    ):
        self.words, self.filling, self.known_switches = words, filling, known_switches
        self.problems: list[str] = []

    def tell(self, found: dict[str, list[str]], place: str) -> None:
        """Move the problems met since the last time to that place."""
        if self.problems:
            found[place] = [*found.get(place, []), *dict.fromkeys(self.problems)]
            self.problems = []

    def text(self, text: str) -> str:
        """The text with its facts; a name that there is none of stays as it is written. What begins with a fact begins
        with a capital: the same word stands within a sentence ("ông") and at its head ("Ông")."""
        try:
            parts = list(Formatter().parse(text))
        except ValueError:
            self.problems.append(f"“{text}”: dấu ngoặc nhọn chưa đóng. Viết như {{số người}}.")
            return text
        found = []
        for literal, name, _, _ in parts:
            found.append(literal)
            if name is None:
                continue
            if name not in self.words:
                self.problems.append(f"“{{{name}}}” không có trong mẫu này. Chọn trong danh sách từ điền.")
            found.append(self.words.get(name, f"{{{name}}}"))
        filled = "".join(found)
        return f"{filled[:1].upper()}{filled[1:]}" if text.startswith("{") else filled

    def lines(self, lines: Sequence[str]) -> tuple[str, ...]:
        """Lines with their facts; one that has none left is dropped."""
        filled = (self.text(line) for line in lines)
        return tuple(line for line in filled if line.strip())

    def body(self, items: Sequence[Mapping[str, Any]]) -> tuple[list[Block], list[Block]]:
        """The blocks before the signature, and the annexes after it."""
        before: list[Block] = []
        after: list[Block] = []
        into = before
        for item in items:
            if item.get("kind") == "annex":
                into = after
            if self._is_wanted(item):
                into += self._blocks(item)
        return before, after

    def _is_wanted(self, item: Mapping[str, Any]) -> bool:
        """Whether the record's switches let the part appear; while a wording is checked every part does."""
        asked = [item[word] for word in ("if", "unless") if word in item]
        if self.known_switches is not None:
            self.problems += [
                f"Không có điều kiện “{one}”." for one in asked if one not in self.known_switches
            ]
            return True
        on = self.filling.switches
        return ("if" not in item or item["if"] in on) and ("unless" not in item or item["unless"] not in on)

    def _blocks(self, item: Mapping[str, Any]) -> list[Block]:
        kind, name = item.get("kind", ""), item.get("of", "")
        if kind == TABLE_SLOT:
            return self._slot(self.filling.tables, name, "bảng")
        if kind == LIST_SLOT:
            lines = self._slot(self.filling.lists, name, "danh sách")
            return [Bullets(punctuated(line)) for line in lines if line]
        if kind in FRAME or kind not in KINDS:
            self.problems.append(f"Không có loại đoạn “{kind}”.")
            return []
        plain = {key: value for key, value in item.items() if key not in ("if", "unless")}
        try:
            block = from_json([self._filled(plain)])[0]
        except (TypeError, ValueError):
            self.problems.append(f"Đoạn “{kind}” thiếu nội dung.")
            return []
        return [] if isinstance(block, Grounds | Bullets) and not block.items else [block]

    def _slot(self, offered: Mapping[str, Any], name: str, what: str) -> list:
        if name in offered:
            return [offered[name]]
        self.problems.append(f"Không có {what} “{name}” để điền.")
        return []

    def _filled(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: one if key == "kind" else self._filled(one) for key, one in value.items()}
        if isinstance(value, str):
            return self.text(value)
        return list(self.lines(value)) if isinstance(value, list | tuple) else value
