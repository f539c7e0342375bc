"""Background work of reports."""

from contracts.registry import JobKind, job_kinds


def produce(job) -> None:
    """Make PDF, Word and Excel of one report."""
    from reporting.services.producing import report_produce

    report_produce(job)


job_kinds.add(JobKind("reporting.produce", "Lập tệp báo cáo", produce))
