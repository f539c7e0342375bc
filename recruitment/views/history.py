"""Who changed what of an application, and when: field by field, with its papers, votes and decisions."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404

from audit.differences import explain
from audit.models import Entry
from audit.policies import can_read_object, sees_sensitive
from contracts.policy import first_denied, require
from documents.models import Document
from pages.views import Crumb, DetailPage
from recruitment import policies
from recruitment.choices import OPEN_STATES
from recruitment.models import Application
from recruitment.opinion_lines import withdrawn
from recruitment.views.applications import campaign_crumbs
from teams.models import Person
from teams.services.people import SECRETS

_PER_PAGE = 30
_PERSON = Person._meta.label_lower
#: Of the applicant's own facts: those that were typed; who looked at what is hidden stands in the person's audit.
_PERSON_ACTS = ("teams.person.create", "teams.person.update", "teams.person.bulk", "teams.person.undo")
#: What "Hiện" alone shows, with purpose and entry, is not shown by way of a history.
_MASKED = {_PERSON: frozenset({*SECRETS, "religion"})}


def history_of(application: Application, user):
    """Entries about an application the user sees and what hangs on it, newest first.

    The applicant's facts belong to it from the day of receipt until it was last written; what a member changes later
    is no matter of the application.
    """
    decisions = Document.objects.visible_to(user).filter(
        pk__in=[application.over_age_decision_id or 0, application.recognition_id or 0]
    )
    vote = getattr(application, "vote", None)
    receipt = getattr(application, "receipt", None)
    hanging = [
        *application.papers.all(), *application.supplement_requests.all(), *application.opinions.all(), *decisions,
        *withdrawn(application),
        *(one for one in (vote, receipt) if one),
    ]  # fmt: skip
    rows = Entry.objects.readable_about(application, user, also=[*hanging, application.person])
    beyond = Q(at__date__lt=application.received_on) | ~Q(act__in=_PERSON_ACTS)
    if application.state not in OPEN_STATES:
        last = (
            Entry.objects.readable_about(application, user, also=hanging).values_list("pk", flat=True).first()
        )
        beyond |= Q(pk__gt=last or 0)
    return rows.exclude(Q(subject_type=_PERSON) & beyond)


class ApplicationHistory(DetailPage):
    """The whole history of an application with differences, from the audit."""

    model, select = Application, ("campaign__commune", "line__team", "person", "vote", "receipt")
    template_name = "recruitment/history.html"

    def dispatch(self, request, *args, **kwargs):
        """As the application's own page; besides, who reads the history of objects at all."""
        get_object_or_404(Application.objects.visible_to(request.user).only("pk"), pk=kwargs["pk"])
        require(first_denied(policies.can_see_papers(request.user), can_read_object(request.user)))
        return super().dispatch(request, *args, **kwargs)

    def get_title(self):
        return f"Lịch sử: {self.object}"

    def get_subtitle(self):
        return (
            "Ai đã ghi, sửa gì, lúc nào: hồ sơ, biên nhận, nhân thân, giấy tờ, yêu cầu bổ sung, thẩm định, ý kiến, "
            "phiếu bầu, quyết định."
        )

    def get_crumbs(self):
        one = self.object
        return [*campaign_crumbs(one.campaign), Crumb(str(one), one.get_absolute_url())]

    def get_context_data(self, **kwargs):
        """One page of entries, in a fixed number of queries."""
        user = self.request.user
        rows = history_of(self.object, user)
        found = Paginator(rows, _PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(**kwargs) | {
            "found": found, "own_type": self.object._meta.label_lower,
            "items": explain(found, user, sensitive=sees_sensitive(user), masked=_MASKED),
        }  # fmt: skip
