"""Pages of one class and what is done to it."""

from dataclasses import replace

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from contracts.policy import Denied
from pages.templatetags.pages import ngay, so
from pages.views import Action, ConfirmView, Crumb, DetailPage, ServiceFormView
from readiness import policies
from readiness.choices import Audience, PostTopic, TaskGroup, Topic, TrainingState
from readiness.forms.training import (
    TOPIC_FIELDS,
    AttendanceForm,
    CancelForm,
    HoldForm,
    PlanForm,
    ResultForm,
    TrainingEditForm,
    TrainingForm,
)
from readiness.models import Attendance, PostAttendance, Training
from readiness.services.attendance import attendance_add, attendance_remove, attendance_result
from readiness.services.training import (
    training_attach,
    training_cancel,
    training_create,
    training_hold,
    training_update,
)
from readiness.tables.training import STATE_TONES
from readiness.views.training import may_write
from teams.models import Membership
from teams.policies import can_see_masked


class TrainingPage(DetailPage):
    """One class: facts, topics, who attended."""

    model, select = Training, ("commune", "province", "plan")
    template_name = "readiness/training.html"

    def get_title(self):
        return self.object.title

    def get_subtitle(self):
        training = self.object
        word = "khai mạc" if training.state == TrainingState.HELD else "dự kiến"
        return f"{training.get_kind_display()}, {word} {ngay(training.held_on)}."

    def get_crumbs(self):
        return [Crumb("Tập huấn, diễn tập", reverse("readiness:training_list"))]

    def get_actions(self):
        training, user = self.object, self.request.user
        if training.state == TrainingState.CANCELLED:
            return []
        province, commune = training.unit_codes()
        may_edit = policies.can_write_training(user, province=province, commune=commune)
        attend = policies.can_take_attendance(user)

        def page(name: str) -> str:
            return reverse(f"readiness:training_{name}", args=[training.pk])

        common = [Action("Sửa", page("edit"), may_edit), Action("Gắn kế hoạch", page("attach"), may_edit)]
        if training.state == TrainingState.PLANNED:
            return [
                *common, Action("Hủy lớp", page("cancel"), may_edit),
                Action("Ghi lớp đã mở", page("hold"), may_edit, "primary"),
            ]  # fmt: skip
        result = attend
        if attend and not self.attended.exists():
            result = Denied("Chưa ghi ai dự lớp này. Ghi người dự trước.")
        members = Action("Ghi thành viên dự", page("attend"), attend)
        posts = Action("Ghi người không chuyên trách dự", page("post_attend"), attend)
        first, last = (members, posts) if training.audience == Audience.HAMLET_POSTS else (posts, members)
        return [
            *common,
            Action("Ghi kết quả, chứng nhận", page("result"), result),
            first,
            replace(last, look="primary"),
        ]

    @cached_property
    def attended(self):
        """The class's list, as far as the user may see it."""
        rows = Attendance.objects.visible_to(self.request.user).filter(training=self.object)
        return rows.select_related("membership__person", "membership__team").order_by(
            "membership__person__sort_key"
        )

    @cached_property
    def holders(self):
        """Holders of posts on its list, as far as the user may see them."""
        rows = PostAttendance.objects.visible_to(self.request.user).filter(training=self.object)
        rows = rows.select_related("post__person", "post__hamlet__commune")
        return rows.order_by("post__hamlet__sort_key", "post__person__sort_key")

    def get_context_data(self, **kwargs):
        """The class's facts and its list."""
        training = self.object
        topics = [row.topic for row in training.topics.all()]
        facts = [
            ("Đơn vị", training.commune or "Toàn tỉnh"),
            ("Đối tượng", training.get_audience_display()),
            ("Cấp tổ chức", training.get_organiser_display()),
            ("Số ngày", so(training.days)),
            ("Địa điểm", training.place),
            ("Nội dung theo kế hoạch", ", ".join(label for code, label in Topic.choices if code in topics)),
            (
                "Nhóm nhiệm vụ theo luật",
                "; ".join(label for code, label in TaskGroup.choices if code in topics),
            ),
            ("Nội dung bồi dưỡng", ", ".join(label for code, label in PostTopic.choices if code in topics)),
            ("Theo tài liệu của Bộ", "Có" if training.uses_ministry_material else "Không"),
            ("Người dự khác", so(training.others) if training.others else ""),
            ("Kế hoạch, quyết định", training.plan),
        ]
        return super().get_context_data(**kwargs) | {
            "facts": facts, "attended": self.attended, "holders": self.holders, "tone": STATE_TONES[training.state],
            "may_open_posts": bool(can_see_masked(self.request.user)),
            "may_take_off": bool(policies.can_take_attendance(self.request.user)),
        }  # fmt: skip


class TrainingNew(ServiceFormView):
    """Register a class."""

    form_class, title = TrainingForm, "Thêm lớp tập huấn, buổi diễn tập"
    submit_label, done_message = "Lưu lớp", "Đã ghi lớp. Tiếp theo: ghi người dự."

    def policy(self):
        return may_write(self.request.user)

    def get_crumbs(self):
        return [Crumb("Tập huấn, diễn tập", reverse("readiness:training_list"))]

    def perform(self, form):
        user = self.request.user
        return training_create(actor=user, province=user.province, commune=user.commune, **form.facts)

    def get_success_url(self, result=None):
        return reverse("readiness:training", args=[result.pk])


class TrainingAct(ServiceFormView):
    """Base of what is done to a class by its own unit."""

    def get_subject(self):
        rows = Training.objects.visible_to(self.request.user).select_related("province", "commune")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        province, commune = self.subject.unit_codes()
        return policies.can_write_training(self.request.user, province=province, commune=commune)

    def get_title(self):
        return f"{self.title}: {self.subject.title}"

    def get_crumbs(self):
        return [
            Crumb("Tập huấn, diễn tập", reverse("readiness:training_list")),
            Crumb(self.subject.title, reverse("readiness:training", args=[self.subject.pk])),
        ]

    def get_success_url(self, result=None):
        return reverse("readiness:training", args=[self.subject.pk])


class TrainingEdit(TrainingAct):
    """Correct a class."""

    form_class, title, submit_label, done_message = TrainingEditForm, "Sửa", "Lưu", "Đã lưu."

    def initial_of(self, subject):
        topics = [row.topic for row in subject.topics.all()]
        return {name: getattr(subject, name) for name in TrainingEditForm.Meta.fields} | {
            name: [code for code in topics if code in choices] for name, choices in TOPIC_FIELDS.items()
        }

    def perform(self, form):
        return training_update(
            actor=self.request.user, training=self.subject, version=form.cleaned_data["version"], **form.facts
        )


class TrainingHold(TrainingAct):
    """A planned class began."""

    form_class, title, submit_label = HoldForm, "Ghi lớp đã mở", "Ghi lớp đã mở"
    done_message = "Đã ghi lớp mở. Tiếp theo: ghi người dự."
    consequence = "Từ ngày khai mạc lớp được tính vào số liệu và ghi được người dự."

    def initial_of(self, subject):
        return {"held_on": subject.held_on}

    def perform(self, form):
        return training_hold(actor=self.request.user, training=self.subject, **form.cleaned_data)


class TrainingCancel(TrainingAct):
    """A planned class is called off."""

    form_class, title, submit_label, submit_look = CancelForm, "Hủy lớp", "Hủy lớp", "danger"
    done_message = "Đã hủy lớp."
    consequence = "Lớp ở lại trong sổ với lý do hủy và không tính vào số liệu. Sau đó không sửa được."

    def perform(self, form):
        return training_cancel(actor=self.request.user, training=self.subject, **form.cleaned_data)


class TrainingAttach(TrainingAct):
    """Record the signed plan of a class."""

    form_class, title, submit_label = PlanForm, "Gắn kế hoạch", "Gắn văn bản"
    done_message = "Đã gắn kế hoạch."

    def perform(self, form):
        return training_attach(
            actor=self.request.user,
            training=self.subject,
            version=form.cleaned_data["version"],
            paper=form.paper_data,
        )


class TrainingAttend(TrainingAct):
    """Record who attended, from those in service on the opening day."""

    form_class, title, submit_label = AttendanceForm, "Ghi người dự", "Ghi người dự"

    def policy(self):
        return policies.can_take_attendance(self.request.user)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)
        serving = (
            Membership.objects.visible_to(self.request.user)
            .serving(self.subject.held_on)
            .exclude(attendance__training=self.subject)
        )
        members = serving.select_related("person", "team__commune").order_by(
            "team__sort_key", "person__sort_key"
        )
        return kwargs | {"members": members}

    def get_initial(self):
        return {}

    def get_done_message(self, result):
        return f"Đã ghi {result} người dự."

    def perform(self, form):
        return attendance_add(
            actor=self.request.user, training=self.subject, memberships=form.cleaned_data["members"]
        )


class TrainingResult(TrainingAct):
    """Record how members did, and their certificates."""

    form_class, title, submit_label = ResultForm, "Ghi kết quả, chứng nhận", "Ghi kết quả"
    consequence = "Người đã có kết quả mà được chọn lại thì kết quả và số chứng nhận được ghi thay."

    def policy(self):
        return policies.can_take_attendance(self.request.user)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)
        rows = Attendance.objects.visible_to(self.request.user).filter(training=self.subject)
        rows = rows.select_related("membership__person", "membership__team__commune", "training")
        return kwargs | {
            "attendance": rows.order_by("membership__team__sort_key", "membership__person__sort_key")
        }

    def get_initial(self):
        return {}

    def get_done_message(self, result):
        return f"Đã ghi kết quả của {result} người."

    def perform(self, form):
        data = form.cleaned_data
        return attendance_result(
            actor=self.request.user, training=self.subject, **data | {"attendance": list(data["attendance"])}
        )


class OffTheList(ConfirmView):
    """Base of taking a name that was put there by mistake off a class's list; `learner` is who stands on it."""

    submit_label, done_message = "Bỏ khỏi danh sách", "Đã bỏ khỏi danh sách lớp."
    consequence = "Lượt dự này không còn tính. Nhật ký giữ lại ai bỏ và lúc nào."

    @property
    def learner(self):
        """The member or the holder of a post on the list."""
        raise TypeError(f"{type(self).__name__} does not say who stands on the list")

    def policy(self):
        return policies.can_record_attendance(self.request.user, self.learner)

    def get_title(self):
        return f"Bỏ {self.learner.person} khỏi danh sách lớp"

    def get_crumbs(self):
        training = self.subject.training
        return [Crumb(training.title, reverse("readiness:training", args=[training.pk]))]

    def get_success_url(self, result=None):
        return reverse("readiness:training", args=[self.subject.training_id])


class AttendanceRemove(OffTheList):
    """Take a member off the list."""

    def get_subject(self):
        rows = Attendance.objects.visible_to(self.request.user)
        joined = rows.select_related("training", "membership__person", "membership__team__commune")
        return get_object_or_404(joined, pk=self.kwargs["pk"])

    @property
    def learner(self):
        """The member."""
        return self.subject.membership

    def perform(self, form):
        return attendance_remove(actor=self.request.user, attendance=self.subject)
