"""What papers, files and honours may be about, and from what they are drawn up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from contracts.policy import Answer


def _nothing(row: Any) -> str:
    return ""


@dataclass(frozen=True)
class SubjectKind:
    """Things of one kind that an activity, an assessment, a commendation or a discipline may be about.

    `model` is the model's label. `rows(user, on)` gives those that can be it on that day, as a queryset already scoped
    (`visible_to`) and in order of names; `name(row)` is what the registers keep of it, `detail(row)` tells namesakes
    apart, `url(row)` opens its page, `commune(row)` is the commune whose register names it. `is_collective` tells
    teams and units from people; `is_unit` is a whole commune, of which the province may write as well. `assessments`
    are the codes of what it is assessed by; `grounds`, codes and labels, are those an assessment may find that somebody
    must be replaced or dismissed on. `hint` says in a form what to mind when choosing one. Of a collective,
    `people(row or key, on)` gives those who belong to it on that day, as rows of the kind `people_kind`: who may miss
    its meeting.
    """

    code: str
    label: str
    model: str
    is_collective: bool
    rows: Callable[[Any, date], Any]
    name: Callable[[Any], str]
    url: Callable[[Any], str]
    commune: Callable[[Any], Any]
    detail: Callable[[Any], str] = _nothing
    is_unit: bool = False
    assessments: tuple[str, ...] = ()
    grounds: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    people: Callable[[Any, date], Any] | None = None
    people_kind: str = ""


#: Codes of `documents.content.TYPES`: what is scanned or photographed, and what offices write.
SCANS = ("pdf", "jpeg", "png", "webp")


OFFICE = ("docx", "xlsx", "odt", "ods")


@dataclass(frozen=True)
class AttachmentKind:
    """Records of one model that files may hang on (`documents.services.attachments`).

    `model` is the model's label; its key is a number and its rows have `unit_codes()`. `rows(user)` gives those the
    user may see, as a queryset already scoped (`visible_to`) with what the rules below need joined. `may_see(user,
    row)` says who opens the files and reads their names, `may_write(user, row)` who adds and takes away: the app's own
    policies, with the reason. `url(row)` opens the record's page. `types` are codes of file types: pictures and PDF
    unless the kind says more. `heading` is what the section on the record's page is called, `hint` what one usually
    attaches, `titles` the names of the papers that the law asks for, offered while typing.
    """

    code: str
    label: str
    model: str
    rows: Callable[[Any], Any]
    may_see: Callable[[Any, Any], Answer]
    may_write: Callable[[Any, Any], Answer]
    url: Callable[[Any], str]
    types: tuple[str, ...] = SCANS
    heading: str = "Tệp đính kèm"
    hint: str = ""
    titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class TemplateKind:
    """A paper that an app draws up from its records; its wording is data (`documents.composing`).

    `type` is the code of the paper's type (`documents.choices.DocumentType`), `source` the form it follows. `file` is
    the YAML of the wording as shipped. `words` are the names that the wording may use in braces, each with what it
    stands for, as the administrator reads it: {"số người": "Số người được công nhận"}. `tables` and `lists` name what
    is filled in whole, `switches` what makes a part appear or not. `series` is the body that keeps numbers of its own
    under the agency's seal, `body` its name: it stands below the agency's at the top of the paper. `unit` is who drafts
    a dispatch, by its abbreviation, and may name words: "{ký hiệu Công an}". `is_personal`: it tells of
    single people, and partner agencies do not see it. For the preview of a wording: `examples` are values of
    words (others show what they stand for), `agency` is the code of the kind of agency whose paper it is.
    """

    code: str
    label: str
    type: str
    source: str
    file: Path
    words: Mapping[str, str]
    tables: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    switches: Mapping[str, str] = field(default_factory=dict)
    series: str = ""
    body: str = ""
    unit: str = ""
    is_personal: bool = False
    examples: Mapping[str, str] = field(default_factory=dict)
    agency: str = "peoples_committee"


@dataclass(frozen=True)
class PaperSource:
    """Where the drafts of one template come from: `code` is the template's.

    `fill(document)` gives the facts anew (`documents.composing.Filling`) from the record that names the draft;
    `ValidationError` where no record does any more. `sign_url(document)` opens the page on which the draft is signed
    where that is a step of the record; "" = on the paper's own page.
    """

    code: str
    fill: Callable[[Any], Any]
    sign_url: Callable[[Any], str] = _nothing
