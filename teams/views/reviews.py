"""Pages of one review, of the sheet of a team, and what is done to them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from pages.charts import Kpi
from pages.fields import VietDateField
from pages.templatetags.pages import ngay, so
from pages.views import Action, ConfirmView, Crumb, DetailPage, ServiceFormView
from teams import policies
from teams.choices import Outcome, Position, Rating
from teams.forms.reviews import CloseForm, ReviewForm, SheetForm, workers_initial
from teams.models import Membership, ReviewRound, Team, TeamReview
from teams.review_progress import progress
from teams.services.reviews import review_close, review_open, review_sheet_save, review_update
from teams.tables.reviews import OUTCOME_TONES, RATING_TONES
from teams.views.post_lists import PeopleOnly


def _crumbs() -> list[Crumb]:
    return [Crumb("Rà soát", reverse("teams:review_list"))]


class ReviewPage(PeopleOnly, DetailPage):
    """A review: how far it has come, team by team, and what follows from it."""

    model, select = ReviewRound, ("commune", "group_decision")
    template_name = "teams/review.html"

    def get_crumbs(self):
        return _crumbs()

    def get_subtitle(self):
        one = self.object
        return f"{one.commune}, từ {ngay(one.opens_on)}, phải xong trước hết {ngay(one.due_on)}."

    def get_actions(self):
        may = policies.can_write_review(self.request.user, self.object)
        pk = self.object.pk
        return [
            Action("Sửa đợt", reverse("teams:review_edit", args=[pk]), may),
            Action("Kết thúc đợt", reverse("teams:review_close", args=[pk]), may, "primary"),
        ]

    def get_context_data(self, **kwargs):
        """Progress, sheets, and the actions that follow."""
        review, today = self.object, timezone.localdate()
        done = progress(review, review.closed_on or max(review.opens_on, min(today, review.due_on)))
        replace = [row for one in done.sheets for row in one.with_outcome(Outcome.REPLACE)]
        return super().get_context_data(**kwargs) | {
            "progress": done, "kpis": self._kpis(done), "is_late": not review.closed_on and review.due_on < today,
            "workers": review.workers.all(), "replace": replace,
            "recruit": [one for one in done.sheets if one.sheet.to_recruit],
            "may_let_go": policies.can_register(self.request.user, review.commune),
            "may": policies.can_write_review(self.request.user, review), "rating_tones": RATING_TONES,
        }  # fmt: skip

    def _kpis(self, done) -> list[Kpi]:
        members = f"{reverse('teams:review_members')}?dot={self.object.pk}"
        first, every = done.first, done.members
        unfit = sum(row.is_unfit for row in done.results)
        return [
            Kpi("Tổ đã rà soát xong", done.done, of=f"trên {so(len(done.sheets))}"),
            Kpi("Tổ trưởng, Tổ phó", first[0], of=f"trên {so(first[1])}"),
            Kpi("Thành viên", len(done.results), members, of=f"trên {so(every[1])}"),
            Kpi("Thuộc diện phải thay", unfit, f"{members}&phai_thay=true"),
            Kpi("Cần tuyển bổ sung", done.to_recruit),
        ]


class ReviewNew(ServiceFormView):
    """Open a review."""

    form_class, title = ReviewForm, "Mở đợt rà soát"
    submit_label, done_message = "Mở đợt rà soát", "Đã mở đợt rà soát. Tiếp theo: ghi phiếu từng Tổ."
    consequence = "Mỗi Tổ được chọn có một phiếu trống. Nên rà soát Tổ trưởng, Tổ phó trước."

    def policy(self):
        return policies.can_register_own(self.request.user)

    def get_crumbs(self):
        return _crumbs()

    def _commune(self):
        return self.request.user.commune

    def get_form_kwargs(self):
        user, own = self.request.user, {"commune": self._commune()}
        return super().get_form_kwargs() | {
            "teams": Team.objects.visible_to(user).open().filter(**own),
            "users": User.objects.visible_to(user).filter(is_active=True, **own).order_by("full_name"),
        }

    def get_initial(self):
        teams = Team.objects.visible_to(self.request.user).open().filter(commune=self._commune())
        initial = {"teams": list(teams.values_list("pk", flat=True)), "opens_on": timezone.localdate()}
        return initial | super().get_initial()

    def perform(self, form):
        data = form.cleaned_data
        return review_open(
            actor=self.request.user, commune=self.request.user.commune, title=data["name"],
            opens_on=data["opens_on"], due_on=data["due_on"], teams=list(data["teams"]), workers=form.workers(),
            paper=form.paper_data,
        )  # fmt: skip


class ReviewEdit(ReviewNew):
    """Change a review that runs."""

    title, submit_label, done_message = "Sửa đợt rà soát", "Lưu", "Đã lưu."
    consequence = "Tổ đã đưa vào đợt thì ở lại; chọn thêm được Tổ chưa có."

    def get_subject(self):
        rows = ReviewRound.objects.visible_to(self.request.user).select_related("commune")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_write_review(self.request.user, self.subject)

    def _commune(self):
        return self.subject.commune

    def get_crumbs(self):
        return [*_crumbs(), Crumb(str(self.subject), self.subject.get_absolute_url())]

    def get_form(self, form_class=None):
        """The first day stays."""
        form = super().get_form(form_class)
        form.fields["opens_on"].disabled = True
        return form

    def initial_of(self, subject):
        teams = list(subject.sheets.values_list("team_id", flat=True))
        days = {"name": subject.title, "opens_on": subject.opens_on, "due_on": subject.due_on, "teams": teams}
        return days | workers_initial(subject.workers.all())

    def perform(self, form):
        data = form.cleaned_data
        return review_update(
            actor=self.request.user, review=self.subject, version=data["version"], title=data["name"],
            due_on=data["due_on"], teams=list(data["teams"]), workers=form.workers(), paper=form.paper_data,
        )  # fmt: skip


class ReviewClose(ConfirmView):
    """Close a review for good."""

    form_class, submit_label, submit_look = CloseForm, "Kết thúc đợt rà soát", "primary"
    done_message = "Đã kết thúc đợt rà soát. Kết quả giữ nguyên từ đây."

    def get_subject(self):
        rows = ReviewRound.objects.visible_to(self.request.user).select_related("commune")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_write_review(self.request.user, self.subject)

    def get_title(self):
        return f"Kết thúc: {self.subject}"

    def get_crumbs(self):
        return [*_crumbs(), Crumb(str(self.subject), self.subject.get_absolute_url())]

    def get_initial(self):
        return super().get_initial() | {"closed_on": timezone.localdate()}

    def get_consequence(self):
        done = progress(self.subject, timezone.localdate())
        lacking = f"Còn thiếu: {done.lacking_words}. " if done.lacking else "Đã đủ phiếu các Tổ. "
        return f"{lacking}Sau khi kết thúc, không sửa được phiếu nào nữa."

    def perform(self, form):
        return review_close(actor=self.request.user, review=self.subject, **form.cleaned_data)


class SheetPage(PeopleOnly, DetailPage):
    """The sheet of one team, to read and to print."""

    model, select = TeamReview, ("round__commune", "team")
    template_name = "teams/review_sheet.html"

    def get_title(self):
        return f"Phiếu rà soát {self.object.team}"

    def get_subtitle(self):
        return f"{self.object.round}, {self.object.round.commune}."

    def get_crumbs(self):
        return [*_crumbs(), Crumb(str(self.object.round), self.object.round.get_absolute_url())]

    def get_actions(self):
        may = policies.can_write_review(self.request.user, self.object.round)
        return [Action("Ghi phiếu", reverse("teams:review_fill", args=[self.object.pk]), may, "primary")]

    def get_context_data(self, **kwargs):
        """What was found, and who is still missing."""
        sheet = self.object
        day = sheet.reviewed_on or timezone.localdate()
        rows = sheet.members.select_related("membership__person").order_by(
            "membership__position", "membership__person__sort_key"
        )
        results = list(rows)
        done = {row.membership_id for row in results}
        serving = Membership.objects.visible_to(self.request.user).in_force(day).filter(team=sheet.team)
        team = Team.objects.visible_to(self.request.user).with_strength(day).filter(pk=sheet.team_id).first()
        return super().get_context_data(**kwargs) | {
            "results": results, "strength": team, "day": day, "rating_tone": RATING_TONES.get(sheet.rating, "idle"),
            "missing": [one for one in serving.select_related("person") if one.pk not in done],
            "tones": OUTCOME_TONES,
            "may": policies.can_write_review(self.request.user, sheet.round),
        }  # fmt: skip


class SheetFill(ServiceFormView):
    """Fill the sheet of a team: all members on one page, one save."""

    form_class, submit_label = SheetForm, "Lưu phiếu"
    consequence = (
        "Người không có gì phải lưu ý chỉ cần chọn “Giữ nguyên”. Chưa đánh giá ai thì để trống, ghi tiếp sau."
    )

    def get_subject(self):
        rows = TeamReview.objects.visible_to(self.request.user).select_related(
            "round__commune", "team__commune"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_write_review(self.request.user, self.subject.round)

    def get_title(self):
        return f"Ghi phiếu rà soát {self.subject.team}"

    def get_crumbs(self):
        return [
            *_crumbs(), Crumb(str(self.subject.round), self.subject.round.get_absolute_url()),
            Crumb(str(self.subject.team), self.subject.get_absolute_url()),
        ]  # fmt: skip

    def _day(self) -> date:
        """The day asked for; else that of the sheet; else today, within the review."""
        typed = self.request.POST.get("reviewed_on") or self.request.GET.get("ngay")
        try:
            given = VietDateField().clean(typed) if typed else None
        except ValidationError:
            given = None
        review = self.subject.round
        usual = max(review.opens_on, min(timezone.localdate(), review.due_on))
        return given or self.subject.reviewed_on or usual

    def get_form_kwargs(self):
        day, user = self._day(), self.request.user
        serving = Membership.objects.visible_to(user).in_force(day).filter(team=self.subject.team)
        members = list(serving.select_related("person").order_by("person__sort_key"))
        members.sort(key=lambda one: Position.values.index(one.position))
        team = Team.objects.visible_to(user).with_strength(day).get(pk=self.subject.team_id)
        lacks = f"Ngày {ngay(day)} Tổ có {team.members} người, "
        lacks += f"định mức {team.quota}." if team.quota is not None else "chưa có định mức."
        return super().get_form_kwargs() | {
            "members": members, "results": {row.membership_id: row for row in self.subject.members.all()},
            "day": day, "advice": f"{lacks} Cộng cả người phải thay thế.",
        }  # fmt: skip

    def initial_of(self, subject):
        names = ("rating", "structure_note", "note", "to_recruit")
        return {name: getattr(subject, name) for name in names}

    def get_initial(self):
        return super().get_initial() | {"reviewed_on": self._day()}

    def get_done_message(self, result):
        return f"Đã lưu phiếu rà soát {result.team}."

    def perform(self, form):
        data = form.cleaned_data
        return review_sheet_save(
            actor=self.request.user, sheet=self.subject, version=data["version"], reviewed_on=data["reviewed_on"],
            rating=Rating(data["rating"]), to_recruit=data["to_recruit"], structure_note=data["structure_note"],
            note=data["note"], findings=form.findings(),
        )  # fmt: skip
