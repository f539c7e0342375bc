"""Pages of one post of a hamlet and what is done to it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from activities.about import subject_of
from activities.shelves import shelves_of
from communes.models import Hamlet
from pages.templatetags.pages import ngay
from pages.views import Action, Crumb, DetailPage, ServiceFormView
from teams import policies
from teams.choices import PostEnd, PostKind, PostStart
from teams.forms.posts import PostEndForm, PostFactsForm, PostForm
from teams.models import HamletPost, Membership, Person
from teams.services.posts import CORRECTED, post_end, post_start, post_update
from teams.timeline import life_of
from teams.views.members import PersonEdit, Reveal
from teams.views.post_lists import PeopleOnly


def _crumbs() -> list[Crumb]:
    return [Crumb("Chức danh thôn", reverse("teams:post_board"))]


class PostPage(PeopleOnly, DetailPage):
    """Who holds the post, since when and how; what else the person does."""

    model, select = (
        HamletPost, ("person__home_commune", "person__hamlet", "hamlet__commune", "start_paper", "end_paper")
    )  # fmt: skip
    template_name = "teams/post.html"

    def get_title(self):
        return self.object.person.full_name

    def get_subtitle(self):
        return f"{self.object.title} {self.object.hamlet}, {self.object.hamlet.commune}"

    def get_crumbs(self):
        return _crumbs()

    def get_actions(self):
        post, user = self.object, self.request.user
        may = policies.can_edit_post(user, post)
        person = policies.can_edit_person(user, post.person)
        return [
            Action("Sửa nhân thân", reverse("teams:post_person_edit", args=[post.pk]), person),
            Action("Sửa, bổ sung văn bản", reverse("teams:post_edit", args=[post.pk]), may),
            Action("Ghi thôi chức danh", reverse("teams:post_end", args=[post.pk]), may, "primary"),
        ]

    def get_context_data(self, **kwargs):
        """Facts as far as they may be seen; what else the person holds and did."""
        post, user, today = self.object, self.request.user, timezone.localdate()
        posts = HamletPost.objects.visible_to(user).held_by(post.person).select_related("hamlet")
        spells = Membership.objects.visible_to(user).in_force(today).filter(person=post.person)
        is_home = Person.objects.visible_to(user).filter(pk=post.person_id).exists()
        return super().get_context_data(**kwargs) | {
            "person": post.person, "age": post.person.age_on(today), "is_held": post.is_in_force(today),
            "is_home": is_home,
            "shelves": shelves_of(user, subject_of("post_holder", post.person)) if is_home else [],
            "others": [one for one in posts if one.pk != post.pk and one.is_in_force(today)],
            "spell": spells.select_related("team").first(),
            "events": life_of(user, post.person), "may_reveal": policies.can_reveal(user, post.person),
            "may_see_ground": policies.can_see_ground(user, post),
        }  # fmt: skip


class PostNew(ServiceFormView):
    """Record who holds a post: somebody of the commune, or a new person in the same step."""

    form_class, title = PostForm, "Ghi người giữ chức danh thôn"
    submit_label, done_message = "Ghi chức danh", "Đã ghi người giữ chức danh."
    subtitle = "Thành viên Tổ bảo vệ có thể giữ chức danh cùng lúc; một người có thể kiêm nhiều chức danh."

    def policy(self):
        return policies.can_register_own(self.request.user)

    def get_crumbs(self):
        return _crumbs()

    def get_form_kwargs(self):
        user = self.request.user
        own = {"commune": user.commune}
        return super().get_form_kwargs() | {
            "hamlets": Hamlet.objects.visible_to(user).open().filter(**own),
            "people": Person.objects.visible_to(user).filter(home_commune=user.commune).without_secrets(),
        }

    def get_initial(self):
        query = self.request.GET
        return super().get_initial() | {
            "post_hamlet": query.get("thon"), "post": query.get("chuc_danh"), "person": query.get("nguoi"),
        }  # fmt: skip

    def perform(self, form):
        data = form.cleaned_data
        return post_start(
            actor=self.request.user, hamlet=data["post_hamlet"], post=PostKind(data["post"]),
            started_on=data["started_on"], start_kind=PostStart(data["start_kind"]), person=data["person"],
            other_title=data["other_title"], contracted_on=data["contracted_on"], paper=form.paper,
            facts=form.facts(),
        )  # fmt: skip


class PostAct(ServiceFormView):
    """Base of what is done to a post."""

    def get_subject(self):
        rows = HamletPost.objects.visible_to(self.request.user)
        rows = rows.select_related("person__home_commune", "hamlet__commune", "start_paper")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_edit_post(self.request.user, self.subject)

    def get_subtitle(self):
        post = self.subject
        return f"{post.title} {post.hamlet}, từ {ngay(post.started_on)}."

    def get_crumbs(self):
        return [*_crumbs(), Crumb(str(self.subject.person), self.subject.get_absolute_url())]


class PostEdit(PostAct):
    """Correct how it came, or add the paper that was missing."""

    form_class, done_message = PostFactsForm, "Đã lưu."

    def get_title(self):
        return f"Sửa chức danh: {self.subject.person}"

    def get_consequence(self):
        paper = self.subject.start_paper
        return f"Đang theo {paper}. Ghi văn bản khác ở trên thì thay văn bản này." if paper else ""

    def initial_of(self, subject):
        return {name: getattr(subject, name) for name in CORRECTED}

    def perform(self, form):
        data = form.cleaned_data
        facts = {name: data[name] for name in CORRECTED}
        return post_update(
            actor=self.request.user, post=self.subject, version=data["version"], paper=form.paper, **facts
        )


class PostEnding(PostAct):
    """Record that somebody no longer holds the post."""

    form_class, submit_label = PostEndForm, "Ghi thôi chức danh"

    def get_title(self):
        return f"Ghi thôi chức danh: {self.subject.person}"

    def get_consequence(self):
        return f"Sau khi ghi, {self.subject.hamlet} trống chức danh {self.subject.title} cho đến khi có người mới."

    def get_done_message(self, result):
        return f"Đã ghi {result.person} thôi chức danh từ {ngay(result.ended_on)}."

    def perform(self, form):
        data = form.cleaned_data
        return post_end(
            actor=self.request.user, post=self.subject, version=data["version"], ended_on=data["ended_on"],
            end_kind=PostEnd(data["end_kind"]), end_ground=data["end_ground"], paper=form.paper, note=data["note"],
        )  # fmt: skip


class PostPersonEdit(PersonEdit):
    """Correct a person's facts, reached through a post they hold."""

    def get_subject(self):
        post = get_object_or_404(HamletPost.objects.visible_to(self.request.user), pk=self.kwargs["pk"])
        people = Person.objects.visible_to(self.request.user).select_related("home_commune", "hamlet")
        return get_object_or_404(people, pk=post.person_id)

    def get_crumbs(self):
        return [*_crumbs(), Crumb(str(self.subject), reverse("teams:post", args=[self.kwargs["pk"]]))]

    def get_success_url(self, result=None):
        return reverse("teams:post", args=[self.kwargs["pk"]])


class PostReveal(Reveal):
    """Show one masked fact of who holds a post; recorded with its purpose."""

    def get_subject(self):
        rows = HamletPost.objects.visible_to(self.request.user).select_related(
            "person__home_commune", "hamlet"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_crumbs(self):
        return [Crumb(str(self.subject.person), reverse("teams:post", args=[self.subject.pk]))]
