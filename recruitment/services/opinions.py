"""Opinions on the applicants: the list is sent to an agency, its user or the officer for it writes what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import Change, audit, audit_many
from audit.snapshots import snapshot
from communes.models import Agency
from communes.services.communes import commune_touch
from contracts.policy import require
from recruitment import policies
from recruitment.choices import OpinionSource
from recruitment.models import Application, Campaign, Opinion, OpinionRequest
from recruitment.services.campaigns import hold
from vietnam.dates import format_date


@dataclass(frozen=True)
class Answer:
    """Whether a body agrees to an applicant, and in which words; who does not agree says why."""

    agrees: bool
    words: str = ""


@transaction.atomic
def opinions_request(*, actor, campaign: Campaign, agency: Agency, sent_on: date) -> OpinionRequest:
    """Send the campaign's list of applicants to an agency of the commune for its opinion."""
    require(policies.can_request_opinions(actor, hold(campaign)))
    if agency.commune_id != campaign.commune_id:
        raise ValidationError({"agency": "Cơ quan này của đơn vị khác. Chọn cơ quan trong xã."})
    _check_day("sent_on", "Ngày gửi", sent_on, campaign)
    request = OpinionRequest(campaign=campaign, agency=agency, sent_on=sent_on, sent_by=actor)
    request.full_clean()
    request.save()
    audit(actor, "recruitment.opinions.request", request)
    return request


@transaction.atomic
def opinions_give(
    *, actor, campaign: Campaign, source: OpinionSource, given_on: date, answers: Mapping[Application, Answer],
    on_paper: bool = False,
) -> list[Opinion]:  # fmt: skip
    """Write what `source` says of these applicants; a later opinion of the same body takes the place of the earlier.

    A partner writes for the own agency alone; the police record what came on paper. Refused once the council has voted.
    """
    require(policies.can_give_opinion(actor, hold(campaign), source))
    _check_day("given_on", "Ngày có ý kiến", given_on, campaign)
    _check_answers(campaign, answers)
    present = {
        one.application_id: one for one in Opinion.objects.filter(application__in=answers, source=source)
    }
    changes, opinions = [], []
    for application, answer in answers.items():
        opinion = present.get(application.pk) or Opinion(application=application, source=source)
        before = snapshot(opinion) if opinion.pk else None
        opinion.agrees, opinion.words = answer.agrees, answer.words.strip()
        if before != snapshot(opinion):
            opinion.given_on, opinion.on_paper, opinion.written_by = given_on, on_paper, actor
            opinion.full_clean()
            opinion.save()
            changes.append(Change(opinion, before))
        opinions.append(opinion)
    audit_many(actor, "recruitment.opinion.give", changes)
    commune_touch({campaign.commune_id})
    return opinions


def _check_day(field: str, label: str, day: date, campaign: Campaign) -> None:
    if day > timezone.localdate():
        raise ValidationError({field: f"{label} chưa đến. Ghi ngày đã làm."})
    if day < campaign.opens_on:
        raise ValidationError(
            {field: f"{label} trước ngày nhận hồ sơ {format_date(campaign.opens_on)}. Xem lại."}
        )


def _check_answers(campaign: Campaign, answers: Mapping[Application, Answer]) -> None:
    if not answers:
        raise ValidationError("Chưa ghi ý kiến về ai. Chọn đồng ý hoặc không đồng ý ở từng người.")
    for application, answer in answers.items():
        if application.campaign_id != campaign.pk or application.state not in policies.ASKED_STATES:
            raise ValidationError(
                f"{application.person} không còn trong danh sách lấy ý kiến. Tải lại trang."
            )
        if not answer.agrees and not answer.words.strip():
            raise ValidationError(
                {f"words_{application.pk}": f"{application.person}: không đồng ý thì ghi lý do."}
            )
