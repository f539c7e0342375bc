"""Who signs a draft reads it on the same page."""

from django.utils.functional import cached_property

from documents.layout.html import render_preview
from documents.models import Document
from recruitment.models import Application, CampaignPaper


class ReadsDraft:
    """A step that issues a draft of `kind`: the paper stands below the form."""

    kind = ""

    @cached_property
    def paper(self) -> Document | None:
        """What waits for the signature; None while nobody drew it up."""
        about = self.subject if isinstance(self.subject, Application) else None
        campaign = about.campaign if about else self.subject
        return CampaignPaper.objects.visible_to(self.request.user).draft_of(campaign, self.kind, about)

    def get_context_data(self, **kwargs):
        """The paper, drawn."""
        preview = render_preview(self.paper) if self.paper else ""
        return super().get_context_data(**kwargs) | {"preview": preview}
