"""Lists of reviews, of their sheets and of the results of members."""

from django.db.models import BooleanField, Case, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from audit.lists import AuditedList
from pages.lists import Empty, Tab
from pages.measured import MeasuredListMixin
from pages.views import Action
from teams import policies
from teams.choices import Outcome
from teams.filters.reviews import MemberReviewFilter, ReviewFilter, SheetFilter
from teams.models import MemberReview, Membership, Quota, ReviewRound, TeamReview
from teams.tables.reviews import MemberReviewTable, ReviewTable, SheetTable
from teams.views.lists import UnitListMixin
from teams.views.post_lists import PeopleOnly


def _tabs(here: str) -> list[Tab]:
    pages = (
        ("review_list", "Các đợt"), ("review_sheets", "Tổng hợp theo Tổ"), ("review_members", "Từng thành viên"),
    )  # fmt: skip
    return [Tab(label, reverse(f"teams:{name}"), None, name == here) for name, label in pages]


class ReviewList(PeopleOnly, UnitListMixin, AuditedList):
    """Reviews of teams, the newest first."""

    model, table_class, filterset_class = ReviewRound, ReviewTable, ReviewFilter
    title, noun = "Rà soát, kiện toàn Tổ bảo vệ ANTT", "đợt"

    def narrow(self, rows):
        """With how many sheets there are, and whether its last day is over."""
        late = Q(closed_on__isnull=True, due_on__lt=timezone.localdate())
        return (
            rows.select_related("commune")
            .annotate(
                total=Count("sheets"), filled=Count("sheets", filter=Q(sheets__reviewed_on__isnull=False)),
                is_late=Case(When(late, then=Value(True)), default=Value(False), output_field=BooleanField()),
            )
            .order_by("-opens_on", "-pk")
        )  # fmt: skip

    def get_subtitle(self):
        return f"Tổ công tác rà soát từng Tổ, từng thành viên, trước hết Tổ trưởng, Tổ phó; {self.unit()}."

    def get_tabs(self):
        return _tabs("review_list")

    def get_actions(self):
        user = self.request.user
        if user.commune is None:
            return []
        answer = policies.can_register(user, user.commune)
        return [Action("Mở đợt rà soát", reverse("teams:review_new"), answer, "primary")]

    def get_empty(self):
        actions = self.get_actions()
        return Empty(
            "Chưa có đợt rà soát nào. Mở đợt theo kế hoạch kiện toàn, rồi ghi phiếu từng Tổ.",
            actions[0] if actions else None,
        )


def _results(**fits) -> Coalesce:
    counted = (
        MemberReview.objects.filter(sheet=OuterRef("pk"), **fits).order_by()
        .values("sheet").annotate(n=Count("pk")).values("n")
    )  # fmt: skip
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _on_the_day(rows, count):
    """A figure of rows in force on the day of the sheet."""
    day = OuterRef("reviewed_on")
    held = rows.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=day), team=OuterRef("team"), started_on__lte=day
    )
    grouped = held.order_by().values("team").annotate(n=count).values("n")
    return Subquery(grouped[:1], output_field=IntegerField())


class SheetList(PeopleOnly, UnitListMixin, MeasuredListMixin, AuditedList):
    """Teams of reviews with what was found: the summary table, printed and taken out."""

    model, table_class, filterset_class = TeamReview, SheetTable, SheetFilter
    register = "team_reviews"
    title, noun = "Tổng hợp rà soát các Tổ", "Tổ"
    empty = Empty("Chưa có Tổ nào được đưa vào rà soát. Mở một đợt rà soát trước.")

    def narrow(self, rows):
        """With quota, members and results as of the day of each sheet."""
        user = self.request.user
        return (
            rows.select_related("team", "round__commune")
            .annotate(
                quota=_on_the_day(Quota.objects.visible_to(user), F("members")),
                serving=_on_the_day(Membership.objects.visible_to(user), Count("pk")),
                found=_results(), substandard=_results(meets_standard=False),
                to_train=_results(outcome=Outcome.TRAIN), to_replace=_results(outcome=Outcome.REPLACE),
            )
            .order_by("-round__opens_on", "-round_id", "team__sort_key", "pk")
        )  # fmt: skip

    def get_subtitle(self):
        return f"Định mức, quân số, kết quả tính đến ngày rà soát của từng Tổ, {self.unit()}."

    def get_tabs(self):
        return _tabs("review_sheets")


class MemberReviewList(PeopleOnly, UnitListMixin, MeasuredListMixin, AuditedList):
    """What was found about each member; the notes stay on the sheets."""

    model, table_class, filterset_class = MemberReview, MemberReviewTable, MemberReviewFilter
    register = "member_reviews"
    title, noun = "Kết quả rà soát thành viên", "lượt"
    empty = Empty("Chưa có kết quả nào. Mở phiếu của từng Tổ trong đợt rà soát để ghi.")

    def narrow(self, rows):
        """Those to be replaced first; no secret decrypted."""
        secrets = [
            f"membership__person__{name}"
            for name in ("citizen_id", "bank_account", "health_note", "legal_record")
        ]
        return (
            rows.select_related(
                "membership__person", "membership__team", "sheet__team", "sheet__round__commune"
            )
            .defer("note", *secrets)
            .order_by("-is_unfit", "-sheet__reviewed_on", "membership__person__sort_key", "pk")
        )

    def get_subtitle(self):
        return f"Mỗi dòng là một thành viên trong một đợt rà soát, {self.unit()}."

    def get_tabs(self):
        query = self.request.GET.urlencode()
        replace = "huong=replace&con=true"
        here = "" if query == replace else "review_members"
        return [*_tabs(here), Tab("Phải thay thế", f"?{replace}", None, query == replace)]
