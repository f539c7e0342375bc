"""The council: set up by decision, changed by decision, its seats completed, its session planned."""

from django.shortcuts import get_object_or_404

from communes.models import Agency
from pages.views import Crumb, ServiceFormView
from recruitment import policies
from recruitment.forms import CouncilChangeForm, CouncilForm, SeatForm, SessionPlanForm
from recruitment.models import Campaign, CouncilMember
from recruitment.namesakes import namesakes
from recruitment.paper_lines import signer_initial
from recruitment.papers.council import COUNCIL
from recruitment.services.councils import Seat, council_change, council_set, seat_update, session_plan_set
from recruitment.views.applications import campaign_crumbs
from recruitment.views.campaigns import CampaignAct


def seats_kwargs(user, campaign: Campaign) -> dict:
    """What forms with rows of seats need: whose candidates' names are looked for, the agencies that are offered."""
    rows = Agency.objects.visible_to(user).filter(commune=campaign.commune, is_active=True)
    return {"campaign": campaign, "agencies": dict(rows.order_by("pk").values_list("kind", "name"))}


class CouncilSet(CampaignAct):
    """The chairman's decision on the council."""

    form_class, title = CouncilForm, "Ghi quyết định thành lập Hội đồng xét tuyển"
    draws, submit_label, done_message = COUNCIL, "Ghi Hội đồng", "Đã ghi Hội đồng xét tuyển."
    subtitle = (
        "Một Chủ tịch (lãnh đạo UBND xã), một Phó Chủ tịch (Trưởng hoặc Phó Công an xã) và các thành viên: Đoàn Thanh "
        "niên, Hội Liên hiệp Phụ nữ, Hội Nông dân, công chức xã, đại diện thôn, Ban Công tác Mặt trận "
        "(TT 14/2024, Điều 3)."
    )

    def get_subtitle(self):
        return self.subtitle

    def policy(self):
        return policies.can_set_council(self.request.user, self.subject)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | seats_kwargs(self.request.user, self.subject)

    def perform(self, form):
        return council_set(
            actor=self.request.user, campaign=self.subject, paper=form.paper_data, members=form.members()
        )


class CouncilAct(CampaignAct):
    """Base of what is done to a council until it has met; without a council the policy says so."""

    def policy(self):
        return policies.can_change_council(self.request.user, self.subject)


class CouncilChange(CouncilAct):
    """A further decision: who leaves, who comes."""

    form_class, title = CouncilChangeForm, "Ghi quyết định thay đổi thành viên Hội đồng"
    submit_label, done_message = (
        "Ghi thay đổi",
        "Đã ghi thay đổi thành viên Hội đồng. Ghế cũ vẫn giữ trong sổ.",
    )
    consequence = (
        "Người thôi và người vào tính từ ngày ký quyết định. Hội đồng vẫn có một Chủ tịch, một Phó Chủ tịch."
    )

    def get_initial(self):
        signer = signer_initial(self.request.user, self.subject, COUNCIL)
        return super().get_initial() | signer | {"version": self.subject.council.version}

    def get_form_kwargs(self):
        seats = self.subject.council.members.open()
        return super().get_form_kwargs() | seats_kwargs(self.request.user, self.subject) | {"seats": seats}

    def perform(self, form):
        return council_change(
            actor=self.request.user, council=self.subject.council, version=form.cleaned_data["version"],
            paper=form.paper_data, leaving=form.leaving(), joining=form.members(),
        )  # fmt: skip


class SeatEdit(ServiceFormView):
    """A seat's post and agency in words, and that it is only a namesake of a candidate."""

    form_class, title, submit_label = SeatForm, "Sửa ghế trong Hội đồng", "Lưu"
    done_message = "Đã sửa."

    def get_subject(self):
        rows = CouncilMember.objects.visible_to(self.request.user).open()
        return get_object_or_404(rows.select_related("council__campaign__commune"), pk=self.kwargs["pk"])

    def policy(self):
        return policies.can_change_council(self.request.user, self.subject.council.campaign)

    def get_subtitle(self):
        return f"{self.subject}. Đổi người thì ghi quyết định thay đổi thành viên."

    def get_crumbs(self) -> list[Crumb]:
        return campaign_crumbs(self.subject.council.campaign)

    def initial_of(self, subject):
        return {name: getattr(subject, name) for name in ("post", "agency", "is_namesake")}

    def get_form_kwargs(self):
        seat = Seat(self.subject.full_name, self.subject.capacity)  # as if nobody had verified it yet
        found = namesakes(self.subject.council.campaign, [seat])
        return super().get_form_kwargs() | {"found": found[0] if found else None}

    def get_success_url(self, result=None):
        return self.subject.council.campaign.get_absolute_url()

    def perform(self, form):
        data = form.cleaned_data
        return seat_update(
            actor=self.request.user, member=self.subject, version=data["version"], post=data["post"],
            agency=data["agency"], is_namesake=data.get("is_namesake", self.subject.is_namesake),
        )  # fmt: skip


class PlanSession(CouncilAct):
    """When and where the council is going to meet; saved again, it is moved."""

    form_class, title, submit_label = SessionPlanForm, "Xếp lịch họp Hội đồng xét tuyển", "Lưu lịch họp"
    done_message = "Đã xếp lịch họp. Giấy mời lập theo lịch này; đến ngày họp hệ thống nhắc."

    @property
    def plan(self):
        """The plan that stands, if any."""
        return getattr(self.subject.council, "plan", None)

    def initial_of(self, subject):
        if self.plan is None:
            return {}
        return {name: getattr(self.plan, name) for name in ("held_on", "starts_at", "place", "agenda")}

    def get_initial(self):
        return super().get_initial() | {"version": self.plan.version if self.plan else None}

    def perform(self, form):
        data = form.cleaned_data
        facts = {name: data[name] for name in ("version", "held_on", "starts_at", "place", "agenda")}
        return session_plan_set(actor=self.request.user, campaign=self.subject, **facts)
