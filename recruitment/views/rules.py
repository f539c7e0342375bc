"""The table of a campaign's applicants by rules."""

from functools import cached_property

from django.shortcuts import get_object_or_404

from audit.lists import AuditedList
from contracts.policy import require
from law.wording import say
from pages.lists import Empty
from recruitment import policies
from recruitment.choices import OUTCOME_TONES, Outcome
from recruitment.eligibility import UNVERIFIED, Grounds
from recruitment.filters import RuleFilter
from recruitment.models import Application, Campaign
from recruitment.ranking import ORDER, by_priority
from recruitment.rule_table import Judge, RuleTable, legend
from recruitment.views.applications import campaign_crumbs


class RulePage(AuditedList):
    """Rows are applicants, columns the rules of Điều 13; who meets most priority criteria comes first."""

    model, table_class, filterset_class = Application, RuleTable, RuleFilter
    template_name = "recruitment/rules.html"
    title, noun = "Hồ sơ theo tiêu chuẩn", "hồ sơ"
    empty = Empty("Chưa có hồ sơ nào trong đợt này. Hồ sơ đã nhận được xét theo từng tiêu chuẩn ở đây.")

    def dispatch(self, request, *args, **kwargs):
        """Another unit's campaign is not there for anybody; partners see campaigns, not applicants."""
        if request.user.is_authenticated:
            self.campaign = get_object_or_404(
                Campaign.objects.visible_to(request.user).select_related("commune"), pk=kwargs["pk"]
            )
            require(policies.can_see_papers(request.user))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def grounds(self) -> Grounds:
        """What the applicants are judged by."""
        return Grounds(self.campaign.commune)

    def narrow(self, rows):
        """With all that the rules look at; of the person's secrets nothing is read."""
        joined = rows.filter(campaign=self.campaign).select_related(
            "campaign__commune", "line__team", "person__home_commune", "over_age_decision"
        )
        order = self.grounds.rules(self.campaign.closes_on).value(ORDER)
        return by_priority(joined, order).without_person_secrets().prefetch_related("papers", "opinions")

    def get_table_kwargs(self):
        return super().get_table_kwargs() | {"judge": Judge(self.grounds, self.request.user)}

    def get_subtitle(self):
        day = self.grounds.rules(self.campaign.opens_on).rule("recruit.reference_date")
        return f"{self.campaign}. Tuổi, thời hạn tính đến: {say(day.code, day.value).lower()}."

    def get_crumbs(self):
        return campaign_crumbs(self.campaign)

    def get_context_data(self, **kwargs):
        """With what the columns stand for, and which change of the law nobody has compared them with."""
        unverified = self.grounds.rules(self.campaign.closes_on).get(UNVERIFIED)
        return super().get_context_data(**kwargs) | {
            "key": [(OUTCOME_TONES[outcome], outcome.label) for outcome in Outcome],
            "legend": legend(),
            "unverified": unverified,
        }
