"""The council's session: its page, recording and correcting it, the minutes."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from pages.templatetags.pages import ngay
from pages.views import Action, Crumb, DetailPage
from recruitment import policies
from recruitment.choices import ApplicationState, Capacity
from recruitment.clocks import Clocks
from recruitment.forms import MinutesForm, SessionCorrectForm, SessionForm, SubmissionForm
from recruitment.forms.sessions import BALLOTS, COUNTERS, COUNTS
from recruitment.models import Application, Campaign, CouncilSession
from recruitment.papers.council import MINUTES
from recruitment.papers.results import SUBMISSION
from recruitment.services.sessions import minutes_record, session_correct, session_record
from recruitment.services.submission import submission_record
from recruitment.session_report import session_report
from recruitment.views.campaigns import CampaignAct

_JOINED = ("council__campaign__commune", "council__decision", "council__plan", "minutes", "presider", "submission",
           "reply")  # fmt: skip
PASSES = (
    "Trúng tuyển: quá nửa số thành viên dự họp đồng ý; người nhiều phiếu hơn xét trước, vào Tổ mình mong muốn nhất còn "
    "chỗ, cho đủ chỉ tiêu."
)


class SessionAct(CampaignAct):
    """Base of recording and correcting a session."""

    states: tuple[ApplicationState, ...] = (ApplicationState.LISTED,)

    def candidates(self):
        """Whom the council votes on, by name, with their wishes."""
        rows = Application.objects.visible_to(self.request.user).filter(
            campaign=self.subject, state__in=self.states
        )
        joined = rows.select_related("person", "line__team", "line__hamlet").without_secrets()
        return list(
            joined.prefetch_related("wishes__line__team", "wishes__line__hamlet", "opinions").order_by(
                "person__sort_key", "pk"
            )
        )

    def get_form_kwargs(self):
        kwargs, candidates = super().get_form_kwargs(), self.candidates()
        council = getattr(self.subject, "council", None)
        seats = list(council.members.all()) if council else []
        return kwargs | {"candidates": candidates, "seats": seats, "gone": self._gone(candidates)}

    def _gone(self, candidates) -> list[str]:
        """Names of those whose ballots were typed but who left the list meanwhile."""
        typed = {name.removeprefix("yes_") for name in self.request.POST if name.startswith("yes_")}
        known = {str(one.pk) for one in candidates}
        keys = [int(key) for key in typed - known if key.isdigit()]
        if not keys:
            return []
        rows = Application.objects.visible_to(self.request.user).filter(campaign=self.subject, pk__in=keys)
        return [str(one.person) for one in rows.select_related("person").order_by("person__sort_key")]


class Session(SessionAct):
    """The council's session."""

    step, form_class, submit_label = "council", SessionForm, "Ghi kết quả"
    consequence = (
        f"{PASSES} Sau khi ghi: 05 ngày làm việc để trình Chủ tịch UBND xã, tính từ ngày biên bản (chưa có biên bản "
        "thì từ ngày họp)."
    )

    def get_initial(self):
        found, plan = super().get_initial(), self.plan
        if plan is None:
            return found
        known = {"started_at": plan.starts_at, "place": plan.place}
        return found | known | ({} if self.lies_ahead else {"held_on": plan.held_on})

    @property
    def plan(self):
        """When and where the council was to meet, if somebody wrote that down."""
        return getattr(getattr(self.subject, "council", None), "plan", None)

    @property
    def lies_ahead(self) -> bool:
        """Is the council still to meet, as planned?"""
        return self.plan is not None and self.plan.held_on > timezone.localdate()

    def get_form(self, form_class=None):
        """A day that lies ahead is told, not filled in: nobody has met yet."""
        form = super().get_form(form_class)
        if self.lies_ahead:
            hint = f"Lịch họp: {ngay(self.plan.held_on)}. Họp xong mới ghi kết quả."
            form.fields["held_on"].help_text = hint
        return form

    def perform(self, form):
        return session_record(
            **self.common(form), meeting=form.meeting(), votes=form.votes(), picks=form.picks(),
            paper=form.paper_data,
        )  # fmt: skip

    def get_done_message(self, result):
        chosen = result.votes.filter(is_chosen=True).count()
        return f"Đã ghi kết quả: {chosen} người trúng tuyển."


class SessionCorrect(SessionAct):
    """What was recorded wrongly, before the submission, with the reason."""

    form_class, title, submit_label = SessionCorrectForm, "Sửa kết quả phiên họp Hội đồng", "Sửa kết quả"
    states = (ApplicationState.PASSED, ApplicationState.NOT_PASSED)
    done_message = "Đã sửa kết quả phiên họp; nhật ký giữ bản cũ và lý do."
    consequence = f"Kết quả được xét lại từ đầu theo số phiếu vừa ghi. {PASSES}"

    def policy(self):
        return policies.can_correct_session(self.request.user, self.subject)

    def initial_of(self, subject):
        session = subject.council.session
        names = ("held_on", "started_at", "ended_at", "place", "authorisation", "secretary", "method", "tie_break",
                 "remarks", *(name for name, _ in COUNTS))  # fmt: skip
        found = {name: getattr(session, name) for name in names} | {"presider": session.presider_id}
        for row in session.attendance.all():
            found |= {f"present_{row.member_id}": row.is_present, f"absent_{row.member_id}": row.reason}
        counters = list(session.counters.all())
        for number, role in enumerate(COUNTERS):
            if row := next((one for one in counters if one.role == role), None):
                counters.remove(row)
                found[f"counter_{number}"] = row.full_name
        for vote in session.votes.all():
            found |= {f"{name}_{vote.application_id}": getattr(vote, name) for name, _ in BALLOTS}
            if vote.is_tied:
                found[f"prefer_{vote.application_id}"] = vote.line_id
        return found

    def perform(self, form):
        return session_correct(
            **self.common(form), reason=form.cleaned_data["reason"], meeting=form.meeting(), votes=form.votes(),
            picks=form.picks(),
        )  # fmt: skip


class Minutes(CampaignAct):
    """The minutes of a session that was recorded without."""

    form_class, title, submit_label = MinutesForm, "Ghi biên bản kết quả xét tuyển (Mẫu 04)", "Ghi biên bản"
    draws, done_message = MINUTES, "Đã ghi biên bản."
    consequence = "Hạn 05 ngày làm việc để trình Chủ tịch UBND xã tính từ ngày biên bản (TT 14/2024, Điều 4)."

    def policy(self):
        return policies.can_record_minutes(self.request.user, self.subject)

    def perform(self, form):
        return minutes_record(**self.common(form), paper=form.paper_data)


class Submission(CampaignAct):
    """The tờ trình of a result that was put before the chairman without it."""

    form_class, title, submit_label = SubmissionForm, "Ghi tờ trình kết quả xét tuyển", "Ghi tờ trình"
    draws, done_message = SUBMISSION, "Đã ghi tờ trình."

    def policy(self):
        return policies.can_record_submission(self.request.user, self.subject)

    def get_success_url(self, result=None):
        return reverse("recruitment:session", args=[self.subject.pk])

    def perform(self, form):
        return submission_record(**self.common(form), paper=form.paper_data)


class SessionPage(DetailPage):
    """What happened at the session: who was there, the count, each candidate's result, what may be done next."""

    model = Campaign
    template_name = "recruitment/session.html"

    def get_object(self, queryset=None):
        """The session of the campaign in the address; a campaign whose council has not met has none."""
        rows = CouncilSession.objects.visible_to(self.request.user).select_related(*_JOINED)
        return get_object_or_404(rows, council__campaign=self.kwargs["pk"])

    def get_title(self):
        return f"Phiên họp Hội đồng xét tuyển ngày {self.object.held_on:%d/%m/%Y}"

    def get_subtitle(self):
        return str(self.object.council.campaign)

    def get_crumbs(self):
        campaign = self.object.council.campaign
        return [
            Crumb("Đợt tuyển chọn", reverse("recruitment:campaign_list")),
            Crumb(str(campaign), campaign.get_absolute_url()),
        ]

    def get_actions(self):
        user, campaign = self.request.user, self.object.council.campaign
        found = [
            Action("Ghi biên bản", self._url("minutes"), policies.can_record_minutes(user, campaign)),
            Action("Ghi tờ trình", self._url("submission"), policies.can_record_submission(user, campaign)),
            Action("Sửa kết quả", self._url("session_correct"), policies.can_correct_session(user, campaign)),
            Action(
                "Đề nghị chức danh", self._url("positions"), policies.can_propose_positions(user, campaign)
            ),
        ]
        return [action for action in found if action.answer] or found[2:3]

    def _url(self, name: str) -> str:
        return reverse(f"recruitment:{name}", args=[self.object.council.campaign_id])

    def get_context_data(self, **kwargs):
        """The report, and whether the names of applicants may be seen."""
        today, campaign = timezone.localdate(), self.object.council.campaign
        report = session_report(self.object)
        return super().get_context_data(**kwargs) | {
            "report": report, "may_see_papers": policies.can_see_papers(self.request.user),
            "vice_presided": self.object.presider and self.object.presider.capacity == Capacity.VICE,
            "serving": list(campaign.position_proposals.joined()),
            "kept": Clocks().kept(campaign, decided_on(campaign), today), "free": self._free(report),
        }  # fmt: skip

    def _free(self, report) -> list[tuple[Application, str]]:
        """Those who stepped back and nobody moved up for, with where to record who does."""
        replaced = {row.leaving_id for row in report.replacements}
        moved_up = {row.joining_id for row in report.replacements}
        return [
            (one.application, reverse("recruitment:application_replace", args=[one.application.pk]))
            for one in report.results
            if one.application.state == ApplicationState.WITHDRAWN
            and (one.is_chosen or one.application.pk in moved_up)
            and one.application.pk not in replaced
        ]


def decided_on(campaign: Campaign):
    """The day of the chairman's decision, or of the written reply where nobody was recognised."""
    reply = campaign.council.session.reply
    if reply:
        return reply.signed_on
    rows = campaign.applications.filter(recognition__isnull=False)
    return rows.values_list("recognition__signed_on", flat=True).first()
