"""Background work of recruitment."""

from contracts.registry import JobKind, job_kinds


def session_papers(job) -> None:
    """Draw the papers of a council's session into one file."""
    from recruitment.services.session_papers import session_papers_make

    session_papers_make(job)


def sheet(job) -> None:
    """Draw one sheet."""
    from recruitment.services.session_papers import sheet_make

    sheet_make(job)


job_kinds.add(
    JobKind("recruitment.session_papers", "Lập bộ giấy tờ phiên họp Hội đồng", session_papers),
    JobKind("recruitment.sheet", "Lập phiếu in", sheet),
)
