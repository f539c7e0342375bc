"""Pages of meetings, propaganda, inspections, good deeds."""

from django.urls import reverse
from django.utils import timezone

from activities.about import PARAMETER, subject_find
from activities.choices import KIND_RULES, ActivityGroup, ActivityKind, kinds_of
from activities.filters.records import DeedFilter, InspectionFilter, MeetingFilter, PropagandaFilter
from activities.forms.activities import ActivityForm
from activities.models import Absence, Activity
from activities.services.activities import activity_create, activity_update
from activities.tables.records import ActivityTable
from activities.views.records import (
    KindChoice,
    RecordAct,
    RecordCancel,
    RecordEdit,
    RecordList,
    RecordNew,
    RecordPage,
    asked_kind,
)
from communes.models import Hamlet
from contracts.registry import subject_kinds
from pages.templatetags.pages import ngay
from pages.views import Crumb
from vietnam.dates import DateError, parse_date


class ActivityList(RecordList):
    """Activities of one register."""

    model, table_class, noun = Activity, ActivityTable, "dòng"
    neighbours = tuple((group.value, str(group.label)) for group in ActivityGroup)
    group: ActivityGroup
    add_label = "Ghi hoạt động"

    @property
    def here(self) -> str:
        """The register's address name."""
        return self.group.value

    @property
    def register(self) -> str:
        """The register's code, the same."""
        return self.group.value

    def get_title(self):
        return str(self.group.label)

    def narrow(self, rows):
        """The kinds of this register, newest first."""
        rows = super().narrow(rows).select_related("commune", "hamlet")
        return rows.filter(kind__in=[kind.value for kind in kinds_of(self.group)])

    def add_url(self):
        return f"{reverse('activities:choose')}?so={self.group.value}"

    empty_text = "Chưa ghi hoạt động nào. Chọn loại hoạt động rồi ghi ngày, nội dung và số lượng."


class MeetingList(ActivityList):
    """Meetings."""

    group, filterset_class, noun = ActivityGroup.MEETINGS, MeetingFilter, "buổi"


class PropagandaList(ActivityList):
    """Propaganda."""

    group, filterset_class, noun = ActivityGroup.PROPAGANDA, PropagandaFilter, "hoạt động"


class InspectionList(ActivityList):
    """Inspections."""

    group, filterset_class, noun = ActivityGroup.INSPECTIONS, InspectionFilter, "lượt"


class DeedList(ActivityList):
    """Good deeds."""

    group, filterset_class, noun = ActivityGroup.GOOD_DEEDS, DeedFilter, "lần đăng ký"


class ActivityKinds(KindChoice):
    """Which kind of activity is to be registered."""

    title, subtitle = "Ghi hoạt động", "Chọn loại; mỗi loại hỏi những mục của loại đó."
    new_url = "activities:new"
    home, home_label = "activities:meetings", "Sinh hoạt, hội nghị"

    def get_groups(self):
        asked = self.request.GET.get("so", "")
        groups = [group for group in ActivityGroup if group.value == asked] or list(ActivityGroup)
        return [(str(group.label), kinds_of(group)) for group in groups]


class ActivityPage(RecordPage):
    """One activity: facts, numbers, minutes, who was absent."""

    model, select = Activity, ("commune", "province", "paper", "hamlet")
    home, home_label, url = "activities:meetings", "Sinh hoạt, hội nghị", "activities:activity"

    def get_title(self):
        return self.object.topic

    def get_subtitle(self):
        return f"{self.object.get_kind_display()}, {ngay(self.object.held_on)}."

    def get_crumbs(self):
        group = self.object.group
        return [Crumb(str(group.label), reverse(f"activities:{group.value}"))]

    def get_facts(self):
        row = self.object
        numbers = [(row.rule.quantity, row.quantity), (row.rule.part, row.part)]
        return [
            ("Ngày", ngay(row.held_on)),
            ("Thôn, tổ dân phố", row.hamlet),
            ("Địa điểm", row.place),
            ("Chủ trì", row.chair),
            ("Phối hợp với", row.partner),
            *([("Số người dự", row.participants)] if row.rule.people else []),
            *[(label, value) for label, value in numbers if label],
        ]

    def get_context_data(self, **kwargs):
        """The minutes and who missed it, as far as the user may see people."""
        absent = Absence.objects.visible_to(self.request.user).filter(activity=self.object)
        return super().get_context_data(**kwargs) | {
            "minutes": self.object.minutes, "absent": [row.subject_name for row in absent],
        }  # fmt: skip


class ActivityForms(RecordAct):
    """What adding and correcting an activity share."""

    table, form_class = Activity, ActivityForm
    home, home_label = "activities:meetings", "Sinh hoạt, hội nghị"

    def get_kind(self) -> ActivityKind:
        """The kind that is registered."""
        return asked_kind(ActivityKind, self.kwargs["kind"])

    def get_people(self):
        """Who may have missed it; None where nobody's absence is kept."""
        return None

    def get_form_kwargs(self):
        kind = self.get_kind()
        hamlets = Hamlet.objects.visible_to(self.request.user).select_related("commune")
        if self.request.user.commune_id is None:
            hamlets = hamlets.none()
        return super().get_form_kwargs() | {
            "kind": kind, "rule": KIND_RULES[kind], "hamlets": hamlets.order_by("sort_key"),
            "people": self.get_people(),
        }  # fmt: skip


class ActivityNew(ActivityForms, RecordNew):
    """Register what was done."""

    done_message = "Đã ghi."

    def get_title(self):
        return f"Ghi: {self.get_kind().label}"

    def get_crumbs(self):
        group = KIND_RULES[self.get_kind()].group
        return [Crumb(str(group.label), reverse(f"activities:{group.value}"))]

    def get_people(self):
        """The people of the team in the address or in the form, as of the day of the meeting."""
        if self.get_kind() != ActivityKind.TEAM_MEETING:
            return None
        key = self.request.POST.get("subject") or self.request.GET.get(PARAMETER, "")
        day = _day(self.request.POST.get("held_on", ""))
        subject = subject_find(
            self.request.user, key, day, among=KIND_RULES[ActivityKind.TEAM_MEETING].subjects
        )
        return subject.kind.people(subject.row, day) if subject and subject.kind.people else None

    def perform(self, form):
        return activity_create(
            actor=self.request.user, kind=self.get_kind(), paper=form.paper_data, **form.facts()
        )


class ActivityEdit(ActivityForms, RecordEdit):
    """Correct an activity and who missed it."""

    fields = (
        "held_on", "topic", "participants", "quantity", "part", "hamlet", "place", "chair", "partner", "minutes",
        "note",
    )  # fmt: skip
    done_message = "Đã lưu."

    def get_kind(self):
        return ActivityKind(self.subject.kind)

    def get_people(self):
        kind = (
            subject_kinds.get(self.subject.subject_kind)
            if self.subject.subject_kind in subject_kinds
            else None
        )
        if self.get_kind() != ActivityKind.TEAM_MEETING or kind is None or kind.people is None:
            return None
        typed = self.request.POST.get("held_on", "")
        return kind.people(self.subject.subject_id, _day(typed) if typed else self.subject.held_on)

    def initial_of(self, subject):
        known = super().initial_of(subject)
        if self.get_people() is None:
            return known
        absent = Absence.objects.visible_to(self.request.user).filter(activity=subject)
        return known | {"absent": [int(row.subject_id) for row in absent]}

    def perform(self, form):
        return activity_update(
            actor=self.request.user, activity=self.subject, paper=form.paper_data, **form.facts()
        )


class ActivityCancel(RecordCancel):
    """Cancel an activity."""

    table = Activity
    home, home_label = "activities:meetings", "Sinh hoạt, hội nghị"


def _day(text: str):
    """The day that was typed; today where it cannot be read."""
    try:
        day = parse_date(text) if text else None
    except DateError:
        day = None
    return day if hasattr(day, "strftime") else timezone.localdate()
