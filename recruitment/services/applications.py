"""Writes of applications: intake, papers, appraisal, withdrawal, the list of candidates."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import Change, audit, audit_many
from audit.snapshots import Snapshot, snapshot
from communes.services.communes import commune_touch
from contracts.policy import require
from recruitment import policies
from recruitment.choices import ApplicationState, PaperKind, Source
from recruitment.eligibility import LEGAL_FACTS, judged_state, missing_papers
from recruitment.models import Application, ApplicationPaper, Campaign, CampaignLine
from recruitment.outlook import UNSETTLED, hindrance
from recruitment.services.campaigns import campaign_move, hold
from recruitment.services.dropping import age_drafts_drop
from recruitment.services.intake_rules import (
    check_day,
    paper_day_message,
    person_known,
    refuse_double,
    refuse_possible_double,
    serving_message,
)
from recruitment.services.receipts import receipt_issue
from teams.models import Person
from teams.services.people import person_create, person_update
from vietnam.dates import format_date

Papers = Mapping[str, Mapping[str, Any]]
#: Facts of an application that the police verify and `application_appraise` takes.
APPRAISED = (
    "is_background_clear", "is_family_compliant", "lives_in_commune", "lives_in_hamlet", "is_facility_lawful",
    "was_member",
)  # fmt: skip


@transaction.atomic
def application_receive(
    *, actor, campaign: Campaign, line: CampaignLine, source: Source, received_on: date, papers: Papers,
    person: Person | None = None, is_somebody_else: bool = False, was_member: bool = False,
    lives_in_hamlet: bool = False, **facts,
) -> Application:  # fmt: skip
    """Take an application on the typed day of receipt, with the papers handed in.

    A new applicant is registered with `facts`; one already known is passed as `person`. `was_member` and
    `lives_in_hamlet` are priority criteria as the applicant declares them; the appraisal confirms or corrects them.
    `papers` maps a `PaperKind` to `issued_on`, `issuer`, `problem`. The state says at once whether papers are missing,
    or which way the rules point. Raises `LateApplication` outside the window, `ValidationError` for a double,
    `PossibleDouble` where another commune of the province has somebody of that name and birth, unless confirmed to be
    `is_somebody_else`.
    """
    require(policies.can_receive(actor, hold(campaign)))
    check_day(campaign, received_on)
    _check_line(campaign, line)
    person = _applicant(actor, campaign, person, facts)
    refuse_double(campaign, person)
    if not is_somebody_else:
        refuse_possible_double(campaign, person)
    application = Application(
        campaign=campaign,
        line=line,
        person=person,
        source=source,
        received_on=received_on,
        state_since=received_on,
        was_member=was_member,
        lives_in_hamlet=lives_in_hamlet,
    )
    application.full_clean(validate_constraints=False)
    application.save()
    papers_written = _write_papers(application, papers, received_on)
    application.state = judged_state(application)
    application.save(update_fields=["state"])
    audit(actor, "recruitment.application.receive", application)
    audit_many(actor, "recruitment.paper.set", papers_written)
    receipt_issue(
        actor, application, [change.subject for change in papers_written], missing_papers(application)
    )
    commune_touch({campaign.commune_id})
    return application


@transaction.atomic
def application_refuse_late(
    *,
    actor,
    campaign: Campaign,
    line: CampaignLine,
    source: Source,
    received_on: date,
    full_name: str,
    **facts,
) -> Application:
    """Write down that somebody came after the window, and was not taken: the register of what was refused."""
    require(policies.can_refuse_late(actor, hold(campaign)))
    if received_on <= campaign.closes_on:
        raise ValidationError(
            {"received_on": f"Hạn nhận đến hết {format_date(campaign.closes_on)}: ngày này chưa muộn."}
        )
    if received_on > timezone.localdate():
        raise ValidationError({"received_on": "Ngày nộp chưa đến. Ghi ngày người đó đã đến nộp."})
    _check_line(campaign, line)
    person = _applicant(actor, campaign, None, {"full_name": full_name, **facts})
    application = Application(
        campaign=campaign, line=line, person=person, source=source, received_on=received_on,
        state=ApplicationState.REFUSED, state_since=received_on,
        reason=f"Nộp sau hạn {format_date(campaign.closes_on)}",
    )  # fmt: skip
    application.full_clean(validate_constraints=False)
    application.save()
    audit(actor, "recruitment.application.late", application)
    commune_touch({campaign.commune_id})
    return application


def _check_line(campaign: Campaign, line: CampaignLine) -> None:
    if line.campaign_id != campaign.pk:
        raise ValidationError({"line": "Chỉ tiêu này của đợt khác. Chọn Tổ trong đợt này."})


def _applicant(actor, campaign: Campaign, person: Person | None, facts: dict) -> Person:
    person = person or person_known(campaign, facts.get("citizen_id", ""), facts.get("full_name", ""))
    if person is None:
        return person_create(actor=actor, commune=campaign.commune, **facts)
    if spell := person.memberships.open().select_related("team").first():
        raise ValidationError({"full_name": serving_message(person, spell.team)})
    given = {name: value for name, value in facts.items() if value not in ("", None, False)}
    return person_update(actor=actor, person=person, version=None, **given) if given else person


def _write_papers(application: Application, papers: Papers, latest: date) -> list[Change]:
    """Write what was handed in by the day `latest`; papers that stay as they are need no entry."""
    present = {paper.kind: paper for paper in ApplicationPaper.objects.filter(application=application)}
    changes = []
    for kind, details in papers.items():
        paper = present.get(kind) or ApplicationPaper(application=application, kind=PaperKind(kind))
        before = snapshot(paper) if paper.pk else None
        for name, value in details.items():
            setattr(paper, name, value)
        if before == snapshot(paper):
            continue
        _check_paper(paper, latest)
        paper.save()
        changes.append(Change(paper, before))
    return changes


def _check_paper(paper: ApplicationPaper, latest: date) -> None:
    if message := paper_day_message(paper, latest):
        raise ValidationError({f"{paper.kind}_issued_on": message})
    paper.full_clean()


@transaction.atomic
def application_supplement(
    *, actor, application: Application, version: int | None, papers: Papers
) -> Application:
    """Record papers handed in later, or corrected, while the list of candidates is open."""
    require(policies.can_take(actor, application, "supplement"))
    before = snapshot(application)
    application.claim_version(version)
    changes = _write_papers(application, papers, timezone.localdate())
    audit_many(actor, "recruitment.paper.set", changes)
    judge_again(actor, application, before, "recruitment.application.state")
    return application


def judge_again(actor, application: Application, before: Snapshot, act: str) -> None:
    """Let the state follow the rules; an application that stays as it was needs no entry. The caller checked the right
    and holds the application's version."""
    _enter(application, judged_state(application))
    application.full_clean(validate_constraints=False)
    application.save()
    if snapshot(application) != before:
        audit(actor, act, application, before=before)
    commune_touch({application.campaign.commune_id})


@transaction.atomic
def applicant_correct(*, actor, application: Application, version: int | None, **facts) -> Person:
    """Correct the applicant's facts (`version` is the person's) and judge the application by them anew."""
    require(policies.can_take(actor, application, "person"))
    before = snapshot(application)
    application.person = person_update(actor=actor, person=application.person, version=version, **facts)
    application.claim_version(None)
    judge_again(actor, application, before, "recruitment.application.state")
    return application.person


@transaction.atomic
def application_appraise(
    *, actor, application: Application, version: int | None, legal_facts: Mapping[str, bool], **facts
) -> Application:
    """Record what the commune police verified (TT 14/2024, Điều 3; seed 002.V.2); the state follows the rules.

    `facts` are those of `APPRAISED`; `legal_facts` maps codes of `LEGAL_FACTS` to true or false, unknown ones left out.
    """
    require(policies.can_take(actor, application, "appraise"))
    if unknown := set(facts) - set(APPRAISED) | set(legal_facts) - set(LEGAL_FACTS):
        raise ValidationError(f"Không có mục thẩm định: {', '.join(sorted(unknown))}.")
    before = snapshot(application)
    application.claim_version(version)
    for name, value in facts.items():
        setattr(application, name, value)
    application.legal_facts = dict(legal_facts)
    application.appraised_by, application.appraised_on = actor, timezone.localdate()
    judge_again(actor, application, before, "recruitment.application.appraise")
    return application


@transaction.atomic
def application_return(*, actor, application: Application, version: int | None, reason: str) -> Application:
    """Give an application back that will not be completed or does not meet a rule, with the reason."""
    require(policies.can_take(actor, application, "return"))
    _check_reason(reason, "Ghi lý do trả hồ sơ, ví dụ: không bổ sung giấy khám sức khỏe.")
    act = "recruitment.application.return"
    returned = move(actor, application, version, ApplicationState.REFUSED, act, reason.strip())
    age_drafts_drop(actor, returned, "Đã trả hồ sơ")
    return returned


def _check_reason(reason: str, message: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": message})


@transaction.atomic
def application_withdraw(*, actor, application: Application, version: int | None, reason: str) -> Application:
    """The applicant takes the application back, until the council has voted."""
    require(policies.can_take(actor, application, "withdraw"))
    _check_reason(reason, "Ghi lý do rút, ví dụ: chuyển nơi ở.")
    act = "recruitment.application.withdraw"
    withdrawn = move(actor, application, version, ApplicationState.WITHDRAWN, act, reason.strip())
    age_drafts_drop(actor, withdrawn, "Đã rút hồ sơ")
    return withdrawn


@transaction.atomic
def candidates_list(*, actor, campaign: Campaign, version: int | None) -> list[Application]:
    """Close the list of candidates at the deadline: all that are eligible, nobody still to be judged.

    Refused while the window is open, while an application waits for papers, appraisal or a decision, while somebody
    over the limit of age stands on a decision that no longer holds, and while nobody is eligible.
    """
    require(policies.can_step(actor, hold(campaign), "list"))
    rows = campaign.applications.select_related("person", "over_age_decision").without_person_secrets()
    applications = list(rows.select_for_update(of=("self",)))
    waiting = [str(one.person) for one in applications if one.state in UNSETTLED]
    counts = Counter(one.state for one in applications)
    if told := hindrance(campaign, "list", counts, timezone.localdate(), waiting):
        raise ValidationError(told)
    listed = [one for one in applications if one.state == ApplicationState.ELIGIBLE]
    _check_ages(listed)
    campaign.claim_version(version)
    _list_all(actor, listed)
    campaign_move(actor, campaign, "list")
    return listed


def _check_ages(listed: list[Application]) -> None:
    """A decision on somebody's age may have been recalled, or replaced, since they were judged."""
    void = [one for one in listed if one.over_age_decision and not one.over_age_decision.is_valid]
    if void:
        told = ", ".join(f"{one.person} ({one.over_age_decision})" for one in void)
        raise ValidationError(
            f"Quyết định về tuổi không còn hiệu lực: {told}. Ghi quyết định mới hoặc trả hồ sơ trước (Luật 30/2023, "
            "Điều 13, khoản 1)."
        )


def _list_all(actor, listed: list[Application]) -> None:
    """Bring applications whose rows are held on the list in few statements, however many they are."""
    changes = [Change(application, snapshot(application)) for application in listed]
    for application in listed:
        _enter(application, ApplicationState.LISTED)
        application.version += 1
    Application.objects.bulk_update(listed, ["state", "state_since", "version"], batch_size=500)
    audit_many(actor, "recruitment.application.state", changes)


def _enter(application: Application, state: ApplicationState, on: date | None = None) -> None:
    """The state with the day it holds since; an application that stays where it is keeps its day."""
    if application.state != state:
        application.state, application.state_since = state, on or timezone.localdate()


def move(
    actor,
    application: Application,
    version: int | None,
    state: ApplicationState,
    act: str,
    reason: str = "",
    on: date | None = None,
    **fields,
) -> Application:
    """The one place that changes an application's state beyond its first judging. `on` is the day of the act where the
    register knows it (a session, a decision): past work can be entered late; else today."""
    before = snapshot(application)
    application.claim_version(version)
    _enter(application, state, on)
    if reason:
        application.reason = reason
    for name, value in fields.items():
        setattr(application, name, value)
    application.full_clean(validate_constraints=False)
    application.save()
    audit(actor, act, application, before=before, reason=reason)
    commune_touch({application.campaign.commune_id})
    return application
