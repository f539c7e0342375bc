"""What this app knows of a person's life, and the whole of it with what the apps above add."""

from contracts.registry import Event, TimelineSource, timelines
from teams.choices import EndKind, PostEnd, PostStart, ProposalState, StartKind
from teams.models import (
    ClusterAssignment,
    DutyRefusal,
    HamletPost,
    LeavingPaper,
    Membership,
    Person,
    ProposalLine,
    TransferRequest,
    WrittenReminder,
)
from vietnam.dates import format_date


def life_of(user, person: Person) -> list[Event]:
    """Everything that all apps know of the person and the user may see, newest first; on one day in the order of the
    sources, latest step first."""
    events = [event for source in timelines for event in source.events(user, person)]
    return sorted(events, key=lambda event: event.on, reverse=True)


def spells(user, person: Person) -> list[Event]:
    """Joining, leaving, other teams and positions."""
    found = []
    rows = Membership.objects.visible_to(user).filter(person=person)
    for row in rows.select_related("team", "start_decision", "end_decision"):
        if row.ended_on:
            ended = f"Thôi: {EndKind(row.end_kind).label}"
            found.append(Event(row.ended_on, ended, _detail(row.ended_on, row.end_decision)))
        began = f"{StartKind(row.start_kind).label}: {row.get_position_display()} {row.team}"
        detail = _detail(row.started_on, row.start_decision)
        found.append(Event(row.started_on, began, detail, is_now=not row.ended_on))
    return found


def posts(user, person: Person) -> list[Event]:
    """Posts of hamlets."""
    found = []
    rows = HamletPost.objects.visible_to(user).filter(person=person)
    for row in rows.select_related("hamlet", "start_paper", "end_paper"):
        url = row.get_absolute_url()
        if row.ended_on:
            ended = f"Thôi {row.title} {row.hamlet}: {PostEnd(row.end_kind).label}"
            found.append(Event(row.ended_on, ended, _detail(row.ended_on, row.end_paper), url))
        began = f"{PostStart(row.start_kind).label}: {row.title} {row.hamlet}"
        detail = _detail(row.started_on, row.start_paper)
        found.append(Event(row.started_on, began, detail, url, is_now=not row.ended_on))
    return found


def clusters(user, person: Person) -> list[Event]:
    """Clusters put in their charge and given back."""
    found = []
    rows = ClusterAssignment.objects.visible_to(user).filter(membership__person=person)
    for row in rows.select_related("cluster__hamlet"):
        name = f"{row.cluster.name}, {row.cluster.hamlet}"
        if row.ended_on:
            found.append(Event(row.ended_on, f"Thôi phụ trách {name}", format_date(row.ended_on)))
        found.append(Event(row.started_on, f"Phụ trách {name}", format_date(row.started_on)))
    return found


def duty(user, person: Person) -> list[Event]:
    """Refusals of duty, written reminders, papers of a leaving."""
    found = []
    for row in DutyRefusal.objects.visible_to(user).standing().filter(membership__person=person):
        why = f"Lý do: {row.reason}. " if row.reason else ""
        judged = "Có lý do chính đáng." if row.has_good_reason else "Không có lý do chính đáng."
        detail = f"{format_date(row.happened_on)}, {row.asked}. {why}{judged}"
        found.append(Event(row.happened_on, str(row.get_fault_display()), detail))
    reminders = WrittenReminder.objects.visible_to(user).standing().filter(membership__person=person)
    for row in reminders.select_related("document"):
        on = row.document.signed_on
        found.append(Event(on, "Nhắc nhở bằng văn bản", f"{format_date(on)}, {row.document}: {row.about}"))
    for row in LeavingPaper.objects.visible_to(user).standing().filter(membership__person=person):
        received = f"nhận {format_date(row.received_on)}" if row.received_on else ""
        told = (format_date(row.dated_on), received, row.symbol, row.issuer)
        detail = ", ".join(part for part in told if part)
        found.append(Event(row.dated_on, str(row.get_kind_display()), detail))
    return found


def proposals(user, person: Person) -> list[Event]:
    """Proposals to let them go, put forward and answered; why, stands on the proposal's page."""
    found = []
    rows = ProposalLine.objects.visible_to(user).filter(membership__person=person, proposal__team=None)
    for row in rows.select_related("proposal__report").defer("grounds", "proposal__grounds"):
        one, url = row.proposal, row.proposal.get_absolute_url()
        if one.submitted_on:
            detail = _detail(one.submitted_on, one.report)
            found.append(Event(one.submitted_on, "Trình Chủ tịch UBND xã đề xuất cho thôi", detail, url))
        if one.state == ProposalState.WITHDRAWN:
            found.append(Event(one.closed_on, "Rút đề xuất cho thôi", format_date(one.closed_on), url))
        elif one.state == ProposalState.REFUSED or row.refused_reason:
            found.append(
                Event(one.closed_on, "Chủ tịch UBND xã không cho thôi", format_date(one.closed_on), url)
            )
    return found


def transfers(user, person: Person) -> list[Event]:
    """Requests of other communes and how they were answered, each in the words that both sides may read."""
    found = []
    rows = TransferRequest.objects.visible_to(user).filter(person=person)
    for row in rows.select_related("commune", "answer__from_commune"):
        url = row.get_absolute_url()
        if row.withdrawn_on:
            found.append(Event(row.withdrawn_on, "Rút đề nghị tiếp nhận", format_date(row.withdrawn_on), url))
        elif answer := getattr(row, "answer", None):
            text = "Chấp nhận cho tiếp nhận" if answer.is_accepted else "Từ chối cho tiếp nhận"
            detail = f"{format_date(answer.answered_on)}{f', {answer.reason}' if answer.reason else ''}"
            found.append(Event(answer.answered_on, text, detail, url))
        found.append(
            Event(row.requested_on, f"{row.commune} đề nghị tiếp nhận", format_date(row.requested_on), url)
        )
    return found


def _detail(on, paper) -> str:
    return f"{format_date(on)}, {paper}" if paper else format_date(on)


timelines.add(
    TimelineSource("teams.spells", spells),
    TimelineSource("teams.posts", posts),
    TimelineSource("teams.clusters", clusters),
    TimelineSource("teams.duty", duty),
    TimelineSource("teams.proposals", proposals),
    TimelineSource("teams.transfers", transfers),
)
