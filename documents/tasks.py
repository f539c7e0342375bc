"""Background work of papers: PDF and Word of what was issued, and of drafts."""

from contracts.registry import JobKind, job_kinds


def render(job) -> None:
    """Make PDF and Word of one paper."""
    from documents.services.rendering import document_render

    document_render(job)


def draw_draft(job) -> None:
    """Make PDF or Word of a draft."""
    from documents.services.drafts import draft_draw

    draft_draw(job)


job_kinds.add(
    JobKind("documents.render", "Lập bản PDF và Word", render),
    JobKind("documents.draft", "Lập bản PDF, Word của bản thảo", draw_draft),
)
