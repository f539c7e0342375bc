"""The papers of recruitment in the order of its path: what each is about, who writes it, when it may be drafted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from communes.choices import AgencyKind
from contracts.registry import Registry, TemplateKind, template_kinds
from documents.composing import Filling
from documents.models import Document
from recruitment.choices import CampaignState
from recruitment.papers.facts import Facts

#: What a paper is about.
CAMPAIGN, APPLICATION, MEMBER = "campaign", "application", "member"
PREFIX = "recruitment."


def _nothing(facts: Facts) -> None:
    return None


def _nobody(facts: Facts) -> tuple[str, str]:
    return "", ""


def _always(facts: Facts) -> bool:
    return True


@dataclass(frozen=True)
class PaperSpec:
    """One paper of the path.

    `fill` makes its facts; `lacks` says what they still lack, with the rule, or "". A sheet (`is_sheet`) is printed
    from the facts of the moment and not kept: it has no number, and those that tell of what is encrypted
    (`is_secret`) show it on paper alone, to who may reveal it and says what for. `held` is
    the paper of that kind that the register names already; of one that `is_repeated` a further one may be drafted once
    the last is signed. `signer` who is to sign it (name, title) where the record knows. `concerns` says whether the
    paper can be about that application at all: an exception of the law is not offered where it does not arise.
    """

    template: TemplateKind
    agency: AgencyKind
    fill: Callable[[Facts], Filling]
    lacks: Callable[[Facts], str]
    about: str = CAMPAIGN
    is_sheet: bool = False
    is_secret: bool = False
    held: Callable[[Facts], Document | None] = _nothing
    is_repeated: bool = False
    signer: Callable[[Facts], tuple[str, str]] = _nobody
    concerns: Callable[[Facts], bool] = _always

    @property
    def code(self) -> str:
        """The template's code, which is the paper's kind."""
        return self.template.code

    @property
    def is_personal(self) -> bool:
        """Does it tell of applicants what partners do not open?"""
        return self.template.is_personal

    @property
    def slug(self) -> str:
        """The kind as addresses name it."""
        return self.code.removeprefix(PREFIX)

    @property
    def label(self) -> str:
        """What the paper is called."""
        return self.template.label


_specs: Registry[PaperSpec] = Registry("papers of recruitment")


def offer(*specs: PaperSpec) -> None:
    """Register papers and their templates, in the order of the path."""
    for spec in specs:
        template_kinds.add(spec.template)
        _specs.add(spec)


def spec_of(code: str) -> PaperSpec:
    """The paper of that kind; `KeyError` if there is none."""
    return _specs.get(code)


def is_step(spec: PaperSpec) -> bool:
    """Is the paper named by the register itself, so that signing it is a step of the path?"""
    return spec.held is not _nothing


def specs_about(about: str) -> list[PaperSpec]:
    """The papers about that, in the order of the path."""
    return [spec for spec in all_specs() if spec.about == about]


def all_specs() -> Iterator[PaperSpec]:
    """All papers, in the order of the path."""
    return iter(_specs)


_ORDER = [state.value for state in CampaignState]


def has_come_to(facts: Facts, state: CampaignState) -> bool:
    """Is the campaign in that state or further?"""
    return _ORDER.index(facts.campaign.state) >= _ORDER.index(state)
