"""Background work of reports."""

from contracts.registry import JobKind, JobListener, job_kinds, job_listeners


def produce(job) -> None:
    """Make PDF, Word and Excel of one report."""
    from reporting.services.producing import report_produce

    report_produce(job)


def bm1(job) -> None:
    """Make BM1 of one unit as PDF."""
    from reporting.services.bm1 import bm1_produce

    bm1_produce(job)


def tell(job) -> None:
    """Tell how the files of a report came out."""
    from reporting.services.producing import produced_tell

    produced_tell(job)


job_kinds.add(JobKind("reporting.produce", "Lập tệp báo cáo", produce))
job_kinds.add(JobKind("reporting.bm1", "Lập biểu mẫu BM1", bm1))
job_listeners.add(JobListener("reporting.produced", tell))
