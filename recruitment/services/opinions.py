"""Opinions on the applicants: the list is sent to an agency, its user or the officer for it writes what it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

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
from vietnam.names import within


@dataclass(frozen=True)
class Answer:
    """Whether a body agrees to an applicant, and in which words; who does not agree says why. `given_on` is the day of
    this one opinion where it is not that of the others."""

    agrees: bool
    words: str = ""
    given_on: date | None = None


class Given(NamedTuple):
    """What came of it: opinions that were written or changed, and how many were withdrawn."""

    written: list[Opinion]
    withdrawn: int


def face(opinion: Opinion | None) -> str:
    """An opinion in one line, "" for none: by it a page that is saved tells what it had shown."""
    return face_of(opinion.agrees, opinion.words, opinion.given_on) if opinion else ""


def face_of(agrees: bool, words: str, given_on: date) -> str:
    """The same of what was typed."""
    return f"{'yes' if agrees else 'no'} {given_on:%Y-%m-%d} {words.strip()}"


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
    *, actor, campaign: Campaign, source: OpinionSource, given_on: date, answers: Mapping[Application, Answer | None],
    on_paper: bool = False, seen: Mapping[Application, str] | None = None,
) -> Given:  # fmt: skip
    """Write what `source` says of these applicants; a later opinion of the same body takes the place of the earlier,
    None withdraws it.

    A partner writes for the own agency alone; the police record what came on paper. Refused once the council has voted,
    and where somebody else wrote or withdrew the opinion since the page was opened: `seen` is the `face` it showed.
    """
    require(policies.can_give_opinion(actor, hold(campaign), source))
    held = {one.application_id: one for one in Opinion.objects.filter(application__in=answers, source=source)}
    _check_day("given_on", "Ngày có ý kiến", given_on, campaign)
    _check_answers(campaign, answers)
    _check_seen(answers, held, seen, given_on)
    changes, written = [], []
    for application, answer in answers.items():
        if answer is None:
            continue
        opinion = held.get(application.pk) or Opinion(application=application, source=source)
        before = snapshot(opinion) if opinion.pk else None
        opinion.agrees, opinion.words = answer.agrees, answer.words.strip()
        if before != snapshot(opinion) or answer.given_on not in (None, opinion.given_on):
            opinion.given_on = answer.given_on or given_on
            opinion.on_paper, opinion.written_by = on_paper, actor
            opinion.full_clean()
            opinion.save()
            changes.append(Change(opinion, before))
            written.append(opinion)
    audit_many(actor, "recruitment.opinion.give", changes)
    gone = [held[one.pk] for one, answer in answers.items() if answer is None and one.pk in held]
    for opinion in gone:
        audit(actor, "recruitment.opinion.withdraw", opinion, before=snapshot(opinion), after={})
    Opinion.objects.filter(pk__in=[opinion.pk for opinion in gone]).delete()
    commune_touch({campaign.commune_id})
    return Given(written, len(gone))


def _check_day(field: str, label: str, day: date, campaign: Campaign) -> None:
    if problem := _day_problem(label, day, campaign):
        raise ValidationError({field: problem})


def _day_problem(label: str, day: date, campaign: Campaign) -> str:
    if day > timezone.localdate():
        return f"{label} chưa đến. Ghi ngày đã làm."
    if day < campaign.opens_on:
        return f"{label} trước ngày nhận hồ sơ {format_date(campaign.opens_on)}. Xem lại."
    return ""


def _check_answers(campaign: Campaign, answers: Mapping[Application, Answer | None]) -> None:
    if not answers:
        raise ValidationError("Chưa thay đổi ý kiến nào. Chọn đồng ý hoặc không đồng ý ở từng người.")
    errors: dict[str, str] = {}
    for application, answer in answers.items():
        if application.campaign_id != campaign.pk or application.state not in policies.ASKED_STATES:
            raise ValidationError(
                f"{application.person} không còn trong danh sách lấy ý kiến. Tải lại trang."
            )
        if answer is None:
            continue
        if not answer.agrees and not answer.words.strip():
            errors[f"words_{application.pk}"] = f"{application.person}: không đồng ý thì ghi lý do."
        if problem := answer.given_on and _day_problem("Ngày có ý kiến", answer.given_on, campaign):
            errors[f"given_{application.pk}"] = f"{application.person}: {within(problem)}"
    if errors:
        raise ValidationError(errors)


def _check_seen(
    answers: Mapping[Application, Answer | None], held: Mapping[int, Opinion], seen: Mapping[Application, str] | None,
    given_on: date,
) -> None:  # fmt: skip
    """Nobody writes over, or withdraws, what the page had not shown; who says what stands already is fine."""
    errors = {}
    for application, answer in answers.items() if seen is not None else ():
        opinion = held.get(application.pk)
        wanted = face_of(answer.agrees, answer.words, answer.given_on or given_on) if answer else ""
        if face(opinion) not in (seen.get(application, ""), wanted):
            now = (
                f"đang ghi: {'đồng ý' if opinion.agrees else 'không đồng ý'}" if opinion else "đã rút ý kiến"
            )
            errors[f"answer_{application.pk}"] = (
                f"{application.person}: người khác vừa sửa, nay {now}. Xem lại rồi ghi lần nữa nếu vẫn đúng."
            )
    if errors:
        raise ValidationError(errors)
