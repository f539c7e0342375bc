"""Search and help."""

from django.views.generic import TemplateView

from contracts.registry import search_sources
from pages.views import PageMixin
from vietnam.names import fold

#: How many hits of each kind a search shows.
HITS = 20


class SearchView(PageMixin, TemplateView):
    """One search over people, teams, hamlets, papers: accent-blind, scoped by each source."""

    template_name = "reporting/search.html"

    def get_title(self) -> str:
        """Says what was looked for."""
        words = self.request.GET.get("q", "").strip()
        return f"Kết quả tìm “{words}”" if words else "Tìm trong hệ thống"

    def get_context_data(self, **kwargs):
        """The hits by kind; kinds without any are left out."""
        words = self.request.GET.get("q", "").strip()
        text = fold(words)
        groups = []
        if len(text) >= 2:
            for source in sorted(search_sources, key=lambda source: source.order):
                if hits := source.find(self.request.user, text, HITS):
                    groups.append((source.label, hits))
        return super().get_context_data(**kwargs) | {
            "words": words,
            "groups": groups,
            "too_short": len(text) < 2,
        }


class HelpView(PageMixin, TemplateView):
    """Where to find what."""

    template_name = "reporting/help.html"
    title = "Trợ giúp"
