"""Background work of teams."""

from contracts.registry import JobKind, job_kinds


def roster(job) -> None:
    """Make a roster as Excel."""
    from teams.services.rosters import roster_produce

    roster_produce(job)


job_kinds.add(JobKind("teams.roster", "Lập danh sách trích ngang", roster))
