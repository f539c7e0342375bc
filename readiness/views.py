"""Pages of training and equipment."""

from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from audit.lists import AuditedList
from contracts.roles import Scope
from pages.lists import Empty
from pages.measured import MeasuredListMixin
from pages.templatetags.pages import ngay
from pages.views import Action, Crumb, DetailPage, ServiceFormView
from readiness import policies, services
from readiness.filters import AttendanceFilter, EquipmentFilter, TopicFilter, TrainingFilter
from readiness.forms import AttendanceForm, InspectForm, IssueForm, ReturnForm, TrainingForm
from readiness.models import Attendance, EquipmentIssue, Training, TrainingTopic
from readiness.tables import CONDITION_TONES, AttendanceTable, EquipmentTable, TopicTable, TrainingTable
from teams.models import Membership, Team


def _may_write(user):
    return policies.can_write_training(
        user,
        province=user.province_id or "",
        commune=user.commune_id or "" if user.scope == Scope.COMMUNE else "",
    )


class TrainingList(MeasuredListMixin, AuditedList):
    """Classes and drills."""

    model, table_class, filterset_class = Training, TrainingTable, TrainingFilter
    register = "trainings"
    title, noun = "Tập huấn, diễn tập", "lớp, buổi"

    def narrow(self, rows):
        """Newest first, with how many attended."""
        return (
            rows.select_related("commune").annotate(attended=Count("attendance")).order_by("-held_on", "-pk")
        )

    def get_actions(self):
        return [
            Action(
                "Thêm lớp, buổi", reverse("readiness:training_new"), _may_write(self.request.user), "primary"
            )
        ]

    def get_empty(self):
        return Empty(
            "Chưa ghi lớp tập huấn, buổi diễn tập nào. Ghi lớp đầu tiên, rồi chọn người dự.",
            self.get_actions()[0],
        )


class TopicList(MeasuredListMixin, AuditedList):
    """Topics that were taught: what the figure of topics opens to."""

    model, table_class, filterset_class = TrainingTopic, TopicTable, TopicFilter
    register = "training_topics"
    title, noun = "Nội dung tập huấn", "nội dung"

    def narrow(self, rows):
        """By class, newest first."""
        return rows.select_related("training__commune").order_by("-training__held_on", "pk")


class AttendanceList(MeasuredListMixin, AuditedList):
    """Who attended what."""

    model, table_class, filterset_class = Attendance, AttendanceTable, AttendanceFilter
    register = "training_attendance"
    title, noun = "Lượt dự tập huấn", "lượt"

    def narrow(self, rows):
        """By name."""
        return rows.select_related("training", "membership__person", "membership__team__commune").order_by(
            "membership__person__sort_key", "pk"
        )


class TrainingPage(DetailPage):
    """One class: facts, topics, who attended."""

    model, select = Training, ("commune", "province", "plan")
    template_name = "readiness/training.html"

    def get_title(self):
        return self.object.title

    def get_subtitle(self):
        return f"{self.object.get_kind_display()}, khai mạc {ngay(self.object.held_on)}."

    def get_crumbs(self):
        return [Crumb("Tập huấn, diễn tập", reverse("readiness:training_list"))]

    def get_actions(self):
        province, commune = self.object.unit_codes()
        may_edit = policies.can_write_training(self.request.user, province=province, commune=commune)
        attend = policies.can_take_attendance(self.request.user)
        return [
            Action("Sửa", reverse("readiness:training_edit", args=[self.object.pk]), may_edit),
            Action(
                "Ghi người dự", reverse("readiness:training_attend", args=[self.object.pk]), attend, "primary"
            ),
        ]

    def get_context_data(self, **kwargs):
        """The class's facts and its list, as far as the user may see it."""
        training = self.object
        attended = Attendance.objects.visible_to(self.request.user).filter(training=training)
        facts = [
            ("Đơn vị", training.commune or "Toàn tỉnh"),
            ("Cấp tổ chức", training.get_organiser_display()),
            ("Số ngày", training.days.normalize()),
            ("Địa điểm", training.place),
            ("Nội dung", ", ".join(str(topic) for topic in training.topics.all())),
            ("Theo tài liệu của Bộ", "Có" if training.uses_ministry_material else "Không"),
            ("Kế hoạch, quyết định", training.plan),
        ]
        return super().get_context_data(**kwargs) | {
            "facts": facts,
            "attended": attended.select_related("membership__person", "membership__team"),
        }


class TrainingNew(ServiceFormView):
    """Register a class."""

    form_class, title = TrainingForm, "Thêm lớp tập huấn, buổi diễn tập"
    submit_label, done_message = "Lưu lớp", "Đã ghi lớp. Tiếp theo: ghi người dự."

    def policy(self):
        return _may_write(self.request.user)

    def get_crumbs(self):
        return [Crumb("Tập huấn, diễn tập", reverse("readiness:training_list"))]

    def perform(self, form):
        user = self.request.user
        return services.training_create(
            actor=user, province=user.province, commune=user.commune, **form.cleaned_data
        )

    def get_success_url(self, result=None):
        return reverse("readiness:training", args=[result.pk])


class TrainingEdit(TrainingNew):
    """Correct a class."""

    title, submit_label, done_message = "Sửa lớp tập huấn, buổi diễn tập", "Lưu", "Đã lưu."

    def get_subject(self):
        return get_object_or_404(Training.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def policy(self):
        province, commune = self.subject.unit_codes()
        return policies.can_write_training(self.request.user, province=province, commune=commune)

    def initial_of(self, subject):
        names = TrainingForm.Meta.fields
        return {name: getattr(subject, name) for name in names} | {
            "topics": [row.topic for row in subject.topics.all()]
        }

    def get_crumbs(self):
        return [
            *super().get_crumbs(),
            Crumb(self.subject.title, reverse("readiness:training", args=[self.subject.pk])),
        ]

    def perform(self, form):
        return services.training_update(actor=self.request.user, training=self.subject, **form.cleaned_data)


class TrainingAttend(ServiceFormView):
    """Record who attended, from those in service on the opening day."""

    form_class, submit_label = AttendanceForm, "Ghi người dự"

    def get_subject(self):
        return get_object_or_404(Training.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_take_attendance(self.request.user)

    def get_title(self):
        return f"Ghi người dự: {self.subject.title}"

    def get_crumbs(self):
        return [Crumb(self.subject.title, reverse("readiness:training", args=[self.subject.pk]))]

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)
        day = self.subject.held_on
        serving = (
            Membership.objects.visible_to(self.request.user)
            .serving(day)
            .exclude(attendance__training=self.subject)
        )
        members = serving.select_related("person", "team__commune").order_by(
            "team__sort_key", "person__sort_key"
        )
        return kwargs | {"members": members}

    def get_initial(self):
        return {}

    def get_success_url(self, result=None):
        return reverse("readiness:training", args=[self.subject.pk])

    def get_done_message(self, result):
        return f"Đã ghi {result} người dự."

    def perform(self, form):
        return services.attendance_add(
            actor=self.request.user, training=self.subject, memberships=form.cleaned_data["members"]
        )


class EquipmentList(MeasuredListMixin, AuditedList):
    """Things given out."""

    model, table_class, filterset_class = EquipmentIssue, EquipmentTable, EquipmentFilter
    register = "equipment"
    title, noun = "Trang bị đã cấp", "dòng"
    empty = Empty("Chưa cấp trang bị nào. Mở một Tổ rồi chọn “Cấp trang bị”.")

    def narrow(self, rows):
        """By team and kind."""
        return rows.select_related("team__commune", "membership__person").order_by(
            "team__sort_key", "kind", "pk"
        )


class EquipmentPage(DetailPage):
    """One thing given out: to whom, since when, in what condition."""

    model, select = EquipmentIssue, ("team__commune", "membership__person", "paper")
    template_name = "readiness/equipment.html"

    def get_title(self):
        return str(self.object)

    def get_crumbs(self):
        return [Crumb("Trang bị đã cấp", reverse("readiness:equipment_list"))]

    def get_actions(self):
        answer = policies.can_write_equipment(self.request.user, self.object.team)
        if self.object.ended_on:
            return []
        return [
            Action("Ghi tình trạng", reverse("readiness:equipment_inspect", args=[self.object.pk]), answer),
            Action(
                "Thu hồi", reverse("readiness:equipment_return", args=[self.object.pk]), answer, "primary"
            ),
        ]

    def get_context_data(self, **kwargs):
        issue = self.object
        facts = [
            ("Tổ", issue.team),
            ("Cấp cho", issue.membership.person if issue.membership_id else "Cả Tổ"),
            ("Số lượng", issue.quantity),
            ("Số hiệu", issue.serial),
            ("Ngày cấp", ngay(issue.started_on)),
            ("Có giá trị đến", ngay(issue.valid_until)),
            ("Thu hồi", ngay(issue.ended_on)),
            ("Biên bản", issue.paper),
        ]
        return super().get_context_data(**kwargs) | {"facts": facts, "tone": CONDITION_TONES[issue.condition]}


class EquipmentIssueNew(ServiceFormView):
    """Give a thing to a team or a member."""

    form_class, submit_label, done_message = IssueForm, "Cấp trang bị", "Đã ghi cấp trang bị."

    def get_subject(self):
        rows = Team.objects.visible_to(self.request.user).select_related("commune")
        return get_object_or_404(rows, pk=self.kwargs["team"])

    def policy(self):
        return policies.can_write_equipment(self.request.user, self.subject)

    def get_title(self):
        return f"Cấp trang bị cho {self.subject}"

    def get_crumbs(self):
        return [Crumb("Trang bị đã cấp", reverse("readiness:equipment_list"))]

    def get_initial(self):
        return {"issued_on": timezone.localdate()}

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)
        members = self.subject.memberships.open().select_related("person", "team")
        return kwargs | {"members": members}

    def perform(self, form):
        return services.equipment_issue(actor=self.request.user, team=self.subject, **form.cleaned_data)

    def get_success_url(self, result=None):
        return reverse("readiness:equipment", args=[result.pk])


class EquipmentAct(ServiceFormView):
    """Base of what is done to a thing given out."""

    def get_subject(self):
        rows = EquipmentIssue.objects.visible_to(self.request.user).select_related(
            "team__commune", "membership__person"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_write_equipment(self.request.user, self.subject.team)

    def get_crumbs(self):
        return [Crumb(str(self.subject), reverse("readiness:equipment", args=[self.subject.pk]))]

    def initial_of(self, subject):
        return {"condition": subject.condition}

    def get_success_url(self, result=None):
        return reverse("readiness:equipment", args=[self.subject.pk])


class EquipmentReturn(EquipmentAct):
    """Take it back."""

    form_class, title, submit_label, done_message = (
        ReturnForm,
        "Thu hồi trang bị",
        "Thu hồi",
        "Đã ghi thu hồi.",
    )
    consequence = "Từ ngày thu hồi, trang bị này không còn tính vào số đã cấp của Tổ."

    def perform(self, form):
        return services.equipment_return(actor=self.request.user, issue=self.subject, **form.cleaned_data)


class EquipmentInspect(EquipmentAct):
    """Record the condition found."""

    form_class, title = InspectForm, "Ghi tình trạng trang bị"
    consequence = "Trang bị hỏng hoặc mất không còn tính vào trang bị tối thiểu của Tổ."

    def perform(self, form):
        return services.equipment_inspect(actor=self.request.user, issue=self.subject, **form.cleaned_data)
