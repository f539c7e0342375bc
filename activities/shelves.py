"""What is registered of one subject, in short, for its own page: teams and members show it without knowing how."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from activities import policies
from activities.about import PARAMETER, Subject
from activities.choices import KIND_RULES, ActivityKind
from activities.models import Activity, Assessment, Commendation, Discipline
from contracts.policy import Answer
from pages.views import Action

#: A page shows so many of each; the register has the rest.
MOST = 6


@dataclass(frozen=True)
class ShelfRow:
    """One row: what it is, when, where it opens."""

    text: str
    on: date
    url: str


@dataclass(frozen=True)
class Shelf:
    """The newest rows of one register about one subject, and the button that adds to it."""

    title: str
    rows: list[ShelfRow]
    add: Action
    empty: str


def shelves_of(user, subject: Subject) -> list[Shelf]:
    """The shelves that concern the subject: meetings of teams, results, commendations, discipline of people; one query
    each."""
    kind, query = subject.kind, f"?{PARAMETER}={subject.key}"
    commune = subject.commune
    may = policies.can_write(user, province=commune.province_id, commune=commune.pk, subject_kind=kind.code)
    found = []
    if kind.code in KIND_RULES[ActivityKind.TEAM_MEETING].subjects:
        found.append(_activities(user, subject, may, query))
    if kind.assessments:
        found.append(_assessments(user, subject, may, query))
    found.append(_commendations(user, subject, may, query))
    if not kind.is_collective:
        found.append(_disciplines(user, subject, may, query))
    return found


def _newest(rows, subject: Subject):
    return rows.standing().about(subject.kind.code, subject.row.pk)[:MOST]


def _url(row) -> str:
    return row.get_absolute_url()


def _activities(user, subject: Subject, may: Answer, query: str) -> Shelf:
    rows = [
        ShelfRow(f"{row.get_kind_display()}: {row.topic}", row.held_on, _url(row))
        for row in _newest(Activity.objects.visible_to(user), subject)
    ]
    url = reverse("activities:new", args=[ActivityKind.TEAM_MEETING.value]) + query
    return Shelf("Sinh hoạt", rows, Action("Ghi sinh hoạt", url, may), "Chưa ghi buổi sinh hoạt nào.")


def _assessments(user, subject: Subject, may: Answer, query: str) -> Shelf:
    rows = [
        ShelfRow(f"{row.get_kind_display()} năm {row.year}: {row.get_result_display()}", row.decided_on, _url(row))
        for row in _newest(Assessment.objects.visible_to(user), subject)
    ]  # fmt: skip
    only = subject.kind.assessments
    url = (
        reverse("activities:assessment_new", args=only) if len(only) == 1 else reverse("activities:assessment_choose")
    )  # fmt: skip
    return Shelf(
        "Đánh giá, danh hiệu", rows, Action("Ghi đánh giá", url + query, may), "Chưa ghi đánh giá nào."
    )


def _commendations(user, subject: Subject, may: Answer, query: str) -> Shelf:
    rows = [
        ShelfRow(f"{row.get_form_display()} của {row.get_level_display()}: {row.reason}", row.issued_on, _url(row))
        for row in _newest(Commendation.objects.visible_to(user), subject)
    ]  # fmt: skip
    url = reverse("activities:commendation_new") + query
    return Shelf("Khen thưởng", rows, Action("Ghi khen thưởng", url, may), "Chưa ghi khen thưởng nào.")


def _disciplines(user, subject: Subject, may: Answer, query: str) -> Shelf:
    rows = [
        ShelfRow(f"{row.get_form_display()}: {row.reason}", row.decided_on, _url(row))
        for row in _newest(Discipline.objects.visible_to(user), subject)
    ]
    url = reverse("activities:discipline_new") + query
    return Shelf("Kỷ luật, nhắc nhở", rows, Action("Ghi kỷ luật, nhắc nhở", url, may), "Không có.")
