"""What is told to who hands in an application: the receipt as it was, and requests to supplement it."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from audit.services import audit
from communes.services.communes import commune_touch
from contracts.policy import require
from law.values import RuleBook, due_after
from recruitment import policies
from recruitment.choices import Source, Told
from recruitment.eligibility import lacking_papers, priorities
from recruitment.models import Application, ApplicationPaper, Campaign, Receipt, SupplementRequest
from vietnam.dates import format_date

DAYS, AFTER_WINDOW = "recruit.supplement_days", "recruit.supplement_after_window"


def receipt_issue(
    actor, application: Application, papers: Iterable[ApplicationPaper], missing: Sequence[str]
) -> Receipt:
    """The receipt of an application just taken, with the next number of its campaign; part of `application_receive`,
    which holds the campaign."""
    receipt = receipt_of(actor, application, next_number(application.campaign), papers, missing)
    receipt.full_clean()
    receipt.save()
    audit(actor, "recruitment.receipt.issue", receipt)
    return receipt


def next_number(campaign: Campaign) -> int:
    """The next free number of the campaign's receipts; whoever holds the campaign may take it."""
    return (campaign.receipts.aggregate(last=Max("number"))["last"] or 0) + 1


def receipt_of(
    actor, application: Application, number: int, papers: Iterable[ApplicationPaper], missing: Sequence[str]
) -> Receipt:
    """The receipt as the day tells it, not yet written."""
    content = {
        "applicant": str(application.person), "team": str(application.line.team),
        "source": str(Source(application.source).label), "place": application.campaign.filing_place,
        "received_by": actor.full_name, "papers": [_told(paper) for paper in papers], "missing": list(missing),
        "priorities": list(priorities(application).values()),
    }  # fmt: skip
    return Receipt(
        campaign=application.campaign, application=application, number=number, received_by=actor,
        received_on=application.received_on, content=content,
    )  # fmt: skip


def _told(paper: ApplicationPaper) -> dict[str, str]:
    return {
        "kind": str(paper.kind), "label": str(paper.get_kind_display()), "issuer": paper.issuer,
        "issued_on": paper.issued_on.isoformat() if paper.issued_on else "", "problem": paper.problem,
    }  # fmt: skip


def default_due(application: Application, asked_on: date) -> date:
    """Until when a supplement asked for on that day is due: the law's working days, not after the window unless the
    law says so."""
    campaign = application.campaign
    rules = RuleBook(asked_on, campaign.commune.province_id, prefix="recruit.supplement")
    due_on = due_after(asked_on, rules.value(DAYS))
    return due_on if rules.value(AFTER_WINDOW) else max(asked_on, min(due_on, campaign.closes_on))


def due_rule(application: Application, asked_on: date) -> str:
    """The same in words, with where it is written."""
    campaign = application.campaign
    rules = RuleBook(asked_on, campaign.commune.province_id, prefix="recruit.supplement")
    days = rules.rule(DAYS)
    latest = (
        "" if rules.value(AFTER_WINDOW) else f", không quá hạn nhận hồ sơ {format_date(campaign.closes_on)}"
    )
    return f"{days.value:02d} ngày làm việc từ ngày yêu cầu{latest} ({days.citation})."


@transaction.atomic
def supplement_request(
    *, actor, application: Application, told: Told, asked_on: date, due_on: date | None = None, note: str = ""
) -> SupplementRequest:
    """Record that the applicant was told what is missing or faulty, how, and until when (else `default_due`)."""
    require(policies.can_take(actor, application, "request"))
    due_on = due_on or default_due(application, asked_on)
    _check_days(application, asked_on, due_on)
    wanted = lacking_papers(application)
    if not wanted:
        raise ValidationError("Hồ sơ đủ giấy tờ, không có gì phải bổ sung. Tải lại trang.")
    request = SupplementRequest(
        application=application, asked_on=asked_on, due_on=due_on, told=told, wanted=list(wanted.values()),
        note=note.strip(), asked_by=actor,
    )  # fmt: skip
    request.full_clean()
    request.save()
    audit(actor, "recruitment.supplement.request", request)
    commune_touch({application.campaign.commune_id})
    return request


def _check_days(application: Application, asked_on: date, due_on: date) -> None:
    errors: dict[str, str] = {}
    campaign = application.campaign
    if asked_on > timezone.localdate():
        errors["asked_on"] = "Ngày yêu cầu chưa đến. Ghi ngày đã báo người nộp."
    elif asked_on < application.received_on:
        errors["asked_on"] = (
            f"Hồ sơ nhận ngày {format_date(application.received_on)}; không yêu cầu trước đó."
        )
    rules = RuleBook(asked_on, campaign.commune.province_id, prefix=AFTER_WINDOW)
    after = rules.rule(AFTER_WINDOW)
    if due_on < asked_on:
        errors["due_on"] = "Hạn bổ sung phải từ ngày yêu cầu trở đi."
    elif not after.value and due_on > max(campaign.closes_on, asked_on):
        errors["due_on"] = (
            f"Hạn nhận hồ sơ đến hết {format_date(campaign.closes_on)}; hạn bổ sung không quá ngày đó "
            f"({after.label}: không; {after.citation})."
        )
    if errors:
        raise ValidationError(errors)
