"""How a team ceases: the proposal and the decision."""

from django.utils import timezone

from pages.templatetags.pages import ngay
from pages.views import ConfirmView
from teams import policies
from teams.forms.teams import DissolveForm, ProposeDissolutionForm
from teams.models import Membership, Team
from teams.services.dissolving import team_dissolution_propose, team_dissolve
from teams.views.teams import TeamAct


class ProposeDissolution(TeamAct):
    """Record the report that proposes to dissolve the team."""

    form_class, title, done_message = ProposeDissolutionForm, "Đề xuất giải thể Tổ", "Đã lưu."
    consequence = (
        "Từ ngày báo cáo bắt đầu tính hạn Chủ tịch UBND xã quyết định (TT 14/2024/TT-BCA, Điều 5, khoản 2)."
    )

    def policy(self):
        return policies.can_propose_dissolution(self.request.user, self.subject)

    def initial_of(self, subject):
        return {"proposed_on": subject.dissolution_proposed_on}

    def perform(self, form):
        return team_dissolution_propose(actor=self.request.user, team=self.subject, **form.cleaned_data)


class Dissolve(TeamAct, ConfirmView):
    """End the team by the chairman's decision."""

    form_class, submit_label = DissolveForm, "Giải thể Tổ"
    consequence = (
        "Thành viên không chuyển Tổ thì thôi tham gia; thôn, định mức, quy chế riêng của Tổ kết thúc cùng ngày. "
        "Trang bị đã cấp cho Tổ thì thu hồi ở trang Trang bị. Không mở lại được Tổ đã giải thể."
    )

    def policy(self):
        return policies.can_dissolve(self.request.user, self.subject)

    def get_title(self):
        return f"Giải thể {self.subject} (Mẫu 08)"

    def get_subtitle(self):
        return f"Công an xã báo cáo đề xuất ngày {ngay(self.subject.dissolution_proposed_on)}."

    def get_form_kwargs(self):
        user, team = self.request.user, self.subject
        members = Membership.objects.visible_to(user).open().filter(team=team)
        others = Team.objects.visible_to(user).in_force(timezone.localdate()).filter(commune=team.commune_id)
        return super().get_form_kwargs() | {
            "members": list(members.select_related("person").order_by("position", "person__sort_key")),
            "teams": list(others.exclude(pk=team.pk).order_by("sort_key")),
        }

    def perform(self, form):
        data = form.cleaned_data
        return team_dissolve(
            actor=self.request.user, team=self.subject, version=data["version"], ended_on=data["ended_on"],
            moves=form.moves(), paper=form.paper_data,
        )  # fmt: skip

    def get_done_message(self, result):
        return f"Đã giải thể {result} từ {ngay(result.ended_on)}."
