"""Requests to take somebody over: the keeping commune answers in time, after that its province."""

from collections.abc import Iterable
from datetime import date

from contracts.registry import DeadlineSource, DueItem, deadline_sources
from contracts.roles import Role
from law.values import RuleBook
from teams.models import TransferRequest


def transfers_to_answer(on: date) -> Iterable[DueItem]:
    """Requests that wait, named as the keeping side knows the person."""
    rule = RuleBook(on, prefix="transfer.").get("transfer.answer_days")
    rows = TransferRequest.objects.waiting().filter(requested_on__lte=on)
    for row in rows.select_related("person__home_commune", "commune"):
        home = row.person.home_commune
        yield DueItem(
            key=str(row.pk),
            title=f"Trả lời đề nghị của {row.commune} tiếp nhận {row.person.full_name}",
            due_on=row.due_on,
            commune=home.code,
            province=home.province_id,
            roles=(Role.CHIEF,),
            rule=rule.citation if rule else "",
            url=row.get_absolute_url(),
            action="Trả lời",
            started_on=row.requested_on,
        )


deadline_sources.add(DeadlineSource("teams.transfer", "Hạn trả lời đề nghị tiếp nhận", transfers_to_answer))
