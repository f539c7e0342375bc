"""Who signs a draft reads it on the same page."""

from django.utils.functional import cached_property

from communes.models import Agency
from documents.layout.html import render_preview
from documents.models import Document
from documents.numbering import number_note
from recruitment.models import Application, CampaignPaper
from recruitment.papers.specs import spec_of
from recruitment.services.papers import agency_of


class ReadsDraft:
    """A step that issues a draft of `kind`: the paper stands below the form."""

    kind = ""

    @property
    def numbered(self) -> tuple[Agency, str, str]:
        """Whose book, of which type and series, the number comes from."""
        spec = spec_of(self.kind)
        campaign = self.subject.campaign if isinstance(self.subject, Application) else self.subject
        return agency_of(spec, campaign), spec.template.type, spec.template.series

    @cached_property
    def paper(self) -> Document | None:
        """What waits for the signature; None while nobody drew it up."""
        about = self.subject if isinstance(self.subject, Application) else None
        campaign = about.campaign if about else self.subject
        return CampaignPaper.objects.visible_to(self.request.user).draft_of(campaign, self.kind, about)

    def get_context_data(self, **kwargs):
        """The paper, drawn, and the number it will get."""
        shown = self.shown()
        return super().get_context_data(**kwargs) | {
            "preview": render_preview(shown) if shown else "", "number_note": number_note(*self.numbered)
        }  # fmt: skip

    def shown(self) -> Document | None:
        """The paper to read: the draft."""
        return self.paper
