"""What an app offers upward, as plain data, and the registries that collect it.

A lower app never calls a higher one. It says here what it counts (`Register`, `Measure`), what falls due
(`DeadlineSource`), what can be found (`SearchSource`), where it stands in the menu (`NavItem`), what it does every
minute (`Tick`), what it can do in the background (`JobKind`), which of its rows follow a commune or a hamlet into its
successor (`Placement`, `HamletFollower`), what may be wrong in them (`QualityCheck`), how a batch of its writes is
taken back (`Undoer`), what meetings, assessments and commendations may be about (`SubjectKind`), which of its records
take files (`AttachmentKind`), which papers it draws up (`TemplateKind`) and from what they are filled again
(`PaperSource`), what happened to a person (`TimelineSource`), who of those that see a row may open its page
(`Opening`). Each app's modules of the names in `contracts.apps.OFFERS` are imported when Django is ready
(`contracts.apps.HouseConfig`).
"""

from contracts.registry.collection import Coded, Registry
from contracts.registry.done import HamletFollower, JobKind, JobListener, Placement, Tick, Undoer
from contracts.registry.figures import Measure, Register, Span, Where
from contracts.registry.papers import OFFICE, SCANS, AttachmentKind, PaperSource, SubjectKind, TemplateKind
from contracts.registry.shown import (
    QUALITY_KINDS,
    SECTIONS,
    DeadlineSource,
    DueItem,
    Event,
    NavItem,
    Opening,
    QualityCheck,
    SearchHit,
    SearchSource,
    TimelineSource,
)

__all__ = [
    "AttachmentKind",
    "Coded",
    "DeadlineSource",
    "DueItem",
    "Event",
    "HamletFollower",
    "JobKind",
    "JobListener",
    "Measure",
    "NavItem",
    "OFFICE",
    "Opening",
    "PaperSource",
    "Placement",
    "QUALITY_KINDS",
    "QualityCheck",
    "Register",
    "Registry",
    "SCANS",
    "SECTIONS",
    "SearchHit",
    "SearchSource",
    "Span",
    "SubjectKind",
    "TemplateKind",
    "Tick",
    "TimelineSource",
    "Undoer",
    "Where",
    "attachment_kinds",
    "deadline_sources",
    "hamlet_followers",
    "job_kinds",
    "job_listeners",
    "measures",
    "nav_items",
    "openings",
    "paper_sources",
    "personal_templates",
    "placements",
    "quality_checks",
    "registers",
    "search_sources",
    "subject_kinds",
    "template_kinds",
    "ticks",
    "timelines",
    "undoers",
]

registers: Registry[Register] = Registry("registers")
measures: Registry[Measure] = Registry("measures")
deadline_sources: Registry[DeadlineSource] = Registry("deadline_sources")
search_sources: Registry[SearchSource] = Registry("search_sources")
nav_items: Registry[NavItem] = Registry("nav_items")
ticks: Registry[Tick] = Registry("ticks")
job_kinds: Registry[JobKind] = Registry("job_kinds")
job_listeners: Registry[JobListener] = Registry("job_listeners")
placements: Registry[Placement] = Registry("placements")
hamlet_followers: Registry[HamletFollower] = Registry("hamlet_followers")
quality_checks: Registry[QualityCheck] = Registry("quality_checks")
undoers: Registry[Undoer] = Registry("undoers")
subject_kinds: Registry[SubjectKind] = Registry("subject_kinds")
attachment_kinds: Registry[AttachmentKind] = Registry("attachment_kinds")
timelines: Registry[TimelineSource] = Registry("timelines")
template_kinds: Registry[TemplateKind] = Registry("template_kinds")
openings: Registry[Opening] = Registry("openings")
paper_sources: Registry[PaperSource] = Registry("paper_sources")


def personal_templates() -> list[str]:
    """The codes of the papers that tell of single people."""
    return [kind.code for kind in template_kinds if kind.is_personal]
