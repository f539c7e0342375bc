"""Holders of hamlet posts on the list of a class."""

from django.shortcuts import get_object_or_404

from readiness import policies
from readiness.forms.training import PostAttendanceForm
from readiness.models import PostAttendance
from readiness.services.post_attendance import post_attendance_add, post_attendance_remove
from readiness.views.classes import OffTheList, TrainingAct
from teams.models import HamletPost


class PostAttend(TrainingAct):
    """Record which holders of posts attended, from those in office on the opening day."""

    form_class, title, submit_label = PostAttendanceForm, "Ghi người không chuyên trách dự", "Ghi người dự"

    def policy(self):
        return policies.can_take_attendance(self.request.user)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        kwargs.pop("versioned", None)
        listed = self.subject.post_attendance.values("post__person")
        posts = HamletPost.objects.visible_to(self.request.user).in_force(self.subject.held_on)
        posts = posts.exclude(person__in=listed).select_related("person", "hamlet__commune")
        return kwargs | {"posts": posts.order_by("hamlet__sort_key", "post", "person__sort_key")}

    def get_initial(self):
        return {}

    def get_done_message(self, result):
        return f"Đã ghi {result} người dự."

    def perform(self, form):
        posts = form.cleaned_data["posts"]
        return post_attendance_add(actor=self.request.user, training=self.subject, posts=posts)


class PostAttendanceRemove(OffTheList):
    """Take the holder of a post off the list."""

    def get_subject(self):
        rows = PostAttendance.objects.visible_to(self.request.user)
        joined = rows.select_related("training", "post__person", "post__hamlet__commune")
        return get_object_or_404(joined, pk=self.kwargs["pk"])

    @property
    def learner(self):
        """The holder."""
        return self.subject.post

    def perform(self, form):
        return post_attendance_remove(actor=self.request.user, attendance=self.subject)
