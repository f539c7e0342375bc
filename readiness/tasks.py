"""Background work of readiness."""

from contracts.registry import JobKind, job_kinds


def cards(job) -> None:
    """Draw sheets of cards."""
    from readiness.services.cards import cards_produce

    cards_produce(job)


job_kinds.add(JobKind("readiness.cards", "In thẻ, biển tên, giấy chứng nhận", cards))
