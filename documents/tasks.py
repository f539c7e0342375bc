"""Background work of papers: PDF and Word of what was issued."""

from contracts.registry import JobKind, job_kinds


def render(job) -> None:
    """Make PDF and Word of one paper."""
    from documents.services.rendering import document_render

    document_render(job)


job_kinds.add(JobKind("documents.render", "Lập bản PDF và Word", render))
